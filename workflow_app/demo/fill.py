"""Fills an empty database by sending commands in global time order, as people would have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from prosesser.access import PROCESS_OWNER
from prosesser.calendar import add_days, oslo_date, previous_working_day
from prosesser.definition import Definition, load, read_journey
from prosesser.engine.messages import Start
from prosesser.errors import Refused
from prosesser.store import Store
from prosesser.store.meta import Meta
from workflow_app import installation
from workflow_app.clock import ManualClock
from workflow_app.demo.deeds import Cast, Deed
from workflow_app.demo.people import BEGINNING, HOME_DISTRICT, populate, staff_of
from workflow_app.rehearsal.fitting import fitted, misfits
from workflow_app.rehearsal.story import Story, read_story
from workflow_app.scheduler import fire_all_due

STORIES = "stories/*.yaml"
OLDEST_DAYS = 800
"""How long ago the first demo case began: long enough for the outcome a year after the move."""
CROWDING = 1.4
"""How much denser the starts lie towards today: 1 is evenly spread."""


class NotEmpty(Refused):
    """Databasen er ikke tom. Demodata lages bare i en tom database, så ingenting er endret."""


class NoStories(Refused):
    """Fant ingen historier å lage demosaker av: {pattern}. Legg minst én der."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made; ``notes`` say what in the stories does not go with the journey as it is now."""

    cases: int
    commands: int
    notes: tuple[str, ...]


def fill(store: Store, journey: Path, count: int, now: datetime) -> Filled:
    """Make ``count`` cases of the journey's stories, begun over the last months, up to ``now``.

    Raises `NotEmpty`, `NoStories`, and what reading the journey and its stories refuses.
    """
    definition = load(read_journey(journey))
    stories = _stories(journey)
    if installation.is_used(store):
        raise NotEmpty
    notes = [fault for story in stories for fault in misfits(story, definition)]
    deeds: list[Deed] = []
    for number, start in enumerate(_starts(count, now)):
        story = fitted(stories[number % len(stories)], definition)
        done, stopped = Cast(definition, story, start, number).deeds(now)
        deeds += done
        notes += [str(stopped)] if stopped else []
    Meta(store).mark_demo()
    populate(store, now)
    office = _Office(store, definition)
    notes += office.carry_out(sorted(deeds, key=lambda deed: deed.at), now)
    return Filled(office.started, office.sent, tuple(dict.fromkeys(notes)))


def _stories(journey: Path) -> Sequence[Story]:
    folder = journey if journey.is_dir() else journey.parent
    stories = tuple(read_story(path) for path in sorted(folder.glob(STORIES)))
    if not stories:
        raise NoStories(pattern=folder / STORIES)
    return stories


def _starts(count: int, now: datetime) -> Iterable[date]:
    """Yield the days on which the cases begin, the last one just now."""
    today = oslo_date(now)
    for number in range(count):
        days = round(OLDEST_DAYS * ((count - number) / count) ** CROWDING)
        yield previous_working_day(add_days(today, -max(days, 1)))


class _Office:
    """Sends the commands of all cases in the order of time, with a clock that follows them."""

    def __init__(self, store: Store, definition: Definition) -> None:
        self._clock = ManualClock(BEGINNING)
        self._cases = installation.cases_of(store, self._clock)
        self._journey = definition.key
        self._ids: dict[int, str] = {}
        self._stopped: set[int] = set()
        self.sent = 0
        owner = staff_of(HOME_DISTRICT, PROCESS_OWNER)[0].actor
        self._cases.publish(definition.bundle, owner, BEGINNING)

    @property
    def started(self) -> int:
        """How many cases were started."""
        return len(self._ids)

    def carry_out(self, deeds: Sequence[Deed], now: datetime) -> list[str]:
        """Do them all, and what is due up to ``now``; return why cases were left where they were."""
        notes: list[str] = []
        for deed in deeds:
            self._clock.advance(max(deed.at, self._clock.now()) - self._clock.now())
            try:
                self._do(deed)
            except Refused as refusal:
                self._stopped.add(deed.case)
                notes.append(str(refusal))
        self._clock.advance(now - self._clock.now())
        fire_all_due(self._cases, self._clock)
        return notes

    def _do(self, deed: Deed) -> None:
        if deed.actor is None:
            fire_all_due(self._cases, self._clock)
            return
        if deed.case in self._stopped:
            return
        key = f"demo-{self.sent}"
        if isinstance(deed.command, Start):
            started = self._cases.start(deed.actor, self._journey, deed.command.answers, deed.at, key)
            self._ids[deed.case] = started
        else:
            self._cases.execute(deed.actor, self._ids[deed.case], deed.command, deed.at, key)
        self.sent += 1
