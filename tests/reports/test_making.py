"""What a report counts, and for whom, of cases made up for it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.definition import Definition, load
from prosesser.feel import Value
from prosesser.record import Answer, Close, Duty, Gap, Proposal, Record, Side, Since
from prosesser.reports import Lateness, Line, Period, Quartiles, Report
from prosesser.reports.making import Case, Scope, make
from prosesser.reports.outcomes import known_since
from tests import form_files
from tests.builders import Journey

PERIOD = Period(2026, 1)
DUE = date(2026, 3, 1)
DISTRICT, INSTITUTION, OTHER = (
    Side("bydel", "bydel-a"),
    Side("institusjon", "inst-a"),
    Side("bydel", "bydel-b"),
)
OWN, SHARED = Scope("bydel-a", shared=False), Scope("bydel-a", shared=True)
CATALOGUE = b"requirements: [{id: B}, {id: A}]"


def definition() -> Definition:
    """A journey that begins with the district and measures stays and homes."""
    drawn = Journey().lane("bydel").lane("institusjon").file("requirements.yaml", CATALOGUE)
    drawn.form("alt", *(form_files.textfield(name) for name in ("inn", "ut", "bor", "hvorfor", "igjen")))
    measures = {
        "innflyttet": "inn",
        "utskrevet": "ut",
        "utfall_3": "bor",
        "arsak_3": "hvorfor",
        "lagt_inn_3": "igjen",
    }
    for name, fact in measures.items():
        drawn.prop(f"maling.{name}", f"={fact}")
    return load(drawn.start(lane="bydel", form="alt").task("en").end().bundle())


DEFINITION = definition()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def duty(
    done: int | None = None,
    *,
    side: Side = DISTRICT,
    clauses: tuple[str, ...] = ("A",),
    agreed: int | None = None,
    how: str = "done",
    recorded: date | None = None,
) -> Duty:
    """A duty due on the first of March; ``done`` so many days later, None: open."""
    close = None
    if done is not None:
        day = DUE + timedelta(days=done)
        close = Close(how, day, noon(recorded or day), 2)  # type: ignore[arg-type] # one of three
    return Duty(
        task="rapport.1",
        timer="frist.1",
        element="rapport",
        name="Rapport",
        title="",
        deadline="Frist",
        clauses=clauses,
        task_clauses=clauses,
        party=side.party,
        unit=side.unit,
        scope=None,
        added=False,
        opened_at=noon(date(2026, 1, 2)),
        opened_in=1,
        rule=DUE,
        agreed=None if agreed is None else DUE + timedelta(days=agreed),
        close=close,
    )


def case(
    *duties: Duty,
    gaps: Iterable[Gap] = (),
    proposals: Iterable[Proposal] = (),
    begun_by: Side = DISTRICT,
    since: Mapping[str, Since] | None = None,
    values: Mapping[str, Value] | None = None,
) -> Case:
    record = Record(
        duties=duties,
        gaps=tuple(gaps),
        proposals=tuple(proposals),
        units={"bydel": begun_by.unit, "institusjon": INSTITUTION.unit},
        known_since=since or {},
    )
    return Case(record, values or {}, known_since(DEFINITION, record), DEFINITION)


def each(*duties: Duty) -> list[Case]:
    """A case of each duty."""
    return [case(one) for one in duties]


def decided(report: Report) -> Line:
    (section,) = report.sections
    (row,) = section.lines
    return row.decided


def test_each_way_a_deadline_ends_is_counted_apart() -> None:
    cases = each(
        *[duty(0)] * 9,
        *[duty(5, agreed=10)] * 8,
        *[duty(1, how="lapsed")] * 7,
        *[duty(days) for days in (1, 2, 3, 10, 20, 30)],
        *[duty(1, how="withdrawn")] * 5,
    )
    report = make(SHARED, PERIOD, cases)
    assert decided(report) == Line(30, {"on_time": 9, "by_agreement": 8, "lapsed": 7, "late": 6})
    assert report.sections[0].lines[0].lateness == Lateness(6.5, 30)
    assert report.cases == 30


def test_open_ones_are_counted_as_they_stood_when_the_period_ended() -> None:
    cases = each(*[duty()] * 6, *[duty(agreed=200)] * 5)
    (row,) = make(SHARED, PERIOD, cases).sections[0].lines
    assert row.open == Line(11, {"in_time": 5, "overdue": 6})
    assert row.decided.total == 0
    assert row.lateness is None


def test_an_added_task_without_a_date_has_no_deadline_to_keep() -> None:
    undated = replace(duty(0), rule=None)
    assert decided(make(SHARED, PERIOD, each(*[undated] * 5))).parts["on_time"] == 5  # done before it was due
    assert make(SHARED, PERIOD, each(*[replace(undated, added=True)] * 5)).sections == ()
    assert decided(make(SHARED, PERIOD, each(*[replace(duty(0), added=True)] * 5))).total == 5


def test_it_counts_in_the_period_in_which_it_was_recorded() -> None:
    cases = each(*[duty(0, recorded=date(2026, 7, 1))] * 6, *[duty(0)] * 5)
    assert decided(make(SHARED, PERIOD, cases)).total == 5
    assert decided(make(SHARED, Period(2026, 2), cases)).total == 6


def test_days_late_are_hidden_with_the_count() -> None:
    cases = each(*[duty(0)] * 20, *[duty(9)] * 4)
    (row,) = make(SHARED, PERIOD, cases).sections[0].lines
    assert (row.decided.parts["late"], row.lateness) == (None, None)


def test_deadlines_of_the_same_clauses_share_a_row_and_no_deadline_is_in_two() -> None:
    cases = each(
        *[duty(0, clauses=("A",))] * 5, *[duty(0, clauses=("B",))] * 6, *[duty(0, clauses=("A", "B"))] * 7
    )
    rows = make(SHARED, PERIOD, cases).sections[0].lines
    assert {row.clauses: row.decided.total for row in rows} == {("A",): 5, ("B",): 6, ("A", "B"): 7}
    assert [row.clauses for row in rows] == [("B",), ("A",), ("A", "B")]  # as the catalogue lists them


def test_the_units_own_duties_are_apart_from_those_of_others_in_its_cases() -> None:
    cases = each(*[duty(0)] * 5, *[duty(0, side=INSTITUTION)] * 6, *[duty(0, side=OTHER)] * 7)
    sections = make(SHARED, PERIOD, cases).sections
    told = [(section.party, section.own, section.lines[0].decided.total) for section in sections]
    assert told == [("bydel", True, 5), ("bydel", False, 7), ("institusjon", False, 6)]
    assert [(section.party, section.own) for section in make(OWN, PERIOD, cases).sections] == [
        ("bydel", True)
    ]


def gap(*sides: Side, day: date = DUE) -> Gap:
    return Gap("A", sides, "mote", "Møte", noon(day), 3)


def test_gaps_are_counted_for_each_party_that_they_count_for() -> None:
    cases = [case(gaps=[gap(DISTRICT), gap(INSTITUTION, DISTRICT)]) for _ in range(5)]
    cases += [case(gaps=[gap(DISTRICT, day=date(2026, 7, 1))])] * 5
    told = {section.party: section.gaps[0].count for section in make(SHARED, PERIOD, cases).sections}
    assert told == {"bydel": 10, "institusjon": 5}


def test_few_gaps_are_named_and_not_counted() -> None:
    (section,) = make(SHARED, PERIOD, [case(gaps=[gap(DISTRICT)])] * 4).sections
    assert [(line.clause, line.count) for line in section.gaps] == [("A", None)]


def test_answered_proposals_are_counted() -> None:
    def proposal(how: str) -> Proposal:
        answer = Answer(how, "x", "bydel-a", "", noon(DUE), 4)  # type: ignore[arg-type] # one of three
        return Proposal(
            "svar.1", DISTRICT, "x", "Rapport", noon(DUE), 3, "frist.1", side=INSTITUTION, answer=answer
        )

    hows = ["agreed"] * 6 + ["declined"] * 5 + ["withdrawn"] * 5
    cases = [case(proposals=[proposal(how)]) for how in hows]
    assert make(SHARED, PERIOD, cases).proposals == Line(11, {"agreed": 6, "declined": 5})
    assert make(OWN, PERIOD, cases).proposals.total == 0


def stay(days: int, *, discharged: date = date(2026, 6, 1), begun_by: Side = DISTRICT) -> Case:
    values: dict[str, Value] = {"innflyttet": discharged - timedelta(days=days), "utskrevet": discharged}
    since = {"inn": Since(noon(date(2025, 1, 1)), 1), "ut": Since(noon(discharged), 2)}
    return case(since=since, values=values, begun_by=begun_by)


def test_lengths_of_stay_are_told_in_quartiles() -> None:
    stays = make(SHARED, PERIOD, [stay(days) for days in (100, 200, 300, 400, 500)]).stays
    assert (stays.count, stays.days) == (5, Quartiles(200, 300, 400))


def test_of_few_stays_nothing_is_told() -> None:
    stays = make(SHARED, PERIOD, [stay(100)] * 4 + [stay(100, discharged=date(2026, 7, 2))] * 9).stays
    assert (stays.count, stays.days) == (None, None)


def lived(
    home: str,
    why: str | None = None,
    again: str | None = "nei",
    *,
    duties: tuple[Duty, ...] = (),
    begun_by: Side = DISTRICT,
) -> Case:
    since = {"bor": Since(noon(date(2026, 5, 1)), 2)}
    values: dict[str, Value] = {"utfall_3": home, "arsak_3": why, "lagt_inn_3": again}
    return case(*duties, since=since, values=values, begun_by=begun_by)


def test_homes_are_told_with_why_they_were_lost_and_who_came_back() -> None:
    cases = [lived("bor_fortsatt")] * 8 + [lived("flyttet", again=None)] * 5
    cases += [lived("mistet", "rus", "ja")] * 5 + [lived("mistet", "okonomi")] * 6 + [lived("noe annet")] * 5
    (told,) = make(SHARED, PERIOD, cases).retention
    assert told.months == 3
    assert told.homes == Line(29, {"bor_fortsatt": 8, "flyttet": 5, "mistet": 11, "ukjent": 5})
    assert told.reasons == Line(11, {"rus": 5, "okonomi": 6})
    assert told.readmitted == Line(29, {"ja": 5, "nei": 19, "ukjent": 5})


def test_reasons_are_hidden_with_the_homes_that_they_are_of() -> None:
    cases = [lived("bor_fortsatt")] * 3 + [lived("flyttet")] * 20 + [lived("mistet", "rus")] * 6
    (told,) = make(SHARED, PERIOD, cases).retention
    assert told.homes.parts["mistet"] is None  # or the three would be found as the difference
    assert told.reasons == Line(None, {"rus": None})


def test_beside_the_homes_stands_how_many_deadlines_were_kept_in_these_cases() -> None:
    cases = [
        lived("bor_fortsatt", duties=(duty(0), duty(0), duty(0), duty(late))) for late in (0, 1, 1, 1, 0)
    ]
    (told,) = make(SHARED, PERIOD, cases).retention
    assert told.kept == pytest.approx(0.75)
    (few,) = make(SHARED, PERIOD, cases[:4]).retention
    assert few.kept is None


SIDES = (DISTRICT, INSTITUTION, OTHER, Side("institusjon", "inst-b"))
made_up = st.builds(
    lambda done, district, institution, gaps: case(
        duty(done, side=district),
        duty(done, side=institution),
        gaps=[gap(*sides) for sides in ([district], [district, institution])[:gaps]],
        begun_by=district,
    ),
    st.sampled_from([None, -3, 0, 4, 9]),
    st.sampled_from([DISTRICT, OTHER]),
    st.sampled_from([INSTITUTION, SIDES[3]]),
    st.integers(0, 2),
)


@given(st.lists(made_up, max_size=60))
def test_reports_of_different_units_count_nothing_twice(cases: list[Case]) -> None:
    """So the difference of two of them is the difference of two sets of duties that share none."""
    found: Counter[str] = Counter()
    for side in SIDES:
        unit = str(side.unit)
        taking_part = [one for one in cases if unit in {duty.unit for duty in one.record.duties}]
        for section in make(Scope(unit, shared=False), PERIOD, taking_part).sections:
            assert section.own
            found["duties"] += sum((row.decided.total or 0) + (row.open.total or 0) for row in section.lines)
            found["gaps"] += sum(line.count or 0 for line in section.gaps)
    assert found["duties"] <= sum(len(one.record.duties) for one in cases)
    assert found["gaps"] <= sum(len(one.record.gaps) for one in cases)
    assert make(Scope("bydel-a", shared=False), PERIOD, cases).cases is None


@given(st.lists(made_up, max_size=60))
def test_no_count_from_one_to_four_is_in_a_report(cases: list[Case]) -> None:
    report = make(SHARED, PERIOD, cases)
    lines = [line for section in report.sections for row in section.lines for line in (row.decided, row.open)]
    counts = [count for line in lines for count in (line.total, *line.parts.values())]
    counts += [line.count for section in report.sections for line in section.gaps]
    assert all(count is None or count == 0 or count >= 5 for count in [*counts, report.cases])


def test_outcomes_belong_to_the_unit_that_the_process_begins_with() -> None:
    cases = [stay(days, begun_by=OTHER) for days in range(100, 106)] + [lived("flyttet", begun_by=OTHER)] * 5
    seen = make(SHARED, PERIOD, cases)
    assert (seen.stays.count, seen.retention[0].homes.total) == (6, 5)
    for unit, count in (("bydel-a", 0), ("inst-a", 0), ("bydel-b", 6)):
        report = make(Scope(unit, shared=False), PERIOD, cases)
        assert report.stays.count == count
        assert bool(report.retention[0].homes.total) == bool(count)
