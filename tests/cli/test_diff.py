"""`somlos diff`: what differs, for whoever has two folders, or a folder and the database."""

import json
import shutil
from pathlib import Path

import pytest

from prosesser.store import Store
from prosesser.store.versions import Versions
from tests.cli.conftest import JOURNEY, Run

FOUR, THREE = b'innflyttet_institusjon + duration("P4M")', b'innflyttet_institusjon + duration("P3M")'
SHORTER = "Fristen for «Statusrapport» er endret fra 4 måneder til 3 måneder etter innflytting i institusjon."


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(JOURNEY, tmp_path / "utkast")


def change(journey: Path, old: bytes, new: bytes) -> Path:
    diagram = journey / "journey.bpmn"
    assert old in diagram.read_bytes()
    diagram.write_bytes(diagram.read_bytes().replace(old, new, 1))
    return journey


def test_what_is_the_same_ends_with_0(run: Run, copied: Path) -> None:
    result = run("diff", JOURNEY, copied)
    assert result.exit_code == 0
    assert result.output == "Ingen forskjeller i hvordan saker går.\n"


def test_what_is_only_drawn_otherwise_is_listed_and_ends_with_0(run: Run, copied: Path) -> None:
    change(copied, b'<dc:Bounds x="4085" y="1100"', b'<dc:Bounds x="4085" y="1101"')
    result = run("diff", JOURNEY, copied)
    assert result.exit_code == 0
    assert result.output.startswith("Bare tegnet annerledes: boligmote\n")


def test_what_differs_is_told_under_headings_and_ends_with_1(run: Run, copied: Path) -> None:
    result = run("diff", JOURNEY, change(copied, FOUR, THREE))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[:2] == ["Frister og ventetider:", f"  {SHORTER}"]
    assert "Må begrunnes ved publisering:" in lines
    assert lines[-1] == "1 forskjell."


def test_a_diagram_of_another_name_finds_the_forms_beside_it(run: Run, copied: Path) -> None:
    draft = (change(copied, FOUR, THREE) / "journey.bpmn").rename(copied / "tre.bpmn")
    assert SHORTER in run("diff", JOURNEY, draft).output


def test_json_is_what_docs_diff_md_says(run: Run, copied: Path) -> None:
    result = run("diff", JOURNEY, change(copied, FOUR, THREE), "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert told.keys() == {"before", "after", "same", "changes", "layout", "guards"}
    assert told["before"].keys() == {"asked", "digest", "key", "name", "errors"}
    assert told["after"]["asked"] == str(copied)
    assert (told["same"], told["layout"]) == (False, [])
    assert told["changes"] == [
        {
            "kind": "changed",
            "subject": "step",
            "group": "deadlines",
            "id": "statusrapport_frist",
            "name": "fristen for «Statusrapport»",
            "what": "timer.expression",
            "before": FOUR.decode(),
            "after": THREE.decode(),
            "words": SHORTER,
            "elements": ["statusrapport_frist", "statusrapport"],
        }
    ]
    (guard,) = told["guards"]
    assert guard.keys() == {"key", "kind", "concerns", "words", "clauses", "elements"}
    assert guard["key"] == "deadline_shorter:statusrapport_frist"


def test_every_key_of_the_json_stands_in_the_documentation(run: Run, copied: Path) -> None:
    told = json.loads(run("diff", JOURNEY, change(copied, FOUR, THREE), "--json").output)
    said = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    keys = {*told, *told["before"], *told["changes"][0], *told["guards"][0]}
    assert [key for key in keys if f"`{key}`" not in said] == []


def test_a_draft_with_errors_is_compared_all_the_same(run: Run, copied: Path) -> None:
    broken = change(copied, FOUR, b"innflyttet_institusjon +")
    result = run("diff", JOURNEY, broken)
    assert result.exit_code == 1
    assert "kan ikke brukes slik. Se somlos lint." in result.output
    assert "Fristen for «Statusrapport» er tatt bort." in result.output


def test_what_cannot_be_read_ends_with_2(run: Run, copied: Path, tmp_path: Path) -> None:
    empty = tmp_path / "uten_prosess.bpmn"
    empty.write_text('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>')
    hostile = change(copied, b"<?xml", b"<!DOCTYPE a><?xml")
    for wrong in (tmp_path / "borte", empty, hostile):
        result = run("diff", JOURNEY, wrong)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output


def test_versions_of_the_database_are_known_by_the_beginning_of_their_digest(
    run: Run, copied: Path, demo_url: str, demo_store: Store
) -> None:
    (version,) = Versions(demo_store).latest()
    short = version.digest[:8]
    same = run("diff", short, JOURNEY, "--database", demo_url)
    assert same.exit_code == 0, same.output
    differs = run("diff", short, change(copied, FOUR, THREE), "--database", demo_url)
    assert SHORTER in differs.output


def test_a_digest_that_is_none_or_several_ends_with_2(run: Run, demo_url: str) -> None:
    none = run("diff", "ffff0000", JOURNEY, "--database", demo_url)
    assert none.exit_code == 2
    assert "ingen versjon i databasen begynner slik" in none.output
    absent = run("diff", "ffff0000", JOURNEY)
    assert absent.exit_code == 2
    assert "Det er ingen database" in absent.output
