"""Anchors on their own: what is signed and chained in a folder, and what each way of tampering leaves behind.

The folder holds three anchors: of cases a and b; of b further on; of c, and a chain of the access log.
"""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from prosesser.key_files import create_key_file
from prosesser.proof import merkle
from prosesser.proof.anchors import FIRST, Anchor, Anchors, digest, sign
from prosesser.proof.checking import Point, check, compare_copies
from prosesser.proof.errors import (
    AnchorTaken,
    AnchorUnreadable,
    NotAnchored,
    PublicKeyUnreadable,
    SigningKeyMalformed,
    SigningKeyMissing,
    SigningKeyOpen,
)
from prosesser.proof.heads import Head, Heads, case_leaf
from prosesser.proof.signing import (
    SigningKey,
    load_signing_key,
    read_public,
)

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))
OURS = {KEY.public.hex()}
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def head(name: str, sequence: int) -> Head:
    return name, sequence, digest(f"{name}{sequence}".encode())


CHANGES: list[tuple[list[Head], list[Head]]] = [
    ([head("a", 2), head("b", 1)], []),
    ([head("b", 4)], []),
    ([head("c", 1)], [head("bydel-a", 7)]),
]


def write(folder: Path, key: SigningKey = KEY, start: datetime = NOON) -> Anchors:
    anchors, heads, previous = Anchors(folder), Heads(), FIRST
    for number, (cases, log) in enumerate(CHANGES, 1):
        heads.fold(cases, log)
        made = Anchor(
            number=number,
            at=start + number * HOUR,
            previous=previous,
            size=heads.size,
            root=heads.root(),
            changed=tuple(cases),
            log=tuple(log),
            signature="",
            key=key.public.hex(),
        )
        anchors.add(number, sign(key, made).content())
        previous = digest(anchors.content(number))
    return anchors


@pytest.fixture
def anchors(tmp_path: Path) -> Anchors:
    return write(tmp_path)


def alter(anchors: Anchors, number: int, content: bytes) -> None:
    path = anchors.path(number)
    path.chmod(0o600)
    path.write_bytes(content)


def resign(anchors: Anchors, number: int, key: SigningKey = KEY, **changed: object) -> None:
    made = replace(anchors.get(number), **changed)  # type: ignore[arg-type] # fields of several types
    alter(anchors, number, sign(key, replace(made, key=key.public.hex())).content())


def test_anchors_hold_and_fold_to_what_each_chain_had_come_to(anchors: Anchors) -> None:
    checked = check(anchors, OURS)
    assert (checked.faults, checked.last) == ([], 3)
    assert checked.cases["b"] == [Point(1, head("b", 1)[2], 1), Point(4, head("b", 4)[2], 2)]
    assert anchors.heads_at(1).cases == {"a": head("a", 2), "b": head("b", 1)}
    assert anchors.heads_at(3).cases["b"] == head("b", 4)
    assert anchors.heads_at(3).log == {"bydel-a": head("bydel-a", 7)}


@pytest.mark.parametrize("case", ["a", "b", "c"])
def test_a_proof_of_one_case_is_checked_without_the_others(anchors: Anchors, case: str) -> None:
    proof = anchors.proof_for(case)
    leaf = merkle.leaf(case_leaf((case, proof.sequence, proof.head)))
    path = tuple(map(bytes.fromhex, proof.path))
    assert merkle.check(leaf, proof.index, proof.size, path, bytes.fromhex(proof.anchor.root))
    assert proof.anchor == anchors.get(3)
    assert (proof.sequence, proof.head) == anchors.heads_at(3).cases[case][1:]


def test_a_case_in_no_anchor_has_no_proof(anchors: Anchors, tmp_path: Path) -> None:
    for folder in (anchors, Anchors(tmp_path / "tom")):
        with pytest.raises(NotAnchored):
            folder.proof_for("d")


def test_a_file_is_json_made_once_that_nobody_writes_to(anchors: Anchors) -> None:
    path = anchors.path(2)
    assert path.name == "000002.json"
    assert json.loads(path.read_bytes())["changed"] == [list(head("b", 4))]
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    anchors.add(2, path.read_bytes())
    with pytest.raises(AnchorTaken):
        anchors.add(2, b"{}")


def forged(anchors: Anchors) -> None:
    changed = anchors.content(2).replace(head("b", 4)[2].encode(), head("b", 3)[2].encode())
    alter(anchors, 2, changed)


def put_in_order(anchors: Anchors) -> None:
    second, third = anchors.content(2), anchors.content(3)
    alter(anchors, 2, third)
    alter(anchors, 3, second)


