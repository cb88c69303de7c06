"""Text in a drawing: SVG wraps no lines, so we measure and break them.

Widths are those of a common sans serif, rounded up: a name may take a line too many, but is never cut.
"""

from collections.abc import Iterator
from html import escape

from workflow_app.drawing.plan import Box

SIZE = 12
LINE = 14
NARROW, WIDE = "iljtf.,:;'!|()[] -", "mwMWÆæ@%"
THIN, BROAD, CAPITAL, USUAL = 0.32, 0.9, 0.7, 0.56


def width_of(text: str) -> float:
    """Return how wide a line is, in pixels."""
    return SIZE * sum(map(_width, text))


def _width(letter: str) -> float:
    if letter in NARROW:
        return THIN
    if letter in WIDE:
        return BROAD
    return CAPITAL if letter.isupper() else USUAL


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines of at most ``width`` pixels; a longer word is broken within."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _broken(paragraph, width):
            longer = f"{line} {word}".strip()
            if line and width_of(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _broken(paragraph: str, width: float) -> Iterator[str]:
    for word in paragraph.split():
        rest = word
        while width_of(rest) > width and len(rest) > 1:
            cut = next((n for n in range(len(rest) - 1, 1, -1) if width_of(rest[:n]) <= width), 1)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def centred(text: str, box: Box) -> str:
    """Write a text in the middle of a box."""
    lines = wrapped(text, box.width)
    x, y = box.middle
    return _written(lines, x, y - LINE * (len(lines) - 1) / 2 + SIZE / 3, "middle")


def below_edge(text: str, box: Box) -> str:
    """Write a text from the upper edge of a box, centred across it."""
    return _written(wrapped(text, box.width), box.middle[0], box.y + SIZE, "middle")


def flush(text: str, box: Box) -> str:
    """Write a text from the upper left corner of a box."""
    return _written(wrapped(text, box.width), box.x, box.y + SIZE, "start")


def upright(text: str, box: Box) -> str:
    """Write a text from below and up, in the band at the left of a pool or a lane."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    lines = wrapped(text, box.height)
    written = _written(lines, 0, -LINE * (len(lines) - 1) / 2 + SIZE / 3, "middle")
    return f'<g transform="translate({x:g} {y:g}) rotate(-90)">{written}</g>'


def _written(lines: list[str], x: float, y: float, anchor: str) -> str:
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + LINE * number:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
        if line
    )
    return f'<text text-anchor="{anchor}">{spans}</text>' if spans else ""
