"""What is kept of people and what is sent out: records, deletion, the handover."""
