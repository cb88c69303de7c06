"""A warning about a version that would replace another."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "clause_unrealised",
    "catalogue",
    "deadline_shorter",
    "deadline_longer",
    "deadline_otherwise",
    "deadline_removed",
    "lane_removed",
    "lane_empty",
    "field_removed",
]


@dataclass(frozen=True, slots=True)
class Guard:
    """What is lost or moved, as a sentence in bokmål.

    ``concerns`` is the id of what it is about: a clause, an element, a lane, or a field (``form.key``).
    ``clauses`` are those of the routine that it touches, ``elements`` where it shows in the diagram
    (of either version).
    """

    kind: Kind
    concerns: str
    words: str
    clauses: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a reason is kept under: the same warning has the same key in the next check."""
        return f"{self.kind}:{self.concerns}"
