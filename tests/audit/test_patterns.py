"""Patterns in the access log: each at its threshold and just below it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from prosesser.access import SYSTEM, Action, Ground
from prosesser.audit.errors import PeriodTooLong
from prosesser.audit.log import AccessLogs
from prosesser.audit.patterns import THRESHOLDS, Finding, Pattern, is_unusual
from prosesser.audit.questions import Question
from prosesser.engine.messages import ClaimTask
from prosesser.store.assignments import Selection
from prosesser.store.audit import denied, log_access, permitted
from prosesser.store.directory import Membership, Person
from tests.audit.conftest import assign
from tests.cases.world import DAY, LONG_AGO, MONDAY, World

JUNE = Question(first=MONDAY.date(), last=(MONDAY + 60 * DAY).date())
NIGHT = datetime(2026, 6, 2, 1, tzinfo=UTC)  # three o'clock in Oslo


def found(world: World, pattern: Pattern, person: str = "") -> list[Finding]:
    actor = world.actor(person) if person else SYSTEM
    findings = AccessLogs(world.store).patterns(actor, JUNE, MONDAY)
    return [finding for finding in findings if finding.pattern is pattern]


def look(
    world: World,
    person: str,
    case: str | None,
    at: datetime = MONDAY,
    ground: Ground = Ground.HAD_PART | Ground.HAS_PART,
    action: Action = Action.READ_CASE,
) -> None:
    log_access(world.store, permitted(world.actor(person), action, at, case, ground))


def looks(world: World, person: str, cases: Iterable[str]) -> None:
    for case in cases:
        look(world, person, case)


def test_many_cases_outside_ones_own_tasks(any_world: World) -> None:
    least = THRESHOLDS[Pattern.OUTSIDE_TASKS]["cases"]
    cases = [any_world.refer() for _ in range(least + 2)]
    any_world.send("ivar", cases[0], ClaimTask("innflytting.1", "ivar"))  # has the task
    any_world.complete("ivar", cases[1], "innflytting.1", innflyttet="2026-06-01")  # has written
    looks(any_world, "ivar", cases[: least + 1])
    looks(any_world, "berit", cases)  # who referred them all
    assert found(any_world, Pattern.OUTSIDE_TASKS) == []
    looks(any_world, "ivar", [cases[least + 1]] * 2)
    (finding,) = found(any_world, Pattern.OUTSIDE_TASKS)
    assert (finding.person, finding.numbers) == ("ivar", {"cases": least, "looks": least + 1})


def test_a_case_about_somebody_of_ones_own_name(world: World) -> None:
    case = world.refer(navn="Ingrid")
    own_id = world.refer(fodselsnummer="21883649874")
    world.directory.add_person(Person("21883649874", "Noen Andre"))
    world.directory.add_membership(Membership("21883649874", "bydel-a", world.actor("berit").roles, LONG_AGO))
    for person in ("ingrid", "ivar"):
        look(world, person, case)
    actor = world.directory.actor("21883649874", "bydel-a", MONDAY)
    log_access(world.store, permitted(actor, Action.READ_CASE, MONDAY, own_id, Ground.HAD_PART))
    assert {(one.person, one.case) for one in found(world, Pattern.OWN_NAME)} == {
        ("ingrid", case),
        ("21883649874", own_id),
    }


def test_looks_long_after_the_part_ended(any_world: World) -> None:
    case = any_world.admitted()
    any_world.allocate(case)
    any_world.complete("berit", case, "rapport.1", MONDAY + 4 * DAY)
    limits = THRESHOLDS[Pattern.AFTER_PART]
    late = MONDAY + (4 + limits["days"]) * DAY
    for _ in range(limits["looks"]):
        look(any_world, "ivar", case, late - timedelta(minutes=1), Ground.HAD_PART)
        look(any_world, "berit", case, late)
    assert found(any_world, Pattern.AFTER_PART) == []
    for _ in range(limits["looks"]):
        look(any_world, "ivar", case, late, Ground.HAD_PART)
    (finding,) = found(any_world, Pattern.AFTER_PART)
    assert (finding.person, finding.numbers) == ("ivar", {"looks": limits["looks"], "cases": 1})


@pytest.mark.parametrize(
    ("instant", "unusual"),
    [
        (datetime(2026, 6, 2, 3, 59, tzinfo=UTC), True),  # 05.59 in Oslo
        (datetime(2026, 6, 2, 4, 0, tzinfo=UTC), False),
        (datetime(2026, 6, 2, 19, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 2, 20, 0, tzinfo=UTC), True),  # 22.00
        (datetime(2026, 1, 6, 5, 0, tzinfo=UTC), False),  # 06.00 in winter
        (datetime(2026, 6, 6, 10, 0, tzinfo=UTC), True),  # a Saturday
        (datetime(2026, 5, 14, 10, 0, tzinfo=UTC), True),  # Ascension Day
    ],
)
def test_hours_are_those_of_oslo_and_days_those_of_the_calendar(
    instant: datetime,
    unusual: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_unusual(instant) is unusual


def test_looks_at_unusual_hours(any_world: World) -> None:
    case, least = any_world.refer(), THRESHOLDS[Pattern.UNUSUAL_HOURS]["looks"]
    for number in range(least - 1):
        look(any_world, "ivar", case, NIGHT + number * DAY)
    look(any_world, "ivar", case)
    assert found(any_world, Pattern.UNUSUAL_HOURS) == []
    look(any_world, "ivar", case, NIGHT)
    (finding,) = found(any_world, Pattern.UNUSUAL_HOURS)
    assert (finding.person, finding.numbers) == ("ivar", {"looks": least, "days": least - 1})


def test_lists_without_opening_and_repeated_denials(world: World) -> None:
    case, limits = world.refer(), THRESHOLDS[Pattern.LISTS_ONLY]
    for _ in range(limits["lists"]):
        for person in ("ivar", "ingrid"):
            look(world, person, None, action=Action.LIST_CASES)
    cases = [world.refer() for _ in range(limits["lists"] // limits["per_case"] + 1)]
    looks(world, "ingrid", cases)
    looks(world, "ivar", [case])
    assert [(one.person, one.numbers) for one in found(world, Pattern.LISTS_ONLY)] == [
        ("ivar", {"lists": limits["lists"], "cases": 1})
    ]
    least = THRESHOLDS[Pattern.DENIALS]["looks"]
    for number in range(least):
        for person in ("odd", "siv")[: 2 if number else 1]:
            log_access(world.store, denied(world.actor(person), Action.READ_CASE, MONDAY, case))
    assert [(one.person, one.numbers) for one in found(world, Pattern.DENIALS)] == [
        ("odd", {"looks": least, "cases": 1})
    ]


def test_an_auditor_finds_them_in_the_rows_of_the_assignments_alone(world: World) -> None:
    case = world.refer(navn="Ingrid")
    look(world, "ingrid", case)
    assign(world.store, "rolf", Selection(units=("inst-a",)))
    assign(world.store, "ragna", Selection(units=("inst-b",)))
    assert [one.person for one in found(world, Pattern.OWN_NAME, "rolf")] == ["ingrid"]
    assert found(world, Pattern.OWN_NAME, "ragna") == []
    with pytest.raises(PeriodTooLong):
        AccessLogs(world.store).patterns(SYSTEM, Question(first=LONG_AGO.date(), last=MONDAY.date()), MONDAY)
