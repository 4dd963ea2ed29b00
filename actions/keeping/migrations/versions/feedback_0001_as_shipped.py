"""Thumbs and words on answers."""

import sqlalchemy as sa
from alembic import op

revision = "feedback_0001"
down_revision = None
branch_labels = ("feedback",)


def upgrade() -> None:
    """Makes what is missing."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("question", sa.String(2000), nullable=False),
        sa.Column("answer", sa.String(4000), nullable=False),
        sa.Column("thumb", sa.String(4), nullable=False),
        sa.Column("word", sa.String(1000), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_feedback_conversation", "feedback", ["conversation"], if_not_exists=True)
