"""What can be done next in a run: its open tasks, messages that are waited for, tasks that can be added.

Each offer has a form to answer, filled in with what is plausible, and becomes a command.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from prosesser.definition.forms import Form
from prosesser.definition.forms.model import AnyComponent, Group, Option, Select
from prosesser.definition.model import ADDED_BY, Definition, Element
from prosesser.engine.codec import Answers, Facts
from prosesser.engine.commands import AddTask, Command, CompleteTask, SendMessage, Start
from prosesser.engine.state import CaseState
from prosesser.errors import Refused
from prosesser.inbox import is_open, is_taken
from workflow_app.rehearsal.answers import ChoiceOpen, Occasion, Style, fill
from workflow_app.rehearsal.choices import Deciding, deciding, spelled_out
from workflow_app.rehearsal.rehearse import party_of_start, review_of, sender, unit_of
from workflow_app.rehearsal.run import Run

Kind = Literal["start", "oppgave", "melding", "tillegg"]
Lists = Mapping[str, tuple[Option, ...]]
"""The application's option lists by name."""

START: Kind = "start"


class NotOffered(Refused):
    """Dette kan ikke gjøres i prøvekjøringen nå. Se hva som står åpent."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done: ``id`` is the task's, the waiting event's, or the element's and party's.

    ``party`` does it. ``facts`` are what its form reads, ``now`` when that is.
    """

    kind: Kind
    id: str
    element: Element
    party: str | None
    form: Form | None
    facts: Facts
    now: datetime
    unit: str | None = None
    state: CaseState | None = None

    @property
    def name(self) -> str:
        """What the diagram calls it; of a message, the message."""
        return (self.kind == "melding" and self.element.message) or self.element.name or self.element.id

    def command(self, answers: Answers) -> Command:
        """Return the command that does it with these answers."""
        match self.kind:
            case "start":
                return Start(answers)
            case "oppgave":
                review = {} if self.state is None else review_of(self.element, self.state)
                return CompleteTask(self.id, answers, review)
            case "melding":
                return SendMessage(self.element.message or "", answers, self.id)
            case "tillegg":
                return AddTask(self.element.id, self.party or "", answers)


def start_of(definition: Definition, now: datetime) -> Offer:
    """Return what a run begins with."""
    start = definition.start
    form = _form(definition, start.form)
    return Offer(START, start.id, start, party_of_start(definition), form, {}, now)


def offers(run: Run) -> Iterator[Offer]:
    """Yield what can be done now: tasks in the order in which they came, messages, additions."""
    if run.state.status != "active":
        return
    yield from _tasks(run)
    yield from _messages(run)
    yield from _additions(run)


def offered(run: Run, kind: str, wanted: str) -> Offer:
    """Return one of the offers; raises `NotOffered`."""
    found = (offer for offer in offers(run) if (offer.kind, offer.id) == (kind, wanted))
    offer = next(found, None)
    if offer is None:
        raise NotOffered
    return offer


def _tasks(run: Run) -> Iterator[Offer]:
    state = run.state
    for task in sorted(state.tasks.values(), key=lambda task: (task.opened_at, task.id)):
        element = run.definition.elements[task.element]
        form, facts = _form(run.definition, element.form), state.facts_in(task.scope)
        unit = unit_of(state, task.party)
        yield Offer("oppgave", task.id, element, task.party, form, facts, run.next_instant, unit, state)


def _messages(run: Run) -> Iterator[Offer]:
    state = run.state
    for catch in sorted(state.catches.values(), key=lambda catch: catch.id):
        element = run.definition.elements[catch.element]
        facts, party = state.facts_in(catch.scope), sender(element, state)
        if party is not None and is_taken(element, facts, run.now):
            form = _form(run.definition, element.form)
            unit = unit_of(state, party)
            yield Offer("melding", catch.id, element, party, form, facts, run.next_instant, unit, state)


def _additions(run: Run) -> Iterator[Offer]:
    state = run.state
    there = [party for party, unit in state.units.items() if unit is not None and party not in state.ended]
    for element in run.definition.additions():
        addition = element.addition
        if addition is None or addition.form is None or not is_open(state, run.definition, element):
            continue
        form = run.definition.forms[addition.form]
        for party in there:
            if not addition.parties or party in addition.parties:
                facts, key = {**state.facts, ADDED_BY: party}, f"{element.id}:{party}"
                unit = unit_of(state, party)
                yield Offer("tillegg", key, element, party, form, facts, run.next_instant, unit, state)


def _form(definition: Definition, form: str | None) -> Form | None:
    return None if form is None else definition.forms[form]


class Filler:
    """Fills in offers' forms; ``lists`` are the options that the application provides."""

    def __init__(self, definition: Definition, lists: Lists) -> None:
        self._definition = definition
        self._values = {name: tuple(option.value for option in options) for name, options in lists.items()}
        self._decides = deciding(definition)

    def filled(self, offer: Offer, given: Answers) -> dict[str, object]:
        """Fill every gap that decides nothing; raises `ChoiceOpen` or `CannotInvent`."""
        if offer.form is None:
            return {}
        occasion = Occasion(offer.form, offer.facts, offer.now, offer.unit)
        return fill(occasion, given, self._style(offer))

    def proposed(self, offer: Offer, given: Answers) -> dict[str, object]:
        """Return the same with what decides left blank; raises `CannotInvent`."""
        blank: dict[str, object] = {}
        while True:
            try:
                return self.filled(offer, {**blank, **given})
            except ChoiceOpen as choice:
                key = str(choice.details["fact"]).partition(".")[0]
                if key in blank:
                    raise
                blank[key] = None
                given = {name: answer for name, answer in given.items() if name != key}

    def is_decided(self, offer: Offer) -> bool:
        """Whether the form can be filled in without anybody choosing where the case goes."""
        try:
            self.filled(offer, {})
        except Refused:
            return False
        return True

    def decided(self, offer: Offer, choices: Answers) -> dict[str, object]:
        """Fill in a form around the choices that were made; raises `ChoiceOpen` or `CannotInvent`."""
        if offer.form is None:
            return {}
        return self.filled(offer, spelled_out(offer.form, choices, self._style(offer).deciding))

    def choices(self, offer: Offer) -> Form | None:
        """Return the part of an offer's form that decides where the case goes; None when nothing does."""
        if offer.form is None:
            return None
        style = self._style(offer)
        kept = tuple(_kept(offer.form.components, style.deciding))
        return Form(id=offer.form.id, components=kept) if kept else None

    def _style(self, offer: Offer) -> Style:
        """Return how gaps are filled: which unit refers and which receives decides nothing at the start."""
        decides = self._decides
        if offer.kind == START and offer.form is not None:
            fields = offer.form.fields()
            decides = decides.but(f.key for f in fields if isinstance(f, Select) and f.values_key)
        return Style(f"{self._definition.key}:{offer.id}", lambda _unit: self._values, deciding=decides)


def _kept(components: tuple[AnyComponent, ...], decides: Deciding) -> Iterator[AnyComponent]:
    for component in components:
        if isinstance(component, Group):
            inner = tuple(_kept(component.components, decides))
            if inner:
                yield component.model_copy(update={"components": inner})
        elif getattr(component, "key", None) in decides.paths | decides.times:
            yield component
