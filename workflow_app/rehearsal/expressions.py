"""Answers that are given as expressions: what they come to, as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from prosesser.engine.codec import Answers, Facts
from prosesser.errors import Refused
from prosesser.feel import FeelSyntaxError, Value, evaluate, parse


class BadExpression(Refused):
    """Svaret på {fact} i faktafila er ikke et gyldig uttrykk: {problem}"""  # noqa: D400 -- ends with a sentence


def resolved(answers: Answers, facts: Facts, now: datetime) -> dict[str, object]:
    """Return the answers with every text that begins with "=" replaced by what it evaluates to."""
    return {key: _resolved(key, answer, facts, now) for key, answer in answers.items()}


def _resolved(key: str, answer: object, facts: Facts, now: datetime) -> object:
    if isinstance(answer, list):
        return [_resolved(key, item, facts, now) for item in answer]
    if isinstance(answer, dict):
        return resolved(answer, facts, now)
    if not isinstance(answer, str) or not answer.startswith("="):
        return answer
    try:
        return _as_answer(evaluate(parse(answer[1:]), facts, now=now))
    except FeelSyntaxError as error:
        raise BadExpression(fact=key, problem=error) from None


def _as_answer(value: Value) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, Mapping):
        return {key: _as_answer(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_as_answer(item) for item in value]
    return value
