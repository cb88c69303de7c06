"""What a run of tokens asks of the engine, and how it fails."""

from typing import Protocol

from prosesser.definition.model import Element, Flow
from prosesser.errors import Broken, Refused


class StepFailed(Broken):
    """Saken kunne ikke gå videre ved «{element}»: {reason}."""

    def __init__(self, *, element: str, reason: str) -> None:
        super().__init__(element=element, reason=reason)
        self.element = element
        self.reason = reason


class NotOpen(Refused):
    """Den delen av forløpet der dette kan legges til, er ikke åpen nå. Se saken for hva som kan gjøres."""


class Host(Protocol):
    """Everything that tokens depend on and SpiffWorkflow must not decide: facts and numbering.

    ``round_id`` is the round of a multi-instance subprocess that the token is in, if any.
    """

    def holds(self, flow: Flow, round_id: str | None) -> bool:
        """Tell whether a flow's condition is true; StepFailed when it is neither true nor false."""

    def open_rounds(self, element: Element, round_id: str | None) -> list[str]:
        """Open a round for each item of a multi-instance subprocess's list; return their ids in order."""

    def next_ordinal(self, element: str) -> int:
        """Count that an element is waited at once more, from 1."""
