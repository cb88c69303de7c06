"""Why the path went where it went: gateways by their conditions, events by what came first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prosesser.audit.why.clauses import Clause, clauses_of
from prosesser.audit.why.deciding import asking, deciders
from prosesser.audit.why.errors import NothingToExplain
from prosesser.audit.why.retold import Asked, Moment, Retold, Row
from prosesser.audit.why.sources import FactRead, Sources
from prosesser.definition.model import Definition, Element, Flow
from prosesser.engine.events import ConditionMet, MessageReceived, TimerFired
from prosesser.feel import Expression, Value, evaluate
from prosesser.record import Entry

EVENT_BASED = "eventBasedGateway"


@dataclass(frozen=True, slots=True)
class FlowWhy:
    """A way on: its condition's value (None: null, or no condition), and whether it is explained as taken.

    ``decisive`` are the facts that made the value what it is. ``again``: the case had been there before.
    """

    flow: Flow
    target: Element
    value: Value
    is_default: bool
    taken: bool
    decisive: frozenset[str] = frozenset()
    again: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceWhy:
    """A gateway that a token passed, or an event that came true, in a row.

    ``number`` tells the passings of one element in one row apart, from 1. ``flows`` are a gateway's ways
    on in the diagram's order, ``facts`` what all their conditions read. Of a conditional event
    ``condition`` is what came true. ``first`` is the event that came first where several were waited for,
    ``fell_away`` the others. ``agrees``: what is explained is the way that the tokens took.
    """

    entry: Entry
    element: Element
    number: int
    scope: str | None
    flows: tuple[FlowWhy, ...]
    facts: tuple[FactRead, ...]
    agrees: bool
    clauses: tuple[Clause, ...]
    condition: Expression | None = None
    decisive: frozenset[str] = frozenset()
    first: Element | None = None
    fell_away: tuple[Element, ...] = ()

    @property
    def definition(self) -> Definition:
        """The version of the row."""
        return self.entry.definition

    @property
    def taken(self) -> tuple[FlowWhy, ...]:
        """The ways on that are explained as taken."""
        return tuple(flow for flow in self.flows if flow.taken)


def why_choice(told: Retold, element: str, sequence: int | None = None) -> tuple[ChoiceWhy, ...]:
    """Explain each passing of an element in the last row up to one that passed it.

    Raises `NothingToExplain` where none did.
    """
    rows = told.until(sequence)
    for row in reversed(rows):
        found = tuple(choice for choice in choices_in(row, Sources(rows)) if choice.element.id == element)
        if found:
            return found
    raise NothingToExplain


def choices_in(row: Row, sources: Sources) -> Iterator[ChoiceWhy]:
    """Yield what was chosen in a row, in order: gateways first, then the events that came true."""
    counts: dict[str, int] = {}
    for choice in (*_gateways(row, sources), *_events(row, sources)):
        number = counts[choice.element.id] = counts.get(choice.element.id, 0) + 1
        yield replace(choice, number=number)


# ---- gateways ----


def _gateways(row: Row, sources: Sources) -> Iterator[ChoiceWhy]:
    passings = [_gateway(row, sources, passing[0]) for passing in _passings(row.asked)]
    for choice in passings:
        same = [its for its in passings if (its.element, its.scope) == (choice.element, choice.scope)]
        yield replace(choice, agrees=_went(row, choice) == _said(same))


def _went(row: Row, choice: ChoiceWhy) -> list[str]:
    """Return where tokens went from a gateway, in its round."""
    return sorted(
        target for source, target, scope in row.went if (source, scope) == (choice.element.id, choice.scope)
    )


def _said(passings: Iterable[ChoiceWhy]) -> list[str]:
    """Return where the explanations of a gateway's passings in one round say that tokens went."""
    return sorted(flow.target.id for choice in passings for flow in choice.taken)


