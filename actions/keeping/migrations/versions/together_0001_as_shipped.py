"""Whose turn it is, and limits, over all servers."""

import sqlalchemy as sa
from alembic import op

revision = "together_0001"
down_revision = None
branch_labels = ("together",)


def upgrade() -> None:
    """Makes what is missing."""
    op.create_table(
        "turns",
        sa.Column("ticket", sa.BigInteger, primary_key=True),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("place", sa.Float(53), nullable=False),
        sa.Column("owner", sa.Integer, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        sa.Column("until", sa.Float(53), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_turns_key", "turns", ["key"], if_not_exists=True)
    op.create_table(
        "limits",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("full_at", sa.Float(53), nullable=False),
        if_not_exists=True,
    )
