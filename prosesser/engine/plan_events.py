"""What happens to the living documents of a case. Each event tells all that has become of its part."""

from dataclasses import dataclass

from prosesser.engine.codec import Answers
from prosesser.engine.events import Event


@dataclass(frozen=True, slots=True)
class ItemSaved(Event):
    """A party wrote an item, or changed it: its section and answers as they stand now."""

    plan: str
    item: str
    section: str
    answers: Answers
    party: str


@dataclass(frozen=True, slots=True)
class SectionSet(Event):
    """A section is not relevant, for this reason, or it is again."""

    plan: str
    section: str
    relevant: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanAdopted(Event):
    """A task made the plan as it stands a version, numbered from 1."""

    plan: str
    task: str
    version: int
