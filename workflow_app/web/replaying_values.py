"""Facts of a replay in words: their labels, values and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from prosesser.access import SYSTEM
from prosesser.audit.replaying_frames import Frame, Known
from prosesser.audit.signed import Signed
from prosesser.definition.forms import Form, Line, display
from prosesser.definition.forms.post import write
from prosesser.definition.model import Definition
from workflow_app.web.glossary import Glossary
from workflow_app.wording import any_date, capital, listed


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact: its value, the row it comes from, how it came to be there, and who made the row."""

    line: Line
    row: int
    source: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of the case, or of one round of what is repeated, by its name."""

    title: str
    facts: tuple[FactView, ...]


def who_made(row: Signed, words: Glossary) -> str:
    """Return who made a row, and for which unit."""
    if row.person == SYSTEM.person:
        return "Sømløs"
    return ", ".join(filter(None, (words.person(row.person), words.unit(row.unit) if row.unit else "")))


class FactBook:
    """Tells facts in words, each once: from one row to the next most of them are the same."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Known, FactView]] = {}

    def groups(self, frame: Frame, words: Glossary) -> tuple[FactGroup, ...]:
        """Return what was known by then in the order in which it became so, the case's own facts first."""
        homes: dict[str | None, list[Known]] = {None: []}
        for (home, _), known in sorted(frame.facts.items(), key=lambda item: item[1].row.sequence):
            homes.setdefault(home, []).append(known)
        return tuple(
            FactGroup(_home(home, words), tuple(self._view(known, words) for known in facts))
            for home, facts in homes.items()
            if facts
        )

    def _view(self, known: Known, words: Glossary) -> FactView:
        """Return a fact in words; it is kept beside them, so that nothing else gets its id."""
        if id(known) not in self._told:
            self._told[id(known)] = known, _told(known, words.at(known.definition))
        return self._told[id(known)][1]


def _told(known: Known, words: Glossary) -> FactView:
    return FactView(
        line=fact_line(known, words),
        row=known.row.sequence,
        source=source(known, words),
        who=who_made(known.row, words),
        at=known.row.at,
    )


def _home(home: str | None, words: Glossary) -> str:
    if home is None:
        return "Saken"
    element, _, number = home.rpartition(".")
    return f"{words.element(element)} nr. {number}"


def source(known: Known, words: Glossary) -> str:
    """Say how a fact came to be: the form field and where it was asked, or that it was worked out."""
    where = f" i {words.element(known.element)}" if known.element else ""
    match known.origin:
        case "answered":
            return f"Feltet «{label(known.name, known.definition)}»{where}"
        case "corrected":
            return "Rettet utenom skjemaene"
    return f"Regnet ut{where}" if where else "Regnet ut i steget"


def label(name: str, definition: Definition) -> str:
    """Return what a version calls a fact; one that it has no label for by its name."""
    fact = definition.facts.get(name)
    return capital(name.replace("_", " ")) if fact is None or fact.label == name else fact.label


def fact_line(known: Known, words: Glossary) -> Line:
    """Return a fact as its form showed it; as plain text where no form of its version asks for it."""
    form = _form(known, words.definition)
    if form is not None:
        answer = known.answer if known.origin == "answered" else _as_answer(known.value)
        lines = display(form, {known.name: answer}, words.options)
        if lines:
            return lines[0]
    return Line(label(known.name, words.definition), plain(known.value))


def _form(known: Known, definition: Definition) -> Form | None:
    fact = definition.facts.get(known.name)
    named = (known.form, *(() if fact is None else fact.forms))
    found = (definition.forms.get(form) for form in named if form)
    return next((form for form in found if form is not None), None)


def _as_answer(value: object) -> object:
    """Return a value as a form's answer stands in the journal."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _as_answer(item) for name, item in value.items()}
    return [_as_answer(item) for item in value] if isinstance(value, list | tuple) else value


def plain(value: object) -> str:
    """Write any value for a reader."""
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, date):
        return any_date(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {plain(item)}" for name, item in value.items() if item is not None)
    if isinstance(value, list | tuple):
        return listed([plain(item) for item in value]) or "ingen"
    return write(value) if isinstance(value, Decimal | int) else str(value)
