"""What the pages say of a revision: where it stands, step by step, and what was done with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.definition import Definition
from prosesser.revisions import (
    APPROVED,
    CHECKED,
    DISCARDED,
    DRAFT,
    EDITED,
    OPENED,
    PUBLISHED,
    REBASED,
    RETURNED,
    SENT,
    Act,
    Check,
)
from workflow_app.wording import Tag, count, listed

STATUS_TAGS = {
    DRAFT: Tag("Under arbeid", "neutral"),
    CHECKED: Tag("Kontrollert", "info"),
    SENT: Tag("Venter på godkjenning", "warning"),
    APPROVED: Tag("Godkjent", "success"),
    PUBLISHED: Tag("Publisert", "success"),
}
ACTS = {
    OPENED: "Påbegynt",
    EDITED: "Endret",
    REBASED: "Flyttet over på en nyere versjon",
    CHECKED: "Kontrollert",
    SENT: "Sendt til godkjenning",
    APPROVED: "Godkjent",
    RETURNED: "Sendt tilbake",
    PUBLISHED: "Publisert",
    DISCARDED: "Forkastet",
}
STANDINGS = {
    "current": Tag("Gjelder nå", "success"),
    "coming": Tag("Kommer", "info"),
    "past": Tag("Erstattet", "neutral"),
}

DONE, NOW, LATER, ANYTIME = "done", "now", "later", "anytime"
STEP_TAGS = {
    DONE: Tag("Gjort", "success"),
    NOW: Tag("Neste steg", "info"),
    LATER: Tag("Senere", "neutral"),
    ANYTIME: Tag("Når du vil", "neutral"),
}
ORDER = (DRAFT, CHECKED, SENT, APPROVED, PUBLISHED)


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to a version; ``page`` is what the frame calls the page where it is done."""

    name: str
    state: str
    text: str
    page: str = ""

    @property
    def tag(self) -> Tag:
        """How the step stands, in words."""
        return STEP_TAGS[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """An act as it is read; ``reasons`` are pairs of what was asked about and the answer."""

    what: str
    who: str
    at: datetime
    edition: int
    reason: str
    reasons: tuple[tuple[str, str], ...]


FREE_STEPS = (
    ("Rediger", "Diagram", "Endre diagrammet og skjemaene. Det som er endret, må kontrolleres på nytt."),
    ("Prøvekjør", "Prøvekjør", "Spill en sak med oppdiktede opplysninger, og se oppgaver og frister."),
    ("Sammenlign", "Sammenlign", "Les hva som er endret fra versjonen som utkastet bygger på."),
    ("Hva om", "Hva om", "Se hva utkastet ville ha betydd for sakene som er registrert."),
)
"""Those that may be taken whenever one likes: name, the page where it is done, what it is."""


def steps(status: str, check: Check | None) -> tuple[Step, ...]:
    """Return the steps from a working copy to a version, with how far a revision has come."""
    free = DONE if status == PUBLISHED else ANYTIME
    bound = (
        ("Kontroller", SENT, checked_words(status, check)),
        ("Godkjenn", APPROVED, "En prosesseier som ikke har arbeidet med utkastet, må godkjenne det."),
        ("Publiser", PUBLISHED, "Velg dagen da nye saker får versjonen. Saker i gang beholder sin."),
    )
    to_come = [name for name, ends_as, _ in bound if ORDER.index(ends_as) > ORDER.index(status)]

    def state(name: str) -> str:
        if name not in to_come:
            return DONE
        return NOW if name == to_come[0] else LATER

    return (
        *(Step(name, free, text, page) for name, page, text in FREE_STEPS),
        *(Step(name, state(name), text) for name, _, text in bound),
    )


def checked_words(status: str, check: Check | None) -> str:
    """Say what the check of the files as they stand came to."""
    if check is None:
        return "Utkastet er ikke kontrollert slik det står nå."
    if check.errors:
        return f"{count(len(check.errors), 'feil', 'feil')} må rettes."
    if check.concerns:
        what = "må ha en grunn" if status == CHECKED else "er begrunnet"
        return f"Ingen feil. {count(len(check.concerns), 'ting', 'ting')} {what}."
    return "Ingen feil."


def next_words(status: str, check: Check | None, *, is_author: bool, approvers: tuple[str, ...]) -> str:
    """Say what the next step is and who may take it."""
    if status == SENT and not is_author:
        return "Neste steg er ditt: les hva som er endret, og godkjenn utkastet eller send det tilbake."
    if status == SENT and approvers:
        return f"Utkastet venter på godkjenning. Det kan gis av {listed(list(approvers))}."
    if status == SENT:
        return (
            "Utkastet venter på godkjenning, men alle prosesseiere har arbeidet med det. "
            "Be den som gir tilganger, om å gi rollen til en til."
        )
    if status == DRAFT and check is not None:
        return "Neste steg: rett feilene, og kontroller på nytt. Det kan alle prosesseiere gjøre."
    return {
        DRAFT: "Neste steg: endre det du vil, og kontroller utkastet. Det kan alle prosesseiere gjøre.",
        CHECKED: "Neste steg: send utkastet til godkjenning. Det kan alle prosesseiere gjøre.",
        APPROVED: "Neste steg: velg fra hvilken dag nye saker får den. Det kan alle prosesseiere gjøre.",
    }.get(status, "Utkastet er publisert som en versjon, og kan ikke endres.")


def work(definition: Definition) -> tuple[tuple[str, str], ...]:
    """Return the tasks of a version by lane, as its diagram shows them."""
    tasks: dict[str, list[str]] = {lane: [] for lane in definition.lanes}
    for element in definition.elements.values():
        if element.kind == "userTask" and element.lane in tasks:
            tasks[element.lane].append(element.name)
    lanes = definition.lanes
    return tuple((lanes[lane].name, listed(names)) for lane, names in tasks.items() if names)


def lines(acts: Iterable[Act], people: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the acts as they are read, the last first."""
    return tuple(reversed(list(_lines(acts, people))))


def _lines(acts: Iterable[Act], people: Mapping[str, str]) -> Iterator[Line]:
    asked: dict[str, str] = {}
    for act in acts:
        deed = act.deed
        what = ACTS.get(deed.act, deed.act)
        if deed.act == CHECKED:
            asked = {concern["id"]: concern["text"] for concern in deed.details["concerns"]}
            errors = len(deed.details["errors"])
            what = f"{what}: {count(errors, 'feil', 'feil') if errors else 'ingen feil'}"
        given = deed.details.get("reasons", {})
        reasons = tuple((asked.get(concern, concern), reason) for concern, reason in given.items())
        yield Line(what, people.get(deed.person, deed.person), deed.at, act.edition, deed.reason, reasons)
