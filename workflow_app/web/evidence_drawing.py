"""The diagram with figures on it."""

from collections.abc import Iterator

from markupsafe import Markup

from prosesser.evidence import Frequencies, Rounded
from workflow_app.drawing import svg

OFTEN = 2 / 3
"""From which share of the largest number on an element is drawn as one that much goes through."""


def drawn(told: Frequencies) -> Markup:
    """Return a version's diagram with how often, and the median of days where something waits."""
    most = max((line.left.number for line in told.elements), default=0)
    often = [line.element for line in told.elements if most and line.left.number >= most * OFTEN]
    seen = {line.element for line in told.elements if line.left.number or line.waiting.number}
    never = [element for element in told.definition.elements if element not in seen]
    marks = {"often": often, "never": never if told.retraced else []}
    return Markup(svg(told.definition, marks, dict(_labels(told))))  # noqa: S704 - our own drawing, escaped there


def _labels(told: Frequencies) -> Iterator[tuple[str, str]]:
    for line in told.elements:
        if line.left.number:
            days = "" if line.times is None else f" · {line.times.days.median:.0f} d"
            yield line.element, f"{_number(line.left)}{days}"
    for flow in told.flows:
        if flow.carried is not None and flow.carried.number:
            yield flow.flow, _number(flow.carried)


def _number(its: Rounded) -> str:
    return "<5" if its.few else str(its.number)
