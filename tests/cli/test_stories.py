"""The side paths of the routine, each told by a story of the journey and played to its end."""

from dataclasses import dataclass
from functools import cache

import pytest

from prosesser.definition import Definition, load, read_folder
from tests.cli.conftest import JOURNEY, STORIES
from workflow_app.rehearsal.plan import Line
from workflow_app.rehearsal.simulate import Plan, play
from workflow_app.rehearsal.story import read_story


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it was played: its lines by element, in the order in which they came up."""

    plan: Plan

    def all(self, element: str) -> list[Line]:
        return [line for line in self.plan.lines if line.element == element]

    def one(self, element: str) -> Line:
        (found,) = self.all(element)
        return found

    def came_up(self, element: str) -> bool:
        return bool(self.all(element))


@cache
def journey() -> Definition:
    return load(read_folder(JOURNEY))


@cache
def told(name: str) -> Told:
    plan = play(journey(), read_story(STORIES / f"{name}.yaml"))
    assert plan.status == "completed"
    return Told(plan)


def test_an_insufficient_report_is_mapped_together_and_revised_as_often_as_it_takes() -> None:
    story = told("utilstrekkelig_rapport")
    assert len(story.all("vurdering_av_rapport")) == 3
    assert len(story.all("felles_kartlegging")) == len(story.all("revidert_rapport")) == 2
    mapping, meeting = story.all("felles_kartlegging")[1], story.one("boligmote")
    assert mapping.day < meeting.done < mapping.done  # type: ignore[operator] # both are done
    assert [line.party for line in story.all("felles_kartlegging")] == ["institusjon", "institusjon"]


def test_another_district_gets_the_case_only_when_it_has_accepted_it() -> None:
    story = told("ny_bydel")
    consent, first, second = story.one("samtykke_til_ny_bydel"), *story.all("ta_imot_saken")
    assert consent.party == "bydel"
    assert (first.party, second.party) == ("ny_bydel", "ny_bydel")
    assert story.one("involver_booppfolger").day == consent.done
    assert len(story.all("overforing")) == 2
    assert story.all("overforing")[1].day == first.done


def test_without_consent_nobody_in_the_new_district_gets_anything_to_do() -> None:
    story = told("uten_samtykke")
    changed_mind = story.one("samtykke_gis_senere")
    assert story.one("samtykke_til_ny_bydel").done < changed_mind.day  # type: ignore[operator] # it is done
    assert {line.day for line in story.plan.lines if line.party == "ny_bydel"} >= {changed_mind.day}
    assert min(line.day for line in story.plan.lines if line.party == "ny_bydel") == changed_mind.day


def test_what_lapsed_is_back_with_its_dates_from_admission_when_the_offer_falls_through() -> None:
    story = told("tilbud_bortfalt")
    fell = story.one("tilbudet_faller_bort").day
    for task in ("statusrapport", "boligmote"):
        lapsed, back = story.all(task)
        assert lapsed.withdrawn is not None
        assert back.day == fell
        assert back.deadline == lapsed.deadline
        assert back.done is not None
    assert [line.withdrawn is None for line in story.all("innflytting_i_bolig")] == [False, True]
    assert [line.withdrawn is None for line in story.all("utskriving")] == [False, True]
    assert len(story.all("utflyttingsmote")) == 2
    assert story.all("boligmote")[1].party == "institusjon"


def test_a_kept_place_moves_the_discharge_to_its_end() -> None:
    story = told("beholdt_plass")
    discharge, move = story.one("utskriving"), story.one("innflytting_i_bolig")
    assert discharge.deadline is not None
    assert move.done < discharge.done <= discharge.deadline  # type: ignore[operator] # both are done
    assert story.one("sluttrapport").day == discharge.done


def test_a_day_place_does_not_and_a_housing_meeting_can_be_the_move_out_meeting_too() -> None:
    story = told("dagplass")
    assert story.one("utskriving").deadline is None
    assert not story.came_up("utflyttingsmote")
    assert story.one("utflyttingsplan").day == story.one("bolig_tilbudt_meldt").day


def test_a_stay_that_is_broken_off_leaves_applications_the_report_and_four_weeks() -> None:
    story = told("avbrutt")
    broken_off = story.one("oppholdet_avsluttes").day
    assert story.one("soknad_bydel").withdrawn == broken_off
    assert len(story.all("avklar_soknad")) == 2
    report = story.one("sluttrapport_uten_bolig")
    assert (report.deadline - broken_off).days == 21  # type: ignore[operator] # it has a date
    assert (story.one("fire_uker_uten_bolig").day - broken_off).days == 28
    assert story.one("institusjonens_del_er_slutt").day == story.one("fire_uker_uten_bolig").day
    assert story.one("kontakt_etter_avslutning").party == "institusjon"
    assert not story.came_up("utfall_3")


def test_after_a_death_nothing_is_asked_but_the_report_that_was_chosen() -> None:
    story = told("dodsfall")
    death = story.one("oppholdet_avsluttes").day
    after = {line.element for line in story.plan.lines if line.kind == "task" and line.day >= death}
    assert after == {"sluttrapport_uten_bolig", "mottak_uten_bolig", "avslutt_saken"}
    assert all(line.withdrawn == death for task in ("statusrapport", "boligmote") for line in story.all(task))


def test_an_institution_outside_the_circular_follows_the_routine_by_agreement() -> None:
    assert told("utenfor_fellesskrivet").one("utskriving").done is not None


def test_a_late_registration_counts_from_the_true_date() -> None:
    story = told("sen_registrering")
    admission = story.one("innflytting").done
    assert admission is not None
    for task in ("innkalling", "forste_mote_referat", "kartlegging", "plan_for_oppholdet"):
        line = story.one(task)
        assert line.deadline is not None
        assert line.deadline < admission
        assert line.late


def test_parties_do_more_than_the_routine_asks_and_move_a_date_together() -> None:
    story = told("etter_behov")
    assert {line.party for line in story.all("oppgave_bydel")} == {"bydel"}
    assert len(story.all("oppgave_bydel")) == 2  # one agreed on, one to clarify
    assert story.one("oppgave_institusjon").party == "institusjon"
    assert story.one("ekstra_mote").done == story.one("ekstra_mote").deadline
    assert story.one("ekstra_rapport").day == story.one("svar_institusjon").done
    assert story.one("boligmote").deadline.isoformat() == "2026-07-19"  # type: ignore[union-attr] # a month later
    assert story.one("ny_primarkontakt").party == "bydel"
    assert story.one("tilby_ip").party == "bydel"
    assert story.one("involver_parorende").party == "institusjon"


@pytest.mark.parametrize("story", sorted(path.stem for path in STORIES.glob("*.yaml")))
def test_a_story_says_what_it_tells(story: str) -> None:
    first, *_ = (STORIES / f"{story}.yaml").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert first.endswith(".")
