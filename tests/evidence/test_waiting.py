"""Who waited for whom: tasks that go from one party to the other, and what was done first after that."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.calendar import is_working_day, working_days_between
from prosesser.evidence.spread import Span, times
from prosesser.evidence.waiting import Waiting
from prosesser.evidence.waits import handovers, waits
from tests import form_files
from tests.builders import Journey
from tests.evidence.played import told
from tests.record.journaled import Journaled

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def case() -> Journaled:
    """A task in a lane that goes from the institution to the district when a home is found."""
    drawn = Journey().form("fakta", form_files.checkbox("funnet"), form_files.textfield("enhet"))
    drawn.lane("bydel").lane("leder", '=if funnet = true then "bydel" else "institusjon"')
    drawn.prop("enhet.institusjon", "=enhet").prop("enhet.bydel", '="enhet-bydel"')
    drawn.start(lane="bydel").task("mote", form="fakta", lane="leder").end()
    return Journaled(drawn).start()


def after(played: Journaled, number: int) -> Journaled:
    played.now += timedelta(days=number)
    return played


def test_a_task_waits_with_each_party_that_has_it() -> None:
    played = after(case(), 3).change(funnet=True)
    first, second = waits(played.journal)
    assert (first.party, first.until) == ("institusjon", played.now)
    assert (second.party, second.since, second.until) == ("bydel", played.now, None)
    after(played, 4).complete("mote.1")
    assert [
        (wait.party, Span.between(wait.since, wait.until or played.now).days)
        for wait in waits(played.journal)
    ] == [
        ("institusjon", 3),
        ("bydel", 4),
    ]


def test_a_handover_is_answered_by_the_first_who_does_something_there() -> None:
    played = case().change(enhet="enhet-ny")  # everything here is done by the district
    (handover,) = handovers(played.journal)
    assert (handover.party, handover.unit, handover.first) == ("institusjon", "enhet-ny", None)
    after(played, 2).claim("mote.1", "ida")
    *earlier, last = played.journal
    (handover,) = handovers([*earlier, replace(last, unit="enhet-ny")])
    assert handover.first == played.now


def test_few_waits_are_not_described_and_many_are() -> None:
    fold = Waiting(datetime.fromisoformat("2026-06-01T10:00:00Z"))
    for number in range(5):
        (hidden,) = [line.kinds for line in fold.lines()] or [()]
        assert all(kind.ended is None and kind.times is None for kind in hidden)
        fold.add(told(after(case(), number).complete("mote.1")))
    (line,) = fold.lines()
    (kind,) = line.kinds
    assert (kind.name, kind.ended, kind.open) == ("mote", 5, 0)
    assert kind.times == line.times
    assert line.times is not None
    assert (line.times.days.lower, line.times.days.median, line.times.days.longest) == (1, 2, 4)


@given(days, st.integers(-10, 800))
def test_working_days_are_those_that_are_such_one_by_one(start: date, number: int) -> None:
    end = start + timedelta(days=number)
    one_by_one = sum(is_working_day(start + timedelta(days=one)) for one in range(1, number + 1))
    assert working_days_between(start, end) == one_by_one


@pytest.mark.parametrize(("number", "described"), [(0, False), (4, False), (5, True)])
def test_times_are_of_five_or_more(number: int, described: bool) -> None:  # noqa: FBT001 - a table
    span = Span(date(2026, 5, 14), date(2026, 5, 19))  # from Ascension Day over Constitution Day
    told_times = times([span] * number)
    assert (told_times is not None) == described
    if told_times is not None:
        assert (told_times.days.median, told_times.working_days.median) == (5, 3)
