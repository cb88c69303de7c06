"""A world whose history can be changed, with anchors of it in a folder, on each kind of database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Select, delete, insert, select, text

from prosesser.cases import Anchoring, Made, Proven, Task, Whole, prove, survey
from prosesser.engine.messages import ClaimTask
from prosesser.proof.anchors import Anchors
from prosesser.proof.checking import Checked, check
from prosesser.proof.signing import SigningKey
from prosesser.store.tables import metadata
from tests.cases.conftest import shared_world
from tests.cases.world import DAY, MONDAY, World

KEY = SigningKey(bytes(range(32)))
OURS = frozenset({KEY.public.hex()})
OF_A_CASE = ("tasks", "timers", "participations", "case_keys", "journal", "cases")
GUARDED = ("access_log", "definitions", "journal", "anchors", "erasures")
ROWS = 6

Rows = dict[str, list[dict[str, object]]]


@dataclass
class Archive:
    """A world and its anchors; each test has cases of its own, and leaves them as it has made them."""

    world: World
    anchors: Anchors

    def anchor(self, now: datetime = MONDAY) -> Made:
        return Anchoring(self.world.store, self.anchors, KEY).make(now)

    def checked(self) -> Checked:
        return check(self.anchors, OURS)

    def prove(self, case: str) -> Proven:
        points = tuple(self.checked().cases.get(case, ()))
        return prove(self.world.store, self.world.cases.versions, Task(case, points), OURS)

    def survey(self) -> Whole:
        return survey(self.world.store, self.checked(), None)

    def anchored(self) -> str:
        """A case with six rows, anchored at its third and its last."""
        case = self.world.admitted()
        self.world.allocate(case)
        self.anchor()
        self.world.complete("berit", case, "rapport.1")
        self.world.send("ingrid", case, ClaimTask("plan.1", "ingrid"), MONDAY + 4 * DAY)
        self.anchor()
        return case

    def rows(self, case: str) -> Rows:
        """Return all that is stored of a case."""
        with self.world.store.read() as connection:
            return {
                name: [dict(row) for row in connection.execute(_rows(name, case)).mappings()]
                for name in OF_A_CASE
            }

    def put_back(self, case: str, rows: Rows) -> None:
        """Let a case be as it was."""
        with self.world.store.maintain() as connection:
            for name in OF_A_CASE:
                table = metadata.tables[name]
                connection.execute(
                    delete(table).where(table.c["id" if name == "cases" else "case_id"] == case)
                )
            for name in reversed(OF_A_CASE):
                for row in rows.get(name, ()):
                    connection.execute(insert(metadata.tables[name]).values(row))


def _of(name: str, case: str) -> ColumnElement[bool]:
    columns = metadata.tables[name].c
    return columns["id" if name == "cases" else "case_id"] == case


def _rows(name: str, case: str) -> Select[Any]:
    return select(metadata.tables[name]).where(_of(name, case))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with shared_world(request) as world:
        with world.store.maintain() as connection:
            for statement in _without_triggers(connection.dialect.name):
                connection.execute(text(statement))
        yield Archive(world, Anchors(tmp_path_factory.mktemp("ankre")))


def _without_triggers(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [f"DROP TRIGGER {table}_refuses_change ON {table}" for table in GUARDED]
    return [f"DROP TRIGGER {table}_refuses_{change}" for table in GUARDED for change in ("update", "delete")]
