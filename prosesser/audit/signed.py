"""A row of the journal as a replay names it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A row of the journal by its number: who made it, for which unit, and when."""

    sequence: int
    at: datetime
    person: str
    unit: str
