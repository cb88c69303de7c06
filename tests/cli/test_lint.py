"""`somlos lint`: what process owners and their scripts get to know about files."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import JOURNEY, Run


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(JOURNEY, tmp_path / "reise")


def break_form_reference(journey: Path) -> Path:
    diagram = journey / "journey.bpmn"
    diagram.write_bytes(diagram.read_bytes().replace(b'formId="statusrapport"', b'formId="finnes_ikke"'))
    return journey


def test_the_real_journey_is_clean(run: Run) -> None:
    result = run("lint", JOURNEY)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].endswith("0 feil, 0 advarsler")


def test_an_error_names_the_element_the_rule_and_what_to_do(run: Run, copied: Path) -> None:
    result = run("lint", break_form_reference(copied))
    assert result.exit_code == 1
    line = next(line for line in result.output.splitlines() if line.startswith("feil"))
    assert "statusrapport «Statusrapport»" in line
    assert line.endswith("]")
    assert "finnes_ikke" in line


def test_a_diagram_of_another_name_finds_the_forms_beside_it(run: Run, copied: Path) -> None:
    draft = (copied / "journey.bpmn").rename(copied / "utkast.bpmn")
    assert run("lint", draft).exit_code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 5000,
        b"\xff\xfe\x00",
    ],
)
def test_what_cannot_be_read_ends_with_2(run: Run, tmp_path: Path, content: bytes) -> None:
    diagram = tmp_path / "fiendtlig.bpmn"
    diagram.write_bytes(content)
    result = run("lint", diagram)
    assert result.exit_code == 2
    assert "kan ikke leses" in result.output


def test_a_file_that_is_not_there_ends_with_2(run: Run, tmp_path: Path) -> None:
    assert run("lint", tmp_path / "borte.bpmn").exit_code == 2
    assert run("lint", tmp_path).exit_code == 2


def test_of_several_files_the_worst_decides(run: Run, copied: Path, tmp_path: Path) -> None:
    broken = break_form_reference(copied)
    assert run("lint", JOURNEY, broken).exit_code == 1
    assert run("lint", JOURNEY, broken, tmp_path / "borte.bpmn").exit_code == 2


def test_json_holds_one_object_for_each_file(run: Run, copied: Path, tmp_path: Path) -> None:
    broken, absent = break_form_reference(copied), tmp_path / "borte.bpmn"
    reports = json.loads(run("lint", "--json", JOURNEY, broken, absent).output)
    assert [report["file"] for report in reports] == [str(JOURNEY), str(broken), str(absent)]
    assert [report["unreadable"] is None for report in reports] == [True, True, False]
    errors = [finding for finding in reports[1]["findings"] if finding["severity"] == "error"]
    assert errors[0].keys() == {"severity", "element", "element_name", "rule", "message", "form"}
    assert errors[0]["element"] == "statusrapport"
    assert not any(finding["severity"] == "error" for finding in reports[0]["findings"])
