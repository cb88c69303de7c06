"""What all tables share: their metadata and the types of their columns."""

from sqlalchemy import BigInteger, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Identifiers compare by code point: faster than by locale, and alike in both databases.
Id = Text().with_variant(Text(collation="C"), "postgresql")
Instant = BigInteger()
IsoDate = Id
RowId = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite
