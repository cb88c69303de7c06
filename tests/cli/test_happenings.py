"""What a story tells beside tasks and messages: tasks that are added, dates that are agreed, plans."""

from typing import Any

import pytest

from prosesser.definition import Definition, load
from tests.builders import Journey, Scope, timer
from tests.checklist_files import ITEM, checklist_file
from tests.form_files import date, select, textarea, textfield
from workflow_app.rehearsal.fitting import StoryDoesNotFit, fitted, misfits
from workflow_app.rehearsal.plan import Line
from workflow_app.rehearsal.simulate import play
from workflow_app.rehearsal.story import Story


@pytest.fixture(scope="module")
def definition() -> Definition:
    """A report with a date that may be agreed on, a plan, and a meeting that goes through it."""
    box = Scope().added("ekstra", lane="bydel", skjema="bestilling")
    box.deadline("ekstra", event=timer(date="=frist"))
    box.added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
    box.added("svar_inst", lane="institusjon", form="svar", svarer_pa="forslag")
    journey = Journey().lane("bydel").lane("institusjon")
    journey.form("inn", date("innflyttet", required=True)).form("punkt", *ITEM)
    journey.form("bestilling", textfield("hva"), date("frist"))
    journey.form(
        "svar",
        select("forslag_svar", options=("ja", "nei"), type="radio", required=True),
        textarea("forslag_grunn"),
    )
    journey.file("checklists/plan.json", checklist_file("plan"))
    journey.start(form="inn", lane="bydel").task("rapport", lane="institusjon")
    journey.deadline("rapport", event=timer(date='=innflyttet + duration("P28D")', kan_avtales="ja"))
    journey.task("mote", lane="bydel", gjennomgar="plan").end()
    return load(journey.ad_hoc("etter_behov", box).bundle())


def story(**parts: Any) -> Story:
    told = {"start": "2026-03-02", "svar": {"innflyttet": "2026-03-02"}, **parts}
    return Story.model_validate(told)


def lines(definition: Definition, told: Story) -> dict[str | None, Line]:
    return {line.element: line for line in play(definition, told).lines}


def test_a_party_adds_a_task_and_it_is_done_as_the_others_are(definition: Definition) -> None:
    told = story(
        tillegg=[
            {"oppgave": "ekstra", "part": "institusjon", "etter": "P3D", "svar": {"frist": "2026-03-20"}}
        ]
    )
    added = lines(definition, told)["ekstra"]
    assert [str(day) for day in (added.day, added.deadline, added.done)] == [
        "2026-03-05",
        "2026-03-20",
        "2026-03-20",
    ]


def test_another_date_is_proposed_answered_and_kept(definition: Definition) -> None:
    told = story(
        andre_datoer=[
            {
                "oppgave": "rapport",
                "part": "institusjon",
                "etter": "P3D",
                "ny_dato": '=innflyttet + duration("P2M")',
            }
        ],
        oppgaver={"svar_bydel": {"svar": {"forslag_svar": "ja"}}},
    )
    report = lines(definition, told)["rapport"]
    assert (str(report.deadline), report.late) == ("2026-05-02", False)


def test_a_plan_is_written_and_every_open_item_gone_through(definition: Definition) -> None:
    told = story(planpunkter=[{"plan": "plan", "del": "naboskap", "part": "bydel", "dato": "2026-03-03"}])
    assert lines(definition, told)["mote"].done is not None


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"tillegg": [{"oppgave": "rapport", "part": "bydel", "etter": "P1D"}]},
            "«rapport» kan ikke legges til",
        ),
        (
            {"andre_datoer": [{"oppgave": "mote", "part": "bydel", "etter": "P1D", "ny_dato": "2026-04-01"}]},
            "«mote» har ingen frist som kan avtales",
        ),
        (
            {"planpunkter": [{"plan": "plan", "del": "x", "part": "bydel", "etter": "P1D"}]},
            "«plan» har ingen del «x»",
        ),
        (
            {"tillegg": [{"oppgave": "ekstra", "part": "bydel", "etter": "P1D", "svar": {"x": "y"}}]},
            "«ekstra» spør ikke om «x»",
        ),
    ],
)
def test_what_the_journey_has_no_place_for_is_told_and_left_out(
    definition: Definition, parts: dict[str, Any], says: str
) -> None:
    told = story(**parts)
    with pytest.raises(StoryDoesNotFit, match=says):
        play(definition, told)
    assert list(misfits(fitted(told, definition), definition)) == []
