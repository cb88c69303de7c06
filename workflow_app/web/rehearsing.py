"""A rehearsal as its page shows it: the clock, what is open with whom, what happened, where tokens are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from prosesser.calendar import oslo_date
from prosesser.definition.forms import Line
from prosesser.definition.model import Definition
from prosesser.engine.commands import FireTimer
from prosesser.engine.state import CaseState, OpenTask, Timer
from workflow_app.rehearsal.offers import Filler, Offer, offers
from workflow_app.rehearsal.player import due_day
from workflow_app.rehearsal.rehearse import Played
from workflow_app.rehearsal.run import Run, next_event
from workflow_app.rehearsal.scenarios import ScenarioReport
from workflow_app.rehearsal.visits import visited
from workflow_app.web.command_words import headline
from workflow_app.web.event_words import consequence
from workflow_app.web.glossary import Glossary
from workflow_app.web.history import answers
from workflow_app.wording import Tag, capital, case_tag, deadline_tag, listed, long_date, the_party


@dataclass(frozen=True, slots=True)
class TaskView:
    """An open task: ``is_decided``: it can be filled in without anybody choosing where the case goes."""

    offer: Offer
    title: str
    due: date | None
    tag: Tag | None
    is_decided: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """The open tasks of a lane, under its name and the party that works in it."""

    title: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done or came about in a run, in words."""

    day: date
    who: str
    what: str
    consequences: tuple[str, ...]
    answers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """What the clock brings about next: the day that it is gone to, and what is due then."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Which move no longer fits: its number from 1, the day, what it was, and why."""

    number: int
    day: date
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page of a run shows."""

    today: date
    status: Tag
    lanes: tuple[LaneView, ...]
    messages: tuple[Offer, ...]
    additions: tuple[Offer, ...]
    next: Next | None
    stopped: Stopped | None
    happened: tuple[Happened, ...]
    marks: str
    places: tuple[tuple[str, str], ...]


def board(run: Run, filler: Filler, words: Glossary) -> Board:
    """Return what the page of a run shows."""
    offered = list(offers(run))
    return Board(
        today=run.today,
        status=case_tag(run.state.status),
        lanes=tuple(_lanes(run, filler, offered)),
        messages=tuple(offer for offer in offered if offer.kind == "melding"),
        additions=tuple(offer for offer in offered if offer.kind == "tillegg"),
        next=_next(run),
        stopped=_stopped(run, words),
        happened=tuple(_happened(step, words) for step in reversed(run.steps)),
        marks=json.dumps({mark: sorted(ids) for mark, ids in _marks(run).items()}),
        places=tuple(_places(run)),
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """A move of a scenario: its number from 1, the day, who, and what it was."""

    number: int
    day: date
    who: str
    what: str


def turns(run: Run, words: Glossary) -> tuple[Turn, ...]:
    """Return the moves of a run in words; what the clock brings about is none."""
    steps = (step for step in run.steps if not isinstance(step.command, FireTimer))
    return tuple(
        Turn(number, oslo_date(step.at), _who(step), headline(step.command, words))
        for number, step in enumerate(steps, 1)
    )


def scenario_marks(definition: Definition, report: ScenarioReport) -> str:
    """Return the marks of a diagram where scenarios have been, and where none comes (JSON)."""
    missed, been = (_without_scopes(definition, ids) for ids in (report.unvisited, report.visited))
    return json.dumps({"overdue": sorted(missed), "done": sorted(been)})


def _without_scopes(definition: Definition, elements: Iterable[str]) -> Iterator[str]:
    """Yield the elements that hold no others: what holds them keeps its own ground."""
    around = {element.scope for element in definition.elements.values()}
    yield from (element for element in elements if element not in around)


def _lanes(run: Run, filler: Filler, offered: list[Offer]) -> Iterator[LaneView]:
    by_lane: dict[str, list[TaskView]] = {}
    for offer in offered:
        if offer.kind == "oppgave":
            task = run.state.tasks[offer.id]
            by_lane.setdefault(_lane(run.definition, task), []).append(_task(run, filler, offer, task))
    for title, tasks in sorted(by_lane.items()):
        yield LaneView(title, tuple(tasks))


def _lane(definition: Definition, task: OpenTask) -> str:
    party = the_party(task.party)
    lane = definition.lanes.get(task.lane or "")
    return party if lane is None else f"{lane.name} ({party})" if _tells_more(party, lane.name) else lane.name


def _tells_more(party: str, lane: str) -> bool:
    """Whether the party is not the lane's own: «bydelen» says no more than «Bydel»."""
    return not party.lower().startswith(lane.lower())


