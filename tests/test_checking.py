"""The check of a revision, on the real journey: what may not be sent, and what needs a reason."""

from datetime import UTC, datetime
from pathlib import Path

from prosesser.definition import Definition, load, read_folder
from prosesser.definition.bundle import DIAGRAM, Bundle, digest
from prosesser.revisions import Check, Revision
from workflow_app.checking import check

JOURNEY = Path(__file__).parents[1] / "bpmn" / "institusjon-bolig"
STORY = "stories/hovedlop.yaml"
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def base() -> Definition:
    bundle = read_folder(JOURNEY)
    kept = (path for path in bundle if not path.startswith("stories/") or path == STORY)
    return load({path: bundle[path] for path in kept})


def checked(before: Definition, bundle: Bundle) -> Check:
    revision = Revision("r", "t", before.key, before.digest, 2, "draft", bundle, "petra", NOW, "petra", NOW)
    found = check(revision, before)
    assert (found.edition, found.digest) == (2, digest(bundle))
    return found


def changed(before: Definition, old: bytes, new: bytes) -> Bundle:
    drawing = before.bundle[DIAGRAM]
    assert old in drawing
    return {**before.bundle, DIAGRAM: drawing.replace(old, new)}


def test_a_shorter_deadline_and_scenarios_that_go_otherwise_need_a_reason_each() -> None:
    before = base()
    found = checked(before, changed(before, b'duration("P4M")', b'duration("P3M")'))
    assert found.errors == ()
    concerns = [concern.id for concern in found.concerns]
    assert concerns == ["deadline_shorter:statusrapport_frist", "scenarioer"]
    assert any("Statusrapport" in detail for detail in found.concerns[1].details)


def test_a_scenario_that_cannot_be_played_is_an_error() -> None:
    before = base()
    found = checked(before, {**before.bundle, STORY: b"oppgaver: ["})
    assert [error.partition(":")[0] for error in found.errors] == ["Scenarioet «hovedlop»"]


def test_what_the_linter_refuses_is_looked_at_no_further() -> None:
    before = base()
    found = checked(before, changed(before, b'duration("P4M")', b'duration("P4M"'))
    assert found.errors
    assert found.concerns == ()


def test_files_that_cannot_be_read_and_another_process_are_errors() -> None:
    before = base()
    assert len(checked(before, {**before.bundle, DIAGRAM: b"<bpmn"}).errors) == 1
    other = checked(before, changed(before, b'"institusjon_bolig"', b'"en_annen"'))
    assert "annen prosess-id" in other.errors[-1]
