"""Accounts of staff, their recovery codes and sessions, and what they did."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("secret", sa.String(64)),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("invitation", sa.String(64)),
        sa.Column("invited_until", sa.DateTime),
    )
    op.create_table(
        "recovery",
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("code", sa.String(64), primary_key=True),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("account", sa.Integer, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("target", sa.Integer),
    )


def downgrade() -> None:
    """Drop the tables with all that is in them."""
    for name in ("audit", "sessions", "recovery", "accounts"):
        op.drop_table(name)
