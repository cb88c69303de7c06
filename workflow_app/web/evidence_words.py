"""Evidence as tables of texts: what is hidden stands as such in all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prosesser.evidence import (
    OUTCOMES,
    ClauseLine,
    Extent,
    Instance,
    Ways,
)
from prosesser.evidence.exports import not_in_it
from workflow_app.reporting import Row, Table, Words
from workflow_app.reporting.words import number, percent
from workflow_app.wording import Tag, count, listed

OUTCOME_TAGS: Mapping[str, Tag] = {
    "on_time": Tag("I tide", "success"),
    "by_agreement": Tag("I tide etter avtale", "info"),
    "late": Tag("For sent", "danger"),
    "missing": Tag("Mangler", "danger"),
    "lapsed": Tag("Bortfalt (bolig funnet)", "neutral"),
    "not_due": Tag("Ikke forfalt", "neutral"),
    "not_needed": Tag("Ikke aktuell", "neutral"),
}
ADVICE_TAGS: Mapping[str, Tag] = {
    "late": Tag("Etter rådet dato", "warning"),
    "missing": Tag("Ikke gjort (råd)", "warning"),
}
GRAIN_NAMES = {
    "deler": "Deler av rutinen, uansett rekkefølge",
    "faser": "Deler av rutinen, i rekkefølge",
    "oppgaver": "Hver oppgave og melding, i rekkefølge",
}
BETWEEN = {"deler": ", "}
"""What stands between the steps of a way; an arrow where their order counts."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ConformanceRow:
    """A line of the conformance: the tasks, where the routine says so, and the cells by outcome."""

    key: str
    name: str
    clause: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConformanceTable:
    """The lines that tell something, and the names and keys of those that are too few to show."""

    columns: tuple[str, ...]
    rows: tuple[ConformanceRow, ...]
    few: tuple[tuple[str, str], ...]


def conformance(lines: Iterable[ClauseLine], words: Words) -> ConformanceTable:
    """Return the table of the clauses."""
    shown = [line for line in lines if line.counts.total is not None]
    hidden = [line for line in lines if line.counts.total is None]
    return ConformanceTable(
        columns=(
            *(OUTCOME_TAGS[outcome].text for outcome in OUTCOMES),
            "I alt",
            "Dager for sent (median)",
            "Dager for sent (lengst)",
        ),
        rows=tuple(
            ConformanceRow(line.key, _line_name(line, words), _places(line.clauses, words), _cells(line))
            for line in shown
        ),
        few=tuple((line.key, _line_name(line, words)) for line in hidden),
    )


def outcome_tag(instance: Instance, words: Words) -> Tag:
    """Say how a deadline stands; of advice that it is no more than that."""
    outcome = instance.outcome
    if outcome in ADVICE_TAGS and words.is_advice(instance.duty.clauses):
        return ADVICE_TAGS[outcome]
    return OUTCOME_TAGS[outcome]


def ways(told: Ways, grain: str) -> Table:
    """Return the table of the ways that cases have gone, in steps of some size."""
    between = BETWEEN.get(grain, " → ")
    rows = [
        Row(
            between.join(variant.way.steps) or "Ingenting gjort ennå",
            (),
            (
                "Avsluttet" if variant.way.ended else "Pågår",
                number(variant.cases),
                percent(variant.share),
                number(variant.days),
            ),
        )
        for variant in told.variants
    ]
    if told.rare != 0:
        rows.append(
            Row(
                "Andre forløp, hvert fulgt av færre enn fem",
                (),
                (NOTHING, number(told.rare), NOTHING, NOTHING),
            )
        )
    return Table("Forløp", "Forløp", ("Status", "Saker", "Andel", "Dager (median)"), tuple(rows))


def extent(told: Extent) -> str:
    """Say how many cases it is about, and which are left out."""
    return f"{count(told.cases, 'sak', 'saker')}. {not_in_it(told)}".strip()


def _line_name(line: ClauseLine, words: Words) -> str:
    advice = " (råd, ikke plikt)" if words.is_advice(line.clauses) else ""
    return f"{listed(list(line.names))}{advice}"


def _places(clauses: Iterable[str], words: Words) -> str:
    """Return where in the routine clauses stand."""
    known = (words.requirements.get(clause) for clause in clauses)
    return listed(list(dict.fromkeys(its.clause for its in known if its is not None and its.clause)))


def _cells(line: ClauseLine) -> tuple[str, ...]:
    late = line.counts.parts["late"]
    days = (None, None) if line.lateness is None else (line.lateness.median, line.lateness.worst)
    lateness = (NOTHING, NOTHING) if late == 0 else tuple(map(number, days))
    return (*map(number, (*line.counts.parts.values(), line.counts.total)), *lateness)
