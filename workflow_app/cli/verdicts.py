"""What verification tells, in words and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from prosesser.calendar import oslo_date
from prosesser.cases import Fault, Proven
from workflow_app.wording import count, long_date

RIGHT, WRONG, UNCHECKED = 0, 1, 3
VERDICTS = {RIGHT: "stemmer", WRONG: "feil", UNCHECKED: "ikke kontrollert"}

Times = Mapping[int, datetime]


@dataclass(slots=True)
class Tally:
    """What has been found so far. ``unchecked`` tells what could not be checked, ``faults`` what is wrong."""

    faults: Sequence[str]
    unchecked: list[str]
    cases: int = 0
    rows: int = 0
    bad: int = 0
    unanchored: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)

    def add(self, proven: Proven) -> None:
        """Count a case."""
        self.cases += 1
        self.rows += proven.rows
        self.bad += bool(proven.faults)
        self.unanchored += proven.anchored is None

    @property
    def exit_code(self) -> int:
        """How the command ends."""
        if self.faults or self.bad:
            return WRONG
        return UNCHECKED if self.unchecked or self.unanchored else RIGHT


def line(proven: Proven, times: Times) -> str:
    """Tell of one case; further faults on lines of their own."""
    if not proven.faults:
        extent = "kjeden stemmer, innholdet er slettet" if proven.erased else "stemmer"
        rows = count(proven.rows, "rad", "rader")
        return f"{proven.case}: {extent} ({rows}), {_anchored(proven, times)}"
    first, *more = proven.faults
    told = [f"{proven.case}: FEIL, {_place(first)}: {first.reason}"]
    return "\n".join([*told, *(f"  {_place(fault)}: {fault.reason}" for fault in more)])


def data(proven: Proven, times: Times) -> dict[str, Any]:
    """Return what was found in a case as JSON data."""
    point = proven.anchored
    anchored = point and {
        "row": point.sequence,
        "anchor": point.anchor,
        "at": times[point.anchor].isoformat(),
    }
    return {
        "case": proven.case,
        "rows": proven.rows,
        "erased": proven.erased,
        "anchored": anchored,
        "faults": [{"row": fault.sequence, "reason": fault.reason} for fault in proven.faults],
    }


def summary(tally: Tally) -> str:
    """Tell of all cases together."""
    total = f"{count(tally.cases, 'sak', 'saker')} og {count(tally.rows, 'rad', 'rader')}"
    lines = [f"FEIL: {fault}" for fault in tally.faults]
    lines.append(f"{total} kontrollert, {tally.bad} med feil")
    if tally.unanchored:
        lines.append(f"{count(tally.unanchored, 'sak', 'saker')} er ikke kontrollert mot anker.")
    return "\n".join([*lines, *tally.unchecked])


def _anchored(proven: Proven, times: Times) -> str:
    point = proven.anchored
    if point is None:
        return "ikke kontrollert mot anker"
    day = long_date(oslo_date(times[point.anchor]))
    told = f"forankret til rad {point.sequence} ({day})"
    return f"{told}{_newer(point.sequence + 1, proven.rows)}"


def _newer(first: int, last: int) -> str:
    if first > last:
        return ""
    rows = f"rad {first}" if first == last else f"rad {first}–{last}"
    return f"; {rows} er nyere enn siste anker"


def _place(fault: Fault) -> str:
    return "etter siste rad" if fault.sequence is None else f"rad {fault.sequence}"