def _task(run: Run, filler: Filler, offer: Offer, task: OpenTask) -> TaskView:
    due = due_day(run.state, task.id)
    tag = None if due is None else deadline_tag(due, run.today)
    return TaskView(offer, task.title, due, tag, filler.is_decided(offer))


def _next(run: Run) -> Next | None:
    move = next_event(run)
    if move is None:
        return None
    due = dict.fromkeys(_due(run, timer) for timer in run.state.due_timers(move.at))
    return Next(oslo_date(move.at), listed(list(due)))


def _due(run: Run, timer: Timer) -> str:
    """Say what it is that the clock brings: a deadline by its task, anything else by its name."""
    if timer.deadline and timer.task is not None:
        return f"fristen for «{_name(run, timer.task.rpartition('.')[0])}» går ut"
    return f"«{_name(run, timer.element)}»"


def _stopped(run: Run, words: Glossary) -> Stopped | None:
    halt = run.halt
    if halt is None:
        return None
    what = "Tiden går" if halt.command is None else headline(halt.command, words)
    return Stopped(halt.number + 1, oslo_date(halt.at), what, halt.reason)


def _happened(step: Played, words: Glossary) -> Happened:
    who = _who(step)
    said = tuple(filter(None, (consequence(event, words) for event in step.events)))
    return Happened(
        oslo_date(step.at), who, headline(step.command, words), said, answers(step.command, words)
    )


def _who(step: Played) -> str:
    return "Klokken" if isinstance(step.command, FireTimer) else capital(the_party(step.party or "noen"))


def _marks(run: Run) -> Mapping[str, frozenset[str]]:
    """Return the marks of the diagram's elements: where tokens are, what is overdue, where they have been."""
    state, elements = run.state, run.definition.elements
    late = frozenset(task.element for task in state.tasks.values() if _is_late(state, task))
    waiting = (entry.element for entry in (*state.timers.values(), *state.catches.values()))
    resting = {element for element in waiting if elements[element].attached_to is None}
    active = resting.union(task.element for task in state.tasks.values()) - late
    been = frozenset(_without_scopes(run.definition, visited(run.definition, run.steps))) - active - late
    return {"active": frozenset(active), "overdue": late, "done": been}


def _places(run: Run) -> Iterator[tuple[str, str]]:
    """Say in words what the diagram marks: by lane what is open, and what else is waited for."""
    by_lane: dict[str, list[str]] = {}
    for task in run.state.tasks.values():
        late = " (frist passert)" if _is_late(run.state, task) else ""
        by_lane.setdefault(_lane(run.definition, task), []).append(_name(run, task.element) + late)
    for lane, names in sorted(by_lane.items()):
        yield f"Nå hos {lane}", listed(names)
    waits = [_wait(run, timer) for timer in run.state.timers.values() if not timer.deadline]
    if waits:
        yield "Venter på tid", listed(waits)


def _is_late(state: CaseState, task: OpenTask) -> bool:
    return any(timer.overdue for timer in state.deadlines(task.id))


def _wait(run: Run, timer: Timer) -> str:
    when = long_date(oslo_date(timer.fires_at)) if timer.fires_at else "datoen er ikke kjent"
    return f"{_name(run, timer.element)} ({when})"


def _name(run: Run, element: str) -> str:
    return run.definition.elements[element].name or element
