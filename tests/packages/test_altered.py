"""A package with something changed in it is never believed, and the first bad row is named."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from prosesser.packages import Fault, verify
from tests.packages.altering import Rows, again, changed, rechained, refused, refused_by_the_engine
from tests.packages.conftest import Handed


def test_any_file_left_out_or_changed_is_found(handed: Handed) -> None:
    for name, content in handed.files.items():
        without = {other: kept for other, kept in handed.files.items() if other != name}
        with pytest.raises(Fault):
            verify.check(without, handed.root)
        with pytest.raises(Fault):
            verify.check({**handed.files, name: content + b" "}, handed.root)
    with pytest.raises(Fault, match="ikke står i manifestet"):
        verify.check({**handed.files, "notat.txt": b""}, handed.root)


@pytest.mark.parametrize("name", ["states.json", "case.json", "salt.txt", "verify.py", "LESMEG.txt"])
def test_a_file_left_out_of_the_manifest_too_is_missed(handed: Handed, name: str) -> None:
    without = {other: kept for other, kept in handed.files.items() if other != name}
    assert f"mangler {name}" in refused(again(without), handed.root)


TAMPERED: Mapping[str, tuple[str, Callable[[Rows], Any]]] = {
    "a changed row": ("rad 3", lambda rows: rows[2].update(person="noen")),
    "a changed content": ("rad 4", lambda rows: rows[3].update(payload='{"command":{"kind":"X"}}')),
    "rows swapped": ("rad 2", lambda rows: [rows[0], rows[2], rows[1], *rows[3:]]),
    "a row removed": ("rad 2", lambda rows: [rows[0], *rows[2:]]),
    "the first row removed": ("rad 1", lambda rows: rows[1:]),
    "a row inserted": ("rad 7", lambda rows: [*rows, {**rows[-1], "sequence": 7}]),
    "the tail cut": ("states.json", lambda rows: rows[:-1]),
    "a row of another case": ("rad 2", lambda rows: rechained([rows[0], {**rows[1], "case": "annen"}])),
    "a clock gone backwards": ("rad 5", lambda rows: rechained([*rows[:4], {**rows[4], "at": 0}, rows[5]])),
    "another command key": ("rad 2", lambda rows: rows[1].update(command_key=None)),
    "a row of another shape": ("rad 2", lambda rows: rows[1].pop("unit") and None),
    "a row that is none": ("rad 2", lambda rows: [rows[0], 7, *rows[2:]]),
    "no rows": ("ingen rader", lambda _rows: []),
}


@pytest.mark.parametrize("told", TAMPERED)
def test_a_tampered_journal_is_refused_and_the_first_bad_row_is_named(handed: Handed, told: str) -> None:
    said, change = TAMPERED[told]
    assert said in refused(changed(handed, "journal.json", change), handed.root)


def test_the_tail_cut_everywhere_is_found_by_the_root(handed: Handed) -> None:
    files = handed.files
    rows, states = handed.json("journal.json")[:-1], handed.json("states.json")[:-1]
    case = {**handed.json("case.json"), "version": 5, "head": rows[-1]["hash"], "state": states[-1]}
    case["changed_at"] = rows[-1]["at"]
    parts = {"journal.json": rows, "states.json": states, "case.json": case}
    files |= {name: verify.canonical(content) for name, content in parts.items()}
    assert "ankeret gjelder rader som mangler" in refused(again(files), handed.root)


def test_a_changed_state_or_salt_is_found_at_the_first_row(handed: Handed) -> None:
    first, second, _third, *rest = handed.json("states.json")
    states = changed(handed, "states.json", lambda _states: [first, second, first, *rest])
    assert "rad 3" in refused(states, handed.root)
    assert "rad 1" in refused(again({**handed.files, "salt.txt": b"0" * 64 + b"\n"}), handed.root)


def test_a_changed_version_is_found(handed: Handed) -> None:
    name = next(name for name in handed.files if name.endswith("journey.bpmn"))
    later = handed.files[name].replace(b"P14D", b"P41D")
    assert "er endret" in refused(again({**handed.files, name: later}), handed.root)
    extra = name.replace("journey.bpmn", "forms/ny.form")
    assert "er endret" in refused(again({**handed.files, extra: b"{}"}), handed.root)
    elsewhere = f"versions/{'0' * 64}/journey.bpmn"
    files = {other: kept for other, kept in handed.files.items() if "versions" not in other}
    assert "er endret" in refused(again({**files, elsewhere: b""}), handed.root)
    assert "mangler" in refused(again(files), handed.root)


@pytest.mark.parametrize("name", ["state", "head", "version", "opened_at", "started_by", "start_key"])
def test_a_case_told_otherwise_than_its_rows_is_found(handed: Handed, name: str) -> None:
    told = changed(handed, "case.json", lambda case: case.update({name: "noe annet"}))
    assert f"({name})" in refused(told, handed.root)


@pytest.mark.parametrize("name", ["status", "next_due", "subject", "tasks", "timers", "participations"])
def test_what_only_the_engine_knows_is_found_by_the_engine(handed: Handed, name: str) -> None:
    other = changed(handed, "case.json", lambda case: case.update({name: []}))
    assert f"({name})" in refused_by_the_engine(other)
    without = changed(handed, "case.json", lambda case: case.pop(name) and None)
    assert f"({name})" in refused_by_the_engine(without)


def test_more_than_a_case_is_found_by_the_engine(handed: Handed) -> None:
    assert "(mer)" in refused_by_the_engine(changed(handed, "case.json", lambda case: case.update(mer=1)))


def test_an_invented_step_is_found_by_the_engine(handed: Handed) -> None:
    """Somebody who has the salt invents another history: the anchor knows, and the engine."""
    salt = bytes.fromhex(handed.files["salt.txt"].decode())

    def invent(rows: Rows) -> Rows:
        payload = json.loads(rows[2]["payload"])
        payload["events"] = payload["events"][:-1]
        rows[2]["payload"] = verify.canonical(payload).decode()
        rows[2]["payload_commitment"] = verify.commitment(salt, "payload", rows[2]["payload"])
        return rechained(rows)

    rows = invent(handed.json("journal.json"))
    case = {**handed.json("case.json"), "head": rows[-1]["hash"]}
    files = {**handed.files, "journal.json": verify.canonical(rows), "case.json": verify.canonical(case)}
    assert "rad 6: raden er en annen enn den som er forankret" in refused(again(files), handed.root)
    files["proof.json"] = verify.canonical({"anchored": False})
    assert "Rad 3: Hendelsene blir andre" in refused_by_the_engine(again(files))


PROOFS: Mapping[str, Callable[[Any], Any]] = {
    "another size": lambda proof: proof.update(size=5),
    "another place": lambda proof: proof.update(index=0),
    "a place outside": lambda proof: proof.update(index=3),
    "no path": lambda proof: proof.update(path=[]),
    "a longer path": lambda proof: proof.update(path=proof["path"] * 2),
    "a path of something else": lambda proof: proof.update(path=[7]),
    "another root": lambda proof: proof.update(root="0" * 64),
    "another anchor": lambda proof: proof["anchor"].update(root="0" * 64),
    "an earlier row": lambda proof: proof.update(sequence=1),
    "a row to come": lambda proof: proof.update(sequence=7),
    "no anchor": lambda proof: proof.pop("anchor") and None,
    "anchored perhaps": lambda proof: proof.update(anchored=None),
    "no proof": lambda _proof: [],
}


@pytest.mark.parametrize("told", PROOFS)
def test_a_proof_that_does_not_lead_to_the_root_is_refused(handed: Handed, told: str) -> None:
    assert refused(changed(handed, "proof.json", PROOFS[told]), handed.root)
