"""Of Slack: threads, who speaks in them, whose a conversation is; and slack_sdk's installations and states of OAuth."""

import sqlalchemy as sa
from alembic import op

revision = "slack_0001"
down_revision = None
branch_labels = ("slack",)


def upgrade() -> None:
    """Makes what is missing."""
    _make_threads()
    _make_installations()


def _make_threads() -> None:
    op.create_table(
        "slack_talks",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("by", sa.String(64), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "slack_speakers",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("user", sa.String(64), primary_key=True),
        if_not_exists=True,
    )
    op.create_table("slack_overheard", sa.Column("key", sa.String(200), primary_key=True), if_not_exists=True)
    op.create_table(
        "slack_places",
        sa.Column("conversation", sa.String(200), primary_key=True),
        sa.Column("person", sa.String(130), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_slack_places_person", "slack_places", ["person"], if_not_exists=True)


def _make_installations() -> None:
    op.create_table(
        "slack_bots",
        *_installed(),
        sa.Column("is_enterprise_install", sa.Boolean, nullable=False),
        sa.Column("installed_at", sa.DateTime, nullable=False),
        if_not_exists=True,
    )
    columns = ["client_id", "enterprise_id", "team_id", "installed_at"]
    op.create_index("slack_bots_idx", "slack_bots", columns, if_not_exists=True)
    op.create_table(
        "slack_installations",
        *_installed(),
        sa.Column("enterprise_url", sa.String(200)),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("user_token", sa.String(200)),
        sa.Column("user_scopes", sa.String(1000)),
        sa.Column("user_refresh_token", sa.String(200)),
        sa.Column("user_token_expires_at", sa.DateTime),
        sa.Column("incoming_webhook_url", sa.String(200)),
        sa.Column("incoming_webhook_channel", sa.String(200)),
        sa.Column("incoming_webhook_channel_id", sa.String(200)),
        sa.Column("incoming_webhook_configuration_url", sa.String(200)),
        sa.Column("is_enterprise_install", sa.Boolean, nullable=False),
        sa.Column("token_type", sa.String(32)),
        sa.Column("installed_at", sa.DateTime, nullable=False),
        if_not_exists=True,
    )
    columns = ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"]
    op.create_index("slack_installations_idx", "slack_installations", columns, if_not_exists=True)
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("expire_at", sa.DateTime, nullable=False),
        if_not_exists=True,
    )


def _installed() -> list[sa.Column]:
    """What both tables of installations begin with."""
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.String(32), nullable=False),
        sa.Column("app_id", sa.String(32), nullable=False),
        sa.Column("enterprise_id", sa.String(32)),
        sa.Column("enterprise_name", sa.String(200)),
        sa.Column("team_id", sa.String(32)),
        sa.Column("team_name", sa.String(200)),
        sa.Column("bot_token", sa.String(200)),
        sa.Column("bot_id", sa.String(32)),
        sa.Column("bot_user_id", sa.String(32)),
        sa.Column("bot_scopes", sa.String(1000)),
        sa.Column("bot_refresh_token", sa.String(200)),
        sa.Column("bot_token_expires_at", sa.DateTime),
    ]
