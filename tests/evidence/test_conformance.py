"""Whether clauses were kept: each way in which a deadline can stand, counted by clause."""

from datetime import date, timedelta

import pytest

from prosesser.calendar import oslo_date
from prosesser.evidence.conformance import OUTCOMES, Conformance, instances
from tests import form_files
from tests.builders import Journey, condition, timer
from tests.evidence.played import told
from tests.record.journaled import Journaled

DUE = date(2026, 2, 1)
BEFORE, AFTER = date(2026, 1, 20), date(2026, 2, 20)
FACTS = (form_files.date("anker"), form_files.checkbox("avsluttet"))


def case() -> Journaled:
    """A task with a deadline, which something else may end."""
    drawn = Journey().file("requirements.yaml", b"requirements: [{id: A}, {id: B}]")
    drawn.form("fakta", *FACTS).start().task("rapport", form="fakta", krav="A B")
    drawn.deadline("rapport", event=timer(date="=anker", krav="B"))
    drawn.boundary("avbrudd", "rapport", condition("=avsluttet = true"))
    drawn.at("rapport").choice("videre").task("slutten", form="fakta").end().at("avbrudd").to("videre")
    return Journaled(drawn).start().change(anker=DUE)


def at(played: Journaled, day: date) -> Journaled:
    played.now += timedelta(days=(day - oslo_date(played.now)).days)
    return played


def outcome(played: Journaled, day: date) -> tuple[str, int]:
    (instance,) = instances(told(played), day)
    return instance.outcome, instance.days


def test_what_is_done_is_on_time_or_late_by_so_many_days() -> None:
    assert outcome(at(case(), BEFORE).complete("rapport.1"), AFTER) == ("on_time", 0)
    assert outcome(at(case(), AFTER).complete("rapport.1"), AFTER) == ("late", 19)


def test_what_is_open_is_not_due_until_its_date_and_missing_after_it() -> None:
    assert outcome(case(), BEFORE) == ("not_due", 0)
    assert outcome(case(), DUE) == ("not_due", 0)
    assert outcome(case(), AFTER) == ("missing", 19)


def test_what_was_closed_undone_is_missing_after_its_date_and_was_not_needed_before_it() -> None:
    assert outcome(at(case(), BEFORE).change(avsluttet=True), AFTER) == ("not_needed", 0)
    assert outcome(at(case(), AFTER).change(avsluttet=True), AFTER + timedelta(days=9)) == ("missing", 19)
    assert outcome(at(case(), AFTER).cancel(), AFTER) == ("missing", 19)


@pytest.mark.parametrize(("late", "shown"), [(5, 5), (3, None)])
def test_counts_stand_by_clause_with_small_ones_hidden(late: int, shown: int | None) -> None:
    fold = Conformance(AFTER)
    for number in range(11):
        day = AFTER if number < late else BEFORE
        fold.add(told(at(case(), day).complete("rapport.1"), f"sak{number}"))
    (line,) = fold.lines()
    assert (line.clauses, line.key, line.names) == (("B",), "B", ("rapport",))
    assert tuple(line.counts.parts) == OUTCOMES
    assert line.counts.parts["late"] == shown
    assert line.counts.parts["missing"] == 0
    assert (line.lateness is None) == (shown is None)
    if line.lateness is not None:
        assert (line.lateness.median, line.lateness.worst) == (19, 19)


def test_a_line_of_few_tells_nothing_but_its_name() -> None:
    fold = Conformance(AFTER)
    fold.add(told(case()))
    (line,) = fold.lines()
    assert line.names == ("rapport",)
    assert line.counts.total is None
    assert set(line.counts.parts.values()) == {None}
