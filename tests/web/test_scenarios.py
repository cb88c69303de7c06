"""The scenarios of a draft: how they go, saving a run as one, playing one up to a move, name and removal."""

from collections.abc import Callable

import pytest

from prosesser.definition.bundle import DIAGRAM, Bundle
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.rehearsal.story import parse_story
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
P4M = b'=innflyttet_institusjon + duration("P4M")'
KEPT = "stories/hovedlop.yaml"


@pytest.fixture
def draft(visit: Visit, desk: Desk) -> Seen:
    """A draft with one scenario only, so that it is quickly played."""
    owner = actor("prosesseier")
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(owner, version.digest, "Rapporten", BEGINNING)
    others = {path: None for path in version.bundle if path.startswith("stories/") and path != KEPT}
    desk.revisions.save(owner, revision.id, 1, others, BEGINNING)
    return visit("prosesseier").get(f"/utkast/{revision.id}")


def bundle(desk: Desk, page: Seen) -> Bundle:
    return desk.revisions.get(actor("prosesseier"), page.path.split("/")[2], BEGINNING).bundle


def change(desk: Desk, page: Seen, files: dict[str, bytes]) -> None:
    owner, revision = actor("prosesseier"), page.path.split("/")[2]
    edition = desk.revisions.get(owner, revision, BEGINNING).edition
    desk.revisions.save(owner, revision, edition, files, BEGINNING)


def test_scenarios_pass_until_a_change_makes_them_go_otherwise(draft: Seen, desk: Desk) -> None:
    page = draft.follow("Scenarioer")
    assert "Alle går som før." in page.text
    assert "Tildelingen faller bort Hendelse som meldes" in page.text  # no scenario comes there
    change(desk, draft, {DIAGRAM: bundle(desk, draft)[DIAGRAM].replace(P4M, P4M.replace(b"4", b"3"))})
    page = draft.follow("Scenarioer")
    assert "1 går annerledes" in page.text
    assert "«Statusrapport»: fristen er 19. april 2026, var 19. mai 2026" in page.text
    assert "«Statusrapport»: fristen er 19. april 2026" in page.follow("Hovedlop").text


def test_a_scenario_that_cannot_be_played_says_why(draft: Seen, desk: Desk) -> None:
    change(desk, draft, {"stories/darlig.yaml": b"start: snart\n"})
    page = draft.follow("Scenarioer")
    assert "1 kan ikke spilles" in page.text
    one = page.follow("Darlig")
    assert "skal være en dato" in one.text
    assert not one.tree.xpath("//*[@id='trekk']")


def test_a_scenario_is_played_up_to_a_move_and_gone_on_with_by_hand(draft: Seen) -> None:
    page = draft.follow("Scenarioer").follow("Hovedlop").press("Spill hit", trekk=3)
    assert "Fullførte «Bydelskontakter»" in page.text
    assert "Fullførte «Kartlegging»" not in page.text
    assert page.press("Fyll ut for meg Plan for oppholdet").status == 200


def test_a_run_is_saved_as_a_scenario_that_is_played_at_the_next_check(draft: Seen, desk: Desk) -> None:
    page = draft.follow("Prøvekjør").press("Begynn").press("Fyll ut for meg Innflytting i institusjon")
    page = page.press("Til neste frist").follow("Lagre prøvekjøringen")
    answers = {"Navn": "For sen på gård nr. 2", "Hva det viser valgfritt": "Ingen gjør noe."}
    saved = page.press("Lagre scenarioet", answers)
    assert saved.heading == "For sen pa gard nr 2"
    assert "Ingen gjør noe." in saved.text
    story = parse_story("x.yaml", bundle(desk, draft)["stories/for_sen_pa_gard_nr_2.yaml"])
    assert story.end is not None
    assert "Alle går som før." in draft.follow("Scenarioer").text


def test_a_scenario_is_replaced_only_when_told_so_twice(draft: Seen, desk: Desk) -> None:
    before = bundle(desk, draft)[KEPT]
    page = draft.follow("Prøvekjør").press("Begynn").follow("Lagre prøvekjøringen")
    asked = page.press("Lagre scenarioet", {"Navn": "Hovedlop"})
    assert asked.status == 422
    assert "finnes allerede" in asked.text
    assert bundle(desk, draft)[KEPT] == before
    asked.press("Lagre over")
    assert bundle(desk, draft)[KEPT] != before


@pytest.mark.parametrize("name", ["", "!?", "x" * 51])
def test_a_scenario_has_a_name(draft: Seen, name: str) -> None:
    page = draft.follow("Prøvekjør").press("Begynn").follow("Lagre prøvekjøringen")
    refused = page.press("Lagre scenarioet", {"Navn": name})
    assert refused.status == 422
    assert "Gi scenarioet et navn" in refused.text


def test_a_scenario_is_renamed_but_not_over_another(draft: Seen, desk: Desk) -> None:
    change(desk, draft, {"stories/annen.yaml": bundle(desk, draft)[KEPT]})
    page = draft.follow("Scenarioer").follow("Annen")
    refused = page.press("Endre navnet", {"Navn": "hovedlop"})
    assert refused.status == 422
    assert "Det finnes allerede" in refused.text
    assert page.press("Endre navnet", {"Navn": "Enda en"}).heading == "Enda en"
    assert {"stories/enda_en.yaml", KEPT} == {path for path in bundle(desk, draft) if "stories" in path}


def test_a_scenario_is_removed(draft: Seen, desk: Desk) -> None:
    page = draft.follow("Scenarioer").follow("Hovedlop").press("Slett scenarioet")
    assert KEPT not in bundle(desk, draft)
    assert "ingen scenarioer ennå" in page.text
