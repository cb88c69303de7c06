"""Literal arguments are checked before anything runs: what would silently be null is refused instead."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from prosesser.feel.builtins.patterns import compile_pattern
from prosesser.feel.errors import PatternRefused
from prosesser.feel.literals import READERS
from prosesser.feel.nodes import Node, Text

_WITH_PATTERN: Mapping[str, int] = MappingProxyType({"matches": 2, "replace": 3, "split": 2})


def advice_on_call(function: str, arguments: Sequence[Node], names: Sequence[str]) -> str | None:
    """Return what is wrong with the literal arguments of a call, or None; several named ones go unchecked."""
    if len(names) > 1:
        return None
    texts = [argument.value if isinstance(argument, Text) else None for argument in arguments]
    if function in READERS and len(texts) == 1 and texts[0] is not None:
        read, advice = READERS[function]
        return advice.format(texts[0]) if read(texts[0]) is None else None
    if function in _WITH_PATTERN and len(texts) > 1 and texts[1] is not None:
        flags = (texts[_WITH_PATTERN[function] :] or [None])[0]
        return _advice_on_pattern(texts[1], flags or "")
    return None


def _advice_on_pattern(pattern: str, flags: str) -> str | None:
    try:
        compile_pattern(pattern, flags)
    except PatternRefused as refusal:
        return str(refusal)
    return None
