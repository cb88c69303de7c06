"""The journal: one row per command, chained.

A row's hash covers who did what kind of thing when, under which definition, the hash before it,
and two salted commitments: to the payload (command and events, encrypted beside it) and to the
state after the step. So the chain can be checked without the payload, and tells nothing of it
once the case's key and salt are gone.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosesser.access import Actor
from prosesser.definition.model import Definition
from prosesser.engine.codec import canonical_json
from prosesser.engine.messages import Command, Event, command_from_json, event_from_json
from prosesser.engine.state import CaseState
from prosesser.store.instants import to_micros
from prosesser.store.keys import CaseKey

GENESIS = bytes(32)
"""What stands before the first row of every case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step to append: who sent which command when, what followed, and the state it led to.

    ``definition`` is the version that it was made with: of a move, the one that the case goes on by.
    ``key`` is the command's idempotency key, None for what the system does by itself;
    ``canonical`` the state's canonical form.
    """

    definition: Definition
    actor: Actor
    command: Command
    at: datetime
    key: str | None
    events: tuple[Event, ...]
    state: CaseState
    canonical: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """What a row's hash covers."""

    case: str
    sequence: int
    at: int
    person: str
    unit: str
    kind: str
    command_key: str | None
    definition: str
    payload_commitment: bytes
    state_commitment: bytes
    previous: bytes

    def hash(self) -> bytes:
        """Hash all parts, each with its length in front: no two rows run together alike."""
        texts = (
            self.case,
            str(self.sequence),
            str(self.at),
            self.person,
            self.unit,
            self.kind,
            "-" if self.command_key is None else f"+{self.command_key}",
            self.definition,
        )
        parts = (
            *(text.encode() for text in texts),
            self.payload_commitment,
            self.state_commitment,
            self.previous,
        )
        return hashlib.sha256(b"".join(len(part).to_bytes(4) + part for part in parts)).digest()


def rows(case: str, key: CaseKey, head: bytes, first: int, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the journal rows of consecutive steps, numbered from ``first`` and chained to ``head``."""
    made = []
    for sequence, step in enumerate(steps, first):
        payload = encode(step.command, step.events)
        link = Link(
            case=case,
            sequence=sequence,
            at=to_micros(step.at),
            person=step.actor.person,
            unit=step.actor.unit,
            kind=step.command.kind,
            command_key=step.key,
            definition=step.definition.digest,
            payload_commitment=key.commit("payload", payload),
            state_commitment=key.commit("state", step.canonical),
            previous=head,
        )
        head = link.hash()
        made.append(_row(link, head, key.seal("payload", sequence, payload)))
    return made


def encode(command: Command, events: Sequence[Event]) -> bytes:
    """Write a command and its events as the payload: JSON in one canonical form."""
    content = {"command": command.to_json(), "events": [event.to_json() for event in events]}
    return canonical_json(content)


def decode(payload: bytes) -> tuple[Command, tuple[Event, ...]]:
    """Read what `encode` wrote."""
    content = json.loads(payload)
    return command_from_json(content["command"]), tuple(map(event_from_json, content["events"]))


def command_of(payload: bytes) -> Command:
    """Read the command alone of what `encode` wrote: its events are made again."""
    return command_from_json(json.loads(payload)["command"])


def read_state(content: bytes) -> CaseState:
    """Read a state from its canonical form."""
    return CaseState.from_json(json.loads(content))


def _row(link: Link, hashed: bytes, payload: bytes) -> dict[str, Any]:
    return {
        "case_id": link.case,
        "sequence": link.sequence,
        "at": link.at,
        "person": link.person,
        "unit": link.unit,
        "kind": link.kind,
        "command_key": link.command_key,
        "definition": link.definition,
        "payload": payload,
        "payload_commitment": link.payload_commitment,
        "state_commitment": link.state_commitment,
        "previous": link.previous,
        "hash": hashed,
    }
