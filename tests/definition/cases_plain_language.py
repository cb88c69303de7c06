"""Right and wrong diagrams for the rules of what the resident reads."""

from tests.builders import Journey
from tests.definition.case import Case


def _telling(**of_the_other: str) -> Journey:
    journey = Journey().start().task("oppgave", klarsprak="Institusjonen skriver «{tittel}».")
    return journey.task("en_til", said=of_the_other).end()


CASES = (
    Case(
        "tasks-are-said-in-plain-language",
        _telling,
        lambda: _telling(klarsprak="nei"),
        "en_til",
        "Skriv det i egenskapen «klarsprak»",
    ),
    Case(
        "tasks-are-said-in-plain-language",
        _telling,
        lambda: Journey().start().task("oppgave").task("en_til").end(),
        "en_til",
        "eller «nei»",
    ),
    Case(
        "plain-language-has-one-place-to-fill",
        lambda: _telling(klarsprak="Bydelen skriver {titel}."),
        lambda: _telling(klarsprak="Bydelen skriver {tittel}."),
        "en_til",
        "«{titel}»",
    ),
    Case(
        "plain-language-has-one-place-to-fill",
        lambda: _telling(klarsprak="nei", klarsprak_gjort="Skrevet: {}"),
        lambda: _telling(klarsprak="nei", klarsprak_gjort='={tekst: "Skrevet."}.tekst'),
        "en_til",
        "«klarsprak_gjort»",
    ),
)
