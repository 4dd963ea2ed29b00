"""App Home and the assistant panel: what the advisor does, and first questions."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, HeaderBlock, MarkdownTextObject, PlainTextObject, SectionBlock

from bot.channels.slack.blocks import messages

STARTERS = (
    {"title": "Find programs for me", "payload": "/ask_recommendation"},
    {"title": "Is it worth it?", "payload": '/faq{"topic": "worth_it"}'},
    {"title": "What do I need to get in?", "payload": '/faq{"topic": "admission_requirements"}'},
    {"title": "What does it cost?", "payload": '/faq{"topic": "cost"}'},
)
WORDS = (
    "Ask me anything about a master's in machine learning or its neighbours, in a direct message, by mentioning me in "
    "a channel, or with `/masters` for an answer that only you see. Every figure comes with its source and year."
)
_HEAD: tuple[Block, ...] = (
    HeaderBlock(text=PlainTextObject(text="A master's in machine learning?")),
    SectionBlock(text=MarkdownTextObject(text=WORDS)),
)
HOME = {
    "type": "home",
    "blocks": [each.to_dict() for each in _HEAD] + messages("", {"lead": "", "chips": STARTERS})[0].blocks,
}
PROMPTS = [
    {"title": "Find programs", "message": "online programs under 20k without GRE"},
    {"title": "Do I need a CS degree?", "message": "do I need a CS degree for this"},
    {"title": "Is it worth it?", "message": "is a master's in machine learning worth it"},
    {"title": "Compare two", "message": "compare OMSCS and Penn MCIT"},
]
