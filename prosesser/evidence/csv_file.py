"""Cases as comma-separated values: a line for each event, with the fields that XES has too."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import IO

from prosesser.evidence.export import Log
from prosesser.evidence.happened import Row

SEPARATOR = ";"
COLUMNS = tuple(field.name for field in fields(Row))
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would compute."""


def write_csv(log: Log, target: IO[bytes]) -> None:
    """Write a log as UTF-8 with the mark that tells spreadsheets so, separated as Norwegian ones expect.

    What is not in it is said by the last line, which has a text under ``activity`` and is of no case.
    """
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(log))
    text.detach()


def _lines(log: Log) -> Iterator[list[str]]:
    for trace in log.traces:
        for row in trace.rows:
            yield [_cell(getattr(row, column)) for column in COLUMNS]
    if comment := log.comment():
        yield [_cell(comment if column == "activity" else "") for column in COLUMNS]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
