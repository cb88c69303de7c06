"""What the resident reads: a journey that speaks to the resident speaks of every task."""

import re
from collections.abc import Iterator

from prosesser.definition.dialect import PLAIN, PLAIN_DONE, TITLE_PLACE
from prosesser.definition.rules.subject import Problem, Subject

_PLACE = re.compile(r"\{[^{}]*\}")


def tasks_are_said_in_plain_language(subject: Subject) -> Iterator[Problem]:
    if not any(PLAIN in element.properties for element in subject.elements()):
        return
    for element in subject.elements("userTask"):
        if PLAIN not in element.properties:
            advice = f"Skriv det i egenskapen «{PLAIN}», eller «nei» om beboeren ikke trenger å vite det."
            yield element.id, f"Oppgaven er ikke forklart for beboeren. {advice}"


def plain_language_has_one_place_to_fill(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        for name in (PLAIN, PLAIN_DONE):
            text = element.properties.get(name, "")
            for place in _PLACE.findall(text):
                if place != TITLE_PLACE and not text.startswith("="):  # braces are FEEL's too
                    advice = f"Det eneste som kan settes inn, er {TITLE_PLACE}."
                    yield element.id, f"«{place}» i «{name}» blir stående som det er. {advice}"
