"""`somlos whatif`: the totals of a draft over all cases, exact and without personal data."""

import json
import shutil
from pathlib import Path

import pytest

from prosesser.access import PROCESS_OWNER, Actor
from prosesser.definition.bundle import DIAGRAM
from prosesser.revisions import Revisions
from prosesser.store import Store
from prosesser.store.versions import Versions
from tests.cli.conftest import CASES, JOURNEY, NOW, Run

OWNER = Actor("eier", "bydel-gamle-oslo", "bydel", frozenset({PROCESS_OWNER}))
FOUR, THREE = 'duration("P4M")', 'duration("P3M")'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The journey's folder, with the report due a month earlier."""
    folder = shutil.copytree(JOURNEY, tmp_path / "utkast")
    diagram = folder / "journey.bpmn"
    diagram.write_text(diagram.read_text(encoding="utf-8").replace(FOUR, THREE), encoding="utf-8")
    return folder


def test_a_folder_is_tried_on_all_cases(run: Run, demo_url: str, draft: Path) -> None:
    result = run("whatif", draft, "--database", demo_url)
    assert result.exit_code == 0, result.output
    assert f"{CASES} saker prøvd" in result.stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "Statusrapport: saker " in result.stdout
    assert "Saker" in result.stderr, "the progress"


def test_the_totals_as_json_hold_ids_of_cases_only_when_asked(run: Run, demo_url: str, draft: Path) -> None:
    result = run("whatif", draft, "--database", demo_url, "--json", "--cases")
    told = json.loads(result.stdout)
    totals = told["totals"]
    assert (told["done"], totals["cases"], totals["exact"]) == (CASES, CASES, True)
    assert [line["element"] for line in totals["dates"]] == ["statusrapport_frist"]
    assert totals["dates"][0]["earlier"] == totals["touched"] > 0
    assert len(told["cases"]) == CASES
    assert set(told["cases"].values()) <= {"neutral", "follows"}


def test_a_revision_is_tried_as_it_was_saved_last(run: Run, demo_url: str, demo_store: Store) -> None:
    versions = Versions(demo_store)
    revisions = Revisions(demo_store, versions)
    (version,) = versions.latest()
    opened = revisions.open(OWNER, version.digest, "Som før", NOW)
    result = run("whatif", opened.id, "--database", demo_url, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["about"], told["edition"], told["totals"]["touched"]) == (opened.id, 1, 0)
    assert "cases" not in told
    assert version.bundle[DIAGRAM] == opened.bundle[DIAGRAM]


def test_what_is_neither_a_file_nor_a_revision_is_unusable(run: Run, demo_url: str) -> None:
    result = run("whatif", "finnes-ikke", "--database", demo_url)
    assert result.exit_code == 2
    assert "verken en fil, en mappe eller et utkast" in result.output


def test_a_draft_with_errors_is_refused(run: Run, demo_url: str, draft: Path) -> None:
    diagram = draft / "journey.bpmn"
    diagram.write_text(diagram.read_text(encoding="utf-8").replace(THREE, 'duration("P3M"'), encoding="utf-8")
    result = run("whatif", draft, "--database", demo_url)
    assert result.exit_code == 1
    assert "Rett dette først" in result.output
