"""Auditors search the access log: what their assignments let them see, in pages, each search logged."""

import pytest

from prosesser.access import SYSTEM, Action, CaseNotFound, Ground, NotAllowed
from prosesser.audit.errors import DaysBackwards
from prosesser.audit.log import AccessLogs, LogPage
from prosesser.audit.questions import Question
from prosesser.store.assignments import Selection
from prosesser.store.audit import accesses, denied, log_access, permitted
from tests.audit.conftest import assign
from tests.cases.world import DAY, MONDAY, World

MISSING = "0" * 32
TUESDAY = MONDAY + DAY


def told(page: LogPage) -> list[tuple[str, str, str | None]]:
    return [(row.access.person, row.access.action, row.access.case) for row in page.rows]


def look(world: World, person: str, case: str | None, action: Action = Action.READ_CASE) -> None:
    log_access(world.store, permitted(world.actor(person), action, MONDAY, case, Ground.HAD_PART))


@pytest.fixture
def logs(world: World) -> AccessLogs:
    return AccessLogs(world.store)


def test_an_assignment_over_everything_shows_everything_also_attempts_at_nothing(
    world: World, logs: AccessLogs
) -> None:
    case, rolf = world.refer(), world.actor("rolf")
    assign(world.store, "rolf")
    look(world, "berit", case)
    look(world, "siv", None, Action.LIST_CASES)
    log_access(world.store, denied(world.actor("odd"), Action.READ_CASE, MONDAY, MISSING))
    page = logs.search(rolf, Question(), TUESDAY)
    assert told(page) == [
        ("odd", "se sak", MISSING),
        ("siv", "liste over saker", None),
        ("berit", "se sak", case),
    ]
    assert [row.subject for row in page.rows] == [None, None, "Kari Test"]
    assert page.whole


def test_a_limited_assignment_shows_its_cases_and_the_lists_of_its_units_alone(
    world: World, logs: AccessLogs
) -> None:
    case, other = world.refer(), world.refer(institusjon="inst-b")
    assign(world.store, "rolf", Selection(units=("inst-a",)))
    look(world, "berit", case)
    look(world, "berit", other)
    look(world, "ingrid", None, Action.LIST_CASES)
    look(world, "berit", None, Action.LIST_CASES)
    log_access(world.store, denied(world.actor("odd"), Action.READ_CASE, MONDAY, MISSING))
    log_access(world.store, denied(world.actor("odd"), Action.READ_CASE, MONDAY, case))
    rolf = world.actor("rolf")
    page = logs.search(rolf, Question(), TUESDAY)
    assert told(page) == [
        ("odd", "se sak", case),
        ("ingrid", "liste over saker", None),
        ("berit", "se sak", case),
    ]
    assert not page.whole
    for hidden in (other, MISSING):
        with pytest.raises(CaseNotFound):
            logs.search(rolf, Question(case=hidden), TUESDAY)
    last = accesses(world.store)[-1]
    assert (last.person, last.case, last.permitted, last.action) == (
        "rolf",
        MISSING,
        False,
        "søke i tilgangslogg",
    )


def test_an_assignment_of_single_cases_shows_no_lists(world: World, logs: AccessLogs) -> None:
    case, other = world.refer(), world.refer()
    assign(world.store, "rolf", Selection(units=("inst-a",), cases=(case,)))
    for seen in (case, other, None):
        look(world, "ingrid", seen)
    assert told(logs.search(world.actor("rolf"), Question(), TUESDAY)) == [("ingrid", "se sak", case)]


def test_without_an_assignment_there_is_nothing_to_see(world: World, logs: AccessLogs) -> None:
    look(world, "ingrid", world.refer())
    look(world, "ingrid", None)
    assert logs.search(world.actor("rolf"), Question(), MONDAY).rows == ()
    for person in ("berit", "lars", "petra"):
        with pytest.raises(NotAllowed):
            logs.search(world.actor(person), Question(), MONDAY)


def test_each_search_is_logged_with_what_was_searched_for(world: World, logs: AccessLogs) -> None:
    case = world.refer()
    assign(world.store, "rolf")
    day = MONDAY.date()
    asked = Question(case, "ingrid", "inst-a", "se sak", day, day, denied=True)
    logs.search(world.actor("rolf"), asked, MONDAY)
    list(logs.export(world.actor("rolf"), Question(first=day), MONDAY, "cef"))
    searched, exported = accesses(world.store)[-2:]
    assert (searched.case, searched.action, searched.ground) == (case, "søke i tilgangslogg", "assigned")
    assert searched.what == (
        "person ingrid, enhet inst-a, handling se sak, dager 2026-06-01–2026-06-01, bare avslag"
    )
    assert (exported.action, exported.what) == ("hente ut tilgangslogg", "cef, dager 2026-06-01")
    with pytest.raises(DaysBackwards):
        logs.search(world.actor("rolf"), Question(first=TUESDAY.date(), last=day), MONDAY)


SEARCHES = {
    "person": (Question(person="ingrid"), 1),
    "unit": (Question(unit="bydel-a"), 2),
    "action": (Question(action="skrive ut"), 1),
    "denials": (Question(denied=True), 1),
    "until Monday": (Question(last=MONDAY.date()), 4),
    "on Tuesday": (Question(first=TUESDAY.date(), last=TUESDAY.date()), 0),
}


def test_the_log_is_searched_by_person_unit_action_denial_and_days(any_world: World) -> None:
    case, logs = any_world.refer(), AccessLogs(any_world.store)
    look(any_world, "ingrid", case)
    look(any_world, "berit", case)
    look(any_world, "berit", case, Action.PRINT)
    log_access(any_world.store, denied(any_world.actor("odd"), Action.READ_CASE, MONDAY, case))
    found = {
        name: len(logs.search(SYSTEM, asked, TUESDAY + DAY).rows) for name, (asked, _) in SEARCHES.items()
    }
    assert found == {name: number for name, (_, number) in SEARCHES.items()}


def test_turning_the_pages_shows_each_row_once_there_and_back(any_world: World) -> None:
    case, logs = any_world.refer(), AccessLogs(any_world.store)
    for number in range(7):
        seen = permitted(
            any_world.actor("ingrid"), Action.READ_CASE, MONDAY, case, Ground.HAD_PART, str(number)
        )
        log_access(any_world.store, seen)
    for size in (1, 3, 4, 50):
        there_and_back(logs, size)


def there_and_back(logs: AccessLogs, size: int) -> None:
    asked = Question(person="ingrid")
    pages = [logs.search(SYSTEM, asked, MONDAY, None, size)]
    while pages[-1].older is not None:
        pages.append(logs.search(SYSTEM, asked, MONDAY, pages[-1].older, size))
    assert [row.access.what for page in pages for row in page.rows] == list("6543210")
    back = [pages[-1]]
    while back[-1].newer is not None:
        back.append(logs.search(SYSTEM, asked, MONDAY, back[-1].newer, size))
    up = [row.access.what for page in reversed(back[1:]) for row in page.rows]
    assert up == list("6543210")[: 7 - len(pages[-1].rows)]
