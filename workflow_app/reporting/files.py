"""A report as a file: comma-separated values, JSON or plain text, always with the small counts hidden."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from prosesser.reports import Report
from workflow_app.reporting.tables import Table, tables
from workflow_app.reporting.words import Words
from workflow_app.wording import half_year

SEPARATOR = ";"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the file is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would compute."""
COLUMNS = ("Enhet", "Periode", "Tabell", "Rad", "Krav", "Kolonne", "Verdi")


def as_csv(report: Report, words: Words) -> str:
    """Return all tables, one value a line, separated as Norwegian spreadsheets expect."""
    return written_csv(COLUMNS, _lines(report, words))


def written_csv(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Return lines of texts as comma-separated values, with nothing that a spreadsheet would compute."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(_harmless(line) for line in lines)
    return MARK + written.getvalue()


def as_json(report: Report) -> str:
    """Return the report as JSON; null is hidden."""
    return json.dumps({**asdict(report), "period": report.period.code}, ensure_ascii=False, indent=2)


def as_text(report: Report, words: Words) -> str:
    """Return all tables as plain text, a line for each row."""
    parts = [f"{words.unit(report.unit)}, {half_year(report.period)}"]
    parts += map(table_text, tables(report, words))
    if len(parts) == 1:
        parts.append("Ingenting er registrert i perioden.")
    return "\n\n".join(parts)


def _lines(report: Report, words: Words) -> Iterator[tuple[str, ...]]:
    for table in tables(report, words):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                place = (words.unit(report.unit), report.period.code, table.title)
                yield (*place, row.heading, " ".join(row.clauses), column, cell)


def _harmless(texts: Iterable[str]) -> list[str]:
    return [f"'{text}" if text.startswith(FORMULA) else text for text in texts]


def table_text(table: Table) -> str:
    """Return a table as plain text, a line for each row."""
    return "\n".join(_text(table))


def _text(table: Table) -> Iterator[str]:
    yield table.title
    for row in table.rows:
        cells = "; ".join(
            f"{column[:1].lower()}{column[1:]} {cell}"
            for column, cell in zip(table.columns, row.cells, strict=True)
        )
        yield f"  {row.heading.removesuffix('.')}: {cells}"
    if table.few:
        yield f"  Færre enn fem, og derfor ikke vist: {table.few}"
