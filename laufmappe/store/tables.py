"""The tables as they are now; how they came to be stands in migrations/."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
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

# The same about translations: in which language, on which kind of page.
wordings = Table(
    "wordings", metadata,
    Column("language", String(16), primary_key=True),
    Column("page", String(40), primary_key=True),
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
    Column("subject", String(300)),
    Index("accounts_subject", "subject", unique=True),
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
    # When whoever is signed in last proved who they are; None where nobody can say.
    Column("proven", DateTime),
)
# Refused attempts to sign in, for an hour, under keyed hashes of three or four letters.
attempts = Table(
    "attempts", metadata,
    Column("kind", String(10), primary_key=True),
    Column("tag", String(4), primary_key=True),
    Column("slot", BigInteger, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
salts = Table(
    "salts", metadata,
    Column("day", Date, primary_key=True),
    Column("salt", String(64), nullable=False),
)
# What staff did to accounts and papers, without contents, for 90 days.
audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("account", Integer, nullable=False),
    Column("action", String(20), nullable=False),
    Column("target", Integer),
    # For which office a profile was confirmed; the account may belong to another one later.
    Column("office", String(60)),
)

# What somebody carries is sealed with the code on their paper, of which only a hash is here: who
# has the database alone reads no station, no answer and no appointment (store/seal.py).
mappen = Table(
    "mappen", metadata,
    Column("id", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    Column("until", Date, nullable=False),
)
# One office sends somebody to a service. It goes with the Mappe it stands on.
referrals = Table(
    "referrals", metadata,
    Column("number", String(12), primary_key=True),
    Column("mappe", String(64), ForeignKey("mappen.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("service", Integer, nullable=False),
    Column("second", Integer),
    Column("sender", String(60), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("time", String(5)),
    Column("state", String(10), nullable=False),
    Column("why", String(20)),
    Column("changed", Date, nullable=False),
    Column("until", Date, nullable=False),
)
# Nobody's: a voucher knows its kind of advice, the office that issued and the one that took it.
vouchers = Table(
    "vouchers", metadata,
    Column("id", String(64), primary_key=True),
    Column("advice", String(60), nullable=False),
    Column("issuer", String(60), nullable=False),
    Column("until", Date, nullable=False),
    Column("redeemed", Date),
    Column("redeemer", String(60)),
)
closures = Table(
    "closures", metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
)
# How often in a month, by one key only (decision 32): rows of two kinds cannot be joined.
counts = Table(
    "counts", metadata,
    Column("month", String(7), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
)
# An office says that its profile is right: a proposal to the editors, who keep it in git.
confirmed = Table(
    "confirmed", metadata,
    Column("service", Integer, primary_key=True, autoincrement=False),
    Column("office", String(60), nullable=False),
    Column("day", Date, nullable=False),
)
