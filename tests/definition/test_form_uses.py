"""Where a form is filled in, and who reads what it asks; and whether a file can be taken in at all."""

from pathlib import Path

import pytest

from prosesser.definition import load, read_folder
from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.file_check import file_problems
from prosesser.definition.form_uses import FormUse, answer_readers, form_uses

JOURNEY = read_folder(Path(__file__).parents[2] / "bpmn" / "institusjon-bolig")


def test_a_form_is_filled_in_where_the_diagram_and_the_plans_say() -> None:
    uses = form_uses(load(JOURNEY))
    assert uses["henvisning"] == (FormUse("start", "henvist", "Beboer er henvist"),)
    assert FormUse("oppgave", "revidert_rapport", "Revidert statusrapport") in uses["statusrapport"]
    assert {use.filling for use in uses["bolig_tilbudt"]} == {"melding"}
    assert {use.filling for use in uses["ny_rapport"]} == {"tillegg"}
    assert uses["plan_punkt"] == (FormUse("punkt", "plan_for_oppholdet", "Plan for oppholdet"),)


def test_readers_are_deadlines_ways_and_the_forms_own_conditions() -> None:
    readers = answer_readers(JOURNEY, "statusrapport")
    assert "Tiden på «Frist: 4 måneder etter innflytting»" in readers["innflyttet_institusjon"]
    assert any(reader.startswith("Betingelsen på veien «Ja» fra «") for reader in readers["rapport_videre"])
    own = "Betingelsen for å skjule på «Hvorfor ikke?» i skjemaet «statusrapport»"
    assert own in readers["rapport_utarbeidet"]


def test_another_forms_own_answers_do_not_count() -> None:
    own = "Betingelsen for å skjule på «Hvorfor ikke?» i skjemaet «statusrapport»"
    assert own not in answer_readers(JOURNEY, "henvisning").get("rapport_utarbeidet", ())


@pytest.mark.parametrize("path", JOURNEY)
def test_the_journeys_own_files_can_be_taken_in(path: str) -> None:
    assert file_problems(path, JOURNEY[path]) == ()


@pytest.mark.parametrize("path", [*[*JOURNEY][::7], DIAGRAM])
def test_a_file_cut_short_cannot(path: str) -> None:
    assert file_problems(path, JOURNEY[path][:20] + b"\x00{[")
