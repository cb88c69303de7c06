"""A process definition: what a journey's diagram and forms say, as immutable data.

Everything below is read from the files of one bundle and never changes afterwards. Ids are the
ids of the diagram. An expression that stands here has been parsed; a constant or an ISO 8601
literal in the diagram stands here as the expression it means (``P4W`` as ``duration("P4W")``).
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from prosesser.calendar import Duration, subtract_duration
from prosesser.definition.checklists import Checklist
from prosesser.definition.dialect import HOME_FOUND
from prosesser.definition.forms.model import Form
from prosesser.feel import Expression

CASE_SCOPE = "case"
"""The scope of a fact that belongs to the case as a whole."""

LOOP_COUNTER = "loopCounter"
"""The name under which each instance of a multi-instance subprocess reads its number, from 1."""

ADDED_BY = "lagt_til_av"
"""The fact of an added task that tells which party added it."""

NEW_ITEMS = "punkter."
"""Before a list of a task's form: the property that names the checklist whose items its rows become."""

AD_HOC = "adHocSubProcess"
"""The kind of subprocess whose tasks people add when they are needed."""


@dataclass(frozen=True, slots=True)
class TimerRule:
    """When a timer event fires, or a deadline falls due.

    ``expression`` gives a date, a date and time, a duration, or null (which waits).
    ``kind`` is what the diagram drew (``timeDate`` or ``timeDuration``); the value decides how it
    is counted. ``reminder`` is how long before to remind. A ``deadline`` is a non-interrupting
    boundary timer on a user task; ``negotiable``: the parties may agree on another date.
    """

    kind: Literal["date", "duration"]
    expression: Expression
    working_day: Literal["forrige", "neste"] | None = None
    reminder: Duration | None = None
    deadline: bool = False
    negotiable: bool = False


@dataclass(frozen=True, slots=True)
class Loop:
    """Multi-instance over a list: one instance per item, in parallel unless ``sequential``.

    Inside an instance the item is read as ``item`` (when named) and its number, from 1, as
    ``loopCounter``.
    """

    collection: Expression
    item: str | None
    sequential: bool


@dataclass(frozen=True, slots=True)
class Output:
    """An output mapping: the fact ``target`` becomes what ``source`` gives (null clears it)."""

    target: str
    source: Expression


@dataclass(frozen=True, slots=True)
class Addition:
    """How a task of an ad hoc subprocess comes to be.

    ``form`` is the form for adding it (None: only rows of minutes and proposals make it), ``parties``
    who may add it (empty: any), ``agreed`` whether the other party has to agree first, ``answers``
    whether it is the task by which a party answers a proposal.
    """

    form: str | None = None
    parties: tuple[str, ...] = ()
    agreed: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; only flows out of exclusive and inclusive gateways carry a condition."""

    id: str
    name: str
    source: str
    target: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A role of the diagram. Its party is a constant of the diagram or follows from the facts."""

    id: str
    name: str
    party: str | Expression


