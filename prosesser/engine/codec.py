"""Frozen records to JSON and back, field by field.

A field that has its default is left out: what is stored stays small, and a record that gets a
new field with a default reads and digests as before.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias, TypeVar

from prosesser.feel import Value, from_json, to_json

Answers: TypeAlias = Mapping[str, object]
"""A form's answers as JSON, keyed by the fields' keys; the form itself reads them, strictly."""

Reviews: TypeAlias = Mapping[str, Answers]
"""Answers by the item of a plan that they are about."""

Facts: TypeAlias = Mapping[str, Value]
Names: TypeAlias = tuple[str, ...]

Due: TypeAlias = date | datetime | None
"""When something falls due: an Oslo date, an instant (UTC), or None while its anchor is unknown."""

Code: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
R = TypeVar("R")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(content: object) -> bytes:
    """Write JSON data in one form: keys sorted, no white space, UTF-8."""
    return _ENCODER.encode(content).encode()


def encode(record: object) -> dict[str, Any]:
    """Return a record's fields as JSON data, without those that have their defaults."""
    coded = {}
    for name, (to_data, _), default in _plan(type(record)):  # type: ignore[arg-type] # classes are hashable
        value = getattr(record, name)
        if value != default:
            coded[name] = to_data(value)
    return coded


def decode(kind: type[R], data: Mapping[str, Any]) -> R:
    """Build a record of this kind from what ``encode`` gave."""
    present = ((name, from_data) for name, (_, from_data), _ in _plan(kind) if name in data)  # type: ignore[arg-type] # as above
    return kind(**{name: from_data(data[name]) for name, from_data in present})


def records(kind: type[R]) -> Code:
    """Return the code of a mapping from ids to records that carry their id as ``id``."""

    def to_data(items: Mapping[str, R]) -> dict[str, Any]:
        coded = {key: encode(items[key]) for key in sorted(items)}
        for item in coded.values():
            del item["id"]
        return coded

    return to_data, lambda data: {key: decode(kind, {**item, "id": key}) for key, item in data.items()}


@cache
def _plan(kind: type) -> tuple[tuple[str, Code, object], ...]:
    special = getattr(kind, "CODES", {})
    return tuple(
        (item.name, special.get(item.name) or CODES[item.type], _default(item)) for item in fields(kind)
    )


def _default(item: Field[Any]) -> object:
    if item.default_factory is not MISSING:
        return item.default_factory()
    return item.default  # MISSING itself equals no value, so a field without default is always written


def _due_to_json(due: Due) -> str | None:
    return None if due is None else due.isoformat()


def _due_from_json(text: str | None) -> Due:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - JSON already
    return value


def _facts_to_json(facts: Facts) -> dict[str, Any]:
    return {name: to_json(facts[name]) for name in sorted(facts)}


def _facts_from_json(data: Mapping[str, Any]) -> dict[str, Value]:
    return {name: from_json(value) for name, value in data.items()}


def optional(kind: type[R]) -> Code:
    """Return the code of a record that may be None."""
    return (
        lambda item: None if item is None else encode(item),
        lambda data: None if data is None else decode(kind, data),
    )


def each(kind: type[R]) -> Code:
    """Return the code of a tuple of records."""
    return (
        lambda items: [encode(item) for item in items],
        lambda data: tuple(decode(kind, item) for item in data),
    )


def _reviews(reviews: Reviews) -> dict[str, dict[str, object]]:
    return {item: dict(answers) for item, answers in reviews.items()}


def _instants_to_json(instants: Mapping[str, datetime]) -> dict[str, str]:
    return {name: instant.isoformat() for name, instant in instants.items()}


def _instants_from_json(data: Mapping[str, str]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(text) for name, text in data.items()}


_PLAIN: Code = (_as_it_is, _as_it_is)
_INSTANT: Code = (_due_to_json, _due_from_json)

CODES: Mapping[object, Code] = {
    str: _PLAIN,
    str | None: _PLAIN,
    bool: _PLAIN,
    int: _PLAIN,
    int | None: _PLAIN,
    Answers: (dict, dict),
    Reviews: (_reviews, _reviews),
    Facts: (_facts_to_json, _facts_from_json),
    Names: (list, tuple),
    Due: _INSTANT,
    date: _INSTANT,
    date | None: _INSTANT,
    datetime: _INSTANT,
    datetime | None: _INSTANT,
    frozenset[str]: (sorted, frozenset),
    Mapping[str, str]: (dict, dict),
    Mapping[str, str | None]: (dict, dict),
    Mapping[str, int]: (dict, dict),
    Mapping[str, datetime]: (_instants_to_json, _instants_from_json),
}
"""How a field of each type becomes JSON, and back."""
