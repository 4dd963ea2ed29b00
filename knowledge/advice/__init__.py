"""Advice worked out from the records: data in, data out; no clock, no database, no words."""
