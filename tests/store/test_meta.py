"""The demo flag and the demo clock, which only goes forward."""

from datetime import timedelta

import pytest

from prosesser.store import Store
from prosesser.store.meta import ClockBackwards, Meta, NotDemo


def test_a_database_is_for_demonstration_only_when_marked(store: Store) -> None:
    meta = Meta(store)
    assert not meta.is_demo()
    meta.mark_demo()
    meta.mark_demo()
    assert meta.is_demo()


def test_the_demo_clock_goes_forward_only(store: Store) -> None:
    meta = Meta(store)
    meta.mark_demo()
    assert meta.clock_offset() == timedelta()
    assert meta.advance_clock(timedelta(days=2)) == timedelta(days=2)
    assert meta.advance_clock(timedelta(hours=1)) == timedelta(days=2, hours=1)
    with pytest.raises(ClockBackwards):
        meta.advance_clock(timedelta(seconds=-1))
    assert meta.clock_offset() == timedelta(days=2, hours=1)


def test_the_clock_of_a_real_database_stands(store: Store) -> None:
    with pytest.raises(NotDemo):
        Meta(store).advance_clock(timedelta(days=1))
    assert Meta(store).clock_offset() == timedelta()
