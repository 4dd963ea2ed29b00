"""Deliveries that were seen."""

import sqlalchemy as sa
from alembic import op

revision = "channels_0001"
down_revision = None
branch_labels = ("channels",)


def upgrade() -> None:
    """Makes what is missing."""
    op.create_table(
        "channel_seen",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        if_not_exists=True,
    )
