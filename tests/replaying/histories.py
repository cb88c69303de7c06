"""Random histories in a real database: a journey drawn by chance, walked by chance, every state kept."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from prosesser.access import SYSTEM
from prosesser.cases.intake import subject
from prosesser.engine import canonical
from prosesser.engine.messages import Command, Start
from prosesser.store import Store
from prosesser.store.journal import Step
from prosesser.store.publications import publish
from prosesser.store.transaction import Transaction
from tests.engine.diagrams import Generator
from tests.engine.play import Play
from tests.engine.walker import answers, next_command


@dataclass(frozen=True)
class History:
    """A case in the store, and its steps with the states that were stored then, oldest first."""

    case: str
    steps: tuple[Step, ...]


def history(store: Store, seed: int, length: int) -> History:
    """Walk a case of a random journey and write each step as the use cases do."""
    random, play = Random(seed), Play(Generator(seed, depth=2).journey())
    return record(store, play, _walk(play, random, length))


def _walk(play: Play, random: Random, length: int) -> Iterator[tuple[Command, datetime]]:
    yield Start(answers(random)), play.now
    for _ in range(length - 1):
        if play.case.status != "active":
            return
        command = next_command(play, random)
        yield command, play.now


def record(
    store: Store,
    play: Play,
    commands: Iterable[tuple[Command, datetime]],
    written: Callable[[Step, int], Step] = lambda step, _row: step,
) -> History:
    """Play commands at their instants, and write each step with the state that it led to.

    ``written`` says what is written of a step in a row, where that is something else.
    """
    case = secrets.token_hex(16)
    with store.maintain() as connection:
        publish(connection, play.definition, SYSTEM.person, play.now)
    steps: list[Step] = []
    for command, now in commands:
        play.now = now
        play.do(command)
        made = _step(play, command, None if steps else case)
        steps.append(written(made, len(steps) + 1))
        with store.write() as transaction:
            _write(transaction, case, steps)
    return History(case, tuple(steps))


def _step(play: Play, command: Command, key: str | None) -> Step:
    events, state = tuple(play.events), play.case
    return Step(play.definition, SYSTEM, command, play.now, key, events, state, canonical(state))


def _write(transaction: Transaction, case: str, steps: list[Step]) -> None:
    last = steps[-1]
    if len(steps) == 1:
        told = subject(last.definition, last.state, last.at)
        transaction.create(case, steps, subject=told, start_key=case)
        return
    record = transaction.load(case)
    assert record is not None
    transaction.append(record, last.definition, [last])
