"""Small counts are not shown, nor can they be worked out.

A line is a total with the parts that make it up. Counts from 1 to 4 are hidden. So that no difference
gives one away, further parts of the line are hidden until at least two are, and together count five or
more. Zero is shown: a count of nobody tells of nobody. Lines that share nothing but a shown total tell
nothing of each other; a part whose own parts make up a line is hidden before they are.
docs/report.md holds the whole reasoning.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

FEWEST = 5
"""The smallest count, other than 0, that is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is shown of a total and its parts, by name; None is hidden."""

    total: int | None
    parts: Mapping[str, int | None]

    @property
    def hides(self) -> bool:
        """Whether any count is hidden."""
        return self.total is None or None in self.parts.values()


def shown(count: int) -> int | None:
    """Return a count that stands alone, None when it is hidden."""
    return None if 0 < count < FEWEST else count


def line(parts: Mapping[str, int], *, hidden: bool = False) -> Line:
    """Return what may be shown of parts and their total; nothing when their total is ``hidden`` elsewhere."""
    total = sum(parts.values())
    concealed = _concealed(parts)
    if hidden or shown(total) is None or not _is_safe(parts, concealed):
        return Line(None, dict.fromkeys(parts))
    return Line(total, {name: None if name in concealed else count for name, count in parts.items()})


def _concealed(parts: Mapping[str, int]) -> frozenset[str]:
    """Return the parts to hide: the small ones, and the smallest others as long as that is needed.

    Of others that are alike all are hidden: which one we took would tell.
    """
    concealed = {name for name, count in parts.items() if shown(count) is None}
    for smallest in sorted({count for count in parts.values() if count >= FEWEST}):
        if _is_safe(parts, concealed) and not _gives_away(parts, concealed):
            break
        concealed |= {name for name, count in parts.items() if count == smallest}
    return frozenset(concealed)


def _is_safe(parts: Mapping[str, int], concealed: Collection[str]) -> bool:
    """Tell whether nobody can work out a hidden part, knowing that each is at least 1."""
    together = sum(parts[name] for name in concealed)
    return not concealed or (len(concealed) > 1 and together >= max(FEWEST, len(concealed) + 1))


def _gives_away(parts: Mapping[str, int], concealed: Collection[str]) -> bool:
    """Tell whether who knows how we hide finds the parts, all small, in the one way that has their sum."""
    return sum(parts[name] for name in concealed) == len(concealed) * (FEWEST - 1) > 0
