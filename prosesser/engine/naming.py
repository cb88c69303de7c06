"""Which entry of a case a recorded id names, on another version than the one it was recorded on.

Ids are element and ordinal. Where the version has waited at an element fewer times than the journal
names, the one entry of that element that waits is meant, unless the journal means another by it.
"""

from collections.abc import Mapping

from prosesser.engine.commands import (
    AddTask,
    Command,
    ProposeDate,
)
from prosesser.engine.events import ProposalMade, TaskAdded, TaskCompleted, TaskOpened, TaskWithdrawn
from prosesser.engine.retraced import Recorded


class Naming:
    """The ids of a journal, followed row by row."""

    def __init__(self) -> None:
        self.renamed: dict[str, str] = {}
        self._open: set[str] = set()
        self._never: set[str] = set()

    def of(self, recorded: str, waiting: Mapping[str, object], ordinals: Mapping[str, int]) -> str:
        """Return the id that a recorded one has among those waiting; itself when it is not among them."""
        if recorded in self.renamed:
            return self.renamed[recorded]
        element, _, ordinal = recorded.rpartition(".")
        if recorded in waiting or (ordinal.isdecimal() and int(ordinal) <= ordinals.get(element, 0)):
            return recorded
        taken = self._open | set(self.renamed.values())
        same = [key for key in waiting if key.rpartition(".")[0] == element and key not in taken]
        if len(same) != 1:
            return recorded
        self.renamed[recorded] = same[0]
        return same[0]

    def recorded_of(self, name: str) -> str:
        """Return the id that the journal has for one of the case's."""
        return next((recorded for recorded, its in self.renamed.items() if its == name), name)

    def take(self, row: Recorded) -> None:
        """Take in which tasks a row opened and ended."""
        for event in row.events:
            if isinstance(event, TaskOpened):
                self._open.add(event.task)
            elif isinstance(event, TaskCompleted | TaskWithdrawn):
                self._open.discard(event.task)

    def skip(self, row: Recorded) -> None:
        """Note that the tasks that a row added never come to be here."""
        if isinstance(row.command, AddTask | ProposeDate):
            self._never.update(
                event.task for event in row.events if isinstance(event, TaskAdded | ProposalMade)
            )

    def never_was(self, command: Command) -> str | None:
        """Return the task that a command is about, where it never came to be; else None."""
        task = getattr(command, "task", None)
        return task if isinstance(task, str) and task in self._never else None
