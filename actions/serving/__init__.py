"""The doors of the servers: what both refuse, and who may call the action server."""
