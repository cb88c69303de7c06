"""The open tasks of a frame, by lane, with their deadlines as they stood."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.audit.replaying_frames import Frame
from prosesser.calendar import oslo_date
from prosesser.engine.codec import Due
from prosesser.engine.state import OpenTask, Timer
from workflow_app.web.glossary import Glossary
from workflow_app.wording import Tag, capital, deadline_tag, the_party


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A deadline as it stood: the date that counts, the rule's where another was agreed on, how far off."""

    name: str
    due: date | None
    rule: date | None
    tag: Tag | None
    overrun: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """An open task: whose it was, who had it, and since when."""

    name: str
    title: str
    party: str
    unit: str
    person: str
    opened: datetime
    deadlines: tuple[DeadlineView, ...]


@dataclass(frozen=True, slots=True)
class LaneView:
    """The open tasks of a lane."""

    title: str
    tasks: tuple[TaskView, ...]


def lane_views(frame: Frame, words: Glossary) -> Iterator[LaneView]:
    """Yield the open tasks of a frame by lane."""
    by_lane: dict[str, list[TaskView]] = {}
    for task in frame.state.tasks.values():
        title = words.lane(task.lane) if task.lane else capital(the_party(task.party))
        by_lane.setdefault(title, []).append(_task(frame, task, words))
    for title, tasks in sorted(by_lane.items()):
        yield LaneView(title, tuple(tasks))


def _task(frame: Frame, task: OpenTask, words: Glossary) -> TaskView:
    unit = frame.state.units.get(task.party)
    return TaskView(
        name=name_of(task.element, words),
        title=task.title,
        party=the_party(task.party) if task.party else "",
        unit=words.unit(unit) if unit else "",
        person=words.person(task.assignee) if task.assignee else "",
        opened=task.opened_at,
        deadlines=tuple(_deadline(frame, timer, words) for timer in frame.state.deadlines(task.id)),
    )


def _deadline(frame: Frame, timer: Timer, words: Glossary) -> DeadlineView:
    due = _day(timer.stands)
    return DeadlineView(
        name=name_of(timer.element, words),
        due=due,
        rule=_day(timer.due) if timer.agreed is not None else None,
        tag=None if due is None else deadline_tag(due, oslo_date(frame.row.at)),
        overrun=overrun(frame, timer),
    )


def is_late(frame: Frame, task: OpenTask) -> bool:
    """Whether a deadline of an open task had passed."""
    return any(overrun(frame, timer) for timer in frame.state.deadlines(task.id))


def overrun(frame: Frame, timer: Timer) -> bool:
    """Whether a deadline had passed: marked so by then, or its day over although nothing has marked it."""
    day = _day(timer.stands)
    return timer.overdue or (day is not None and day < oslo_date(frame.row.at))


def name_of(element: str, words: Glossary) -> str:
    """Return an element's name without quotation marks."""
    return words.element(element)[1:-1]


def _day(due: Due) -> date | None:
    return oslo_date(due) if isinstance(due, datetime) else due