def _passings(asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    """Yield what was asked while one token stood at its gateway: no flow twice."""
    passing: list[Asked] = []
    for each in asked:
        same = passing and passing[0].flow.source == each.flow.source
        if passing and not (same and each.flow not in [its.flow for its in passing]):
            yield passing
            passing = []
        passing.append(each)
    if passing:
        yield passing


def _gateway(row: Row, sources: Sources, asked: Asked) -> ChoiceWhy:
    element, moment = row.definition.elements[asked.flow.source], asked.moment
    flows = _explained(row, element, moment)
    conditions = (each.flow.condition for each in flows)
    read = [fact for its in conditions if its is not None for fact in sources.read(its, moment)]
    targets = [each.target.id for each in sorted(flows, key=lambda each: not each.taken)]
    return ChoiceWhy(
        entry=row.entry,
        element=element,
        number=1,
        scope=moment.scope,
        flows=flows,
        facts=tuple({fact.name: fact for fact in read}.values()),
        agrees=False,
        clauses=clauses_of(row.definition, (element.id, *targets, _completed(row))),
    )


def _explained(row: Row, element: Element, moment: Moment) -> tuple[FlowWhy, ...]:
    """Evaluate every way on, also those that the engine did not come to ask, and choose as BPMN says."""
    flows = tuple(_flow(row, element, row.definition.flows[flow], moment) for flow in element.outgoing)
    true = [flow.flow.id for flow in flows if flow.value is True and not flow.is_default]
    chosen = true[:1] if element.kind == "exclusiveGateway" else true
    chosen = chosen or [flow.flow.id for flow in flows if flow.is_default]
    return tuple(replace(flow, taken=flow.flow.id in chosen) for flow in flows)


def _flow(row: Row, element: Element, flow: Flow, moment: Moment) -> FlowWhy:
    value: Value = None
    decisive: frozenset[str] = frozenset()
    default = flow.id == element.default_flow
    if flow.condition is not None:
        value = evaluate(flow.condition, moment.known, now=row.entry.at)
        decisive = deciders(flow.condition, asking(moment.known, row.entry.at))
    elif not default:
        value = True
    target = row.definition.elements[flow.target]
    again = moment.scope is None and row.before is not None and target.id in row.before.ordinals
    return FlowWhy(flow, target, value, is_default=default, taken=False, decisive=decisive, again=again)


def _completed(row: Row) -> str | None:
    """Return the element of the task that was completed in a row, if one was."""
    task = getattr(row.entry.command, "task", None)
    return task.rpartition(".")[0] if isinstance(task, str) else None


# ---- events ----


def _events(row: Row, sources: Sources) -> Iterator[ChoiceWhy]:
    for place, event in enumerate(row.events):
        match event:
            case ConditionMet(catch):
                element, moment = _element(row, catch), row.met[place]
                yield _condition(row, sources, element, moment)
                yield from _first(row, sources, element, moment)
            case TimerFired(key) | MessageReceived(catch=key):
                element = _element(row, key)
                yield from _first(row, sources, element, None)


def _condition(row: Row, sources: Sources, element: Element, moment: Moment) -> ChoiceWhy:
    assert element.condition is not None  # noqa: S101 - only conditional events are met
    return ChoiceWhy(
        entry=row.entry,
        element=element,
        number=1,
        scope=moment.scope,
        flows=(),
        facts=sources.read(element.condition, moment),
        agrees=evaluate(element.condition, moment.known, now=row.entry.at) is True,
        clauses=clauses_of(row.definition, (element.id, element.attached_to)),
        condition=element.condition,
        decisive=deciders(element.condition, asking(moment.known, row.entry.at)),
    )


def _first(row: Row, sources: Sources, first: Element, moment: Moment | None) -> Iterator[ChoiceWhy]:
    """Yield the event-based gateway that an event which came first belongs to, if any."""
    elements, flows = row.definition.elements, row.definition.flows
    for gateway in (elements[flows[flow].source] for flow in first.incoming):
        if gateway.kind == EVENT_BASED:
            ways = tuple(flows[flow] for flow in gateway.outgoing)
            own = () if first.condition is None or moment is None else sources.read(first.condition, moment)
            yield ChoiceWhy(
                entry=row.entry,
                element=gateway,
                number=1,
                scope=None if moment is None else moment.scope,
                flows=tuple(
                    FlowWhy(way, elements[way.target], None, is_default=False, taken=way.target == first.id)
                    for way in ways
                ),
                facts=own,
                agrees=first.id in {source for source, _, _ in row.went},
                clauses=clauses_of(row.definition, (gateway.id, first.id)),
                condition=first.condition,
                decisive=frozenset(fact.name for fact in own),
                first=first,
                fell_away=tuple(elements[way.target] for way in ways if way.target != first.id),
            )


def _element(row: Row, key: str) -> Element:
    return row.definition.elements[key.rpartition(".")[0]]
