"""What lists show of the living documents of a case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A living document among those of a case: how many items are open, and how many of them overdue."""

    id: str
    title: str
    unfinished: int
    overdue: int
