"""`somlos rehearse`: the scenarios of a journey, alone and against another version."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from prosesser.store import Store
from prosesser.store.versions import Versions
from tests.cli.conftest import JOURNEY, Run
from tests.rehearsal.drafts import small

STORY = b"# Rapporten skrives.\nstart: 2026-01-12\noppgaver: {rapport: {dato: 2026-03-02}}\n"


def folder(path: Path, bundle: Mapping[str, bytes], story: bytes = STORY) -> Path:
    for name, content in {**bundle, "stories/sak.yaml": story}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return folder(tmp_path / "before", small().bundle)


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return folder(tmp_path / "after", small(frist="P3M").bundle)


def test_scenarios_that_can_be_played_end_with_0_and_say_where_none_comes(run: Run, before: Path) -> None:
    result = run("rehearse", before)
    assert result.exit_code == 0
    assert result.output.startswith("sak: som før\n\nHit kommer ingen scenarioer:\n  varsel «varsel»\n")
    assert result.output.endswith("1 scenario: 0 går annerledes, 0 kan ikke spilles\n")


def test_a_difference_is_told_and_ends_with_1(run: Run, before: Path, after: Path) -> None:
    result = run("rehearse", after, "--against", before)
    assert result.exit_code == 1
    told = "«rapport»: fristen er 12. april 2026, var 12. mai 2026."
    assert f"sak: går annerledes\n  {told}\n" in result.output
    report = json.loads(run("rehearse", after, "--against", before, "--json").output)
    assert report["scenarios"][0]["differences"] == [told]
    assert report["unvisited"] == ["varsel", "varslet_slutt"]


@pytest.mark.parametrize(
    "story", [b"start: snart\n", b"start: 2026-01-12\noppgaver: {rapport: {aldri: true}}\n"]
)
def test_a_scenario_that_cannot_be_played_ends_with_2(run: Run, tmp_path: Path, story: bytes) -> None:
    result = run("rehearse", folder(tmp_path / "bad", small().bundle, story))
    assert result.exit_code == 2
    assert "sak: kan ikke spilles\n  " in result.output


def test_a_journey_with_errors_is_not_played(run: Run, before: Path) -> None:
    diagram = before / "journey.bpmn"
    diagram.write_bytes(diagram.read_bytes().replace(b'duration("P4M")', b'duration("P4M"'))
    assert run("rehearse", before).exit_code == 2


def test_a_version_of_the_database_is_named_by_its_digest(run: Run, demo_store: Store, demo_url: str) -> None:
    (version,) = Versions(demo_store).latest()
    against = ("--against", version.digest, "--database", demo_url)
    assert run("rehearse", JOURNEY, *against).exit_code == 0
    unknown = run("rehearse", JOURNEY, "--against", "0" * 64, "--database", demo_url)
    assert unknown.exit_code == 2
    assert "verken en mappe eller en versjon" in unknown.output
