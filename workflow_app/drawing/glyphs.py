"""The signs inside shapes: what an event waits for, how a gateway decides, how an activity repeats.

Each is drawn around a midpoint, in black lines. ``ring`` is the radius of the event's outer circle.
"""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

LINES = 'fill="none" stroke="#000" stroke-width="1.5"'


def timer(x: float, y: float, ring: float) -> str:
    """Draw a clock."""
    radius = ring * 0.6
    hours = (number * pi / 6 for number in range(12))
    ticks = "".join(
        f"M{x + sin(hour) * radius * 0.82:.1f} {y - cos(hour) * radius * 0.82:.1f}"
        f"L{x + sin(hour) * radius:.1f} {y - cos(hour) * radius:.1f}"
        for hour in hours
    )
    hands = f"M{x + radius * 0.25:.1f} {y - radius * 0.7:.1f}L{x:g} {y:g}H{x + radius * 0.6:.1f}"
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}" {LINES}/><path d="{ticks}{hands}" {LINES}/>'


def message(x: float, y: float, ring: float) -> str:
    """Draw an envelope."""
    half, high = ring * 0.55, ring * 0.38
    left, top = x - half, y - high
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{2 * half:.1f}" height="{2 * high:.1f}" {LINES}/>'
        f'<path d="M{left:.1f} {top:.1f}L{x:g} {y + high * 0.15:.1f}L{x + half:.1f} {top:.1f}" {LINES}/>'
    )


def conditional(x: float, y: float, ring: float) -> str:
    """Draw a sheet with lines on it."""
    half, high = ring * 0.42, ring * 0.55
    rows = "".join(
        f"M{x - half * 0.7:.1f} {y + high * part:.1f}H{x + half * 0.7:.1f}" for part in (-0.6, -0.2, 0.2, 0.6)
    )
    return (
        f'<rect x="{x - half:.1f}" y="{y - high:.1f}" width="{2 * half:.1f}" '
        f'height="{2 * high:.1f}" {LINES}/><path d="{rows}" {LINES}/>'
    )


def terminate(x: float, y: float, ring: float) -> str:
    """Draw a filled disc."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{ring * 0.6:.1f}" fill="#000"/>'


def nothing(_x: float, _y: float, _ring: float) -> str:
    """Draw no sign."""
    return ""


EVENTS: Mapping[str, Callable[[float, float, float], str]] = {
    "timer": timer,
    "message": message,
    "conditional": conditional,
    "terminate": terminate,
}
"""By what an event waits for, as in ``Element.event``."""


def cross(x: float, y: float, half: float) -> str:
    """Draw an exclusive gateway's."""
    reach = half * 0.32
    return (
        f'<path d="M{x - reach:.1f} {y - reach:.1f}L{x + reach:.1f} {y + reach:.1f}'
        f'M{x + reach:.1f} {y - reach:.1f}L{x - reach:.1f} {y + reach:.1f}" '
        'fill="none" stroke="#000" stroke-width="3"/>'
    )


def plus(x: float, y: float, half: float) -> str:
    """Draw a parallel gateway's."""
    reach = half * 0.45
    return (
        f'<path d="M{x - reach:.1f} {y:g}H{x + reach:.1f}M{x:g} {y - reach:.1f}V{y + reach:.1f}" '
        'fill="none" stroke="#000" stroke-width="3"/>'
    )


def ring(x: float, y: float, half: float) -> str:
    """Draw an inclusive gateway's."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{half * 0.45:.1f}" fill="none" stroke="#000" stroke-width="2.5"/>'
    )


def pentagon(x: float, y: float, half: float) -> str:
    """Draw an event-based gateway's."""
    corners = " ".join(
        f"{x + sin(corner * 2 * pi / 5) * half * 0.32:.1f},{y - cos(corner * 2 * pi / 5) * half * 0.32:.1f}"
        for corner in range(5)
    )
    circles = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{half * part:.1f}" fill="none" stroke="#000"/>'
        for part in (0.58, 0.48)
    )
    return f'{circles}<polygon points="{corners}" {LINES}/>'


GATEWAYS: Mapping[str, Callable[[float, float, float], str]] = {
    "exclusiveGateway": cross,
    "parallelGateway": plus,
    "inclusiveGateway": ring,
    "eventBasedGateway": pentagon,
}


def person(x: float, y: float) -> str:
    """Draw the corner sign of a user task."""
    return (
        f'<circle cx="{x + 8:g}" cy="{y + 5:g}" r="3.5" {LINES}/>'
        f'<path d="M{x + 1:g} {y + 16:g}c0 -9 14 -9 14 0z" {LINES}/>'
    )


def side_by_side(x: float, y: float) -> str:
    """Draw three upright lines: instances at once."""
    return f'<path d="M{x - 5:g} {y:g}v12m5 -12v12m5 -12v12" fill="none" stroke="#000" stroke-width="2"/>'


def one_after_another(x: float, y: float) -> str:
    """Draw three level lines: instances in a row."""
    return f'<path d="M{x - 6:g} {y + 1:g}h12m-12 5h12m-12 5h12" fill="none" stroke="#000" stroke-width="2"/>'


def tilde(x: float, y: float) -> str:
    """Draw an ad hoc subprocess's."""
    return (
        f'<path d="M{x - 8:g} {y + 8:g}c3 -7 6 -4 8 -2s5 5 8 -2" fill="none" stroke="#000" stroke-width="2"/>'
    )


def collapsed(x: float, y: float) -> str:
    """Draw a box with a plus: there is more inside."""
    return (
        f'<rect x="{x - 7:g}" y="{y - 1:g}" width="14" height="14" {LINES}/>'
        f'<path d="M{x:g} {y + 2:g}v8m-4 -4h8" {LINES}/>'
    )
