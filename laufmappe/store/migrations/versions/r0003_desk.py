"""Stored Mappen, referrals, vouchers, closures, counts and confirmed profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and room for who signs in elsewhere."""
    op.add_column("accounts", sa.Column("subject", sa.String(300)))
    op.create_index("accounts_subject", "accounts", ["subject"], unique=True)
    _carried()
    _vouchers()
    _offices()


def _carried() -> None:
    op.create_table(
        "mappen",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )
    op.create_table(
        "referrals",
        sa.Column("number", sa.String(12), primary_key=True),
        sa.Column("mappe", sa.String(64), sa.ForeignKey("mappen.id", ondelete="CASCADE"),
                  nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("service", sa.Integer, nullable=False),
        sa.Column("second", sa.Integer),
        sa.Column("sender", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("time", sa.String(5)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(20)),
        sa.Column("changed", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )


def _vouchers() -> None:
    op.create_table(
        "vouchers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("advice", sa.String(60), nullable=False),
        sa.Column("issuer", sa.String(60), nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("redeemed", sa.Date),
        sa.Column("redeemer", sa.String(60)),
    )


def _offices() -> None:
    op.create_table(
        "closures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("service", sa.Integer, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
    )
    op.create_table(
        "counts",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "confirmed",
        sa.Column("service", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables with all that is in them."""
    for name in ("confirmed", "counts", "closures", "vouchers", "referrals", "mappen"):
        op.drop_table(name)
    op.drop_index("accounts_subject")
    op.drop_column("accounts", "subject")
