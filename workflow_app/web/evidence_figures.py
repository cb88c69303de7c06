"""How often and how long as tables of texts: tasks that wait with parties, and the elements of a diagram."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prosesser.definition.model import Element
from prosesser.evidence import ElementLine, Frequencies, KindOfTask, PartyLine, Rounded, Times
from workflow_app.reporting import Row, Table
from workflow_app.reporting.words import number
from workflow_app.wording import capital, count, listed, the_party

KINDS = {
    "userTask": "Oppgave",
    "subProcess": "Del av rutinen",
    "adHocSubProcess": "Del av rutinen",
    "startEvent": "Start",
    "endEvent": "Slutt",
    "boundaryEvent": "Hendelse",
    "intermediateCatchEvent": "Hendelse",
    "intermediateThrowEvent": "Milepæl",
}
WAITS = ("Ferdig", "Dager (nedre kvartil)", "Dager (median)", "Dager (øvre kvartil)", "Dager (lengst)")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class PartyTables:
    """How long tasks wait with a party: what is said first, and its tasks."""

    title: str
    sentences: tuple[str, ...]
    table: Table


def parties(lines: Iterable[PartyLine]) -> tuple[PartyTables, ...]:
    """Return the tables of the waits, by party."""
    return tuple(
        PartyTables(capital(the_party(line.party)), tuple(_sentences(line)), _tasks(line)) for line in lines
    )


def stops(told: Frequencies) -> Table:
    """Return the table of a diagram's elements at which something waits."""
    return Table(
        title="Oppgaver og hendelser der noe venter",
        heading="Element",
        columns=("Slag", "Gått videre", "Venter nå", *WAITS[1:], "Virkedager (median)"),
        rows=tuple(
            Row(_element_name(told, line), (), _stop_cells(line, told.definition.elements[line.element]))
            for line in told.elements
            if line.waits
        ),
    )


def passages(told: Frequencies) -> Table:
    """Return the table of a diagram's other elements."""
    kinds = told.definition.elements
    return Table(
        title="Veivalg, milepæler og andre elementer",
        heading="Element",
        columns=("Slag", "Gått videre"),
        rows=tuple(
            Row(_element_name(told, line), (), (_kind(kinds[line.element]), rounded(line.left)))
            for line in told.elements
            if not line.waits
        ),
    )


def flows(told: Frequencies) -> Table:
    """Return the table of a diagram's flows."""
    definition = told.definition
    return Table(
        title="Flytene i diagrammet",
        heading="Fra",
        columns=("Til", "Flyt", "Gått"),
        rows=tuple(
            Row(
                _named(definition.elements[definition.flows[line.flow].source]),
                (),
                (
                    _named(definition.elements[definition.flows[line.flow].target]),
                    definition.flows[line.flow].name or NOTHING,
                    "ikke kjent" if line.carried is None else rounded(line.carried),
                ),
            )
            for line in told.flows
        ),
    )


def rounded(its: Rounded) -> str:
    """Write a rounded number."""
    if its.few:
        return "færre enn 5"
    return f"ca. {its.number}" if its.number else "0"


def _element_name(told: Frequencies, line: ElementLine) -> str:
    return _named(told.definition.elements[line.element])


def _sentences(line: PartyLine) -> Iterator[str]:
    if line.times is not None:
        days, working = line.times.days, line.times.working_days
        yield (
            f"En oppgave lå i middel (median) {number(days.median)} dager hos parten, "
            f"{number(working.median)} av dem virkedager. Halvparten lå fra {number(days.lower)} til "
            f"{number(days.upper)} dager, den lengste {count(days.longest, 'dag', 'dager')}."
        )
    if line.first_action is not None:
        first = line.first_action.days
        yield (
            f"Fra saken eller ansvaret kom til parten, til noen der gjorde noe, gikk det i middel (median) "
            f"{number(first.median)} dager, på det lengste {count(first.longest, 'dag', 'dager')} "
            f"({number(line.handovers)} overtakelser)."
        )
    if line.unanswered:
        yield f"Etter {count(line.unanswered, 'overtakelse', 'overtakelser')} har ingen gjort noe ennå."


def _tasks(line: PartyLine) -> Table:
    told = [kind for kind in line.kinds if kind.ended or kind.open]
    few = [kind.name for kind in line.kinds if not (kind.ended or kind.open)]
    return Table(
        title=f"Oppgaver hos {the_party(line.party)}",
        heading="Oppgave",
        columns=(*WAITS, "Virkedager (median)", "Venter nå", "Eldste (dager)"),
        rows=tuple(Row(kind.name, (), _task_cells(kind)) for kind in told),
        few=listed(list(dict.fromkeys(few))),
    )


def _task_cells(kind: KindOfTask) -> tuple[str, ...]:
    oldest = NOTHING if kind.open == 0 else number(kind.oldest)
    return (number(kind.ended), *_days(kind.times, none=kind.ended == 0), number(kind.open), oldest)


def _stop_cells(line: ElementLine, element: Element) -> tuple[str, ...]:
    nothing = line.times is None and not line.left.few
    return (_kind(element), rounded(line.left), rounded(line.waiting), *_days(line.times, none=nothing))


def _days(its: Times | None, *, none: bool) -> tuple[str, ...]:
    """Write lower quartile, median, upper quartile and longest in days, and the median of working days."""
    if its is None:
        return ((NOTHING if none else number(None)),) * 5
    days = its.days
    return tuple(map(number, (days.lower, days.median, days.upper, days.longest, its.working_days.median)))


def _named(element: Element) -> str:
    return element.name or f"{_kind(element)} uten navn ({element.id})"


def _kind(element: Element) -> str:
    return KINDS.get(element.kind, "Veivalg")
