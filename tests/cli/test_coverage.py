"""`somlos coverage`: the matrix as text and JSON, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import JOURNEY, Run
from workflow_app.coverage import shown


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(JOURNEY, tmp_path / "reise")


def changed(journey: Path, before: str, after: str) -> Path:
    diagram = journey / "journey.bpmn"
    text = diagram.read_text(encoding="utf-8")
    assert before in text
    diagram.write_text(text.replace(before, after), encoding="utf-8")
    return journey


def test_the_text_tells_of_each_clause_what_realises_and_what_shows_it(run: Run) -> None:
    lines = run("coverage").output.splitlines()
    first = lines.index("F2.2-status-report (F §2.2). Institusjonen skal")
    block = lines[first : lines.index("", first)]
    assert "  Frist: senest 4 måneder etter innflytting i institusjon" in block
    assert any(line.startswith("  Diagram: ") and "statusrapport «Statusrapport»" in line for line in block)
    assert any(line.startswith("  Skjema: ") and "statusrapport.beboers_onsker" in line for line in block)
    assert any(line.startswith("  Tester: test_during_the_stay.py::") for line in block)


def test_the_json_says_the_same_and_counts(run: Run) -> None:
    report = json.loads(run("coverage", JOURNEY, "--json").output)
    clauses = {clause["id"]: clause for clause in report["clauses"]}
    assert report["total"] == len(clauses) == 51
    assert report["covered"] == sum(not clause["problems"] for clause in clauses.values())
    report_clause = clauses["F2.2-status-report"]
    assert report_clause["deadline"]["duration"] == "P4M"
    assert report_clause["timers"] == {"statusrapport_frist": 'innflyttet_institusjon + duration("P4M")'}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('duration("P4M")', 'duration("P5M")', "«Frist: 4 måneder etter innflytting» gir 30. juni 2026"),
        ('duration("P4M")', 'duration("P120D")', "når det regnes fra 1. april 2026"),
        ('value="F2.2-status-report"', 'value="F9-finnes-ikke"', "viser til «F9-finnes-ikke»"),
    ],
)
def test_what_does_not_agree_is_told_and_ends_with_1(
    run: Run, copied: Path, before: str, after: str, said: str
) -> None:
    result = run("coverage", changed(copied, before, after))
    assert result.exit_code == 1
    assert said in result.output


def test_an_installation_has_no_tests_to_judge_by(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shown.shown_by, "__defaults__", (tmp_path / "none",))
    result = run("coverage")
    assert "Ingen test viser" not in result.output
    assert "Testene følger ikke med installasjonen" in result.output
    assert json.loads(run("coverage", "--json").output)["clauses"][0]["tests"] is None


def test_a_journey_without_a_catalogue_cannot_be_used(run: Run, copied: Path) -> None:
    (copied / "requirements.yaml").unlink()
    result = run("coverage", copied)
    assert result.exit_code == 2
    assert "requirements.yaml" in result.output
