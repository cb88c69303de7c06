"""The access log as files: CSV for people, CEF for systems that gather logs."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from prosesser.audit import cef
from prosesser.store.audit import Access
from workflow_app.reporting.files import FORMULA, SEPARATOR

COLUMNS = ("tidspunkt", "person", "enhet", "roller", "handling", "hva", "sak", "grunnlag", "tillatt")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the log: its name, what it is for, and what writes it."""

    name: str
    title: str
    mimetype: str
    write: Callable[[Iterable[Access]], Iterator[str]]


def as_csv(rows: Iterable[Access]) -> Iterator[str]:
    """Yield the lines of a CSV file with semicolons, as spreadsheets here read it; instants in UTC."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows:
        yield _line(
            (
                row.at.isoformat(),
                row.person,
                row.unit,
                " ".join(row.roles),
                row.action,
                row.what,
                row.case or "",
                row.ground,
                "ja" if row.permitted else "nei",
            )
        )


def _line(values: Iterable[str]) -> str:
    out = StringIO()
    harmless = [f"'{value}" if value.startswith(FORMULA) else value for value in values]
    csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n").writerow(harmless)
    return out.getvalue()


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("csv", "CSV, for regneark", "text/csv", as_csv),
        Format("cef", "CEF, for loggsystemer", "text/plain", cef.lines),
    )
}
