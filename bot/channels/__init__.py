"""The places where people chat: one file each; a channel renders replies, nothing else."""
