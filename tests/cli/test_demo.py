"""`somlos demo`: a database that looks like a year and a half of work."""

import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from prosesser.definition.national_id import is_synthetic
from prosesser.inbox import CasePage, Inbox, TaskRow
from prosesser.store import Store
from prosesser.store.directory import Directory, WrongPassword
from prosesser.store.meta import Meta
from prosesser.store.versions import Versions
from tests.cli.conftest import CASES, JOURNEY, NOW, Run
from workflow_app import installation
from workflow_app.demo.people import BEGINNING, PASSWORD, PEOPLE, SUGGESTED, staff_of
from workflow_app.units import UNITS

EVERYTHING = 10_000


def case_pages(store: Store) -> list[CasePage]:
    """Every case as somebody sees it, who still has a part in it if anybody has."""
    inbox = Inbox(store, Versions(store))
    found: dict[str, CasePage] = {}
    for person in PEOPLE:
        for row in inbox.cases(person.actor, NOW, size=EVERYTHING).rows:
            if row.case not in found or row.ended is None:
                found[row.case] = inbox.case_page(person.actor, row.case, NOW)
    return list(found.values())


def open_tasks(store: Store) -> list[TaskRow]:
    inbox = Inbox(store, Versions(store))
    units = {person.unit: person.actor for person in PEOPLE if person.role == "saksbehandler"}
    return [row for actor in units.values() for row in inbox.unit(actor, NOW, size=EVERYTHING).rows]


def test_cases_stand_in_all_phases_and_some_have_ended(demo_store: Store) -> None:
    statuses = Counter(page.status for page in case_pages(demo_store))
    assert sum(statuses.values()) == CASES
    assert statuses["completed"] >= 3
    phases = {phase for page in case_pages(demo_store) for phase in page.phase}
    assert {"Opphold", "Boligspor", "Utskriving og overgang", "Samarbeidsmøter", "Utfall"} <= phases
    elements = {row.task.partition(".")[0] for row in open_tasks(demo_store)}
    assert len(elements) >= 6


def test_both_parties_of_several_units_have_tasks_some_overdue_some_taken(demo_store: Store) -> None:
    rows = open_tasks(demo_store)
    assert len({row.unit.id for row in rows if row.unit and row.party == "bydel"}) >= 3
    assert len({row.unit.id for row in rows if row.unit and row.party == "institusjon"}) >= 2
    overdue = [row for row in rows if row.overdue]
    assert {row.party for row in overdue} == {"bydel", "institusjon"}
    assert len(overdue) < len(rows)
    assert 0 < sum(row.assignee is None for row in rows) < len(rows)


def test_the_suggested_people_share_cases_and_have_tasks(demo_store: Store) -> None:
    inbox = Inbox(demo_store, Versions(demo_store))
    district, institution = (
        {row.case for row in inbox.cases(person.actor, NOW, size=EVERYTHING).rows} for person in SUGGESTED
    )
    assert len(district & institution) >= 3
    assert all(inbox.counts(person.actor).mine for person in SUGGESTED)


def test_everybody_can_log_in_and_nobody_is_real(demo_store: Store) -> None:
    directory = Directory(demo_store)
    assert directory.authenticate(SUGGESTED[0].id, PASSWORD).name == SUGGESTED[0].name
    with pytest.raises(WrongPassword):
        directory.authenticate(SUGGESTED[0].id, "feil")
    assert {unit.id for unit in directory.units()} == {unit.id for unit in UNITS}
    assert all(is_synthetic(page.national_id) for page in case_pages(demo_store))


def test_every_role_has_somebody() -> None:
    assert {person.role for person in PEOPLE} == {"saksbehandler", "leder", "prosesseier", "revisor"}
    assert len({person.id for person in PEOPLE}) == len(PEOPLE)


def test_every_history_proves_itself(run: Run, demo_url: str) -> None:
    result = run("verify", "--all", "--database", demo_url)
    assert result.exit_code == 0
    assert f"{CASES} saker" in result.output
    assert "0 med feil" in result.output


