"""Refused attempts to sign in, when a session proved who it is, which office confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "attempts",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("tag", sa.String(4), primary_key=True),
        sa.Column("slot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "salts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("salt", sa.String(64), nullable=False),
    )
    op.add_column("sessions", sa.Column("proven", sa.DateTime))
    op.add_column("audit", sa.Column("office", sa.String(60)))


def downgrade() -> None:
    """Drop the tables and columns."""
    op.drop_column("audit", "office")
    op.drop_column("sessions", "proven")
    for name in ("salts", "attempts"):
        op.drop_table(name)
