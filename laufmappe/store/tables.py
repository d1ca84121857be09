"""The tables as they are now; how they came to be stands in migrations/."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

# A row says nothing about who reported: neither when on that day, nor from where.
reports = Table(
    "reports", metadata,
    Column("service", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Staff, never newcomers. Of password, invitation, recovery codes and sessions only hashes; the
# secret of the one-time codes must be readable. All times are UTC.
accounts = Table(
    "accounts", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("role", String(10), nullable=False),
    Column("office", String(60), nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("password", String(200)),
    Column("secret", String(64)),
    Column("step", BigInteger, nullable=False),
    Column("invitation", String(64)),
    Column("invited_until", DateTime),
)
recovery = Table(
    "recovery", metadata,
    Column("account", Integer, ForeignKey("accounts.id"), primary_key=True),
    Column("code", String(64), primary_key=True),
)
sessions = Table(
    "sessions", metadata,
    Column("id", String(64), primary_key=True),
    Column("account", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("begun", DateTime, nullable=False),
    Column("seen", DateTime, nullable=False),
)
# What staff did to accounts and papers, without contents, for 90 days.
audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("account", Integer, nullable=False),
    Column("action", String(20), nullable=False),
    Column("target", Integer),
)