def test_a_demo_is_made_on_each_kind_of_database_and_only_once(run: Run, database_url: str) -> None:
    first = run("demo", "--cases", 3, "--database", database_url)
    assert first.exit_code == 0, first.output
    assert "Laget 3 saker" in first.output
    assert SUGGESTED[0].id in first.output
    assert PASSWORD in first.output
    second = run("demo", "--database", database_url)
    assert second.exit_code == 1
    assert "ikke tom" in second.output
    checked = run("verify", "--all", "--database", database_url)
    assert checked.exit_code == 0
    assert "3 saker" in checked.output


def test_a_database_of_real_people_is_never_made_a_demo(run: Run, sqlite_url: str) -> None:
    assert run("db", "upgrade", "--database", sqlite_url).exit_code == 0
    with closing(installation.open_existing(sqlite_url)) as store:
        Directory(store).add_unit(UNITS[0])
    assert run("demo", "--database", sqlite_url).exit_code == 1
    with closing(installation.open_existing(sqlite_url)) as store:
        assert not Meta(store).is_demo()
        assert len(Directory(store).units()) == 1


def test_nothing_happened_before_its_time(demo_store: Store) -> None:
    inbox = Inbox(demo_store, Versions(demo_store))
    actor = staff_of(SUGGESTED[0].unit)[0].actor
    for row in inbox.cases(actor, NOW, size=EVERYTHING).rows:
        instants = [step.at for step in reversed(inbox.timeline(actor, row.case, NOW))]
        assert instants == sorted(instants)
        assert instants[0] > BEGINNING
        assert instants[-1] <= NOW


def test_a_journey_that_was_edited_since_its_stories_were_told_still_gives_a_demo(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    edited = shutil.copytree(JOURNEY, tmp_path / "reise")
    rename(edited / "journey.bpmn", '"kartlegging"', '"kartlegge"')
    rename(edited / "journey.bpmn", 'formId="kartlegge"', 'formId="kartlegging"')
    rename(edited / "forms" / "utskriving.form", "boforhold_ved_utskriving", "boforhold")
    result = run("demo", "--cases", 6, "--journey", edited, "--database", sqlite_url)
    assert result.exit_code == 0, result.output
    notes = [line for line in result.output.splitlines() if line.startswith("Merk:")]
    assert any("«kartlegging»" in note for note in notes)
    assert any("«boforhold_ved_utskriving»" in note for note in notes)
    assert run("verify", "--all", "--database", sqlite_url).exit_code == 0


def test_a_story_that_the_journey_refuses_stops_there_and_says_so(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    edited = shutil.copytree(JOURNEY, tmp_path / "reise")
    rename(edited / "forms" / "innflytting.form", '"value": "ja"', '"value": "jepp"')
    result = run("demo", "--cases", 6, "--journey", edited, "--database", sqlite_url)
    assert result.exit_code == 0, result.output
    assert "«Innflytting i institusjon» kunne ikke gjøres" in result.output
    assert "6 saker" in run("verify", "--all", "--database", sqlite_url).output


def test_a_journey_without_stories_is_refused_and_makes_no_database(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    bare = shutil.copytree(JOURNEY, tmp_path / "reise", ignore=shutil.ignore_patterns("stories"))
    result = run("demo", "--journey", bare, "--database", sqlite_url)
    assert result.exit_code == 1
    assert "stories" in result.output
    assert not (tmp_path / "somlos.db").exists()


def rename(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_a_story_at_a_unit_without_demo_people_is_left_out_and_said(
    run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    edited = shutil.copytree(JOURNEY, tmp_path / "reise")
    for story in sorted((edited / "stories").glob("*.yaml"))[:3]:
        rename(story, "svar:\n  rett_til", "svar:\n  henvisende_bydel: bydel-alna\n  rett_til")
    result = run("demo", "--cases", 3, "--journey", edited, "--database", sqlite_url)
    assert result.exit_code == 0
    assert "Laget 0 saker" in result.output
    assert "bydel-alna" in result.output
