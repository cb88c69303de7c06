"""A run: the tokens of one case, moved within one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from prosesser.definition.model import Definition, Element
from prosesser.spiff.activities import AdHoc
from prosesser.spiff.compile import compiled
from prosesser.spiff.host import Host, NotOpen
from prosesser.spiff.specs import Armed
from prosesser.spiff.tokens import Token, dump, plant
from prosesser.spiff.workflow import Case


@dataclass(frozen=True, slots=True)
class Waiting:
    """A token that waits for the world outside, or for facts.

    ``key`` is element id and ordinal, ``round_id`` the round that it is in, if any.
    """

    key: str
    element: str
    round_id: str | None


class Run:
    """Use within ``run_at``. After an exception the run is of no use; its tokens were copies."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @classmethod
    def start(cls, definition: Definition, host: Host) -> Self:
        """Put a token on the start event and move it until it waits."""
        case = Case(compiled(definition), definition.key, host, empty=False)
        case.run()
        return cls(case)

    @classmethod
    def resume(cls, definition: Definition, tokens: tuple[Token, ...], host: Host) -> Self:
        """Take up a run where ``tokens`` left it."""
        case = Case(compiled(definition), definition.key, host, empty=True)
        plant(case, list(tokens))
        return cls(case)

    def serve(self, host: Host) -> None:
        """Answer to another host from now on, of which nothing is remembered."""
        self._case.host = host
        self._case.passed.clear()
        self._case.went.clear()
        self._case.withdrawn.clear()
        self._case.because = None

    def fire(self, key: str) -> None:
        """Let what the token under this key waits for happen, and move tokens until all wait again."""
        task = self._case.waiting[key]
        task.task_spec.fire(task)
        self._case.run()

    def add(self, element: Element, round_id: str) -> None:
        """Begin a task of an ad hoc subprocess in a round of its own; NotOpen when no open part holds it."""
        ad_hoc = element.scope or ""
        for workflow in (self._case, *self._case.subprocesses.values()):
            spec = workflow.spec.task_specs.get(ad_hoc)
            if isinstance(spec, AdHoc) and workflow.unfinished():
                spec.add(workflow, element.id, round_id)
                self._case.run()
                return
        raise NotOpen

    @property
    def completed(self) -> bool:
        """Whether the process has reached its end."""
        return bool(self._case.completed)

    @property
    def passed(self) -> list[str]:
        """The elements that tokens have left since the run was taken up, in order."""
        return self._case.passed

    @property
    def went(self) -> list[tuple[str, str, str | None]]:
        """From which element tokens went to which since then, and in which round, in order."""
        return self._case.went

    @property
    def withdrawn(self) -> dict[str, str | None]:
        """The keys of waiting tokens that were taken back, each with the element that was the reason."""
        return dict(self._case.withdrawn)

    def waits(self, key: str) -> bool:
        """Whether a token waits under this key."""
        return key in self._case.waiting

    def waiting(self) -> Iterator[Waiting]:
        """Yield what waits, by element id and ordinal: no order that depends on how it came to be."""
        tasks = self._case.waiting.values()
        for task in sorted(tasks, key=lambda task: (task.task_spec.name, task.internal_data["ordinal"])):
            spec = task.task_spec
            yield Waiting(spec.key(task), spec.element.id, task.workflow.round_id)

    def activity_of(self, key: str) -> str | None:
        """Return the key of the waiting activity that a boundary event is attached to.

        None for other events, and for those on subprocesses, which do not wait themselves.
        """
        armed = self._case.waiting[key].parent
        if not isinstance(armed.task_spec, Armed):
            return None
        activity = next(
            child for child in armed.children if child.task_spec.element is armed.task_spec.element
        )
        return activity.task_spec.key(activity) if "ordinal" in activity.internal_data else None

    def open_rounds(self) -> set[str]:
        """Return the rounds of multi-instance subprocesses that run or are still to come."""
        rounds: set[str] = set()
        for scope in (self._case, *self._case.subprocesses.values()):
            rounds.add(scope.round_id)
            for task in scope.unfinished():
                rounds.update(task.internal_data.get("rest", ()))
        return rounds - {None}

    def tokens(self) -> tuple[Token, ...]:
        """Return where the tokens are, in a canonical form that ``resume`` reads."""
        return tuple(dump(self._case))
