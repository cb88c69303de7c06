"""The totals of a run as a file: comma-separated values, JSON or plain text."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from prosesser.impact import Impact
from workflow_app.reporting import table_text, written_csv
from workflow_app.whatif.names import Names
from workflow_app.whatif.sentences import sentences
from workflow_app.whatif.tables import tables
from workflow_app.wording import count, long_instant

COLUMNS = ("Utkast", "Utgave", "Tabell", "Rad", "Krav", "Kolonne", "Verdi")
SHORT = 12


def as_csv(impact: Impact, names: Names) -> str:
    """Return all tables, one value a line."""
    return written_csv(COLUMNS, _lines(impact, names))


def as_json(impact: Impact) -> str:
    """Return the totals as JSON; null is hidden."""
    return json.dumps(plain(impact), ensure_ascii=False, indent=2)


def plain(impact: Impact) -> dict[str, object]:
    """Return a run and its totals as plain data."""
    run, result = impact.run, impact.result
    told = None if result is None else asdict(result.totals)
    return {
        "run": run.id,
        "about": run.about,
        "edition": impact.edition,
        "at": run.started_at.isoformat(),
        "status": run.status,
        "total": run.total,
        "done": run.done,
        "totals": told,
    }


def as_text(impact: Impact, names: Names) -> str:
    """Return what came of a run as plain text."""
    run, result = impact.run, impact.result
    if result is None:
        return f"{run.done} av {count(run.total, 'sak', 'saker')} er prøvd."
    parts = [f"{names.after.name}: {count(run.done, 'sak', 'saker')} prøvd {long_instant(run.started_at)}"]
    parts += [f"{title}: {said}" for title, said in sentences(result.totals)]
    parts += map(table_text, tables(result.totals, names))
    return "\n\n".join(parts)


def _lines(impact: Impact, names: Names) -> Iterator[tuple[str, ...]]:
    if impact.result is None:
        return
    place = (impact.run.about, f"{impact.edition}")
    for title, said in sentences(impact.result.totals):
        yield (*place, "Oppsummert", title, "", "", said)
    for table in tables(impact.result.totals, names):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield (*place, table.title, row.heading, " ".join(row.clauses), column, cell)
