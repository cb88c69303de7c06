"""Logs of events as files: whole, readable by others, and without anything personal."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from lxml import etree

from prosesser.access import SYSTEM
from prosesser.evidence import (
    WRITERS,
    Exports,
    Form,
    Narrowing,
    Pseudonyms,
    as_they_are,
    write_csv,
    write_xes,
)
from prosesser.evidence.export import Log, Trace
from prosesser.evidence.happened import Row
from prosesser.evidence.samples import sampled
from prosesser.store import Store
from prosesser.store.versions import Versions
from tests.evidence.conftest import CASES, NOW, auditor
from workflow_app.demo.people import PEOPLE

XES = "{http://www.xes-standard.org/}"
LIFECYCLE = {"schedule", "assign", "reassign", "complete", "ate_abort", "pi_abort", "unknown"}
ORDER = ("extension", "global", "classifier", "string", "int", "trace")


@pytest.fixture(scope="module")
def written(filled: Store, versions: Versions) -> dict[str, bytes]:
    """All cases in each format."""
    found = {}
    for name, write in WRITERS.items():
        target = io.BytesIO()
        form = Form(write, name, Pseudonyms())
        extent = Exports(filled, versions).selection(auditor("alt"), Narrowing(), form, NOW, target)
        assert extent.cases == CASES
        found[name] = target.getvalue()
    return found


@pytest.fixture(scope="module")
def log(written: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(written["xes"])


def lines(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def attributes(element: etree._Element) -> dict[str, str]:
    return {child.get("key", ""): child.get("value", "") for child in element if child.get("key")}


def row(**more: object) -> Row:
    known: dict[str, object] = {
        "case": "sak", "number": 1, "sequence": 1, "at": datetime(2026, 1, 5, tzinfo=UTC), "activity": "Møte",
        "transition": "complete", "kind": "TaskCompleted", "command": "CompleteTask", "person": "ida",
        "unit": "bydel", "version": "v",
    }  # fmt: skip
    return Row(**{**known, **more})  # type: ignore[arg-type] # fields by name


def one(*rows: Row, comment: str = "") -> Log:
    return Log("Navn", (Trace("sak", "p", "active", rows),), 0, 0, lambda: comment)


def test_the_log_is_built_as_the_standard_says(log: etree._Element) -> None:
    assert log.tag == f"{XES}log"
    assert log.get("xes.version") == "1849.2016"
    kinds = [etree.QName(child).localname for child in log]
    assert [ORDER.index(kind) for kind in kinds] == sorted(ORDER.index(kind) for kind in kinds)
    prefixes = {extension.get("prefix") for extension in log.iter(f"{XES}extension")}
    keys = {child.get("key", "") for child in log.iter()}
    assert {key.partition(":")[0] for key in keys if ":" in key} == {*prefixes, "somlos"}
    assert [its.get("scope") for its in log.iter(f"{XES}global")] == ["trace", "event"]
    assert attributes(log)["lifecycle:model"] == "standard"


def test_the_namespace_stands_once(written: dict[str, bytes]) -> None:
    """Repeated on each event it makes pm4py, by way of lxml, crash: such a test cannot be had without it."""
    assert written["xes"].count(b"xmlns") == 1


def test_each_case_is_a_trace_of_events_in_order_of_time(log: etree._Element) -> None:
    traces = log.findall(f"{XES}trace")
    assert len({attributes(trace)["concept:name"] for trace in traces}) == CASES
    seen = set()
    for trace in traces:
        events = [attributes(event) for event in trace.iter(f"{XES}event")]
        assert all({"concept:name", "lifecycle:transition", "time:timestamp"} <= its.keys() for its in events)
        assert {its["lifecycle:transition"] for its in events} <= LIFECYCLE
        times = [datetime.fromisoformat(its["time:timestamp"]) for its in events]
        assert all(earlier <= later for earlier, later in pairwise(times))
        seen |= {UUID(its["identity:id"]) for its in events}
    assert len(seen) == sum(1 for _ in log.iter(f"{XES}event"))


def test_a_task_is_scheduled_before_it_is_completed_and_ends_once(log: etree._Element) -> None:
    for trace in log.findall(f"{XES}trace"):
        lives: dict[str, list[str]] = {}
        for event in map(attributes, trace.iter(f"{XES}event")):
            if event["somlos:kind"] in {"TaskOpened", "TaskClaimed", "TaskCompleted", "TaskWithdrawn"}:
                lives.setdefault(event["concept:instance"], []).append(event["lifecycle:transition"])
        assert lives
        for life in lives.values():
            assert life[0] == "schedule"
            assert {"complete", "ate_abort"}.isdisjoint(life[:-1])


def test_both_formats_hold_the_same_events(log: etree._Element, written: dict[str, bytes]) -> None:
    rows = lines(written["csv"])
    events = [attributes(event) for event in log.iter(f"{XES}event")]
    assert [its["activity"] for its in rows] == [its["concept:name"] for its in events]
    assert [its["at"] for its in rows] == [its["time:timestamp"] for its in events]
    assert [its["person"] for its in rows] == [its["org:resource"] for its in events]
    assert [its["due"] for its in rows] == [its.get("somlos:due", "")[:10] for its in events]
    assert any(its["due"] for its in rows)


def test_every_row_of_the_journal_is_in_the_file(
    written: dict[str, bytes], filled: Store, versions: Versions
) -> None:
    found = {(its["case"], int(its["sequence"])) for its in lines(written["csv"])}
    with sampled(filled, versions, SYSTEM, Narrowing(), NOW) as sample:
        told = sample.told(sample.heads)
        assert found == {(its.head.case, entry.sequence) for its in told for entry in its.entries}


def secrets(filled: Store, versions: Versions) -> Iterator[str]:
    """Whatever was written in the cases, and who worked on them."""
    with sampled(filled, versions, SYSTEM, Narrowing(), NOW) as sample:
        for told in sample.told(sample.heads):
            yield from told.head.subject.values()
            for entry in told.entries:
                answers = getattr(entry.command, "answers", {})
                yield from (text for text in answers.values() if isinstance(text, str) and " " in text)
                yield getattr(entry.command, "reason", "")
    yield from (person.id for person in PEOPLE)
    yield from (person.name for person in PEOPLE)


def test_nothing_personal_leaves(written: dict[str, bytes], filled: Store, versions: Versions) -> None:
    looked_for = set(filter(None, secrets(filled, versions)))
    assert len(looked_for) > 100
    for content in written.values():
        text = content.decode()
        assert not [secret for secret in looked_for if secret in text]


def test_persons_have_other_names_in_each_file_unless_asked_for() -> None:
    first, second = Pseudonyms(), Pseudonyms()
    assert [first("ida"), first("per"), first("ida")] == ["ansatt-1", "ansatt-2", "ansatt-1"]
    assert (second("per"), second("system")) == ("ansatt-1", "system")
    assert as_they_are("ida") == "ida"


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x0bb\x1f", "a\ud800b", "a\ufffeb", "<&\"'>", "]]>", "\U0001f600"]
)
def test_any_text_can_stand_in_xes(text: str) -> None:
    target = io.BytesIO()
    write_xes(one(row(activity=text), comment=f"-- {text} -"), target)
    event = etree.fromstring(target.getvalue()).find(f".//{XES}event")
    assert event is not None
    read = attributes(event)["concept:name"]
    assert read.replace("\ufffd", "") == "".join(its for its in text if its in read)
    assert len(read) == len(text)


@pytest.mark.parametrize("text", ["=1+1", "+47", "-1", "@a", "\tx", "\rx", '"; =1+1'])
def test_no_spreadsheet_computes_what_stands_in_csv(text: str) -> None:
    target = io.BytesIO()
    write_csv(one(row(unit=text)), target)
    content = target.getvalue()
    assert content.startswith("\ufeffcase;number;".encode())
    (line,) = lines(content)
    assert line["unit"] == (text if text.startswith('"') else f"'{text}")


def test_the_file_says_what_is_not_in_it() -> None:
    for name, write in WRITERS.items():
        target = io.BytesIO()
        write(one(row(), comment="Saker som ikke er med: 2 er slettet."), target)
        text = target.getvalue().decode()
        assert "Saker som ikke er med: 2 er slettet." in text
        if name == "csv":
            assert lines(target.getvalue())[-1]["case"] == ""
        else:
            assert "<!--" in text


@pytest.mark.parametrize("name", list(WRITERS))
def test_no_more_than_a_case_is_in_memory(name: str) -> None:
    """What was read is written before more of it is read."""
    target = io.BytesIO()
    before: list[int] = []

    def traces() -> Iterator[Trace]:
        for number in range(20):
            before.append(len(target.getvalue()))
            yield Trace(f"sak{number}", "p", "active", iter([row(activity="x" * 5000) for _ in range(20)]))

    WRITERS[name](Log("Navn", traces(), 0, 0, str), target)
    assert before[-1] > before[1] > 0


@pytest.mark.filterwarnings("ignore::UserWarning")  # it recommends what it could be read faster with
def test_pm4py_reads_the_log(written: dict[str, bytes], tmp_path: Path) -> None:
    pm4py = import_module("pm4py")  # takes seconds: of this test alone

    path = tmp_path / "log.xes"
    path.write_bytes(written["xes"])
    frame = pm4py.read_xes(str(path))
    assert frame["case:concept:name"].nunique() == CASES
    assert len(frame) == len(lines(written["csv"]))
    done = frame[frame["somlos:kind"] == "TaskCompleted"]
    follows, starts, _ = pm4py.discover_dfg(done)
    assert starts == {"Innflytting i institusjon": done["case:concept:name"].nunique()}
    assert ("Innkalling til første møte", "Plan for oppholdet") in follows
