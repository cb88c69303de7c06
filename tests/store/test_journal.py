"""The chain: every part of a row counts, and none runs into its neighbour."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from prosesser.access import SYSTEM
from prosesser.definition import load
from prosesser.engine.messages import CaseStarted, ChangeFacts, FactsChanged
from prosesser.engine.state import CaseState, canonical
from prosesser.store import MasterKey, journal
from prosesser.store.instants import NaiveInstant, date_or_none, from_micros, to_micros
from prosesser.store.journal import GENESIS, Link, Step
from tests.builders import Journey

LINK = Link(
    case="sak",
    sequence=7,
    at=1,
    person="kari",
    unit="bydel-a",
    kind="CompleteTask",
    command_key="nøkkel",
    definition="d" * 64,
    payload_commitment=b"p" * 32,
    state_commitment=b"s" * 32,
    previous=b"f" * 32,
)
OTHERS = {"sequence": 8, "at": 2, "command_key": None}
NOW = datetime(2026, 6, 1, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize("name", [field.name for field in fields(Link)])
def test_every_part_of_a_row_changes_its_hash(name: str) -> None:
    value = getattr(LINK, name)
    changed: dict[str, Any] = {name: OTHERS[name] if name in OTHERS else value + value[:1]}
    assert replace(LINK, **changed).hash() != LINK.hash()


def test_moving_a_character_from_one_part_to_the_next_changes_the_hash() -> None:
    first, second = replace(LINK, person="kari", unit="x"), replace(LINK, person="karix", unit="")
    assert first.hash() != second.hash()


def test_no_key_differs_from_any_key() -> None:
    hashes = {replace(LINK, command_key=key).hash() for key in (None, "", "-", "+")}
    assert len(hashes) == 4


def test_rows_are_chained_from_the_head_and_numbered() -> None:
    key, _ = MasterKey(bytes(32)).new_case_key("sak")
    state = CaseState("active")
    command = ChangeFacts({"dato": date(2026, 6, 1)}, "Rettet")
    events = (CaseStarted(), FactsChanged(("dato",)))
    definition = load(Journey().start().task("a").end().bundle())
    step = Step(definition, SYSTEM, command, NOW, None, events, state, canonical(state))
    first, second = journal.rows("sak", key, GENESIS, 4, [step, step])
    assert first["definition"] == definition.digest
    assert (first["sequence"], second["sequence"]) == (4, 5)
    assert (first["previous"], second["previous"]) == (GENESIS, first["hash"])
    assert journal.decode(key.open("payload", 4, first["payload"])) == (command, step.events)
    assert first["payload_commitment"] == key.commit("payload", journal.encode(command, step.events))


def test_instants_keep_their_microseconds_and_naive_ones_are_refused() -> None:
    assert from_micros(to_micros(NOW)) == NOW
    assert from_micros(-1) == datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    with pytest.raises(NaiveInstant):
        to_micros(NOW.replace(tzinfo=None))
    assert (date_or_none("2026-06-01"), date_or_none(None)) == (date(2026, 6, 1), None)
