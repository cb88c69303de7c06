"""Cases to measure on: the main story of the real journey, each stopped at another row, as if lived."""

import os
import resource
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from prosesser.cases.intake import subject, tells_of_subject
from prosesser.definition import Bundle, load
from prosesser.store import Store
from prosesser.store.journal import Step
from prosesser.store.publications import publish
from workflow_app.bench.reading import ACTOR, steps_of
from workflow_app.bench.report import MAIN_STORY, played_story
from workflow_app.rehearsal.story import read_story

SHORTEST, LONGEST = 23, 37
"""How many rows the journals have: each length as often as the others, 30 on average."""
KIBIBYTES = 1024


def record(store: Store, bundle: Bundle, journey: Path, cases: int) -> Sequence[Step]:
    """Store so many cases; return all rows of the story."""
    definition = load(bundle)
    played = played_story(definition, read_story(journey / MAIN_STORY))
    with store.maintain() as connection:
        publish(connection, definition, ACTOR.person, played[0].at)
    steps = steps_of(definition, played)
    for number in range(cases):
        name = f"bench-{number}"
        its_steps = [replace(steps[0], key=name), *steps[1 : length(number)]]
        with store.write() as transaction:
            transaction.create(name, its_steps, subject=_subject(its_steps), start_key=name)
    return steps


def length(number: int) -> int:
    """Return how many rows the case of a number has."""
    return SHORTEST + number % (LONGEST - SHORTEST + 1)


def peak_mb() -> int:
    """Return the most memory that this process and those it started have had, in MiB, as if all at once."""
    itself, started = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round((itself + started * (os.cpu_count() or 1)) / KIBIBYTES)


def _subject(steps: Sequence[Step]) -> bytes:
    telling = [step for step in steps[1:] if tells_of_subject(step.definition, step.events)]
    last = telling[-1] if telling else steps[0]
    return subject(last.definition, last.state, last.at)
