"""Packages of a small case: made once, anchored under a root that is known from outside."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from prosesser.access import SYSTEM, Action
from prosesser.audit import Audits
from prosesser.engine.messages import ClaimTask
from prosesser.packages import Packages, Sources, verify
from prosesser.proof.anchors import FIRST, Anchor, Proof, sign
from prosesser.proof.heads import Heads
from prosesser.proof.signing import SigningKey
from tests.cases.conftest import opened, unguarded_world
from tests.cases.world import DAY, MONDAY, World, people_world

__all__ = ["unguarded_world"]  # a fixture

LATER = MONDAY + timedelta(days=30)
SIGNER = SigningKey(bytes(range(32)))
PUBLIC = (SIGNER.public,)


@dataclass(frozen=True)
class Handed:
    """A package as it was handed out, and the root that its anchor has."""

    zip: bytes
    root: str

    @property
    def files(self) -> dict[str, bytes]:
        return verify.unpack(self.zip)

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])


def anchored(case: str, sequence: int, head: str) -> Proof:
    """Return the proof that a head is one of three under a signed root."""
    heads = Heads()
    heads.fold([(case, sequence, head), ("!annen", 4, "12" * 32), ("~annen", 2, "34" * 32)], [])
    told = (*heads.cases.values(),)
    anchor = sign(SIGNER, Anchor(1, LATER, FIRST, 3, heads.root(), told, (), "", SIGNER.public.hex()))
    return Proof(anchor, sequence, head, heads.index(case), 3, heads.path(case))


def newest(audits: Audits) -> Callable[[str], Proof | None]:
    """Anchor a case as it stands."""

    def proof_for(case: str) -> Proof:
        with audits.open(SYSTEM, Action.AUDIT_CASE, case, LATER) as file:
            return anchored(case, file.rows, file.stored.row.head.hex())

    return proof_for


def handing(proof: Callable[[str], Proof | None] = lambda _case: None) -> Sources:
    return Sources("0.1.0", proof, lambda _file: None)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[World]:
    file = shutil.copy(migrated_file, tmp_path_factory.mktemp("pakker") / "somlos.db")
    with opened(f"sqlite:///{file}") as store:
        yield people_world(store)


@pytest.fixture(scope="session")
def audits(office: World) -> Audits:
    return Audits(office.store, office.cases.versions)


@pytest.fixture(scope="session")
def packages(office: World) -> Packages:
    return Packages(office.store, office.cases.versions)


@pytest.fixture(scope="session")
def case(office: World) -> str:
    """A case with six rows, an open task that somebody has, and a waiting deadline."""
    return worked(office)


def worked(world: World) -> str:
    case = world.admitted()
    world.allocate(case)
    world.write("berit", case)
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"), MONDAY + 4 * DAY)
    return case


@pytest.fixture(scope="session")
def handed(packages: Packages, audits: Audits, case: str) -> Handed:
    """Its package, anchored up to the last row."""
    proof = newest(audits)(case)
    assert proof is not None
    return Handed(packages.export(SYSTEM, case, LATER, handing(newest(audits))), proof.anchor.root)
