"""A case played step by step, with the journal that the store would keep of it."""

from typing import Self

from prosesser.definition import Definition
from prosesser.engine.messages import Command
from prosesser.record import Duty, Entry, Record, record_of
from tests.builders import Journey
from tests.engine.play import Play

PERSON, UNIT = "ida", "enhet-bydel"


class Journaled(Play):
    """A play that keeps its journal."""

    def __init__(self, journey: Journey | Definition) -> None:
        super().__init__(journey)
        self.journal: list[Entry] = []

    def do(self, command: Command) -> Self:
        super().do(command)
        sequence = len(self.journal) + 1
        entry = Entry(sequence, self.now, PERSON, UNIT, command, tuple(self.events), self.definition)
        self.journal.append(entry)
        return self

    @property
    def record(self) -> Record:
        return record_of(self.journal)

    @property
    def duty(self) -> Duty:
        """The only duty of the case."""
        (duty,) = self.record.duties
        return duty
