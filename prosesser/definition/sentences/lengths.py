"""Lengths of time in an expression: the literals that are added to a day, and what they are called."""

from datetime import timedelta

from prosesser.calendar import Duration, MonthsDuration, parse_duration
from prosesser.definition.sentences.vocabulary import NotSaid
from prosesser.definition.words import span
from prosesser.feel.nodes import Binary, Call, Node, Text

SIGNS = {"+": 1, "-": -1}


def taken_apart(node: Node) -> tuple[Node | None, list[Duration]]:
    """Take a sum apart: the day that it counts from (None: no day), and the lengths in their order.

    Raises NotSaid for what adds up something else.
    """
    if isinstance(node, Call) and node.function == "duration":
        return None, [_literal(node)]
    if not isinstance(node, Binary) or node.operator not in SIGNS:
        return node, []
    base, lengths = taken_apart(node.left)
    other, more = taken_apart(node.right)
    if other is not None and (base is not None or node.operator == "-"):
        raise NotSaid
    sign = SIGNS[node.operator]
    return base if other is None else other, [*lengths, *(_times(length, sign) for length in more)]


def total(lengths: list[Duration]) -> tuple[str, bool]:
    """Say how long they are together, and whether that leads forward: ("6 måneder minus 14 dager", True)."""
    forward = _is_forward(lengths[0])
    said = _size(lengths[0])
    for length in lengths[1:]:
        said += f" {'og' if _is_forward(length) is forward else 'minus'} {_size(length)}"
    return said, forward


def _literal(node: Call) -> Duration:
    match node.arguments:
        case (Text(text),):
            return parse_duration(text)  # FEEL's parser refuses a text that is none
    raise NotSaid


def _times(length: Duration, sign: int) -> Duration:
    return MonthsDuration(sign * length.months) if isinstance(length, MonthsDuration) else sign * length


def _is_forward(length: Duration) -> bool:
    return length.months >= 0 if isinstance(length, MonthsDuration) else length >= timedelta(0)


def _size(length: Duration) -> str:
    return span(length if _is_forward(length) else _times(length, -1))
