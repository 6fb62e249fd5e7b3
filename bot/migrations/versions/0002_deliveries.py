"""What Slack delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("request", sa.JSON),
        sa.Column("lease", sa.DateTime(timezone=True)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("reply", sa.String(64)),
        sa.Column("audience", sa.String(16)),
        sa.Column("n", sa.Integer),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("deliveries")
