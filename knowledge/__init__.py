"""What the bot knows, and what it works out from it. Imports neither `bot` nor `actions`."""
