"""Settings that live in the database: whether it is for demonstration, and its clock's lead."""

from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from prosesser.errors import Refused
from prosesser.store import Store
from prosesser.store.tables import meta

_DEMO = "demo"
_OFFSET = "clock_offset_seconds"


class NotDemo(Refused):
    """Klokken kan bare stilles i en demobase."""


class ClockBackwards(Refused):
    """Klokken kan bare stilles fremover."""


class Meta:
    """The settings of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_demo(self) -> bool:
        """Tell whether the database was made for demonstration."""
        with self._store.read() as connection:
            return _value(connection, _DEMO) is not None

    def mark_demo(self) -> None:
        """Mark the database as one for demonstration; there is no way back."""
        with self._store.maintain() as connection:
            _put(connection, _DEMO, "1")

    def clock_offset(self) -> timedelta:
        """Return how far the demo clock is ahead of the real one."""
        with self._store.read() as connection:
            return timedelta(seconds=int(_value(connection, _OFFSET) or 0))

    def advance_clock(self, lead: timedelta) -> timedelta:
        """Move the demo clock forward by whole seconds and return its offset.

        Raises `NotDemo` or `ClockBackwards`.
        """
        if lead < timedelta():
            raise ClockBackwards
        with self._store.maintain() as connection:
            if _value(connection, _DEMO) is None:
                raise NotDemo
            offset = int(_value(connection, _OFFSET) or 0) + int(lead.total_seconds())
            _put(connection, _OFFSET, str(offset))
        return timedelta(seconds=offset)


def _value(connection: Connection, name: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()


def _put(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(meta).where(meta.c.name == name))
    connection.execute(insert(meta).values(name=name, value=value))
