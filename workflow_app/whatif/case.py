"""What a draft would do in one case, in sentences: for who may read the case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from prosesser.calendar import oslo_date
from prosesser.engine.codec import Due
from prosesser.engine.outlooks import DueChange, Outlook, TaskChange
from prosesser.impact import CANNOT, CHOICE, FOLLOWS, NEUTRAL, CaseOutlook
from workflow_app.whatif.names import Names
from workflow_app.wording import long_date, long_instant, the_party

OUTCOMES = {
    NEUTRAL: "Saken merker ingenting.",
    FOLLOWS: "Saken følger med, og noe blir annerledes.",
    CHOICE: "Noen må velge hvor saken skal stå.",
    CANNOT: "Saken kan ikke følge.",
}
SHORT = {
    NEUTRAL: "Merker ingenting",
    FOLLOWS: "Følger, noe blir annerledes",
    CHOICE: "Må ses på",
    CANNOT: "Kan ikke følge",
    "unreadable": "Kunne ikke leses",
    "erased": "Slettet",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and a sentence for each thing."""

    title: str
    lines: tuple[str, ...]


def parts(told: CaseOutlook, names: Names) -> tuple[Part, ...]:
    """Return what changes in a case, part by part; those with nothing in them are left out."""
    outlook = told.outlook
    found = (
        Part("Hvor den stopper", tuple(_stopped(outlook, names))),
        Part("Datoer", tuple(_date(change, names) for change in outlook.dates)),
        Part("Oppgaver", tuple(_tasks(outlook, names))),
        Part("Svar som trengs", tuple(_answers(outlook, names))),
        Part("Det som ikke lenger brukes", tuple(_unused(outlook, names))),
    )
    return tuple(part for part in found if part.lines)


def began(outlook: Outlook) -> str:
    """Say from when the case would have gone otherwise; nothing where it would not."""
    if outlook.differs_when is None:
        return ""
    row = "" if outlook.differs_at is None else f" (hendelse {outlook.differs_at} i saken)"
    return f"Alt er som registrert fram til {long_instant(outlook.differs_when)}{row}."


def _stopped(outlook: Outlook, names: Names) -> Iterator[str]:
    stopped = outlook.stopped
    if stopped is not None:
        place = f" ved «{names.element(stopped.element)}»" if stopped.element else ""
        row = "etter siste hendelse" if stopped.sequence is None else f"ved hendelse {stopped.sequence}"
        yield f"{long_instant(stopped.at)}, {row}{place}: {stopped.reason}"
        if stopped.waits_at:
            waits = ", ".join(f"«{names.element(element)}»" for element in stopped.waits_at)
            yield f"Etter utkastet venter saken da på {waits}."
    elif outlook.reason:
        yield outlook.reason
    if outlook.ahead:
        ahead = ", ".join(f"«{names.element(_element(entry))}»" for entry in outlook.ahead)
        yield f"Saken venter på {ahead}, som utkastet ikke har ført til."


def _date(change: DueChange, names: Names) -> str:
    said = f"{names.element(change.element)}: {_due(change.due_from)} blir {_due(change.due_to)}."
    if change.agreed is not None:
        said += f" Partene har avtalt {long_date(change.agreed)}, og den datoen står."
    if not change.open:
        return f"{said} Det er gjort."
    return f"{said} Den nye datoen er passert." if change.passed else said


def _due(due: Due) -> str:
    if due is None:
        return "ingen dato"
    return long_date(oslo_date(due) if isinstance(due, datetime) else due)


def _tasks(outlook: Outlook, names: Names) -> Iterator[str]:
    for change in outlook.added:
        yield f"{names.element(change.element)} kommer til{_for(change)}."
    for change in outlook.removed:
        yield f"{names.element(change.element)} faller bort{'' if change.open else ', men er gjort'}."
    for change in outlook.moved:
        to = change.side_to.party if change.side_to else None
        yield f"{names.element(change.element)} flyttes til {the_party(to or 'ingen')}."


def _for(change: TaskChange) -> str:
    party = change.side_to.party if change.side_to else None
    return f" for {the_party(party)}" if party else ""


def _answers(outlook: Outlook, names: Names) -> Iterator[str]:
    for needed in outlook.needed:
        yield f"«{needed.label}» må svares på i {names.element(needed.element)}, som står åpen."
    for missing in outlook.missing:
        yield f"«{missing.label}» ble ikke svart på ved hendelse {missing.sequence}."


def _unused(outlook: Outlook, names: Names) -> Iterator[str]:
    for unused in outlook.unused:
        yield f"Svaret på «{unused.label}» ved hendelse {unused.sequence} spør ingen om."
    for skipped in outlook.skipped:
        yield f"{names.element(skipped.about)} (hendelse {skipped.sequence}) er ikke med i utkastet."


def _element(entry: str) -> str:
    return entry.rpartition(".")[0]
