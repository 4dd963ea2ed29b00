"""What a message does to the conversation: what is remembered, pointed at, wished. Pure."""