TAMPERING: dict[str, tuple[Callable[[Anchors], None], int, str]] = {
    "forged": (forged, 2, "Signaturen på anker 2 stemmer ikke"),
    "removed": (lambda anchors: anchors.path(2).unlink(), 2, "filen mangler"),
    "cut short": (lambda anchors: alter(anchors, 2, anchors.content(2)[:-30]), 2, "avkortet"),
    "written otherwise": (lambda anchors: alter(anchors, 2, anchors.content(2) + b" "), 2, "avkortet"),
    "no anchor": (lambda anchors: alter(anchors, 1, b"[1]"), 1, "avkortet"),
    "reordered": (put_in_order, 2, "avkortet eller endret"),
    "another's": (lambda anchors: resign(anchors, 2, OTHER), 2, "en annen nøkkel"),
    "a key that is none": (
        lambda anchors: alter(anchors, 2, replace(anchors.get(2), key="00").content()),
        2,
        "en annen nøkkel",
    ),
    "out of the chain": (lambda anchors: resign(anchors, 2, previous=FIRST), 2, "følger ikke på"),
    "another root": (lambda anchors: resign(anchors, 2, root=FIRST), 2, "Roten i anker 2"),
    "a case left out": (lambda anchors: resign(anchors, 3, changed=()), 3, "Roten i anker 3"),
    "a clock gone back": (lambda anchors: resign(anchors, 3, at=NOON), 3, "Klokka gikk bakover"),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_with_an_anchor_is_found_and_named(anchors: Anchors, name: str) -> None:
    tamper, number, told = TAMPERING[name]
    tamper(anchors)
    first = check(anchors, OURS).faults[0]
    assert first.anchor == number
    assert told in first.reason


def test_all_written_anew_with_another_key_are_all_another_s(tmp_path: Path) -> None:
    faults = check(write(tmp_path, OTHER), OURS).faults
    assert [fault.anchor for fault in faults] == [1, 2, 3]


def test_what_nobody_we_know_has_signed_says_nothing(anchors: Anchors) -> None:
    resign(anchors, 3, OTHER)
    assert "c" not in check(anchors, OURS).cases


def copies(anchors: Anchors) -> dict[int, bytes]:
    return {number: anchors.content(number) for number in anchors.numbers()}


def test_the_last_anchor_removed_is_missed_by_the_database_that_made_it(anchors: Anchors) -> None:
    kept = copies(anchors)
    anchors.path(3).unlink()
    checked = check(anchors, OURS)
    assert checked.faults == []
    assert [fault.anchor for fault in compare_copies(checked, kept, through=3)] == [3]
    assert compare_copies(checked, kept, through=2) == ()  # a copy of the folder from the day before


def test_a_database_that_was_put_back_does_not_know_the_last_anchor(anchors: Anchors) -> None:
    kept = copies(anchors)
    del kept[3]
    (fault,) = compare_copies(check(anchors, OURS), kept, through=2)
    assert (fault.anchor, "eldre enn ankeret" in fault.reason) == (3, True)


def test_a_folder_written_anew_with_our_own_key_is_not_the_database_s(
    anchors: Anchors, tmp_path: Path
) -> None:
    anew = write(tmp_path / "ny", start=NOON + HOUR)
    checked = check(anew, OURS)
    assert checked.faults == []
    assert [fault.anchor for fault in compare_copies(checked, copies(anchors), through=3)] == [1, 2, 3]


def test_a_spoilt_anchor_is_refused_by_who_builds_on_it(anchors: Anchors) -> None:
    forged_text = anchors.content(2)[:-5]
    alter(anchors, 2, forged_text)
    with pytest.raises(AnchorUnreadable, match="Anker 2"):
        anchors.heads_at(3)


def test_the_signing_key_s_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "somlos.sign"
    with pytest.raises(SigningKeyMissing):
        load_signing_key({}, path)
    create_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = load_signing_key({}, path)
    with pytest.raises(FileExistsError):
        create_key_file(path)
    assert load_signing_key({"SOMLOS_SIGNING_KEY": path.read_text()}, tmp_path).public == key.public
    path.chmod(0o644)
    with pytest.raises(SigningKeyOpen):
        load_signing_key({}, path)
    with pytest.raises(SigningKeyMalformed):
        load_signing_key({"SOMLOS_SIGNING_KEY": "a2V5"}, path)


def test_the_public_key_beside_the_anchors_is_read_back(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path / "ny")
    for _ in range(2):
        assert read_public(anchors.publish_key(KEY.public)) == KEY.public
    assert len(anchors.key_files()) == 1
    (tmp_path / "annet.pem").write_text("ingen nøkkel")
    with pytest.raises(PublicKeyUnreadable):
        read_public(tmp_path / "annet.pem")
