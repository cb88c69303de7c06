"""A frame of a replay as its page shows it: the step, where the case was, and what was known and open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.audit.replaying_frames import Frame, resting
from prosesser.definition.forms import Line
from workflow_app.web.command_words import headline
from workflow_app.web.event_words import consequence
from workflow_app.web.glossary import Glossary
from workflow_app.web.history import answers
from workflow_app.web.presentation import PartyContacts, told_contacts
from workflow_app.web.replaying_plans import PlanBook, PlanView
from workflow_app.web.replaying_tasks import LaneView, is_late, lane_views, name_of
from workflow_app.web.replaying_values import FactBook, FactGroup, who_made
from workflow_app.wording import (
    Tag,
    any_date,
    capital,
    case_tag,
    listed,
    long_instant,
    the_party,
)


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party of the case: which unit it was, which lanes it worked in, and whether its part was over."""

    party: str
    unit: str
    lanes: str
    ended: bool


@dataclass(frozen=True, slots=True)
class FrameView:
    """All that a frame shows.

    ``marks`` are the diagram's, by name; ``places`` and ``been`` the same in words. ``focus`` is the element
    that the step was about. ``until``: when the next row came
    (None: it is the last). ``version`` says which of the versions that the case has followed it was on.
    """

    row: int
    rows: int
    at: datetime
    until: datetime | None
    who: str
    what: str
    consequences: tuple[str, ...]
    answers: tuple[Line, ...]
    backwards: bool
    status: Tag
    version: str
    digest: str
    marks: Mapping[str, list[str]]
    focus: str | None
    places: tuple[tuple[str, str], ...]
    been: str
    lanes: tuple[LaneView, ...]
    waits: tuple[str, ...]
    facts: tuple[FactGroup, ...]
    plans: tuple[PlanView, ...]
    parties: tuple[PartyView, ...]
    contacts: tuple[PartyContacts, ...]

    @property
    def said(self) -> str:
        """The step in one line, for whoever hears it."""
        return f"Rad {self.row} av {self.rows}, {long_instant(self.at)}: {self.what}."

    @property
    def open_tasks(self) -> int:
        """How many tasks are open."""
        return sum(len(lane.tasks) for lane in self.lanes)

    @property
    def begun_plans(self) -> tuple[PlanView, ...]:
        """The plans that something stood in, or that were adopted."""
        return tuple(plan for plan in self.plans if plan.is_begun)

    @property
    def overdue(self) -> int:
        """How many open tasks have a deadline that has passed."""
        return sum(any(its.overrun for its in task.deadlines) for lane in self.lanes for task in lane.tasks)


@dataclass(frozen=True, slots=True)
class Course:
    """What the frames of a case have in common: how many rows there are, and the versions in order.

    ``instants`` are those of the rows that the chain holds for.
    """

    rows: int
    instants: tuple[datetime, ...]
    versions: tuple[str, ...]

    def until(self, sequence: int) -> datetime | None:
        """Return when the row after this one came; None after the last."""
        return self.instants[sequence] if sequence < len(self.instants) else None

    def version(self, frame: Frame) -> str:
        """Say which version a frame follows: by its number among those of the case, and its digest."""
        digest = frame.definition.digest
        short = digest[:12]
        if len(self.versions) == 1:
            return f"{frame.definition.name}, versjon {short}"
        number = self.versions.index(digest) + 1
        return f"{frame.definition.name}, versjon {short} (nr. {number} av {len(self.versions)} i saken)"


class Books:
    """What is told in words once for all frames of a case."""

    def __init__(self) -> None:
        self.facts = FactBook()
        self.plans = PlanBook()


def frame_view(frame: Frame, course: Course, words: Glossary, books: Books) -> FrameView:
    """Return what a frame shows, in the words of its own version."""
    words = words.at(frame.definition)
    return FrameView(
        row=frame.row.sequence,
        rows=course.rows,
        at=frame.row.at,
        until=course.until(frame.row.sequence),
        who=who_made(frame.row, words),
        what=headline(frame.command, words),
        consequences=tuple(filter(None, (consequence(event, words) for event in frame.events))),
        answers=answers(frame.command, words),
        backwards=frame.backwards,
        status=case_tag(frame.state.status),
        version=course.version(frame),
        digest=frame.definition.digest,
        marks=marks(frame),
        focus=_focus(frame),
        places=tuple(_places(frame, words)),
        been=_been(frame, words),
        lanes=tuple(lane_views(frame, words)),
        waits=tuple(_waits(frame, words)),
        facts=books.facts.groups(frame, words),
        plans=books.plans.views(frame, words),
        parties=tuple(_parties(frame, words)),
        contacts=told_contacts(frame.state.contacts, words.person),
    )


def marks(frame: Frame) -> dict[str, list[str]]:
    """Return the marks of the diagram: where tokens were, what was overdue, and where they had been."""
    elements = frame.definition.elements
    late = {task.element for task in frame.state.tasks.values() if is_late(frame, task)}
    active = set(resting(frame.definition, frame.state)) - late
    scopes = {element.scope for element in elements.values()}
    been = {element for element in frame.been if element in elements} - scopes - active - late
    return {"active": sorted(active), "overdue": sorted(late), "done": sorted(been)}


def _places(frame: Frame, words: Glossary) -> Iterator[tuple[str, str]]:
    """Say in words what the diagram marks as open, by lane."""
    by_lane: dict[str, list[str]] = {}
    for task in frame.state.tasks.values():
        lane = words.lane(task.lane) if task.lane else the_party(task.party)
        late = " (frist passert)" if is_late(frame, task) else ""
        by_lane.setdefault(lane, []).append(name_of(task.element, words) + late)
    for lane, names in sorted(by_lane.items()):
        yield f"Nå hos {lane}", listed(names)


def _been(frame: Frame, words: Glossary) -> str:
    """Name where tokens had been, in the diagram's order; what has no name is only a corner of the way."""
    been, elements = set(marks(frame)["done"]), frame.definition.elements
    names = (name_of(element, words) for element in elements if element in been and elements[element].name)
    return listed(list(dict.fromkeys(names)))


def _focus(frame: Frame) -> str | None:
    """Return the element that the step was about: of a deadline, the task that it is on."""
    about = (getattr(frame.command, name, None) for name in ("task", "timer", "catch"))
    named = next((one for one in about if isinstance(one, str)), None)
    element = None if named is None else frame.definition.elements.get(named.rpartition(".")[0])
    return None if element is None else element.attached_to or element.id


def _waits(frame: Frame, words: Glossary) -> Iterator[str]:
    """Say what else the case waits for: times, and messages."""
    for timer in sorted(frame.state.timers.values(), key=lambda its: (its.fires_at is None, its.id)):
        if not timer.deadline:
            when = any_date(timer.fires_at) if timer.fires_at else "datoen er ikke kjent"
            yield f"Tid: {words.element(timer.element)}, {when}"
    for name in sorted({catch.name for catch in frame.state.catches.values()}):
        yield f"Melding: «{name}»"


def _parties(frame: Frame, words: Glossary) -> Iterator[PartyView]:
    state = frame.state
    for party, unit in state.units.items():
        lanes = [words.lane(lane) for lane, its in state.parties.items() if its == party]
        yield PartyView(
            party=capital(the_party(party)),
            unit=words.unit(unit) if unit else "Ikke kjent",
            lanes=listed(lanes),
            ended=party in state.ended,
        )
