"""Which cases evidence is about: all of the assignments, or some of them."""

from dataclasses import dataclass
from datetime import date

from prosesser.store.assignments import Selection

_DIGITS = 12
"""How much of a digest names a version to a person."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which of the cases that an actor may audit; empty is all of them.

    ``units``: one of them has or had a part in the case. ``opened_from`` and ``opened_until``: Oslo days,
    both included. ``process``: the key of the journey. ``version``: a digest that the case has followed.
    """

    units: tuple[str, ...] = ()
    opened_from: date | None = None
    opened_until: date | None = None
    process: str = ""
    version: str = ""

    @property
    def selection(self) -> Selection:
        """The part of it that assignments can say too."""
        return Selection(
            units=self.units,
            opened_from=self.opened_from,
            opened_until=self.opened_until,
            process=self.process,
        )

    def __str__(self) -> str:
        """Say for the access log which cases were looked at."""
        parts = [f"enhet {' '.join(self.units)}"] if self.units else []
        parts += [f"opprettet fra {self.opened_from}"] if self.opened_from else []
        parts += [f"opprettet til {self.opened_until}"] if self.opened_until else []
        parts += [f"prosess {self.process}"] if self.process else []
        parts += [f"versjon {self.version[:_DIGITS]}"] if self.version else []
        return ", ".join(parts) or "alle sakene"
