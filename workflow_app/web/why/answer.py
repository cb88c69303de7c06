"""An answer to "why?", in words: a few sentences first, then what they stand on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prosesser.audit.why import Clause
from workflow_app.wording import NO_BREAK

NAMES = {"P": "lokal avgjørelse", "R": "rutinen fra 2015"}
"""Sources that a clause may stand in as a whole."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that was read. ``decided``: the answer hung on it; ``before``: what it was until then."""

    label: str
    value: str
    decided: bool
    source: str
    row: int | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class FormulaLine:
    """An expression: what it is for, its FEEL text, what it says in words, and what it gave.

    ``taken``: of a gateway's ways on, one that was taken.
    """

    label: str
    feel: str
    words: str
    value: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A row that changed what is asked about."""

    row: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page says. ``agrees`` False: the explanation is not what is recorded, and nothing else counts.

    ``row`` is the row that is told of, ``version`` (digest) and ``process`` (key) what it was made by.
    """

    heading: str
    row: int
    version: str
    process: str
    agrees: bool
    sentences: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    formulas: tuple[FormulaLine, ...] = ()
    facts: tuple[FactLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    clauses: tuple[Clause, ...] = ()


def clause_places(clauses: Iterable[Clause]) -> str:
    """Return where clauses stand, to follow a sentence: " (F §2.2, F §3)"; empty where none does."""
    places = dict.fromkeys(part for clause in clauses for part in _parts(clause.place))
    return f" ({', '.join(places)})" if places else ""


def _parts(place: str) -> Iterator[str]:
    """Take "F §3, §3.3" apart: each with the source that it stands in."""
    source = ""
    for part in filter(None, place.split(", ")):
        if not part.startswith("§"):
            source = part.partition(" ")[0]
        placed = f"{source} {part}" if part.startswith("§") else part
        yield NAMES.get(placed, placed).replace(" §", f"{NO_BREAK}§")


def in_words(said: str) -> str:
    """Return what an expression says, capitalised; nothing where its words are only the formula again."""
    return "" if "formelen «" in said else f"{said[:1].upper()}{said[1:]}"
