"""Fills in any form: with the answers that are given, and plausible ones where none is.

The same seed gives the same answers. What would decide where the case goes is not made up when
the style says what decides: `ChoiceOpen` names it instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from prosesser.definition.forms.hiding import Components, hidden_ids, lenient
from prosesser.definition.forms.model import Datetime, DynamicList, Form, InputField, fields_of
from prosesser.definition.forms.parts import Required
from prosesser.definition.forms.rules import Circumstances
from prosesser.engine.codec import Answers, Facts
from prosesser.errors import Refused
from prosesser.feel import Expression, Value
from workflow_app.rehearsal.choices import NOTHING, Deciding
from workflow_app.rehearsal.expressions import resolved
from workflow_app.rehearsal.invent import Leeway, invent

NO_RULES = Required()
PASSES = 8
"""How often a form is filled in at most: what hides a field may itself be hidden until answered."""


class ChoiceOpen(Refused):
    """Skjemaet «{form}» spør om «{label}», som avgjør veien videre. Gi svaret i faktafilen: {fact}."""


class AnswerNotAsked(Refused):
    """Faktafilen svarer på {fact}, men skjemaet «{form}» viser ikke det feltet da det fylles ut."""


@dataclass(frozen=True, slots=True)
class Style:
    """How gaps are filled.

    ``options``: the values of the lists that the application provides to a unit (None: whoever
    starts). ``share``: how many of the optional fields are answered, 0 to 1. ``blank``: optional
    fields that are left alone all the same. ``deciding``: what must be given.
    """

    seed: str
    options: Callable[[str | None], Mapping[str, Sequence[str]]]
    share: float = 0.0
    blank: frozenset[str] = frozenset()
    deciding: Deciding = NOTHING


@dataclass(frozen=True, slots=True)
class Occasion:
    """A form that is to be filled in: the facts it reads, the instant (aware UTC), by which unit."""

    form: Form
    facts: Facts
    now: datetime
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form, or one row of a list in it, being filled in; ``place`` is where, ``decides`` what there."""

    occasion: Occasion
    style: Style
    given: Answers
    around: Circumstances
    decides: frozenset[str]
    place: str = ""


class _Open(Exception):
    """A field that decides has no answer."""


def fill(occasion: Occasion, given: Answers, style: Style) -> dict[str, object]:
    """Return answers to the form as JSON. ``given`` answers to fields that are hidden are left out.

    Raises `ChoiceOpen`, `CannotInvent`, and what evaluating an expression among the given answers refuses.
    """
    told = resolved(given, occasion.facts, occasion.now)
    around = Circumstances(occasion.facts, {}, occasion.now)
    return _level(_Sheet(occasion, style, told, around, style.deciding.paths), occasion.form.components)


def require_asked(occasion: Occasion, given: Answers, answers: Answers) -> None:
    """Refuse an answer that was given for this very form and that it did not ask for."""
    for key in given.keys() - answers.keys():
        if given[key] is not None:
            raise AnswerNotAsked(fact=key, form=occasion.form.id)


def _level(sheet: _Sheet, components: Components) -> dict[str, object]:
    """Fill in the fields at one level, of the form or of one row, until what is hidden stays so."""
    fields = list(fields_of(components))
    answers = {field.key: sheet.given[field.key] for field in fields if field.key in sheet.given}
    undecided = None
    for _ in range(PASSES):
        concealed = hidden_ids(components, answers, sheet.around)
        inside = replace(sheet, around=sheet.around.within(lenient(components, answers)))
        shown = [field for field in fields if field.id not in concealed]
        before, answers, undecided = answers, {}, None
        for field in shown:
            try:
                answers |= _answered(inside, field)
            except _Open:
                undecided = undecided or field
        if answers == before:
            break
    if undecided is not None:
        label, fact = undecided.label or undecided.key, sheet.place + undecided.key
        raise ChoiceOpen(form=sheet.occasion.form.id, label=label, fact=fact)
    return answers


def _answered(sheet: _Sheet, asked: InputField | DynamicList) -> dict[str, object]:
    """Return the field's answer under its key; nothing when it is left blank. Raises _Open."""
    if isinstance(asked, DynamicList):
        return _rows(sheet, asked)
    if asked.key in sheet.given:
        answer = sheet.given[asked.key]
        return {} if answer is None else {asked.key: answer}
    rng = _rng(sheet, asked.key)
    if not _is_due(sheet, asked, rng):
        return {}
    bounds = (asked.properties.tidligst, asked.properties.senest)
    earliest, latest = (_value(bound, sheet) for bound in bounds)
    options = sheet.style.options(sheet.occasion.unit)
    return {asked.key: invent(asked, Leeway(rng, options, sheet.occasion.now, earliest, latest))}


def _rows(sheet: _Sheet, asked: DynamicList) -> dict[str, object]:
    given = sheet.given.get(asked.key)
    if given is None and (asked.key in sheet.given or not _wants_rows(sheet, asked)):
        return {}
    rows = given if isinstance(given, list) else [{}] * max(asked.properties.minst, 1)
    return {asked.key: [_row(sheet, asked, number, row) for number, row in enumerate(rows)]}


def _row(sheet: _Sheet, asked: DynamicList, number: int, given: object) -> object:
    if not isinstance(given, dict):
        return given  # the form itself refuses it, and says why
    decides = sheet.style.deciding.columns if asked.key in sheet.decides else frozenset[str]()
    place = f"{sheet.place}{asked.key}.{number}."
    return _level(replace(sheet, given=given, decides=decides, place=place), asked.components)


def _wants_rows(sheet: _Sheet, asked: DynamicList) -> bool:
    if asked.key in sheet.decides:
        raise _Open
    return asked.properties.minst > 0 or _volunteers(sheet, asked.key, _rng(sheet, asked.key))


def _is_due(sheet: _Sheet, asked: InputField, rng: Random) -> bool:
    """Whether to answer a field that nothing is given for; a date that is required is the day itself."""
    required: bool = getattr(asked, "rules", NO_RULES).required
    decides = asked.key in sheet.decides or (required and asked.key in sheet.style.deciding.times)
    if decides and not (required and isinstance(asked, Datetime)):
        raise _Open
    return required or _volunteers(sheet, asked.key, rng)


def _volunteers(sheet: _Sheet, key: str, rng: Random) -> bool:
    return key not in sheet.style.blank and rng.random() < sheet.style.share


def _rng(sheet: _Sheet, key: str) -> Random:
    return Random(f"{sheet.style.seed}:{sheet.occasion.form.id}:{sheet.place}{key}")  # noqa: S311 - no secret


def _value(expression: Expression | None, sheet: _Sheet) -> Value:
    return None if expression is None else sheet.around.value(expression)
