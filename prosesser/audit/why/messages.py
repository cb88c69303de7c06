"""Why a message could be sent at a moment, or could not."""

from dataclasses import dataclass

from prosesser.audit.why.clauses import Clause, clauses_of
from prosesser.audit.why.deciding import asking, deciders
from prosesser.audit.why.errors import NothingToExplain
from prosesser.audit.why.retold import Retold
from prosesser.audit.why.sources import FactRead, Sources
from prosesser.definition.model import Definition, Element
from prosesser.engine.events import MessageReceived
from prosesser.engine.state import Catch
from prosesser.feel import Expression, Value, evaluate
from prosesser.record import Entry


@dataclass(frozen=True, slots=True)
class MessageWhy:
    """Whether a message that was waited for could be sent at the end of row ``sequence``, and by whom.

    ``guard`` has to be true (None: nothing has to); ``value`` is what it was, ``facts`` what it read.
    ``received`` are the rows in which it had come by then.
    """

    sequence: int
    definition: Definition
    catch: Catch
    element: Element
    guard: Expression | None
    value: Value
    facts: tuple[FactRead, ...]
    decisive: frozenset[str]
    received: tuple[Entry, ...]
    clauses: tuple[Clause, ...]

    @property
    def could(self) -> bool:
        """Whether it could be sent."""
        return self.guard is None or self.value is True


def why_message(told: Retold, catch: str, sequence: int | None = None) -> MessageWhy:
    """Explain a message at the end of a row, or when it was last waited for; raises `NothingToExplain`."""
    rows = told.until(sequence)
    last = next((row for row in reversed(rows) if catch in row.after.catches), None)
    if last is None:
        raise NothingToExplain
    held = last.after.catches[catch]
    element = last.definition.elements[held.element]
    moment, now = last.at_end(held.scope), last.entry.at
    guard = element.guard
    return MessageWhy(
        sequence=last.sequence,
        definition=last.definition,
        catch=held,
        element=element,
        guard=guard,
        value=None if guard is None else evaluate(guard, moment.known, now=now),
        facts=() if guard is None else Sources(rows).read(guard, moment),
        decisive=frozenset() if guard is None else deciders(guard, asking(moment.known, now)),
        received=tuple(
            row.entry
            for row in rows
            if any(isinstance(event, MessageReceived) and event.catch == catch for event in row.events)
        ),
        clauses=clauses_of(last.definition, (held.element,)),
    )
