"""Scenarios are played on a draft and on the version before, and where they differ is told in words."""

import pytest

from prosesser.definition import Definition, load
from prosesser.definition.bundle import DIAGRAM
from tests.rehearsal.drafts import MAIN, content, edited, journey, small, with_stories
from workflow_app.rehearsal import scenarios
from workflow_app.rehearsal.keeping import ScenarioBook
from workflow_app.rehearsal.scenarios import Scenario, ScenarioReport, check_scenarios
from workflow_app.rehearsal.shelf import Shelf
from workflow_app.rehearsal.simulate import Told, tell
from workflow_app.rehearsal.story import Story

STORY = b"""# Rapporten skrives og vurderes.
start: 2026-01-12
svar: {innflyttet: 2026-01-12}
oppgaver:
  rapport: {dato: 2026-03-02}
  vurdering: {dato: 2026-03-04}
"""
ENOUGH = STORY.replace(b"2026-01-12}", b"2026-01-12, nok: ja}")


def only(report: ScenarioReport) -> Scenario:
    (scenario,) = report.scenarios
    return scenario


def told(before: Definition, after: Definition, story: bytes = STORY) -> Scenario:
    return only(check_scenarios(with_stories(before, sak=story), with_stories(after, sak=story)))


def edited_bundle(definition: Definition, old: bytes, new: bytes) -> Definition:
    diagram = definition.bundle[DIAGRAM]
    assert old in diagram
    return load({**definition.bundle, DIAGRAM: diagram.replace(old, new)})


def test_the_scenarios_of_an_unchanged_journey_pass_and_say_where_none_of_them_comes() -> None:
    report = check_scenarios(journey(), journey())
    assert report.passes
    assert len(report.scenarios) == len([path for path in journey().bundle if path.startswith("stories/")])
    assert {"statusrapport", "avslutt_saken", "henvist", "forlop"} <= report.visited
    assert "tildelingen_faller_bort" in report.unvisited
    assert not report.visited & {*report.unvisited}


def test_a_scenario_has_the_name_of_its_file_and_says_what_it_tells() -> None:
    scenario = told(small(), small())
    assert (scenario.name, scenario.about, scenario.outcome) == (
        "sak",
        "Rapporten skrives og vurderes.",
        "passes",
    )


def test_a_deadline_that_was_moved_is_told_with_both_dates() -> None:
    scenario = told(small(), small(frist="P3M"))
    assert scenario.outcome == "differs"
    assert scenario.differences == ("«rapport»: fristen er 12. april 2026, var 12. mai 2026.",)


def test_what_follows_from_a_change_is_told_too() -> None:
    p4m = '=innflyttet_institusjon + duration("P4M")'
    after = with_stories(edited((p4m, p4m.replace("4", "3"))), hovedlop=content())
    scenario = only(check_scenarios(with_stories(journey(), hovedlop=content()), after))
    assert scenario.differences == (
        (
            "«Statusrapport»: fristen er 19. april 2026, var 19. mai 2026; gjøres 1. april 2026, "
            "ble gjort 5. mai 2026."
        ),
        (
            "«Vurdering av rapport»: fristen er 15. april 2026, var 19. mai 2026; kommer 1. april 2026, "
            "kom 5. mai 2026; gjøres 10. april 2026, ble gjort 13. mai 2026."
        ),
    )


def test_a_task_that_is_new_is_told_with_whose_it_is() -> None:
    assert told(small(reviewed_by=None), small()).differences == (
        "Oppgaven «vurdering» kommer i tillegg, hos bydelen, 2. mars 2026.",
        "Saken slutter 4. mars 2026, sluttet 2. mars 2026.",
    )


def test_a_task_that_is_gone_is_told_though_the_scenario_names_it() -> None:
    assert told(small(), small(reviewed_by=None)).differences == (
        "Scenarioet nevner noe som er borte: det finnes ingen oppgave med id «vurdering».",
        "Oppgaven «vurdering» kommer ikke lenger. Før: 2. mars 2026.",
        "Saken slutter 2. mars 2026, sluttet 4. mars 2026.",
    )


def test_a_task_that_moved_to_the_other_party_is_told() -> None:
    assert told(small(), small(reviewed_by="inst")).differences == (
        "«vurdering»: ligger hos inst, lå hos bydelen.",
    )


def test_a_task_that_comes_once_more_has_its_number() -> None:
    twice = ENOUGH.replace(
        b"{dato: 2026-03-02}", b"[{dato: 2026-03-02, svar: {nok: nei}}, {dato: 2026-03-03}]"
    )
    once = edited_bundle(small(asked=True), b'nok = "nei"', b'nok = "vet ikke"')
    assert told(once, small(asked=True), twice).differences == (
        "Oppgaven «rapport» (2. gang) kommer i tillegg, hos inst, 2. mars 2026, med frist 12. mai 2026.",
        "«vurdering»: kommer 3. mars 2026, kom 2. mars 2026.",
    )


