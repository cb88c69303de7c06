"""Answers as plain JSON, the way commands and the journal carry them."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal


def plain(value: object) -> object:
    """Return a value as an answer in JSON: temporal values in ISO 8601, numbers as numbers."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
