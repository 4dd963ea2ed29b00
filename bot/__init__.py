"""What runs inside the Rasa server, and the commands around it."""
