"""Slack, on slack-bolt: events, slash command, buttons, assistant panel, App Home; over HTTP or Socket Mode."""

from bot.channels.slack.channel import SlackInput

__all__ = ["SlackInput"]
