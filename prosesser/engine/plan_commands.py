"""What can be asked of the living documents of a case."""

from dataclasses import dataclass, field

from prosesser.engine.codec import Answers
from prosesser.engine.commands import Command


@dataclass(frozen=True, slots=True)
class SaveItem(Command):
    """Write an item of a plan on behalf of a party, or change the one named by ``item``.

    ``seen`` is how often that item had been changed when it was opened: who changes an item has
    seen what stands in it.
    """

    plan: str
    section: str
    party: str
    answers: Answers = field(default_factory=dict)
    item: str | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class SetSection(Command):
    """Say that a section of a plan is not relevant, with a reason, or that it is after all."""

    plan: str
    section: str
    party: str
    relevant: bool
    reason: str = ""
