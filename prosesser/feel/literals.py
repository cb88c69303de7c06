"""Literals that can be checked before anything runs: what would silently be null is refused instead."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prosesser.feel.builtins.patterns import compile_pattern
from prosesser.feel.errors import PatternRefused
from prosesser.feel.lexer import Token
from prosesser.feel.nodes import Node, Text
from prosesser.feel.numbers import number
from prosesser.feel.temporal import (
    parse_date,
    parse_date_and_time,
    parse_duration_or_none,
    parse_temporal,
    parse_time,
)
from prosesser.feel.values import Value

Reader = Callable[[str], Value]

_READERS: Mapping[str, tuple[Reader, str]] = MappingProxyType(
    {
        "date": (parse_date, "«{}» er ingen dato. Skriv år-måned-dag: 2026-05-17."),
        "time": (parse_time, "«{}» er ikke noe klokkeslett. Skriv timer:minutter:sekunder: 10:30:00."),
        "date and time": (parse_date_and_time, "«{}» er ingen dato med tid. Skriv 2026-05-17T10:30:00."),
        "duration": (
            parse_duration_or_none,
            "«{}» er ingen varighet. Skriv P4M, P14D, P4W eller PT12H; måneder og dager kan ikke blandes.",
        ),
    }
)
_WITH_PATTERN: Mapping[str, int] = MappingProxyType({"matches": 2, "replace": 3, "split": 2})


def advice_on_call(function: str, arguments: Sequence[Node]) -> str | None:
    """Return what is wrong with the literal arguments of a call, or None."""
    texts = [argument.value if isinstance(argument, Text) else None for argument in arguments]
    if function in _READERS and len(texts) == 1 and texts[0] is not None:
        read, advice = _READERS[function]
        return advice.format(texts[0]) if read(texts[0]) is None else None
    if function in _WITH_PATTERN and len(texts) > 1 and texts[1] is not None:
        flags = (texts[_WITH_PATTERN[function] :] or [None])[0]
        return _advice_on_pattern(texts[1], flags or "")
    return None


def _advice_on_pattern(pattern: str, flags: str) -> str | None:
    try:
        compile_pattern(pattern, flags)
    except PatternRefused as refusal:
        return str(refusal)
    return None


def read_literal(tokens: Sequence[Token]) -> Value:
    """Read the tokens of one literal, ended by one of kind "end"; None if they are none."""
    shape = " ".join(token.text if token.kind in {"word", "symbol"} else f"<{token.kind}>" for token in tokens[:-1])
    if shape in {"<number>", "- <number>"}:
        return number("".join(token.text for token in tokens))
    if shape == "<string>":
        return tokens[0].text
    if shape == "@ <string>":
        return parse_temporal(tokens[1].text)
    function = shape.removesuffix(" ( <string> )")
    return _READERS[function][0](tokens[-3].text) if function in _READERS else None
