"""Every journal recorded by any release is made again by today's engine, to the byte.

These files are never recorded anew: when a test here fails, the engine no longer tells the past as it
was, and it is the engine that has to change.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from prosesser.definition import load
from prosesser.definition.model import Definition
from prosesser.packages import RowDiffers, verify
from prosesser.packages.checking import remake
from prosesser.packages.verify import Files, Row
from workflow_app.installation import JOURNEY

HERE = Path(__file__).parent
RECORDED = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.glob("*/*/journal.json"))
MOST_BYTES = 1_500_000


def read(recorded: str, name: str) -> Any:
    return json.loads((HERE / recorded / name).read_bytes())


def bundle(release: str, digest: str) -> Files:
    kept: dict[str, str] = read(release, "versions.json")[digest]
    return {path: (HERE / "files" / file).read_bytes() for path, file in kept.items()}


@cache
def version(release: str, digest: str) -> Definition:
    return load(bundle(release, digest))


def made_again(recorded: str, rows: list[Row]) -> list[str]:
    release = recorded.partition("/")[0]
    return remake(rows, lambda digest: version(release, digest), read(recorded, "case.json"))


def test_there_are_journals_of_a_whole_journey_and_of_a_moved_case() -> None:
    kinds = {recorded: {row["kind"] for row in read(recorded, "journal.json")} for recorded in RECORDED}
    assert {"MoveCase", "UndoMove"} <= kinds["0.1.0/flyttet"]
    every = set().union(*kinds.values())
    assert {"CompleteTask", "FireTimer", "AddTask", "SaveItem", "ProposeDate", "SendMessage"} <= every
    assert all(read(recorded, "case.json")["status"] == "completed" for recorded in RECORDED)


@pytest.mark.parametrize("recorded", RECORDED)
def test_todays_engine_makes_every_step_as_it_was(recorded: str) -> None:
    rows, states = read(recorded, "journal.json"), read(recorded, "states.json")
    assert verify.check_chain(rows, rows[0]["case"]) == rows[-1]["hash"]
    made = made_again(recorded, rows)
    assert [verify.sha256(state.encode()) for state in made] == states
    salt = bytes.fromhex((HERE / recorded / "salt.txt").read_text())
    for row, state in zip(rows, made, strict=True):
        assert verify.commitment(salt, "payload", row["payload"]) == row["payload_commitment"]
        assert verify.commitment(salt, "state", state) == row["state_commitment"]


@pytest.mark.parametrize("recorded", RECORDED)
def test_the_versions_recorded_are_whole(recorded: str) -> None:
    for digest in {row["definition"] for row in read(recorded, "journal.json")}:
        assert verify.version_digest(bundle(recorded.partition("/")[0], digest)) == digest


def test_an_event_that_was_otherwise_is_named() -> None:
    rows = read("0.1.0/flyttet", "journal.json")
    payload = json.loads(rows[4]["payload"])
    payload["events"] = []
    rows[4]["payload"] = verify.canonical(payload).decode()
    with pytest.raises(RowDiffers, match="Rad 5: Hendelsene blir andre"):
        made_again("0.1.0/flyttet", rows)


def test_a_case_replays_on_forms_that_the_folder_does_not_have_any_more() -> None:
    kept = bundle("0.1.0", read("0.1.0/flyttet", "case.json")["definition"])
    gone = [path for path in kept if path.startswith("forms/") and not (JOURNEY / path).exists()]
    assert gone
    assert made_again("0.1.0/flyttet", read("0.1.0/flyttet", "journal.json"))


def test_the_recordings_stay_small() -> None:
    recorded = (path for path in HERE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"})
    assert sum(path.stat().st_size for path in recorded) <= MOST_BYTES
