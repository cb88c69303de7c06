"""What the people of a demo case do, and when: a story rehearsed, with somebody behind each command."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from prosesser.access import Actor
from prosesser.definition.model import Definition
from prosesser.engine.events import TaskOpened
from prosesser.engine.messages import ClaimTask, Command, FireTimer
from prosesser.errors import Refused
from workflow_app.demo.people import HOME_DISTRICT, HOME_INSTITUTION, staff_of, staffed_units
from workflow_app.rehearsal.answers import Style
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Played, Rehearsal, unit_of
from workflow_app.rehearsal.story import Story
from workflow_app.units import DISTRICT, INSTITUTION

OPTIONAL_SHARE = 0.6
HOME_WEIGHT = 4
FIRST_HOUR, LAST_HOUR = 8, 15
CLAIM_SHARE = 0.65
CLAIM_HOURS = 30


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that somebody sends in a case (numbered from 0); ``actor`` None: a timer's time has come."""

    at: datetime
    case: int
    actor: Actor | None
    command: Command


class NobodyThere(Refused):
    """Ingen av demopersonene arbeider i enheten {unit}."""


class Cast:
    """The people of a demo case, and what they do: a story from a day on, the same for the same number."""

    def __init__(self, definition: Definition, story: Story, start: date, number: int) -> None:
        self._rng = Random(f"demo:{number}")  # noqa: S311 - invented data
        self._number = number
        self._workers: dict[str, Actor] = {}
        hour = time(self._rng.randint(FIRST_HOUR, LAST_HOUR), self._rng.randint(0, 59))
        player = Player(story.model_copy(update={"start": start}), hour)
        style = Style(f"demo:{number}", _option_lists, OPTIONAL_SHARE, definition.expression_facts)
        self._rehearsal = Rehearsal(definition, player, style)

    def deeds(self, until: datetime) -> tuple[list[Deed], Refused | None]:
        """Return what is done up to an instant, and what stopped the story there, if anything did."""
        played: list[Played] = []
        deeds: list[Deed] = []
        stopped: Refused | None = None
        try:
            for step in self._rehearsal.play(until):
                deeds.append(self._deed(step))
                played.append(step)
        except Refused as refusal:
            stopped = refusal
        return [*deeds, *self._claims(played, until)], stopped

    def _deed(self, step: Played) -> Deed:
        fires = isinstance(step.command, FireTimer)
        who = None if fires else self._worker(unit_of(step.state, step.party))
        return Deed(step.at, self._number, who, step.command)

    def _claims(self, played: Sequence[Played], until: datetime) -> Iterator[Deed]:
        """Yield claims of some of the tasks, by whoever also completes them."""
        instants = [step.at for step in played]
        for task, opened in _opened(played):
            if self._rng.random() > CLAIM_SHARE:
                continue
            at = opened + timedelta(minutes=self._rng.randint(1, CLAIM_HOURS * 60))
            state = played[bisect_right(instants, at) - 1].state
            if task in state.tasks and at <= until:
                who = self._workers.get(unit_of(state, state.tasks[task].party) or "")
                if who is not None:
                    yield Deed(at, self._number, who, ClaimTask(task, who.person))

    def _worker(self, unit: str | None) -> Actor:
        """Return who works on the case at a unit: the same person throughout."""
        staff = staff_of(unit) if unit is not None else ()
        if unit is None or not staff:
            raise NobodyThere(unit=unit or "ukjent")
        if unit not in self._workers:
            self._workers[unit] = self._rng.choice((staff[0], *staff)).actor
        return self._workers[unit]


def _opened(played: Sequence[Played]) -> Iterator[tuple[str, datetime]]:
    for step in played:
        for event in step.events:
            if isinstance(event, TaskOpened):
                yield event.task, step.at


def _option_lists(unit: str | None) -> Mapping[str, Sequence[str]]:
    """Return what demo people choose from: units where somebody works, the suggested ones more often."""
    districts, institutions = map(staffed_units, (DISTRICT, INSTITUTION))
    return {
        "bydeler": (*[HOME_DISTRICT] * HOME_WEIGHT, *districts),
        "institusjoner": (*[HOME_INSTITUTION] * HOME_WEIGHT, *institutions),
        "enheter": (*districts, *institutions),
        "ansatte": tuple(person.id for person in staff_of(unit)) if unit else (),
    }
