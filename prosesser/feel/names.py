"""Names with spaces: which tokens form a name is known only from the names in scope (DMN 1.5, 10.3.1.4).

A name is matched token by token, greedily: the longest known name wins. A name may hold the symbols . / - + *
where it is written just as it was declared, with or without space around them.
"""

from collections.abc import Collection, Iterable, Sequence

from prosesser.errors import Refused
from prosesser.feel.lexer import Token, tokenize

RESERVED = frozenset(("if", "for", "some", "every", "function", "true", "false", "null"))
INFIX = frozenset(("then", "else", "in", "return", "satisfies", "and", "or", "between", "instance"))
KEYWORDS = RESERVED | INFIX

_NAME_SYMBOLS = frozenset((".", "/", "-", "+", "*", "**"))

Key = tuple[tuple[str, bool], ...]


class Names:
    """A set of names, found again in a sequence of tokens."""

    __slots__ = ("_by_first_word",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first_word: dict[str, dict[Key, str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name; one that cannot be written in FEEL can never match and is left out."""
        key = _key(name)
        if key and (len(key) > 1 or name not in KEYWORDS) and key[0][0] not in RESERVED:
            self._by_first_word.setdefault(key[0][0], {})[key] = name

    def match(self, tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
        """Return the longest name that starts at a token, and how many tokens it takes."""
        best: tuple[str, int] | None = None
        for key, name in self._by_first_word.get(tokens[start].text, {}).items():
            if (best is None or len(key) > best[1]) and _matches(key, tokens, start):
                best = name, len(key)
        return best


def longest(scopes: Collection[Names], tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
    """Return the longest match of several sets of names; the first set wins a tie."""
    matches = [match for names in scopes if (match := names.match(tokens, start))]
    return max(matches, key=lambda match: match[1], default=None)


def declared(tokens: Sequence[Token], start: int, before: str = "") -> int:
    """Return how many tokens from there on can be the name that is declared there, before a word."""
    if tokens[start].kind != "word" or tokens[start].text == before:
        return 0
    end = start + 1
    while tokens[end].text != before and _is_part(tokens[end]):
        end += 1
    return end - start


def _is_part(token: Token) -> bool:
    return token.kind in {"word", "number"} or (token.kind == "symbol" and token.text in _NAME_SYMBOLS)


def spell(tokens: Sequence[Token]) -> str:
    """Write a name from its tokens: one space where there was any."""
    return "".join(
        f"{'' if token.glued or not index else ' '}{token.text}" for index, token in enumerate(tokens)
    )


def is_name(text: str) -> bool:
    """Tell whether a text can be written as a name, without quotes."""
    return bool(_key(text))


def _matches(key: Key, tokens: Sequence[Token], start: int) -> bool:
    if tokens[start].kind != "word" or start + len(key) >= len(tokens):
        return False
    return all(
        token.kind != "string" and token.text == text and token.glued == glued
        for token, (text, glued) in zip(tokens[start + 1 : start + len(key)], key[1:], strict=True)
    )


def _key(name: str) -> Key:
    try:
        tokens = tokenize(name)[:-1]
    except Refused:
        return ()
    if not tokens or declared([*tokens, _END], 0) != len(tokens) or spell(tokens) != " ".join(name.split()):
        return ()
    return tuple((token.text, token.glued and index > 0) for index, token in enumerate(tokens))


_END = Token("end", "", 0, glued=False)
