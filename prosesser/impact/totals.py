"""The totals of a run: counts of cases, and never anything of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Number: TypeAlias = int | None
"""A count of cases; None is hidden."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """What becomes of the date of a timer event (``element``), in how many cases.

    ``other``: it gets a date, or has none any more. ``open``: the case still waits for it; of those the
    new date of ``passed`` is over already.
    """

    element: str
    cases: Number
    earlier: Number
    later: Number
    other: Number
    open: Number
    passed: Number


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that cases get (``change`` "added"), lose ("removed"), or that the other party gets ("moved").

    ``party`` is who has it then; of one that is lost who had it. Of ``open`` it is not done yet.
    """

    element: str
    change: str
    party: str
    cases: Number
    open: Number


@dataclass(frozen=True, slots=True)
class WorkLine:
    """In how many cases a unit gets more to do in a month ("2026-06"), and in how many less."""

    unit: str
    month: str
    more: Number
    fewer: Number


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A field that was not answered in what is done (``recorded``), or has to be in what is open."""

    form: str
    field: str
    label: str
    recorded: Number
    open: Number


@dataclass(frozen=True, slots=True)
class StopLine:
    """Why cases of an outcome do not follow, and at which element, where there is one."""

    outcome: str
    reason: str
    element: str | None
    cases: Number


@dataclass(frozen=True, slots=True)
class UnitLine:
    """In how many cases of a unit anything changes; ``unit`` is empty where the party is not known yet."""

    party: str
    unit: str
    cases: Number


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """In how many cases something changes that realises a clause."""

    clause: str
    cases: Number


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals over ``cases`` cases.

    ``running`` and ``ended`` count the cases that go on and those that have ended, by outcome. ``touched``
    are those in which anything changes, or that do not follow. ``most``: of running and of ended cases the
    hidden outcome that more than half of many have. ``exact``: every count as it is; else small ones are
    hidden, and those of the lines told about (to five), but for the stops, and for the units where
    ``touched`` is shown.
    """

    cases: int
    exact: bool
    running: Mapping[str, Number]
    ended: Mapping[str, Number]
    most: tuple[str | None, str | None]
    touched: Number
    dates: tuple[DateLine, ...]
    tasks: tuple[TaskLine, ...]
    work: tuple[WorkLine, ...]
    answers: tuple[AnswerLine, ...]
    stops: tuple[StopLine, ...]
    units: tuple[UnitLine, ...]
    clauses: tuple[ClauseLine, ...]
