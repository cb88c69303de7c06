r"""Patterns of XPath and XQuery Functions 3.1 (5.6), which FEEL uses, run by RE2, which never backtracks.

What RE2 reads otherwise than XPath is rewritten; what it cannot do (back references, subtraction of character
classes, Unicode blocks) or what XPath does not know (look-around, \b) is refused, never read in another way.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol, cast

import re2

from prosesser.feel.errors import PatternRefused

MAX_PATTERN = 500

_CLASSES = {
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "s": r" \t\n\r",
    "w": r"\p{L}\p{M}\p{N}\p{S}",
    "W": r"\p{P}\p{Z}\p{C}",
    "i": r"\p{L}\p{Nl}:_",
    "c": r"\p{L}\p{Nl}\p{Nd}\p{M}:_.·-".replace("-", r"\-"),
}
_NEGATED_CLASSES = {"S": _CLASSES["s"], "I": _CLASSES["i"], "C": _CLASSES["c"]}
_PLAIN_ESCAPES = frozenset("nrt\\|.?*+(){}[]^$-")
_QUANTITY = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")
_CATEGORY = re.compile(r"[pP]\{([A-Z][a-z]?)\}")
_FLAGS = frozenset("smixq")
_SPACE = " \t\n\r"


class Match(Protocol):
    """What is used of a match."""

    def group(self, index: int) -> str | None: ...  # noqa: D102 - re2 documents it
    def start(self) -> int: ...  # noqa: D102 - re2 documents it
    def end(self) -> int: ...  # noqa: D102 - re2 documents it


class Pattern(Protocol):
    """What is used of a compiled pattern."""

    groups: int

    def search(self, text: str) -> Match | None: ...  # noqa: D102 - re2 documents it
    def finditer(self, text: str) -> Iterator[Match]: ...  # noqa: D102 - re2 documents it


@lru_cache(maxsize=256)
def compile_pattern(pattern: str, flags: str) -> Pattern:
    """Return the pattern for RE2; one that cannot be run as XPath means it raises PatternRefused."""
    if len(pattern) > MAX_PATTERN:
        raise PatternRefused(advice=f"Det er lengre enn {MAX_PATTERN} tegn.")
    if not _FLAGS.issuperset(flags):
        raise PatternRefused(advice="Valgene kan bare være s, m, i, x og q.")
    translated = re2.escape(pattern) if "q" in flags else _Translation(pattern, flags).text()
    switches = "".join(flag for flag in "smi" if flag in flags)
    options = re2.Options()
    options.log_errors = False
    try:
        return cast("Pattern", re2.compile(f"(?{switches}){translated}" if switches else translated, options))
    except re2.error:
        raise PatternRefused(
            advice="Det er ikke et gyldig regulært uttrykk, eller det er for stort."
        ) from None


class _Translation:
    """One pass over a pattern."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.skips_space = "x" in flags
        self.dot = "." if "s" in flags else r"[^\n\r]"

    def text(self) -> str:
        """Return the pattern as RE2 writes it."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        while self.at < len(self.pattern):
            character = self._next()
            if character == "\\":
                yield self._escape()
            elif character == "[":
                yield self._class()
            elif character == ".":
                yield self.dot
            elif character == "{":
                yield self._quantity()
            elif character in "]}":
                raise PatternRefused(advice=f"Skriv \\{character} for tegnet {character}.")
            elif not (self.skips_space and character in _SPACE):
                yield self._checked_group() if character == "(" else character

    def _next(self) -> str:
        if self.at == len(self.pattern):
            raise PatternRefused(advice="Det slutter midt i noe.")
        self.at += 1
        return self.pattern[self.at - 1]

    def _checked_group(self) -> str:
        if self.pattern.startswith("?", self.at) and not self.pattern.startswith("?:", self.at):
            raise PatternRefused(advice="Av grupper med (? finnes bare (?:...).")
        return "("

    def _quantity(self) -> str:
        match = _QUANTITY.match(self.pattern, self.at - 1)
        if match is None:
            raise PatternRefused(advice=r"Skriv \{ for tegnet {, eller et antall: {2} eller {2,5}.")
        self.at = match.end()
        return match[0]

    def _escape(self) -> str:
        character = self._next()
        if character in _CLASSES:
            return f"[{_CLASSES[character]}]"
        if character in _NEGATED_CLASSES:
            return f"[^{_NEGATED_CLASSES[character]}]"
        return self._single_escape(character)

    def _single_escape(self, character: str) -> str:
        if character in _PLAIN_ESCAPES:
            return f"\\{character}"
        match = _CATEGORY.match(self.pattern, self.at - 1)
        if match is None:
            raise PatternRefused(advice=f"«\\{character}» støttes ikke.")
        self.at = match.end()
        return f"\\{match[0]}"

    def _class(self) -> str:
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        members: list[str] = []
        while (character := self._next()) != "]" or not members:
            if character in "[]":
                raise PatternRefused(advice=f"Skriv \\{character} for tegnet {character} i en tegnklasse.")
            members.append(self._member(character))
        return f"[{'^' if negated else ''}{''.join(members)}]"

    def _member(self, character: str) -> str:
        if character != "\\":
            return f"\\{character}" if character == "^" else character
        escaped = self._next()
        if escaped in _NEGATED_CLASSES:
            raise PatternRefused(advice=f"«\\{escaped}» kan ikke stå i en tegnklasse.")
        return _CLASSES.get(escaped) or self._single_escape(escaped)


def replacement_parts(replacement: str, groups: int) -> list[str | int]:
    r"""Read a replacement: $1 is a group, \$ a dollar, \\ a backslash; else ValueError."""
    parts: list[str | int] = []
    at = 0
    while at < len(replacement):
        character = replacement[at]
        at += 1
        if character == "\\":
            if replacement[at : at + 1] not in {"\\", "$"}:
                raise ValueError(replacement)
            parts.append(replacement[at])
            at += 1
        elif character == "$":
            digits = _group_digits(replacement, at, groups)
            at += len(digits)
            parts.append(int(digits))
        else:
            parts.append(character)
    return parts


def _group_digits(replacement: str, at: int, groups: int) -> str:
    """Return the digits after a dollar: as many as name a group, at least one."""
    end = at
    while replacement[end : end + 1].isascii() and replacement[end : end + 1].isdigit():
        if end > at and int(replacement[at : end + 1]) > groups:
            break
        end += 1
    if end == at:
        raise ValueError(replacement)
    return replacement[at:end]


def expand(parts: Sequence[str | int], match: Match) -> str:
    """Return a replacement with the groups of a match put in; a group that does not exist is empty."""
    return "".join(part if isinstance(part, str) else _group(match, part) for part in parts)


def _group(match: Match, index: int) -> str:
    try:
        return match.group(index) or ""
    except IndexError:
        return ""
