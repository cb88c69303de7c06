"""Fills an empty database by sending commands in global time order, as people would have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from prosesser.access import PROCESS_OWNER
from prosesser.calendar import add_days, oslo_date, previous_working_day
from prosesser.cases import Cases
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
OLDEST_DAYS = 430
"""How long ago the first demo case began: longer than most journeys take."""
CROWDING = 1.4
"""How much denser the starts lie towards today: 1 is evenly spread."""


class NotEmpty(Refused):
    """Databasen er ikke tom. Demodata lages bare i en tom database, så ingenting er endret."""


class NoStories(Refused):
    """Fant ingen historier å lage demosaker av: {pattern}."""


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
    populate(store)
    _carry_out(store, definition, sorted(deeds, key=lambda deed: deed.at), now)
    return Filled(count, len(deeds), tuple(dict.fromkeys(notes)))


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


def _carry_out(store: Store, definition: Definition, deeds: Sequence[Deed], now: datetime) -> None:
    """Send the commands of all cases in the order of time, with a clock that follows them."""
    clock = ManualClock(BEGINNING)
    cases = installation.cases_of(store, clock)
    owner = next(person.actor for person in staff_of(HOME_DISTRICT, PROCESS_OWNER))
    cases.publish(definition.bundle, owner, BEGINNING)
    ids: dict[int, str] = {}
    for order, deed in enumerate(deeds):
        clock.advance(max(deed.at, clock.now()) - clock.now())
        _do(cases, clock, definition.key, ids, deed, f"demo-{order}")
    clock.advance(now - clock.now())
    fire_all_due(cases, clock)


def _do(cases: Cases, clock: ManualClock, journey: str, ids: dict[int, str], deed: Deed, key: str) -> None:
    if deed.actor is None:
        fire_all_due(cases, clock)
    elif isinstance(deed.command, Start):
        ids[deed.case] = cases.start(deed.actor, journey, deed.command.answers, deed.at, key)
    else:
        cases.execute(deed.actor, ids[deed.case], deed.command, deed.at, key)
