"""What one unit may know of a case, by half-year."""

from datetime import date

from prosesser.reports import Period
from prosesser.reports.history import History, Part, history_of
from tests import form_files
from tests.builders import Journey, timer
from tests.record.journaled import UNIT, Journaled

H1, H2 = Period(2026, 1), Period(2026, 2)
CATALOGUE = b"requirements: [{id: A, responsible: both}]"


def play() -> Journaled:
    """A case with a task that is due in a week, and a measure of a fact; from the twelfth of January."""
    drawn = Journey().lane("bydel").lane("institusjon").file("requirements.yaml", CATALOGUE)
    drawn.form("dager", form_files.date("ut"), form_files.checkbox("mangler"))
    drawn.prop("maling.utskrevet", "=ut").start(lane="bydel").parallel("del")
    drawn.node("userTask", "rapport", lane="institusjon", form="dager", properties={"mangel.A": "=mangler"})
    drawn.deadline("rapport", event=timer(duration="P7D")).parallel("sam").end()
    drawn.at("del").task("mote", lane="bydel", form="dager").deadline("mote", event=timer(duration="P7D")).to(
        "sam"
    )
    return Journaled(drawn).start()


def known(case: Journaled, *spans: tuple[int, int | None], unit: str = UNIT) -> History:
    return history_of(case.definition, Part(unit, spans), case.journal, case.case.facts)


def closed(history: History, period: Period) -> set[str]:
    case = history.at_end_of(period)
    assert case is not None
    return {duty.task for duty in case.record.duties if not duty.is_open}


def waiting(history: History, period: Period) -> set[str]:
    case = history.at_end_of(period)
    assert case is not None
    return {duty.task for duty in case.record.open_duties}


def test_each_half_year_has_the_case_as_it_was_when_it_ended() -> None:
    case = play().on("2026-08-01").complete("rapport.1").on("2027-02-01").complete("mote.1")
    history = known(case, (1, None))
    assert history.at_end_of(Period(2025, 2)) is None
    assert (closed(history, H1), waiting(history, H1)) == (set(), {"rapport.1", "mote.1"})
    assert (closed(history, H2), waiting(history, H2)) == ({"rapport.1"}, {"mote.1"})
    assert closed(history, Period(2030, 1)) == {"rapport.1", "mote.1"}


def test_a_half_year_in_which_nothing_happened_is_as_the_one_before() -> None:
    history = known(play(), (1, None))
    assert waiting(history, Period(2029, 2)) == {"rapport.1", "mote.1"}


def test_after_its_part_a_unit_knows_only_what_became_of_what_it_owed() -> None:
    case = play().on("2026-03-01").complete("rapport.1", mangler=True).complete("mote.1", mangler=False)
    institution = known(case, (1, 1), unit="enhet-institusjon")
    assert (closed(institution, H1), waiting(institution, H1)) == ({"rapport.1"}, set())
    district = known(case, (1, 1), unit="enhet-bydel")
    assert (closed(district, H1), waiting(district, H1)) == ({"mote.1"}, set())
    gaps = {
        unit: known(case, (1, 1), unit=unit).at_end_of(H1) for unit in ("enhet-institusjon", "enhet-bydel")
    }
    assert {unit: len(seen.record.gaps) for unit, seen in gaps.items() if seen} == {
        "enhet-institusjon": 1,
        "enhet-bydel": 0,
    }


def test_what_had_ended_before_a_unit_came_is_not_told_and_what_had_not_is() -> None:
    case = (
        play()
        .on("2026-03-01")
        .complete("rapport.1", mangler=True, ut="2026-02-01")
        .change(ut=date(2026, 2, 2))
    )
    history = known(case, (3, None))
    assert (closed(history, H1), waiting(history, H1)) == (set(), {"mote.1"})
    seen = history.at_end_of(H1)
    assert seen is not None
    assert (seen.record.gaps, seen.known_since) == ((), {})


def test_a_measure_is_known_from_its_facts_and_withheld_when_they_changed_after_the_part() -> None:
    case = play().on("2026-03-01").complete("rapport.1", ut="2026-02-01")
    for span in ((1, None), (1, 2)):
        seen = known(case, span).at_end_of(H1)
        assert seen is not None
        assert seen.became_known("utskrevet", H1)
        assert not seen.became_known("utskrevet", H2)
        assert seen.values["utskrevet"] == date(2026, 2, 1)
    case.change(ut=date(2026, 2, 5))
    assert known(case, (1, None)).values["utskrevet"] == date(2026, 2, 5)
    assert "utskrevet" not in known(case, (1, 2)).values


def test_a_unit_that_came_back_knows_both_its_times_and_not_the_one_between() -> None:
    case = play().on("2026-02-01").complete("rapport.1", mangler=True).change(ut=date(2026, 2, 2))
    assert closed(known(case, (1, 1), (3, None)), H1) == set()
    assert closed(known(case, (1, 2), (3, None)), H1) == {"rapport.1"}
