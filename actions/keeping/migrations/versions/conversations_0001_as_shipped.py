"""Conversations, unanswered questions, handovers; tables that are older than migrations stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "conversations_0001"
down_revision = None
branch_labels = ("conversations",)


def upgrade() -> None:
    """Makes what is missing."""
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("type_name", sa.String(255), nullable=False),
        sa.Column("timestamp", sa.Float),
        sa.Column("intent_name", sa.String(255)),
        sa.Column("action_name", sa.String(255)),
        sa.Column("data", sa.Text),
        if_not_exists=True,
    )
    op.create_index("ix_events_sender_id", "events", ["sender_id"], if_not_exists=True)
    op.create_index("events_in_order", "events", ["sender_id", "id"], if_not_exists=True)
    op.create_table(
        "unanswered",
        sa.Column("question", sa.String(500), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last_at", sa.Float, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "handovers",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        if_not_exists=True,
    )
