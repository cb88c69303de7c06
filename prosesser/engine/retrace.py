"""A case's journal replayed on another version of its journey: as recorded until it would differ.

What people did is done again at its recorded instant, and what they answered stands. What timers do
is the version's: one that is set to the same instant as recorded fires when it was recorded to fire,
one that is set to another fires at its own. Moves between versions are left out: the case is made
from its start. Whatever a version may lead to is told in what is returned; nothing is raised.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from prosesser.definition.model import Definition
from prosesser.engine.codec import Answers
from prosesser.engine.commands import ChangeFacts, Command, CompleteTask, FireTimer, SendMessage, Start
from prosesser.engine.errors import CaseNotStarted
from prosesser.engine.fitting import ABOUT_PLANS, ABOUT_WORKERS, EndedThere, Fitted, fitted, known_facts
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.reading import AsItStands
from prosesser.engine.retraced import (
    AnswerMissing,
    AnswerUnused,
    CommandSkipped,
    Departure,
    Recorded,
    Retraced,
)
from prosesser.engine.state import CaseState
from prosesser.engine.tracer import LAST, Keeps, Stop, Tracer, element_of, said
from prosesser.errors import Refused, SomlosError
from prosesser.spiff import run_at


def by_the_rules(_element: str) -> bool:
    """Keep no date: each is what the version's rule gives."""
    return False


def retrace(
    definition: Definition,
    history: Sequence[Recorded],
    until: datetime | None = None,
    keeps: Keeps = by_the_rules,
) -> Retraced:
    """Replay a journal, oldest row first, on a version; then what is due by ``until`` and new to the case.

    On the version that all of it was recorded on, the steps are exactly the recorded ones. A timer that
    ``keeps`` its date is set to the one in the journal, if there is one, whatever the version's rule gives.
    """
    if not history:
        return Retraced(None, (), ())
    with run_at(history[0].at):
        return _Rows(definition, history, keeps).follow(until)


class _Rows:
    """The rows of a journal on their way to another version."""

    def __init__(self, definition: Definition, history: Sequence[Recorded], keeps: Keeps) -> None:
        self._definition = definition
        self._history = history
        self._tracer = Tracer(definition, history, keeps)
        self._departures: list[Departure] = []

    def follow(self, until: datetime | None) -> Retraced:
        """Make everything that can be made, and tell what became of it."""
        tracer, stopped = self._tracer, None
        try:
            for place, row in enumerate(self._history):
                tracer.fire_until(tracer.before(row), row.sequence, place)
                self._make(row)
                tracer.clock.take(row)
                tracer.naming.take(row)
                tracer.keep_dates()
            if until is not None:
                tracer.fire_until((until, LAST), None, len(self._history))
            tracer.find_tokens()
        except Stop as stop:
            stopped = stop.stopped
        return Retraced(
            tracer.state,
            tuple(tracer.steps),
            tuple(self._departures),
            stopped,
            dict(tracer.naming.renamed),
            frozenset(tracer.other_dates),
            tracer.with_all_dates_kept() if stopped is None else None,
        )

    # ---- rows ----

    def _make(self, row: Recorded) -> None:
        if isinstance(row.command, MoveCase | UndoMove):
            return
        if isinstance(row.command, FireTimer):
            self._fire_recorded(row, row.command)
        elif self._tracer.state is None:
            self._start(row)
        else:
            self._make_fitted(row, self._tracer.state)

    def _start(self, row: Recorded) -> None:
        if not isinstance(row.command, Start):
            self._tracer.stop(row.sequence, row.at, str(CaseNotStarted()), None)
        self._made(row, Fitted(row.command))

    def _fire_recorded(self, row: Recorded, command: FireTimer) -> None:
        if self._tracer.state is None:
            return
        name = self._tracer.naming.of(command.timer, self._tracer.state.timers, self._tracer.state.ordinals)
        timer = self._tracer.state.timers.get(name)
        if timer is None or timer.fires_at is None or timer.fires_at > row.at:
            self._tracer.disturbed = True
            return
        try:
            self._tracer.step(row.sequence, row.at, FireTimer(name), AsItStands())
        except SomlosError as error:
            self._tracer.stop(row.sequence, row.at, said(error), element_of(error) or timer.element)

    def _make_fitted(self, row: Recorded, state: CaseState) -> None:
        command = row.command
        lenient = isinstance(command, ABOUT_WORKERS)
        if never := self._tracer.naming.never_was(command):
            self._skip(row, never.rpartition(".")[0], quiet=lenient)
            return
        try:
            made = fitted(self._definition, state, command, self._tracer.naming)
            if made.command is not None and state.status != "active":
                raise EndedThere
        except Refused as refused:
            if not lenient:
                self._tracer.stop(row.sequence, row.at, said(refused), _about(command))
            return
        if made.gone is not None:
            self._skip(row, made.gone, quiet=lenient)
        self._made(row, made)

    def _made(self, row: Recorded, made: Fitted) -> None:
        if made.command is None:
            return
        reading = AsItStands()
        try:
            self._tracer.step(row.sequence, row.at, made.command, reading)
        except SomlosError as error:
            self._refused(row, error)
            return
        self._note(row, made, reading)

    def _refused(self, row: Recorded, error: SomlosError) -> None:
        if isinstance(error, Refused) and isinstance(row.command, ABOUT_WORKERS):
            return
        if isinstance(error, Refused) and isinstance(row.command, ABOUT_PLANS):
            self._skip(row, row.command.plan, quiet=False)
            return
        self._tracer.stop(row.sequence, row.at, said(error), element_of(error) or _about(row.command))

    def _skip(self, row: Recorded, about: str, *, quiet: bool) -> None:
        self._tracer.naming.skip(row)
        if not quiet:
            task = getattr(row.command, "task", None)
            self._departures.append(CommandSkipped(row.sequence, row.command.kind, about, task))
        if isinstance(row.command, CompleteTask | SendMessage):
            self._take_in(row, row.command.answers)

    def _take_in(self, row: Recorded, answers: Answers) -> None:
        """Know what was answered at an element that is gone: what people recorded stands."""
        facts = known_facts(self._definition, answers)
        if facts and self._tracer.state is not None and self._tracer.state.status == "active":
            self._made(row, Fitted(ChangeFacts(facts, "")))

    def _note(self, row: Recorded, made: Fitted, reading: AsItStands) -> None:
        task = getattr(row.command, "task", None)
        element = _about(row.command) or self._definition.start.id

        def note(kind: Callable[..., Departure], form: str, field: str, label: str) -> None:
            self._departures.append(kind(row.sequence, element, form, field, label, task))

        for form, place in reading.missing:
            note(AnswerMissing, form, place.path, place.label)
        for form, place in reading.unasked:
            note(AnswerUnused, form, place.path, place.label)
        for field in made.unused:
            note(AnswerUnused, "", field, field)


def _about(command: Command) -> str | None:
    """Return the element or message that a command of a journal is about; None for the case itself."""
    if isinstance(command, SendMessage):
        return command.catch.rpartition(".")[0] if command.catch else None
    entry = getattr(command, "task", None) or getattr(command, "timer", None)
    return entry.rpartition(".")[0] if isinstance(entry, str) else getattr(command, "element", None)
