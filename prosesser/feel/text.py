"""A value as text, as string() gives it (DMN 1.5, 10.3.4.1)."""

from collections.abc import Iterator
from decimal import Decimal

from prosesser.feel.budget import Run, check_text
from prosesser.feel.lexer import quote
from prosesser.feel.names import is_name
from prosesser.feel.numbers import print_number
from prosesser.feel.temporal import print_temporal
from prosesser.feel.values import Function, Range, Value

_FRAMES = 2  # how deep one level of a nested value counts


def to_text(value: Value, run: Run) -> str:
    """Return a string as it is, any other value as FEEL would write it."""
    if isinstance(value, str):
        return value
    pieces: list[str] = []
    length = 0
    for piece in _pieces(value, run):
        length += len(piece)
        check_text(length)
        pieces.append(piece)
    return "".join(pieces)


def _pieces(value: Value, run: Run) -> Iterator[str]:
    run.charge(1)
    run.enter(_FRAMES)
    if isinstance(value, list | tuple):
        yield from _joined("[", [("", item) for item in value], "]", run)
    elif isinstance(value, dict):
        yield from _joined("{", [(f"{_key(key)}: ", item) for key, item in value.items()], "}", run)
    elif isinstance(value, Range):
        yield "[" if value.start_included else "("
        yield from _pieces(value.start, run)
        yield ".."
        yield from _pieces(value.end, run)
        yield "]" if value.end_included else ")"
    else:
        yield scalar_text(value)
    run.leave(_FRAMES)


def _joined(left: str, items: list[tuple[str, Value]], right: str, run: Run) -> Iterator[str]:
    run.charge(len(items))
    yield left
    for index, (label, item) in enumerate(items):
        yield f"{', ' if index else ''}{label}"
        yield from _pieces(item, run)
    yield right


def _key(key: str) -> str:
    return key if is_name(key) else quote(key)


def scalar_text(value: Value) -> str:
    """Return a value without parts as FEEL writes it, a string in quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Decimal):
        return print_number(value)
    return "function" if isinstance(value, Function) else print_temporal(value)
