"""`make torture`: what a running advisor of several workers endures. docs/reliability.md has the figures."""
