"""Answers to a form become facts, and outputs are worked out from them."""

from collections.abc import Iterator

from prosesser.definition import forms
from prosesser.definition.model import Element
from prosesser.engine.codec import Answers
from prosesser.engine.draft import Draft
from prosesser.engine.errors import NothingAsked
from prosesser.feel import Value


def take_in(draft: Draft, element: Element, answers: Answers, round_id: str | None = None) -> None:
    """Make facts of the answers given at an element, then of its outputs, in their order.

    Outputs read the case's facts and all of the answers, also those that are not kept; what was asked
    and not answered is null to them, whatever was answered before. Raises the form's own refusal when
    the answers are not what it asks for.
    """
    given = _read(draft, element, answers, round_id)
    unanswered = dict.fromkeys(_asked(draft, element))
    known = {**draft.context(round_id), **unanswered}
    for output in element.outputs:
        given[output.target] = draft.evaluate(output.source, {**known, **given}, element.id)
    draft.set_facts(given, round_id)


def _asked(draft: Draft, element: Element) -> Iterator[str]:
    if element.form is not None:
        yield from (field.key for field in draft.definition.forms[element.form].fields())


def _read(draft: Draft, element: Element, answers: Answers, round_id: str | None) -> dict[str, Value]:
    if element.form is None:
        if answers:
            raise NothingAsked
        return {}
    form = draft.definition.forms[element.form]
    return dict(forms.read(form, answers, draft.context(round_id), {}, draft.now))
