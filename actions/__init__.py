"""What the bot can do: one action a file, the file named after the action."""
