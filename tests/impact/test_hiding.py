"""What a process owner sees singles nobody out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pytest

from prosesser.impact import CANNOT, CHOICE, FOLLOWS, NEUTRAL, OUTCOMES, DateLine, StopLine, Totals, UnitLine
from prosesser.impact.hiding import Telling, hidden
from prosesser.reports.suppression import FEWEST
from tests.cases.world import MONDAY
from tests.impact.conftest import Office
from workflow_app.whatif import sentences

EXACT = True
NONE = Totals(
    0,
    EXACT,
    dict.fromkeys(OUTCOMES, 0),
    dict.fromkeys(OUTCOMES, 0),
    (None, None),
    0,
    (),
    (),
    (),
    (),
    (),
    (),
    (),
)


def totals(running: Mapping[str, int], **more: object) -> Totals:
    counts = {**dict.fromkeys(OUTCOMES, 0), **running}
    touched = sum(counts[outcome] for outcome in (FOLLOWS, CHOICE, CANNOT))
    return replace(NONE, cases=sum(counts.values()), running=counts, touched=touched, **more)  # type: ignore[arg-type]  # fields of the totals by name


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (98, 100)]
)
def test_counts_are_told_to_the_nearest_five_and_small_ones_not(count: int, told: int | None) -> None:
    assert Telling({1000}).about(count) == told


def test_one_case_that_cannot_follow_is_hidden_with_another_count_so_that_it_cannot_be_worked_out() -> None:
    shown = hidden(totals({NEUTRAL: 40, FOLLOWS: 20, CANNOT: 1}))
    assert shown.running[CANNOT] is None
    assert [outcome for outcome, count in shown.running.items() if count is None] == [FOLLOWS, CANNOT]
    assert shown.running[NEUTRAL] == 40


def test_that_none_stops_is_shown() -> None:
    shown = hidden(totals({NEUTRAL: 40, FOLLOWS: 20}))
    assert (shown.running[CANNOT], shown.running[CHOICE], shown.touched) == (0, 0, 20)


def test_parts_of_a_row_are_hidden_where_one_is_small() -> None:
    row = DateLine("frist", cases=44, earlier=43, later=1, other=0, open=20, passed=3)
    (line,) = hidden(totals({FOLLOWS: 44}, dates=(row,))).dates
    assert (line.cases, line.earlier, line.later, line.other) == (40, None, None, 0)
    assert (line.open, line.passed) == (20, None)


def test_reasons_are_hidden_as_parts_of_the_cases_that_stop() -> None:
    stops = (StopLine(CANNOT, "Sjelden.", "a", 1), StopLine(CANNOT, "Vanlig.", "b", 43))
    shown = hidden(totals({CANNOT: 44, NEUTRAL: 20}, stops=stops))
    assert [line.cases for line in shown.stops] == [None, None]
    few = hidden(totals({CANNOT: 4, NEUTRAL: 20}, stops=(StopLine(CANNOT, "Sjelden.", "a", 4),)))
    assert [line.cases for line in few.stops] == [None]


def test_units_are_hidden_as_parts_of_the_cases_that_are_touched() -> None:
    units = (UnitLine("bydel", "a", 30), UnitLine("bydel", "b", 8), UnitLine("bydel", "c", 2))
    shown = hidden(totals({FOLLOWS: 40, NEUTRAL: 20}, units=units))
    assert [line.cases for line in shown.units] == [30, None, None]
    unknown = hidden(totals({FOLLOWS: 40, NEUTRAL: 20}, units=units[:2]))  # two have no district yet
    assert [line.cases for line in unknown.units] == [30, None]
    hushed = hidden(totals({FOLLOWS: 40, NEUTRAL: 2}, units=units))  # how many are touched is hidden
    assert [line.cases for line in hushed.units] == [30, 10, None]


def test_what_most_do_is_said_where_the_rest_may_still_be_any_number() -> None:
    shown = hidden(totals({FOLLOWS: 59, NEUTRAL: 2}))
    assert (shown.running[FOLLOWS], shown.most) == (None, (FOLLOWS, None))
    assert hidden(totals({FOLLOWS: 17, NEUTRAL: 2})).most == (None, None)
    assert hidden(totals({FOLLOWS: 30, NEUTRAL: 30})).most == (None, None)
    said = dict(sentences(shown))["Saker som pågår"]
    assert said.startswith("Noen saker merker ingenting. Antallet er skjult. De fleste sakene følger med, og")


Known = tuple[int, int, int, int]
"""In how many cases nothing changes, how many are touched, in how many a date comes earlier, and later."""


def published(known: Known) -> tuple[object, ...]:
    neutral, touched, earlier, later = known
    row = DateLine("frist", earlier + later, earlier, later, 0, 0, 0)
    shown = hidden(totals({NEUTRAL: neutral, FOLLOWS: touched}, dates=(row,)))
    (line,) = shown.dates
    outcomes = (shown.running[NEUTRAL], shown.running[FOLLOWS], shown.most)
    return (shown.cases, *outcomes, line.cases, line.earlier, line.later)


def secrets(known: Known) -> tuple[int, ...]:
    """What must not be found out while it is small: every part, and what is left of every whole."""
    neutral, touched, earlier, later = known
    moved = earlier + later
    return (neutral, touched, earlier, later, touched - moved, neutral + touched - moved)


@pytest.mark.parametrize("cases", range(5, 25))
def test_who_tries_all_counts_and_knows_how_we_hide_finds_no_small_one(cases: int) -> None:
    told: dict[tuple[object, ...], list[Known]] = defaultdict(list)
    for touched in range(cases + 1):
        for moved in range(touched + 1):
            for earlier in range(moved + 1):
                known = (cases - touched, touched, earlier, moved - earlier)
                told[published(known)].append(known)
    for alike in told.values():
        for values in zip(*map(secrets, alike), strict=True):
            assert len(set(values)) > 1 or not 0 < values[0] < FEWEST, (alike[0], values[0])


@pytest.mark.parametrize("touched", range(5, 30))
def test_nor_who_knows_that_one_date_moves_in_every_case_that_is_touched(touched: int) -> None:
    told: dict[tuple[object, ...], list[Known]] = defaultdict(list)
    for earlier in range(touched + 1):
        known = (20, touched, earlier, touched - earlier)
        told[published(known)].append(known)
    for alike in told.values():
        for values in zip(*map(secrets, alike), strict=True):
            assert len(set(values)) > 1 or not 0 < values[0] < FEWEST, (alike[0], values[0])


def test_a_process_owner_sees_totals_with_small_counts_hidden(office: Office) -> None:
    for _ in range(6):
        office.world.admitted()
    office.world.refer()
    impact = office.tried(office.draft(), MONDAY)
    assert impact.result is not None
    seen = impact.result.totals
    assert not seen.exact
    assert (seen.running[NEUTRAL], seen.running[FOLLOWS], seen.touched) == (None, None, None)
    assert seen.dates[0].cases is None, "six of seven, and that one is left could be worked out"
    assert [line.cases for line in seen.units] == [None, None]
