"""Codes that bring what is noted in a conversation to another one."""

import sqlalchemy as sa
from alembic import op

revision = "conversations_0002"
down_revision = "conversations_0001"
branch_labels = None


def upgrade() -> None:
    """Makes their table."""
    op.create_table(
        "resume_codes",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(255), nullable=False),
        sa.Column("given_at", sa.Float, nullable=False),
        sa.Column("used_at", sa.Float),
    )
    op.create_index("ix_resume_codes_conversation", "resume_codes", ["conversation"])
