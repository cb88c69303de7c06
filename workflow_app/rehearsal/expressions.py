"""Answers that are given as expressions: what they come to, as JSON."""

from datetime import datetime

from prosesser.definition.forms import plain
from prosesser.engine.codec import Answers, Facts
from prosesser.errors import Refused
from prosesser.feel import FeelSyntaxError, evaluate, parse


class BadExpression(Refused):
    """Svaret på {fact} i faktafilen er ikke et gyldig uttrykk: {problem}"""  # noqa: D400 - ends with a sentence


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
        return plain(evaluate(parse(answer[1:]), facts, now=now))
    except FeelSyntaxError as error:
        raise BadExpression(fact=key, problem=error) from None
