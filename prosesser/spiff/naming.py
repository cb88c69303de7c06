"""Tokens as JSON, read and renamed without a run: which ids they hold, and the same tokens with others."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prosesser.spiff.tokens import Token


def places(tokens: Iterable[Token], around: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield the keys of what waits and the ids of rounds, also those to come, each with the round around."""
    for token in tokens:
        if "n" in token:
            yield f"{token['at']}.{token['n']}", around
        for element, ordinal in token.get("beside", ()):
            yield f"{element}.{ordinal}", around
        yield from places(token.get("in", ()), around)
        for round_id, inner in token.get("rounds", ()):
            yield round_id, around
            yield from places(inner, round_id)
        for round_id in token.get("rest", ()):
            yield round_id, around


def renamed(tokens: Iterable[Token], name: Callable[[str], str]) -> list[Token]:
    """Return tokens that wait under other keys, in other rounds; a name keeps its element."""
    return [_renamed(token, name) for token in tokens]


def _renamed(token: Token, name: Callable[[str], str]) -> Token:
    made: dict[str, Any] = dict(token)
    if "n" in token:
        made["n"] = _ordinal(name(f"{token['at']}.{token['n']}"))
    if "beside" in token:
        made["beside"] = sorted(
            [element, _ordinal(name(f"{element}.{ordinal}"))] for element, ordinal in token["beside"]
        )
    if "in" in token:
        made["in"] = renamed(token["in"], name)
    if "rounds" in token:
        made["rounds"] = [[name(round_id), renamed(inner, name)] for round_id, inner in token["rounds"]]
        made["rest"] = [name(round_id) for round_id in token["rest"]]
    return made


def _ordinal(key: str) -> int:
    return int(key.rpartition(".")[2])
