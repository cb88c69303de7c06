"""Clauses that were recorded as not kept, for whom they count, and days told apart from recording."""

from datetime import date

from prosesser.record import Side, Standing, records_at
from tests import form_files
from tests.builders import Journey, timer
from tests.record.journaled import Journaled

CATALOGUE = b"""requirements:
- {id: B, responsible: district}
- {id: I, responsible: institution}
- {id: D, responsible: both}
- {id: N}
"""
MEETING = (form_files.date("holdt"), form_files.checkbox("fravar"))


def meeting(*clauses: str) -> Journaled:
    """A meeting with a deadline, whose minutes tell when it was held and what was not kept."""
    drawn = Journey().lane("bydel").lane("institusjon").file("requirements.yaml", CATALOGUE)
    said = {"utfort": "=holdt", **{f"mangel.{clause}": "=fravar" for clause in clauses}}
    drawn.form("referat", *MEETING).start(lane="bydel")
    drawn.node("userTask", "mote", lane="institusjon", form="referat", properties=said)
    drawn.deadline("mote", event=timer(duration="P7D")).task("etter", lane="bydel").end()
    return Journaled(drawn).start()  # on 12 January


def test_a_gap_counts_for_the_parties_that_the_catalogue_makes_responsible() -> None:
    gaps = meeting("B", "I", "D", "N").complete("mote.1", fravar=True).record.gaps
    district, institution = Side("bydel", "enhet-bydel"), Side("institusjon", "enhet-institusjon")
    assert {gap.clause: gap.counts_for for gap in gaps} == {
        "B": (district,),
        "I": (institution,),
        "D": (district, institution),
        "N": (),
    }
    assert {(gap.element, gap.name, gap.sequence) for gap in gaps} == {("mote", "mote", 2)}


def test_what_was_kept_is_no_gap() -> None:
    assert meeting("B").complete("mote.1", fravar=False).record.gaps == ()


def test_the_day_that_it_was_really_done_decides() -> None:
    play = meeting().on("2026-02-20").complete("mote.1", holdt="2026-01-19")
    assert play.duty.done_on == date(2026, 1, 19)
    assert play.duty.standing(date(2027, 1, 1)) == Standing.ON_TIME
    assert [told.day for told in play.record.happenings if told.kind == "completed"] == [date(2026, 1, 19)]


def test_without_such_a_day_the_day_of_recording_does() -> None:
    play = meeting().on("2026-02-20").complete("mote.1")
    assert play.duty.done_on == date(2026, 2, 20)


def test_records_at_instants_are_those_of_what_came_before_them() -> None:
    play = meeting("B").on("2026-02-20").complete("mote.1", fravar=True)
    done = play.now
    play.on("2026-03-01").complete("etter.1")
    before, exactly, after = records_at(play.journal, [done, play.now, play.now.replace(year=2027)])
    assert (len(before.open_duties), len(exactly.open_duties)) == (1, 0)
    assert len(exactly.happenings) == len(after.happenings) - 2
    assert after == play.record
