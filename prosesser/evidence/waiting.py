"""How long tasks wait with each party, over many cases, small numbers hidden."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from prosesser.evidence.reading import Told
from prosesser.evidence.spread import Span, Times, times
from prosesser.evidence.waits import handovers, waits
from prosesser.reports.suppression import Line, line, shown


@dataclass(frozen=True, slots=True)
class KindOfTask:
    """The tasks of one element with one party: how many ended there, how long they lay, how many still do.

    ``oldest`` is how many days the oldest of those that still lie there has; None when they are hidden.
    """

    element: str
    name: str
    ended: int | None
    times: Times | None
    open: int | None
    oldest: int | None


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party: its tasks in all and by kind, and the time from a handover to what was done first."""

    party: str
    ended: int | None
    times: Times | None
    open: int | None
    kinds: tuple[KindOfTask, ...]
    handovers: int | None
    first_action: Times | None
    unanswered: int | None


@dataclass(slots=True)
class _Party:
    names: dict[str, str] = field(default_factory=dict)
    ended: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    open: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    answered: list[Span] = field(default_factory=list)
    unanswered: int = 0


class Waiting:
    """The waits so far, as they stand at an instant."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._parties: dict[str, _Party] = {}

    def add(self, told: Told) -> None:
        """Count the waits of a case."""
        entries = told.settled
        for wait in waits(entries):
            party = self._parties.setdefault(wait.party, _Party())
            party.names[wait.element] = wait.name
            if wait.until is None:
                party.open[wait.element].append(Span.between(wait.since, self._now).days)
            else:
                party.ended[wait.element].append(Span.between(wait.since, wait.until))
        for handover in handovers(entries):
            party = self._parties.setdefault(handover.party, _Party())
            if handover.first is None:
                party.unanswered += 1
            else:
                party.answered.append(Span.between(handover.at, handover.first))

    def lines(self) -> tuple[PartyLine, ...]:
        """Return what may be shown, by party, the kinds of task that wait the longest first."""
        return tuple(_line(name, self._parties[name]) for name in sorted(self._parties))


def _line(name: str, party: _Party) -> PartyLine:
    ended = line({element: len(party.ended.get(element, ())) for element in party.names})
    still = line({element: len(party.open.get(element, ())) for element in party.names})
    handed = line({"answered": len(party.answered), "unanswered": party.unanswered})
    kinds = [_kind(element, party, ended, still) for element in party.names]
    return PartyLine(
        party=name,
        ended=ended.total,
        times=times([span for spans in party.ended.values() for span in spans]) if ended.total else None,
        open=still.total,
        kinds=tuple(sorted(kinds, key=_longest_first)),
        handovers=handed.total,
        first_action=times(party.answered) if handed.parts["answered"] else None,
        unanswered=handed.parts["unanswered"],
    )


def _kind(element: str, party: _Party, ended: Line, still: Line) -> KindOfTask:
    number, open_now = ended.parts[element], still.parts[element]
    return KindOfTask(
        element=element,
        name=party.names[element],
        ended=number,
        times=times(party.ended[element]) if number else None,
        open=open_now,
        oldest=max(party.open[element]) if open_now and shown(open_now) else None,
    )


def _longest_first(kind: KindOfTask) -> tuple[float, str]:
    return (-kind.times.days.median if kind.times else 1, kind.name)
