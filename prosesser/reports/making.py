"""A unit's report for a period, from its cases as they were when the period ended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prosesser.definition.model import Definition
from prosesser.definition.requirements import requirements_of
from prosesser.record import Duty, Gap, Side, Standing
from prosesser.reports.outcomes import Measured, months_measured, retention, stays
from prosesser.reports.periods import Period
from prosesser.reports.report import Report, Section
from prosesser.reports.suppression import Line, line, shown
from prosesser.reports.tally import Tally, standings


@dataclass(frozen=True, slots=True)
class Case(Measured):
    """A case of the unit, with its definition."""

    definition: Definition

    def begun_by(self, unit: str) -> bool:
        """Tell whether the unit is the party that the process begins with."""
        lane = self.definition.start.lane
        party = None if lane is None else self.definition.lanes[lane].party
        return isinstance(party, str) and self.record.units.get(party) == unit


Counted = tuple[Case, Sequence[tuple[Duty, Standing]]]
"""A case, with its duties that count in the period and how they stand."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose report, and whether it holds what other units owe in the unit's cases (``shared``).

    A report without them shares nothing with those of other units: each duty is one unit's, and what
    belongs to several, outcomes too, counts for the unit that the process begins with.
    """

    unit: str
    shared: bool

    def holds(self, side: Side) -> bool:
        """Tell whether what a side owes belongs in the report."""
        return self.shared or side.unit == self.unit


def make(scope: Scope, period: Period, cases: Sequence[Case]) -> Report:
    """Return the report."""
    measured = [case for case in cases if scope.shared or case.begun_by(scope.unit)]
    definitions = {case.definition.digest: case.definition for case in cases}.values()
    counted = [(case, tuple(standings(case.record, period))) for case in cases]
    return Report(
        unit=scope.unit,
        period=period,
        shared=scope.shared,
        cases=shown(sum(bool(duties) for _, duties in counted)) if scope.shared else None,
        sections=_sections(scope, period, counted, _order(definitions)),
        proposals=_proposals(scope, period, cases),
        stays=stays(measured, period),
        retention=tuple(retention(measured, months, period) for months in months_measured(definitions)),
    )


def _order(definitions: Iterable[Definition]) -> Mapping[str, int]:
    """Return the place of each clause in the catalogues."""
    clauses = dict.fromkeys(clause for definition in definitions for clause in requirements_of(definition))
    return {clause: number for number, clause in enumerate(clauses)}


def _sections(
    scope: Scope, period: Period, counted: Iterable[Counted], order: Mapping[str, int]
) -> tuple[Section, ...]:
    tallies: dict[tuple[bool, str], Tally] = {}

    def tally(side: Side) -> Tally:
        return tallies.setdefault((side.unit != scope.unit, side.party), Tally())

    for case, duties in counted:
        for duty, standing in duties:
            side = Side(duty.party or "", duty.unit)
            if scope.holds(side):
                tally(side).add_duty(duty, period, standing)
        for gap in case.record.gaps:
            for side in _sides(scope, case, gap) if gap.at in period else ():
                tally(side).add_gap(gap.clause)
    return tuple(tallies[key].section(key[1], order, own=not key[0]) for key in sorted(tallies))


def _sides(scope: Scope, case: Case, gap: Gap) -> Iterable[Side]:
    if scope.shared:
        return gap.counts_for
    is_first = len(gap.counts_for) == 1 or case.begun_by(scope.unit)
    return filter(scope.holds, gap.counts_for if is_first else ())


def _proposals(scope: Scope, period: Period, cases: Iterable[Case]) -> Line:
    """Count the dates proposed for duties that were answered in the period."""
    answers: Collection[str] = [
        proposal.answer.how
        for case in cases
        for proposal in case.record.proposals
        if proposal.answer is not None and proposal.answer.at in period
        if proposal.side is not None and scope.holds(proposal.side)
    ]
    return line({how: sum(answer == how for answer in answers) for how in ("agreed", "declined")})