def test_a_case_that_no_longer_ends_is_told() -> None:
    to_june = STORY.replace(b"  vurdering: {dato: 2026-03-04}\n", b"  vurdering: {aldri: true}\n")
    to_june += b"slutt: 2026-06-01\n"
    differences = told(small(reviewed_by=None), small(), to_june).differences
    assert differences[-1] == "Saken pågår. Før: den blir avsluttet."


def test_a_renamed_task_is_the_same_task() -> None:
    renamed = edited(('name="Statusrapport"', 'name="Rapport om bolig"'))
    before, after = (with_stories(version, hovedlop=content(MAIN)) for version in (journey(), renamed))
    assert "«Rapport om bolig»: het «Statusrapport»." in only(check_scenarios(before, after)).differences


@pytest.mark.parametrize(
    ("story", "problem"),
    [
        ("start: i morgen", "skal være en dato"),
        ("{", "gyldig YAML"),
        ("start: 2026-01-12\noppgaver: {finnes_ikke: {aldri: true}}", "finnes_ikke"),
        ("start: 2026-01-12\noppgaver: {rapport: {aldri: true}}", "Saken er ikke ferdig"),
        (
            (
                "start: 2026-01-12\noppgaver: {rapport: {dato: 2026-03-02}, vurdering: {dato: 2026-03-04}}\n"
                "meldinger: [{navn: Varsel, dato: 2026-03-03}]"
            ),
            "«varsel» kunne ikke gjøres 3. mars 2026: Saken venter ikke på meldingen",
        ),
    ],
)
def test_a_scenario_that_cannot_be_played_says_why_and_breaks_nothing_else(story: str, problem: str) -> None:
    both = with_stories(small(), darlig=story.encode(), sak=STORY)
    report = check_scenarios(both, both)
    (bad,) = report.unplayable
    assert problem in bad.problem
    assert not report.passes
    assert [scenario.outcome for scenario in report.scenarios] == ["unplayable", "passes"]


def test_a_message_to_an_event_that_does_not_wait_is_refused() -> None:
    sent = STORY + b"meldinger: [{navn: Varsel, dato: 2026-01-20, venter: VENTER}]\n"
    assert told(small(), small(), sent.replace(b"VENTER", b"varsel.1")).outcome == "passes"
    assert "venter ikke" in told(small(), small(), sent.replace(b"VENTER", b"varsel.7")).problem


def test_a_choice_that_the_draft_adds_is_asked_for() -> None:
    scenario = told(small(), small(asked=True))
    assert scenario.outcome == "unplayable"
    assert "«Er det nok?», som avgjør veien videre" in scenario.problem


def test_what_cannot_be_played_on_the_version_before_is_not_compared_and_says_so() -> None:
    scenario = told(small(asked=True), small())
    assert scenario.outcome == "passes"
    assert "er ikke sammenlignet" in scenario.remark
    assert "«Er det nok?»" in scenario.remark


def test_a_file_that_is_no_text_is_a_scenario_that_cannot_be_played() -> None:
    scenario = told(small(), small(), b"\xff\xfe\xfa")
    assert "UTF-8" in scenario.problem


def test_an_event_that_nobody_waits_at_was_not_visited() -> None:
    scenario = with_stories(small(), sak=STORY)
    assert check_scenarios(scenario, scenario).unvisited == ("varsel", "varslet_slutt")


def test_a_report_is_worked_out_once_for_two_versions() -> None:
    book, both = ScenarioBook(), with_stories(small(), sak=STORY)
    assert book.report(both, both) is book.report(both, both)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the versions that stories are played on, in the order of the playing."""
    digests: list[str] = []

    def noted(definition: Definition, story: Story) -> Told:
        digests.append(definition.digest)
        return tell(definition, story)

    monkeypatch.setattr(scenarios, "tell", noted)
    monkeypatch.setattr(scenarios, "_plans_before", Shelf(scenarios.MOST_PLANS))
    return digests


@pytest.mark.parametrize("asked", [False, True], ids=["played", "cannot be played"])
def test_a_version_is_played_once_however_often_its_drafts_are_checked(
    played: list[str], *, asked: bool
) -> None:
    before = with_stories(small(asked=asked), sak=STORY)
    drafts = [with_stories(small(frist=frist), sak=STORY) for frist in ("P3M", "P2M", "P3M")]
    first, other, again = (check_scenarios(before, draft) for draft in drafts)
    assert played.count(before.digest) == 1
    assert len(played) == 1 + len(drafts)
    assert first == again
    assert asked or first.scenarios != other.scenarios


def test_another_story_and_another_version_are_played_anew(played: list[str]) -> None:
    after = small(frist="P3M")
    for before in (small(), small(frist="P5M")):
        for story in (STORY, ENOUGH.replace(b", nok: ja", b"") + b"# Annerledes.\n"):
            told(before, after, story)
    assert len(played) == 2 * 4


def test_only_the_results_that_were_asked_for_last_are_kept() -> None:
    shelf: Shelf[int, object] = Shelf(2)
    first, second = shelf.get(1, object), shelf.get(2, object)
    assert shelf.get(1, object) is first
    shelf.get(3, object)
    assert shelf.get(1, object) is first
    assert shelf.get(2, object) is not second
