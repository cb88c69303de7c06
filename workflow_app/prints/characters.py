"""Characters that can be set on paper, and read there."""

import unicodedata
from collections.abc import Iterator

ACCENTS = 4  # on one letter: no script needs more, and many take minutes to set

_NEW_LINES = {"Zl", "Zp"}
_ACCENTS = {"Mn", "Me"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(text: str) -> str:
    """Return a text without what cannot be seen, and with few accents on each letter."""
    return unicodedata.normalize("NFC", "".join(_seen(text)))


def _seen(text: str) -> Iterator[str]:
    accents = 0
    for character in text:
        kind = unicodedata.category(character)
        accents = accents + 1 if kind in _ACCENTS else 0
        if character in "\n\t" or kind in _NEW_LINES:
            yield " " if character == "\t" else "\n"
        elif kind not in _UNSEEN and accents <= ACCENTS:
            yield character
