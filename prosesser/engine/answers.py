"""Answers to a form become facts; outputs, gaps and the day of the deed are worked out from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.definition.model import Element
from prosesser.engine.codec import Answers, Facts
from prosesser.engine.draft import Draft
from prosesser.engine.errors import NothingAsked
from prosesser.engine.events import GapFound
from prosesser.feel import Expression, Value


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered at an element, read and not yet taken in.

    ``answers`` are those of its form, ``values`` these and its outputs, which become facts, and
    ``known`` all that its expressions read.
    """

    element: Element
    answers: Facts
    values: Facts
    known: Facts
    round_id: str | None

    def done_on(self, draft: Draft) -> date | None:
        """Return the day on which it was really done, where the diagram tells."""
        day = _value(draft, self, self.element.done_on)
        if isinstance(day, datetime):
            return oslo_date(day)
        return day if isinstance(day, date) else None


def read(draft: Draft, element: Element, answers: Answers, round_id: str | None = None) -> Given:
    """Read the answers given at an element, strictly, and work out its outputs in their order.

    Outputs read the case's facts and all of the answers, also those that are not kept; what was asked
    and not answered is null to them, whatever was answered before. Raises the form's own refusal when
    the answers are not what it asks for.
    """
    given = _read(draft, element, answers, round_id)
    values = dict(given)
    unanswered = dict.fromkeys(_asked(draft, element))
    known = {**draft.context(round_id), **unanswered}
    for output in element.outputs:
        values[output.target] = draft.evaluate(output.source, {**known, **values}, element.id)
    return Given(element, given, values, {**known, **values}, round_id)


def take_in(draft: Draft, given: Given) -> None:
    """Make facts of what was answered, and note which clauses it shows were not kept."""
    draft.set_facts(given.values, given.round_id)
    for clause, gap in given.element.gaps.items():
        if _value(draft, given, gap) is True:
            draft.events.append(GapFound(clause, given.element.id))


def _value(draft: Draft, given: Given, expression: Expression | None) -> Value:
    return None if expression is None else draft.evaluate(expression, given.known, given.element.id)


def _asked(draft: Draft, element: Element) -> Iterator[str]:
    if element.form is not None:
        yield from (field.key for field in draft.definition.forms[element.form].fields())


def _read(draft: Draft, element: Element, answers: Answers, round_id: str | None) -> Mapping[str, Value]:
    if element.form is None:
        if answers:
            raise NothingAsked
        return {}
    form = draft.definition.forms[element.form]
    return draft.reading.read(form, answers, draft.context(round_id), draft.now)
