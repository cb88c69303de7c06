"""Charts as geometry for inline SVG: lengths in percent of the drawing's width, so that nothing is stretched.

A chart repeats what its words and its table say. Parts differ in pattern as well as in colour, and the
content policy allows no inline style: the drawing has classes only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prosesser.reports import Line, Quartiles
from workflow_app.reporting import HIDDEN

HIDDEN_PART = "hidden"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: the class of its part, and where it lies."""

    part: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar under its label; ``words`` tell the same."""

    label: str
    segments: tuple[Segment, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one scale; ``legend`` names the parts that occur, in order."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A box from the lower to the upper quartile, with a mark at the median."""

    x: str
    width: str
    median: str
    longest: str


def bars(lines: Sequence[tuple[str, Line]], names: Mapping[str, str]) -> Bars:
    """Return bars of lines under their labels, the longest across the whole width.

    What is hidden of a line is one piece: its size is the total less what is shown, and five or more.
    """
    known = [(label, line, line.total) for label, line in lines if line.total]
    longest = max((total for _, _, total in known), default=1)
    drawn = tuple(
        Bar(label, tuple(_segments(_pieces(line, total), longest)), _words(line, total, names))
        for label, line, total in known
    )
    present = {segment.part for bar in drawn for segment in bar.segments}
    legend = [(part, name) for part, name in names.items() if part in present]
    legend += [(HIDDEN_PART, HIDDEN.capitalize())] if HIDDEN_PART in present else []
    return Bars(drawn, tuple(legend))


def spread(quartiles: Quartiles) -> Spread:
    """Return the box of quartiles on a scale from 0 to a little over the upper one."""
    whole = quartiles.upper * 1.1 or 1
    return Spread(
        x=_percent(quartiles.lower / whole),
        width=_percent((quartiles.upper - quartiles.lower) / whole),
        median=_percent(quartiles.median / whole),
        longest=f"{whole:.0f}",
    )


def _pieces(line: Line, total: int) -> list[tuple[str, int]]:
    shown = [(part, count) for part, count in line.parts.items() if count]
    hidden = total - sum(count for _, count in shown)
    return [*shown, (HIDDEN_PART, hidden)] if hidden else shown


def _segments(pieces: Iterable[tuple[str, int]], longest: int) -> Iterable[Segment]:
    before = 0
    for part, count in pieces:
        yield Segment(part, _percent(before / longest), _percent(count / longest))
        before += count


def _words(line: Line, total: int, names: Mapping[str, str]) -> str:
    told = [f"{count} {_inside(names[part])}" for part, count in line.parts.items() if count]
    if not told:
        return f"{total} i alt. Fordelingen er {HIDDEN}"
    return f"{total} i alt: {', '.join([*told, *([f'resten er {HIDDEN}'] if line.hides else [])])}"


def _inside(name: str) -> str:
    """Write a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _percent(share: float) -> str:
    return f"{share:.2%}"