@dataclass(frozen=True, slots=True)
class Element:
    """A process, an activity, an event or a gateway.

    ``kind`` is the BPMN name (``userTask``, ``boundaryEvent``, ``process``, ...); ``event`` that
    of its event definition without the ending (``timer``, ``message``, ``conditional``, ...).
    ``scope`` is the containing process or subprocess, None for a process itself. ``lane`` is
    found from the drawing for elements in subprocesses. ``incoming`` and ``outgoing`` are flow
    ids in document order. ``message`` is the message's name, ``senders`` the parties that may
    send it (empty: any), ``form`` the form of a user task, start event or message, ``clauses``
    the routine's clauses that the element realises, ``ends_party`` the party whose participation
    ends here, ``called`` the process that a call activity runs.

    Of a user task: ``title`` tells what it is about, ``assignee`` who gets it when it opens,
    ``done_on`` the day on which it was really done, ``addition`` how it is added where it lies in
    an ad hoc subprocess. ``gaps`` tell by clause whether the answers show that it was not kept,
    ``follow_ups`` by list of the form which added tasks its rows become. ``plain`` is
    what the resident reads of it while it waits, ``plain_done`` when it has happened, ``takes_place``
    the day on which it happens, where that is agreed on. ``guard``: while false, the message that
    is waited for is not taken.
    """

    id: str
    name: str
    kind: str
    scope: str | None
    event: str | None = None
    lane: str | None = None
    attached_to: str | None = None
    interrupting: bool = True
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default_flow: str | None = None
    clauses: tuple[str, ...] = ()
    form: str | None = None
    timer: TimerRule | None = None
    message: str | None = None
    senders: tuple[str, ...] = ()
    condition: Expression | None = None
    outputs: tuple[Output, ...] = ()
    loop: Loop | None = None
    called: str | None = None
    ends_party: str | None = None
    title: Expression | None = None
    assignee: Expression | None = None
    done_on: Expression | None = None
    addition: Addition | None = None
    gaps: Mapping[str, Expression] = field(default_factory=dict)
    follow_ups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: Expression | str | None = None
    plain_done: Expression | str | None = None
    takes_place: Expression | None = None
    guard: Expression | None = None
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def adopts(self) -> str | None:
        """The checklist that stands adopted when the task is completed."""
        return self.properties.get("sjekkliste")

    @property
    def reviews(self) -> str | None:
        """The checklist whose open items are decided one by one when the task is completed."""
        return self.properties.get("gjennomgar")

    @property
    def new_items(self) -> Mapping[str, str]:
        """The checklist that the rows of each of these lists of the task's form become items of."""
        named = {name: its for name, its in self.properties.items() if name.startswith(NEW_ITEMS)}
        return {name.removeprefix(NEW_ITEMS): its for name, its in named.items()}

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that are filled in at the element: the one for adding it, and its own."""
        adding = None if self.addition is None else self.addition.form
        return tuple(form for form in (adding, self.form) if form is not None)

    def may_be_sent_by(self, parties: AbstractSet[str]) -> bool:
        """Whether the message that is waited for may come from any of these parties."""
        return not self.senders or not parties.isdisjoint(self.senders)

    @property
    def tells_of_home(self) -> bool:
        """Whether the tasks that this event withdraws fall away because a home was found."""
        return self.properties.get("bortfall") == HOME_FOUND


@dataclass(frozen=True, slots=True)
class Fact:
    """A case fact, as its form fields declare it.

    ``type`` is the FEEL type's name (``date``, ``string``, ``list<context>``, ...), ``Any`` when
    only output mappings set it. ``scope`` is ``CASE_SCOPE`` or the id of the multi-instance
    subprocess in whose instances alone it lives. ``forms`` are the forms that declare it.
    """

    name: str
    type: str
    label: str
    scope: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a journey. ``key`` is the id of the executable process, ``digest`` its bundle's.

    ``elements`` holds every process and flow node of the file by id, in document order;
    ``checklists`` the living documents that a case has, in the order of their ids.
    ``units``, ``contacts``, ``assignees`` (by party) and ``subject`` (``navn``, ``fodselsnummer``,
    ``adressesperre``) say how the case's parties, who gets their tasks, and the case's person follow
    from the facts, ``responsible`` which party has the primary responsibility, ``measures`` what
    reports count. ``expression_facts`` are the facts that some expression of the diagram or its forms
    reads: all that a running case has to remember.
    """

    key: str
    name: str
    digest: str
    bundle: Mapping[str, bytes] = field(repr=False)
    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    lanes: Mapping[str, Lane]
    forms: Mapping[str, Form]
    checklists: Mapping[str, Checklist]
    facts: Mapping[str, Fact]
    units: Mapping[str, Expression]
    contacts: Mapping[str, Expression]
    assignees: Mapping[str, Expression]
    subject: Mapping[str, Expression]
    measures: Mapping[str, Expression]
    responsible: Expression | None
    expression_facts: frozenset[str]

    @property
    def process(self) -> Element:
        """The executable process itself: the outermost scope."""
        return self.elements[self.key]

    @property
    def start(self) -> Element:
        """The event that a case starts with."""
        return next(element for element in self.children(self.key) if element.kind == "startEvent")

    def element(self, element_id: str) -> Element:
        """Return the element of that id; KeyError when there is none."""
        return self.elements[element_id]

    def children(self, scope: str) -> tuple[Element, ...]:
        """Return the elements directly inside a process or subprocess, in document order."""
        return tuple(element for element in self.elements.values() if element.scope == scope)

    def boundaries(self, activity: str) -> tuple[Element, ...]:
        """Return the boundary events attached to an activity, in document order."""
        return tuple(element for element in self.elements.values() if element.attached_to == activity)

    def remind_from(self, task: str, due: date) -> date | None:
        """Return from which day to remind of a task that falls due then; None where the diagram says none."""
        leads = (event.timer.reminder for event in self.boundaries(task) if event.timer is not None)
        days = (subtract_duration(due, lead) for lead in leads if lead is not None)
        return min(days, default=None)

    def enclosing(self, element_id: str) -> Iterator[Element]:
        """Yield the subprocesses around an element, innermost first, and last its process."""
        scope = self.elements[element_id].scope
        while scope is not None:
            yield self.elements[scope]
            scope = self.elements[scope].scope

    def phase(self, element_id: str) -> str:
        """Return what a reader calls the part of the journey around an element.

        The name of the innermost named subprocess, else of the lane, else of the process. What is added
        when needed belongs to the part that it is added to.
        """
        parts = (scope for scope in self.enclosing(element_id) if scope.kind not in {"process", AD_HOC})
        names = (part.name for part in parts if part.name)
        lane = self.elements[element_id].lane
        return next(names, self.name if lane is None else self.lanes[lane].name)

    def additions(self) -> tuple[Element, ...]:
        """Return the tasks that can be added to a running case, in document order."""
        return tuple(element for element in self.elements.values() if element.addition is not None)

    def messages(self) -> dict[str, tuple[Element, ...]]:
        """Return the elements that can catch a message, by message name."""
        found: dict[str, tuple[Element, ...]] = {}
        for element in self.elements.values():
            if element.message is not None:
                found[element.message] = (*found.get(element.message, ()), element)
        return found
