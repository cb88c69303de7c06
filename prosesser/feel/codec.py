"""Values as JSON and back: lossless, and one form for each value.

Null, booleans, strings, lists and whole numbers that any reader of JSON keeps exactly are themselves, and a
context is an object. Everything else is an object of one tag: {"@date": "2026-05-17"}, {"@number": "1.50"}.
A context with a key that could be taken for a tag is wrapped: {"@context": [[key, value], ...]}.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from prosesser.calendar import MonthsDuration
from prosesser.errors import Broken
from prosesser.feel.numbers import CONTEXT
from prosesser.feel.temporal import (
    parse_date,
    parse_date_and_time,
    parse_duration_or_none,
    parse_time,
    print_temporal,
)
from prosesser.feel.values import Range, Value, type_of

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None

_TAG = "@"
_AGAIN = ", again"
_SAFE_INTEGER = 2**53 - 1  # what every reader of JSON keeps exactly


class NotEncodable(Broken):
    """En verdi av typen {type} kan ikke lagres. Meld fra til den som drifter systemet."""


class NotDecodable(Broken):
    """En lagret verdi kan ikke leses tilbake. Meld fra til den som drifter systemet."""


def to_json(value: Value) -> Json:
    """Return a value as JSON; a function value cannot leave its evaluation and raises NotEncodable."""
    if value is None or isinstance(value, bool | str):
        return value
    encode = _ENCODERS.get(type(value))
    if encode is None:
        raise NotEncodable(type=type_of(value))
    return encode(value)


def from_json(encoded: Json) -> Value:
    """Return the value of what `to_json` made; anything else raises NotDecodable."""
    if encoded is None or isinstance(encoded, bool | str):
        return encoded
    if isinstance(encoded, int):
        return Decimal(encoded)
    if isinstance(encoded, list | tuple):
        return [from_json(item) for item in encoded]
    if not isinstance(encoded, dict):
        raise NotDecodable
    if not any(key.startswith(_TAG) for key in encoded):
        return {key: from_json(item) for key, item in encoded.items()}
    return _untagged(encoded)


def _untagged(encoded: Mapping[str, Json]) -> Value:
    tag, *others = encoded
    decode = _DECODERS.get(tag)
    if decode is None or others:
        raise NotDecodable
    try:
        value = decode(encoded[tag])
    except (ValueError, TypeError, ArithmeticError) as error:
        raise NotDecodable from error
    if value is None:
        raise NotDecodable
    return value


def _number(value: Decimal) -> Json:
    """Keep whole numbers that look the same as JSON as they are: not 1.0, 1E+3 or -0."""
    sign, digits, exponent = value.as_tuple()
    if exponent == 0 and abs(int(value)) <= _SAFE_INTEGER and not (sign and digits == (0,)):
        return int(value)
    return {"@number": str(value)}


def _read_number(text: Json) -> Decimal:
    if not isinstance(text, str):
        raise TypeError(text)
    value = CONTEXT.create_decimal(text)
    if not value.is_finite() or str(value) != text:
        raise ValueError(text)
    return value


def _context(value: Mapping[str, Value]) -> Json:
    if any(key.startswith(_TAG) for key in value):
        return {"@context": [[key, to_json(item)] for key, item in value.items()]}
    return {key: to_json(item) for key, item in value.items()}


def _read_context(pairs: Json) -> Value:
    if not isinstance(pairs, list):
        raise TypeError(pairs)
    context = {key: from_json(item) for key, item in pairs}
    if len(context) < len(pairs) or not all(isinstance(key, str) for key in context):
        raise ValueError(pairs)
    return context


def _clock(tag: str) -> Callable[[time | datetime], Json]:
    """Tell apart the two passes of the hour that is repeated when summer time ends."""
    return lambda value: {f"{tag}{_AGAIN if value.fold else ''}": print_temporal(value)}


def _range(value: Range) -> Json:
    return {
        "@range": [to_json(value.start), to_json(value.end), value.start_included, value.end_included],
    }


def _read_range(parts: Json) -> Value:
    if not isinstance(parts, list):
        raise TypeError(parts)
    start, end, start_included, end_included = parts
    if not isinstance(start_included, bool) or not isinstance(end_included, bool):
        raise TypeError(parts)
    return Range(from_json(start), from_json(end), start_included, end_included)


def _tagged(tag: str) -> Callable[[Value], Json]:
    return lambda value: {tag: print_temporal(value)}


def _read_text(parse: Callable[[str], Value]) -> Callable[[Json], Value]:
    def read(text: Json) -> Value:
        if not isinstance(text, str):
            raise TypeError(text)
        return parse(text)

    return read


def _second_pass(parse: Callable[[str], time | datetime | None]) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        value = parse(text)
        return None if value is None else value.replace(fold=1)

    return read


_ENCODERS: Mapping[type, Callable[..., Json]] = MappingProxyType(
    {
        Decimal: _number,
        list: lambda value: [to_json(item) for item in value],
        tuple: lambda value: [to_json(item) for item in value],
        dict: _context,
        date: _tagged("@date"),
        time: _clock("@time"),
        datetime: _clock("@date and time"),
        MonthsDuration: _tagged("@duration"),
        timedelta: _tagged("@duration"),
        Range: _range,
    }
)
_DECODERS: Mapping[str, Callable[[Json], Value]] = MappingProxyType(
    {
        "@number": _read_number,
        "@context": _read_context,
        "@date": _read_text(parse_date),
        "@time": _read_text(parse_time),
        "@date and time": _read_text(parse_date_and_time),
        f"@time{_AGAIN}": _read_text(_second_pass(parse_time)),
        f"@date and time{_AGAIN}": _read_text(_second_pass(parse_date_and_time)),
        "@duration": _read_text(parse_duration_or_none),
        "@range": _read_range,
    }
)
