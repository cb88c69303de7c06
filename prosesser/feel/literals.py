"""Literals: which functions read one, and how (DMN 1.5, 10.3.1.2: rules 33 to 36 and 62)."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prosesser.feel.lexer import Token
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

READERS: Mapping[str, tuple[Reader, str]] = MappingProxyType(
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


def read_literal(tokens: Sequence[Token]) -> Value:
    """Read the tokens of one literal, ended by one of kind "end"; None if they are none."""
    shape = " ".join(
        token.text if token.kind in {"word", "symbol"} else f"<{token.kind}>" for token in tokens[:-1]
    )
    if shape in {"<number>", "- <number>"}:
        return number("".join(token.text for token in tokens))
    if shape == "<string>":
        return tokens[0].text
    if shape == "@ <string>":
        return parse_temporal(tokens[1].text)
    function = shape.removesuffix(" ( <string> )")
    return READERS[function][0](tokens[-3].text) if function in READERS else None
