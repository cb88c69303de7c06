"""The access log, who could see a case, patterns and assignments, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prosesser.audit.could_see import PartThen, Reader
from prosesser.audit.patterns import THRESHOLDS, Finding, Pattern
from prosesser.calendar import oslo_date
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.audit import Access
from workflow_app.wording import capital, count, listed, long_date, long_instant

GROUNDS: Mapping[str, str] = {
    "had_part+has_part": "Enheten hadde del i saken",
    "had_part": "Enhetens del i saken var avsluttet",
    "assigned": "Tilsynsoppdrag",
    "role": "Rollen",
    "none": "Ingen",
}
MAY_BE_GOOD = "Kan ha en god grunn"


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called."""

    persons: Mapping[str, str]
    units: Mapping[str, str]
    processes: Mapping[str, str]

    def person(self, person: str) -> str:
        """Return a person's name; the id of one who is not known."""
        return self.persons.get(person, person)

    def unit(self, unit: str) -> str:
        """Return a unit's name; "" for none."""
        return self.units.get(unit, unit)


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of pattern: what it is, what makes a finding, and a reason that may well be a good one."""

    title: str
    counts: str
    reason: str


def _told(pattern: Pattern, title: str, counts: str, reason: str) -> Told:
    return Told(title, counts.format_map(THRESHOLDS[pattern]), reason)


PATTERNS: Mapping[Pattern, Told] = {
    Pattern.OWN_NAME: _told(
        Pattern.OWN_NAME,
        "Egen sak eller eget navn",
        "Noen har sett en sak der beboeren har samme navn som dem selv, "
        "eller et fødselsnummer som er brukernavnet deres.",
        "Mange heter det samme.",
    ),
    Pattern.OUTSIDE_TASKS: _told(
        Pattern.OUTSIDE_TASKS,
        "Mange saker utenfor egne oppgaver",
        "Noen har sett minst {cases} saker der de verken har en oppgave nå eller noen gang har skrevet noe.",
        "Ledere, vikarer og de som fordeler oppgaver, ser mange saker.",
    ),
    Pattern.AFTER_PART: _told(
        Pattern.AFTER_PART,
        "Oppslag lenge etter at enhetens del var slutt",
        "Noen har sett i saker minst {looks} ganger, {days} dager eller mer etter at delen til enheten deres "
        "var avsluttet.",
        "Et utestående arbeid eller et spørsmål fra den andre parten kan kreve det.",
    ),
    Pattern.UNUSUAL_HOURS: _told(
        Pattern.UNUSUAL_HOURS,
        "Uvanlige tidspunkter",
        "Noen har sett i saker minst {looks} ganger om natten (kl. {to} til {from}), i en helg eller på en "
        "helligdag.",
        "Institusjonene har vakt hele døgnet.",
    ),
    Pattern.LISTS_ONLY: _told(
        Pattern.LISTS_ONLY,
        "Lister uten å åpne saker",
        "Noen har hentet minst {lists} lister, og åpnet høyst én sak for hver {per_case}. liste.",
        "Listen over oppgaver er den første siden, og den som fordeler, trenger bare den.",
    ),
    Pattern.DENIALS: _told(
        Pattern.DENIALS,
        "Gjentatte avslag",
        "Noen er blitt avvist minst {looks} ganger.",
        "En gammel lenke eller feil valgt enhet gir avslag.",
    ),
}
UNITS_OF: Mapping[str, tuple[str, str]] = {
    "looks": ("oppslag", "oppslag"),
    "cases": ("sak", "saker"),
    "lists": ("liste", "lister"),
    "days": ("dag", "dager"),
}


def numbers(finding: Finding) -> str:
    """Say what a finding counts: "14 saker, 32 oppslag"."""
    said = (
        f"{number} avvist"
        if finding.pattern is Pattern.DENIALS and name == "looks"
        else count(number, *UNITS_OF[name])
        for name, number in finding.numbers.items()
    )
    return ", ".join(said)


def ground(access: Access) -> str:
    """Say on what ground an access stood."""
    return GROUNDS.get(access.ground, access.ground)


def selection(chosen: Selection, names: Names) -> str:
    """Say which cases a selection holds: "Alle saker", "Saker der ... har eller hadde del, opprettet ..."."""
    said = []
    if chosen.cases:
        said.append(count(len(chosen.cases), "enkeltsak", "enkeltsaker"))
    if chosen.units:
        units = [names.unit(unit) for unit in chosen.units]
        said.append(f"saker der {listed(units, 'eller')} har eller hadde del")
    if chosen.process:
        said.append(f"i «{names.processes.get(chosen.process, chosen.process)}»")
    if chosen.opened_from is not None:
        said.append(f"opprettet fra {long_date(chosen.opened_from)}")
    if chosen.opened_until is not None:
        said.append(f"opprettet til og med {long_date(chosen.opened_until)}")
    return capital(", ".join(said) or "alle saker")


@dataclass(frozen=True, slots=True)
class Group:
    """Who could open a case in one unit: why the unit could, and each person with why they could."""

    unit: str
    parts: tuple[str, ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]


def groups(readers: Iterable[Reader], names: Names) -> tuple[Group, ...]:
    """Return who could open a case, by unit, in the order that they come."""
    by_unit: dict[str, list[Reader]] = {}
    for reader in readers:
        by_unit.setdefault(reader.unit, []).append(reader)
    return tuple(
        Group(
            unit=names.unit(unit),
            parts=tuple(_by_part(part, names) for part in theirs[0].parts),
            people=tuple((reader.name, _why(reader, names)) for reader in theirs),
        )
        for unit, theirs in by_unit.items()
    )


def _why(reader: Reader, names: Names) -> tuple[str, ...]:
    given = reader.assignment
    return (*(() if given is None else (_by_assignment(given, names),)), _member(reader))


def _by_part(part: PartThen, names: Names) -> str:
    begun = f"{names.unit(part.unit)} hadde del i saken som {part.party} fra {long_instant(part.start)}"
    if part.ended is None:
        return f"{begun}."
    ended = long_instant(part.ended)
    return f"{begun} til {ended}. Etter det ser enheten bare det som sto der da."


def _by_assignment(given: Assignment, names: Names) -> str:
    over = given.ended or given.end
    chosen = selection(given.selection, names)
    return (
        f"Tilsynsoppdraget «{given.purpose}» fra {names.person(given.given_by)} gjaldt fra "
        f"{long_instant(given.start)} til {long_instant(over)}: {chosen[0].lower()}{chosen[1:]}."
    )


def _member(reader: Reader) -> str:
    since = long_date(oslo_date(reader.since))
    return f"{capital(listed(reader.roles))} her siden {since}."
