"""Sentences with their dates in them: "fire måneder etter innflytting i institusjon 14. november 2025"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from prosesser.definition.sentences import Vocabulary
from workflow_app.wording import long_date

SMALL = ("", "", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_ONE = re.compile(r"\b1 (måned|uke|dag|virkedag)\b")
_FEW = re.compile(r"\b([2-9]|1[0-2]) (måneder|uker|dager|virkedager)\b")


@dataclass(frozen=True, slots=True)
class Dated(Vocabulary):
    """The words of a version, where a day is named together with its date."""

    dates: Mapping[str, date] = field(default_factory=dict)

    def noun(self, fact: str) -> str:
        """Name a fact with its date: "innflytting i institusjon 14. november 2025"."""
        said = Vocabulary.noun(self, fact)
        return f"{said} {long_date(self.dates[fact])}" if fact in self.dates else said


def spelled(sentence: str) -> str:
    """Write small numbers of days, weeks and months as words, as running text does."""
    one = _ONE.sub(r"én \1", sentence)
    return _FEW.sub(lambda found: f"{SMALL[int(found[1])]} {found[2]}", one)
