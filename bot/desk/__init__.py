"""The editors' desk: what people ask, what to do about it, what has grown old, how well it does (docs/editing.md)."""
