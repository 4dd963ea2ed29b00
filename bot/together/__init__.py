"""What several servers agree on, through the PostgreSQL database that they share: turns, limits, who leads."""
