"""Discretion: what must not stand on a page or a print for the resident is taken out of every text.

Documents are composed of what may be shown; this is the last look at them, whatever people have
written in free text. The rules are a table in docs/prints.md.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from prosesser.store.directory import Unit
from workflow_app.prints.characters import printable
from workflow_app.prints.document import Document, PersonName, with_texts
from workflow_app.wording import the_party

HIDDEN = "(vises ikke her)"
SHORTEST = 4  # characters of a secret: shorter ones would take words out of other sentences

_GAP = r"[ .\-\u00a0]?"
_DAY = rf"(?:[04]{_GAP}[1-9]|[1256]{_GAP}\d|[37]{_GAP}[01])"  # D-numbers add 40 to the day
_MONTH = rf"(?:[048]{_GAP}[1-9]|[159]{_GAP}[0-2])"  # synthetic persons' numbers add 40 or 80 to the month
_NATIONAL_ID = re.compile(rf"(?<!\d){_DAY}{_GAP}{_MONTH}(?:{_GAP}\d){{7}}(?!\d)")
_ROAD = "gata|gate|gt\\.?|veien|vei|vegen|veg|allé|alleen|plassen|plass|bakken|stien|svingen|terrasse"
_STREET = re.compile(rf"\b[\w.'-]{{0,30}}(?:{_ROAD})\s{{1,3}}\d{{1,3}}(?:\s?[a-z])?\b", re.IGNORECASE)
_TOWN = re.compile(r"\b\d{4}\s{1,3}oslo\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]{1,64}@\S{1,255}")
# Every repetition above is bounded: texts are long, and may be hostile.

_DISTRICT = "Bydel "

Places = Mapping[str, str]
"""Names of places to take out, each with the word that stands for it."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What to take out.

    ``secrets`` are answers that are shown to nobody on a print, the home's address above all.
    ``protected``: the person's address is, so nothing may tell where the person lives or is looked
    after; ``places`` are then the names of units.
    """

    secrets: tuple[str, ...] = ()
    protected: bool = False
    places: Places = field(default_factory=dict)

    def applied(self, document: Document) -> Document:
        """Return the document without what must not stand in it."""
        rules = tuple(self._rules())
        shown = with_texts(document, lambda text: _without(text, rules))
        return replace(shown, sender="") if self.protected else shown

    def _rules(self) -> Iterator[tuple[re.Pattern[str], str]]:
        yield _NATIONAL_ID, HIDDEN
        for secret in _longest_first(_telling(self.secrets)):
            yield _words(secret), HIDDEN
        if self.protected:
            yield from ((pattern, HIDDEN) for pattern in (_MAIL, _STREET, _TOWN))
            for place in _longest_first(self.places):
                yield _words(place, ending="s?"), self.places[place]


def places(units: Iterable[Unit]) -> Places:
    """Return what units are called in speech, each with the word for its party.

    "Bydel Gamle Oslo" is "Gamle Oslo" too, "Lilleborg rehabiliteringssenter" is "Lilleborg".
    """
    return {name: the_party(unit.party) for unit in units for name in (unit.name, _in_short(unit.name))}


def _in_short(name: str) -> str:
    if name.startswith(_DISTRICT):
        return name.removeprefix(_DISTRICT)
    first, space, _ = name.rpartition(" ")
    return first if space else name


def _without(text: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    if isinstance(text, PersonName):
        return text
    shown = printable(text)
    for pattern, word in rules:
        shown = pattern.sub(word, shown)
    return shown


def _telling(secrets: Iterable[str]) -> Iterator[str]:
    """Yield secrets, and those parts of them that tell as much: the ones with a number in."""
    for secret in secrets:
        parts = (part.strip() for part in re.split(r"[,;\n]", secret))
        yield from (part for part in parts if any(map(str.isdigit, part)))
        yield secret.strip()


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if len(text) >= SHORTEST}, key=len, reverse=True)


def _words(text: str, ending: str = "") -> re.Pattern[str]:
    """Return a pattern for whole words, whatever their case and the space between them."""
    words = r"\s+".join(map(re.escape, unicodedata.normalize("NFC", text).split()))
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.IGNORECASE)
