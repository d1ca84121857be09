"""The tables as they are now; how they came to be stands in migrations/."""

from sqlalchemy import Column, Date, Integer, MetaData, String, Table

metadata = MetaData()

# A row says nothing about who reported: neither when on that day, nor from where.
reports = Table(
    "reports", metadata,
    Column("service", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
