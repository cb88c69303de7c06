"""`somlos simulate`: who does what by when, and never a choice that nobody made."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from prosesser.definition import load, read_folder
from tests.cli.conftest import JOURNEY, STORIES, Run
from workflow_app.rehearsal.fitting import require_fit
from workflow_app.rehearsal.story import Story

MAIN = STORIES / "hovedlop.yaml"
Facts = dict[str, Any]


@pytest.fixture
def facts() -> Facts:
    loaded: Facts = yaml.load(MAIN.read_text(), yaml.BaseLoader)  # noqa: S506 - ours; texts stay as written
    return loaded


def written(facts: Facts, folder: Path, name: str = "fakta.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def plan(run: Run, facts_file: Path) -> dict[str, Any]:
    result = run("simulate", JOURNEY, "--facts", facts_file, "--json")
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.output)
    return loaded


def line(plan: dict[str, Any], element: str) -> dict[str, Any]:
    found: dict[str, Any] = next(line for line in plan["lines"] if line["element"] == element)
    return found


@pytest.mark.parametrize("story", sorted(STORIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_story_of_the_journey_comes_to_its_end(run: Run, story: Path) -> None:
    left_undone = story.stem == "etterslep"
    assert plan(run, story)["status"] == ("active" if left_undone else "completed")


def test_the_table_says_who_does_what_by_when(run: Run) -> None:
    result = run("simulate", JOURNEY, "--facts", MAIN)
    lines = result.output.splitlines()
    assert lines[2].split() == ["Dato", "Part", "Hva", "Frist", "Gjort"]
    report = next(line.split() for line in lines if "Statusrapport" in line)
    assert report == ["19.01.2026", "institusjon", "Statusrapport", "19.05.2026", "05.05.2026"]
    assert lines[-1] == "Saken er avsluttet."


def test_json_has_a_line_for_each_task_with_its_deadline(run: Run) -> None:
    found = plan(run, MAIN)
    assert found.keys() == {"journey", "version", "status", "until", "lines"}
    meeting = line(found, "boligmote")
    assert meeting["kind"] == "task"
    assert (meeting["party"], meeting["deadline"]) == ("institusjon", "2026-06-19")
    assert line(found, "bolig_tildelt_meldt")["kind"] == "message"
    assert line(found, "bane_moteansvarlig")["party"] == "bydel"


def test_a_late_story_shows_what_was_done_too_late(run: Run) -> None:
    result = run("simulate", JOURNEY, "--facts", STORIES / "forsinket.yaml")
    late = [line for line in result.output.splitlines() if line.endswith("(for sent)")]
    assert any("Kartlegging" in line for line in late)


def test_yaml_and_json_tell_the_same_story_and_twice_the_same_plan(
    run: Run, facts: Facts, tmp_path: Path
) -> None:
    texts = json.loads(json.dumps(facts))
    assert plan(run, written(texts, tmp_path)) == plan(run, MAIN) == plan(run, MAIN)


def test_an_open_choice_of_path_stops_and_names_the_fact(run: Run, facts: Facts, tmp_path: Path) -> None:
    del facts["oppgaver"]["boligmote"]["svar"]["soknader_trengs"]
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "boligmote" in result.output
    assert result.output.rstrip().endswith("soknader_trengs.")


def test_an_open_choice_in_a_row_names_list_row_and_column(run: Run, facts: Facts, tmp_path: Path) -> None:
    del facts["oppgaver"]["boligmote"]["svar"]["soknader"][1]["utarbeides_av"]
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert result.output.rstrip().endswith("soknader.1.utarbeides_av.")


def test_an_open_choice_that_only_moves_dates_stops_too(run: Run, facts: Facts, tmp_path: Path) -> None:
    del facts["svar"]["bydel_til_stede"]
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert result.output.rstrip().endswith("bydel_til_stede.")


def test_a_case_that_waits_for_a_message_names_it(run: Run, facts: Facts, tmp_path: Path) -> None:
    del facts["meldinger"][1]
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "«Bolig tilbudt eller funnet»" in result.output


def test_an_end_date_stops_there_with_what_is_open(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["slutt"] = "2026-02-01"
    found = plan(run, written(facts, tmp_path))
    assert (found["status"], found["until"]) == ("active", "2026-02-01")
    assert line(found, "kartlegging")["done"] is None
    assert line(found, "plan_for_oppholdet")["done"] == "2026-01-29"


def test_an_answer_may_be_an_expression_over_the_facts(run: Run, facts: Facts, tmp_path: Path) -> None:
    summons = facts["oppgaver"]["innkalling"]["svar"]
    summons["mote_avtalt"] = '=innflyttet_institusjon + duration("P3W")'
    assert line(plan(run, written(facts, tmp_path)), "kartlegging")["deadline"] == "2026-02-09"


def test_a_wrong_expression_is_refused_with_its_place(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["oppgaver"]["innkalling"]["svar"]["mote_avtalt"] = "=1 +"
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "mote_avtalt" in result.output


def test_names_that_the_journey_lacks_are_refused_together(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["oppgaver"]["kartleging"] = {"etter": "P1D"}
    facts["svar"]["farge"] = "blå"
    facts["meldinger"][0]["navn"] = "Bolig tildel"
    facts["oppgaver"]["statusrapport"]["svar"] = {"soknader": []}
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    for name in ("«kartleging»", "«farge»", "«Bolig tildel»", "«soknader»"):
        assert name in result.output


def test_an_answer_to_a_field_that_is_hidden_is_refused(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["oppgaver"]["plan_for_oppholdet"]["svar"] = {"plan_ikke_pabegynt_grunn": "Ingen."}
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "plan_ikke_pabegynt_grunn" in result.output


def test_what_the_form_refuses_is_told_with_task_and_day(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["oppgaver"]["innflytting"]["svar"] = {"innflyttet_institusjon": "2031-01-01"}
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "«Innflytting i institusjon» kunne ikke gjøres 19. januar 2026: Innflyttingsdato" in result.output


def test_a_message_that_nobody_waits_for_is_refused(run: Run, facts: Facts, tmp_path: Path) -> None:
    facts["meldinger"][1] |= {"etter": "P0D", "fra": "innflytting"}
    facts["meldinger"].append({"navn": "Bolig tilbudt eller funnet", "etter": "P3D", "fra": "innflytting"})
    result = run("simulate", JOURNEY, "--facts", written(facts, tmp_path))
    assert result.exit_code == 2
    assert "venter ikke på meldingen" in result.output


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "«filen»"),
        ("- en liste", "«filen»"),
        ("start: i går", "«start» skal være en dato"),
        ("start: 2026-02-30", "«start» skal være en dato"),
        ("start: 2026-01-12\nstart: 2026-01-13", "«start» står to ganger"),
        ("start: 2026-01-12\nfarge: blå", "«farge» er ikke et navn"),
        ("start: 2026-01-12\noppgaver: {a: {etter: snart}}", "«oppgaver.a.0.etter»"),
        ("start: 2026-01-12\noppgaver: {a: {etter: P1D, dato: 2026-02-01}}", "bare én av"),
        ("start: 2026-01-12\noppgaver: {a: {rekkefolge: 2}}", "rekkefolge bare sammen med dato"),
        ("start: 2026-01-12\nmeldinger: [{navn: A, etter: P1D, rekkefolge: 2}]", "bare sammen med dato"),
        ("start: 2026-01-12\noppgaver: {a: []}", "«oppgaver.a» er tom"),
        ("start: 2026-01-12\nmeldinger: [{navn: A}]", "enten dato eller etter"),
        ("start: &a 2026-01-12\nslutt: *a", "alias"),
        ("start: !!python/object/apply:os.system [id]", "linje 1"),
        ("start: 2026-01-12\nsvar: {1: a}", "nøkkelen 1"),
        ("[" * 5000, "nøstet"),
        ("a: " + "x" * 300_000, "større enn"),
        ('start: "\x00"', "tegn 9"),
    ],
)
def test_a_facts_file_that_cannot_be_used_ends_with_2(
    run: Run, tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "fakta.yaml"
    path.write_text(content, encoding="utf-8")
    result = run("simulate", JOURNEY, "--facts", path)
    assert result.exit_code == 2
    assert complaint in result.output


def test_other_encodings_and_broken_json_are_refused(run: Run, tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("start: 2026-01-12 # år".encode("latin-1"))
    broken = tmp_path / "brutt.json"
    broken.write_text('{"start": NaN}')
    assert "UTF-8" in run("simulate", JOURNEY, "--facts", latin).output
    assert "NaN" in run("simulate", JOURNEY, "--facts", broken).output
    assert run("simulate", JOURNEY, "--facts", tmp_path / "borte.yaml").exit_code == 2


def test_a_journey_with_errors_ends_with_1_and_an_unreadable_one_with_2(run: Run, tmp_path: Path) -> None:
    broken = shutil.copytree(JOURNEY, tmp_path / "reise")
    (broken / "forms" / "statusrapport.form").unlink()
    assert run("simulate", broken, "--facts", MAIN).exit_code == 1
    assert run("simulate", tmp_path / "borte", "--facts", MAIN).exit_code == 2


def test_the_example_in_the_documentation_follows_schema_and_journey() -> None:
    document = (JOURNEY.parents[1] / "docs" / "simulate.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(start:.*?)```", document, re.DOTALL)
    assert len(example) == 1
    told = Story.model_validate(yaml.load(example[0], yaml.BaseLoader))  # noqa: S506 - ours; texts stay as written
    require_fit(told, load(read_folder(JOURNEY)))
