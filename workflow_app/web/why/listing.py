"""What can be asked about in a case, in words: the lists that an auditor chooses from."""

from collections.abc import Mapping
from dataclasses import dataclass

from prosesser.audit.why import ChoiceWhy, DateLine, MessageLine, Overview, TaskLine
from prosesser.calendar import oslo_date
from workflow_app.web.glossary import Glossary
from workflow_app.web.why.choices import choice_name, choice_outcome
from workflow_app.web.why.values import day_or_instant
from workflow_app.wording import NO_BREAK, capital, short_date, the_party

STANDING = {"open": "Åpen", "done": "Fullført", "gone": "Falt bort eller avsluttet"}
WAITING = {"open": "Venter", "done": "Over", "gone": "Over"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: what it is called, the words of its columns, and the query that asks about it."""

    name: str
    columns: tuple[str, str]
    query: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class List:
    """A list with its heading and what its columns are called."""

    id: str
    heading: str
    columns: tuple[str, str, str]
    lines: tuple[Line, ...]


def listing(found: Overview, words: Glossary) -> tuple[List, ...]:
    """Return the lists that have anything in them, in the order of the page."""
    deadlines = tuple(_date(line, STANDING) for line in found.dates if line.task_element is not None)
    waits = tuple(_date(line, WAITING) for line in found.dates if line.task_element is None)
    lists = (
        List("frister", "Frister", ("Oppgave", "Frist", "Status"), deadlines),
        List("veivalg", "Veivalg", ("Valg", "Utfall", "Når"), tuple(map(_choice, found.choices))),
        List("oppgaver", "Oppgaver", ("Oppgave", "Hos", "Status"), _tasks(found, words)),
        List("ventetider", "Ventetider", ("Ventetid", "Til", "Status"), waits),
        List("hendelser", "Hendelser som kan meldes", ("Hendelse", "Vilkår", "Status"), _messages(found)),
    )
    return tuple(each for each in lists if each.lines)


def _date(line: DateLine, standing: Mapping[str, str]) -> Line:
    element = line.task_element or line.element
    agreed = " (avtalt)" if line.agreed is not None else ""
    return Line(
        _name(element.name or element.id, line.title),
        (f"{capital(day_or_instant(line.due))}{agreed}", standing[line.standing]),
        {"rad": line.sequence, "frist": line.timer},
    )


def _choice(choice: ChoiceWhy) -> Line:
    entry = choice.entry
    when = f"{short_date(oslo_date(entry.at))}, rad{NO_BREAK}{entry.sequence}"
    query: dict[str, str | int] = {"rad": entry.sequence, "valg": choice.element.id}
    if choice.number > 1:
        query["_anchor"] = f"svar-{choice.number}"
    return Line(choice_name(choice), (choice_outcome(choice), when), query)


def _tasks(found: Overview, words: Glossary) -> tuple[Line, ...]:
    return tuple(_task(line, words) for line in found.tasks)


def _task(line: TaskLine, words: Glossary) -> Line:
    unit = f", {words.unit(line.unit)}" if line.unit else ""
    return Line(
        _name(line.element.name, line.title),
        (f"{capital(the_party(line.party))}{unit}", STANDING[line.standing]),
        {"rad": line.sequence if line.standing == "open" else line.sequence + 1, "oppgave": line.task},
    )


def _messages(found: Overview) -> tuple[Line, ...]:
    return tuple(map(_message, found.messages))


def _message(line: MessageLine) -> Line:
    return Line(
        line.element.message or line.element.name,
        ("Med vilkår" if line.guarded else "Uten vilkår", WAITING[line.standing]),
        {"rad": line.sequence, "melding": line.catch},
    )


def _name(name: str, title: str) -> str:
    return f"{name}: {title}" if title else name
