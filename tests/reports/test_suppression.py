"""What is hidden cannot be worked out: held against readers who try everything.

One reader takes every number that fits with what is shown. The other also knows how we hide, and
keeps only the tables that we would have shown just so.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.reports.suppression import FEWEST, Line, line, shown

NAMES = "abcdef"
counts = st.lists(st.integers(0, 40), min_size=1, max_size=6)


def hidden_line(parts: tuple[int, ...] | list[int]) -> Line:
    return line(dict(zip(NAMES, parts, strict=False)))


def fits(published: Line, most: int) -> Iterator[tuple[int, ...]]:
    """Yield all tables that fit with a published line: hidden parts are at least 1, the sum is right."""
    ranges = [range(1, most + 1) if count is None else [count] for count in published.parts.values()]
    for table in product(*ranges):
        if published.total is None or sum(table) == published.total:
            yield table


@pytest.mark.parametrize(("size", "most"), [(1, 20), (2, 12), (3, 9), (4, 7)])
def test_a_reader_who_tries_everything_finds_no_hidden_part(size: int, most: int) -> None:
    for parts in product(range(most), repeat=size):
        published = hidden_line(parts)
        if published.total is None or not published.hides:
            continue
        found = [set(values) for values in zip(*fits(published, published.total), strict=True)]
        hidden = [number for number, count in enumerate(published.parts.values()) if count is None]
        assert all(len(found[number]) > 1 for number in hidden), (parts, published)


@pytest.mark.parametrize(("size", "most"), [(2, 30), (3, 26), (4, 17), (5, 9)])
def test_nor_does_a_reader_who_knows_how_we_hide(size: int, most: int) -> None:
    shown_as: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(most), repeat=size):
        published = hidden_line(parts)
        shown_as[published.total, *published.parts.values()].append(parts)
    compared = 0
    for (total, *published_parts), tables in shown_as.items():
        if isinstance(total, int) and total >= most:
            continue  # tables with larger parts would have been shown so too
        for number, count in enumerate(published_parts):
            if count is None:
                assert len({table[number] for table in tables}) > 1, (total, published_parts)
                compared += 1
    assert compared > size


@given(counts)
def test_no_small_count_is_shown_nor_is_one_the_difference_of_what_is(parts: list[int]) -> None:
    published = hidden_line(parts)
    known = [count for count in published.parts.values() if count is not None]
    assert all(count == 0 or count >= FEWEST for count in known)
    if published.total is not None:
        assert published.total == 0 or published.total >= FEWEST
        assert shown(published.total - sum(known)) is not None


@given(counts)
def test_what_is_shown_is_true(parts: list[int]) -> None:
    published = hidden_line(parts)
    assert published.total in {None, sum(parts)}
    for name, count in zip(NAMES, parts, strict=False):
        assert published.parts[name] in {None, count}


@given(st.lists(st.integers(0, 40).filter(lambda count: not 0 < count < FEWEST), min_size=1, max_size=6))
def test_nothing_is_hidden_without_need(parts: list[int]) -> None:
    assert not hidden_line(parts).hides


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        ((10, 0, 7), (10, 0, 7)),
        ((10, 3, 7), (10, None, None)),  # one alone would be the total less the others
        ((10, 3, 2), (10, None, None)),
        ((10, 2, 2), (None, None, None)),  # two that are four together are a small count
        ((9, 0, 1), (None, 0, None)),
        ((2, 1, 1), (None, None, None)),
        ((0, 0, 0), (0, 0, 0)),
    ],
)
def test_how_parts_are_hidden(parts: tuple[int, ...], published: tuple[int | None, ...]) -> None:
    assert tuple(hidden_line(parts).parts.values()) == published


def test_a_small_total_hides_all() -> None:
    assert hidden_line((4, 0, 0)) == Line(None, {"a": None, "b": None, "c": None})
    assert hidden_line((1, 1, 1, 1, 1)).total is None  # five parts of at least one make five in one way only


def test_parts_of_what_is_hidden_are_hidden() -> None:
    assert line({"a": 20, "b": 30}, hidden=True) == Line(None, {"a": None, "b": None})


@given(counts, st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_parts_of_a_part_tell_nothing_of_the_line_above(above: list[int], below: list[int]) -> None:
    outer = line({**dict(zip(NAMES, above, strict=False)), "x": sum(below)})
    inner = line(dict(zip("pqrs", below, strict=False)), hidden=outer.parts["x"] is None)
    if outer.parts["x"] is None:
        assert inner.total is None
        assert set(inner.parts.values()) == {None}
    else:
        assert inner.total == outer.parts["x"]
