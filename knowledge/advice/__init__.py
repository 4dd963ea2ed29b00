"""What the bot works out from what it knows: pure functions, data in and data out."""
