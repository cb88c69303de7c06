"""The check of a revision: what the linter and the inspections say of one edition, before anyone approves it.

An inspection looks at the version that the revision builds on and at the one that it would become.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prosesser.definition import Definition, Finding, Unreadable, digest, examine
from prosesser.guards import guards
from prosesser.revisions import Check, Concern, OtherProcess, Revision
from workflow_app.rehearsal.scenarios import Scenario, check_scenarios
from workflow_app.wording import count


@dataclass(frozen=True, slots=True)
class Findings:
    """What one inspection found, as in `Check`."""

    errors: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    remarks: tuple[str, ...] = ()


Inspection = Callable[[Definition, Definition], Findings]


def guarded(before: Definition, after: Definition) -> Findings:
    """Find what the routine would lose: each is asked about."""
    return Findings(concerns=tuple(Concern(guard.key, guard.words) for guard in guards(before, after)))


def rehearsed(before: Definition, after: Definition) -> Findings:
    """Play the scenarios: one that cannot be played is an error, those that go otherwise have one reason."""
    report = check_scenarios(before, after)
    return Findings(
        errors=tuple(f"Scenarioet «{one.name}»: {one.problem}" for one in report.unplayable),
        concerns=_otherwise(report.differing),
        remarks=tuple(f"Scenarioet «{one.name}»: {one.remark}" for one in report.scenarios if one.remark),
    )


def _otherwise(differing: tuple[Scenario, ...]) -> tuple[Concern, ...]:
    if not differing:
        return ()
    text = f"{count(len(differing), 'scenario', 'scenarioer')} går annerledes enn før."
    told = (f"{one.name}: {difference}" for one in differing for difference in one.differences)
    return (Concern("scenarioer", text, tuple(told)),)


INSPECTIONS: tuple[Inspection, ...] = (guarded, rehearsed)
"""In the order in which they are told. They are made only of what the linter finds no error in."""


def check(revision: Revision, base: Definition, inspections: Iterable[Inspection] = INSPECTIONS) -> Check:
    """Check the files of a revision as they stand against the version that it builds on."""
    found = list(_found(revision, base, inspections))
    return Check(
        edition=revision.edition,
        digest=digest(revision.bundle),
        errors=tuple(error for one in found for error in one.errors),
        concerns=tuple(concern for one in found for concern in one.concerns),
        remarks=tuple(remark for one in found for remark in one.remarks),
    )


def _found(revision: Revision, base: Definition, inspections: Iterable[Inspection]) -> Iterable[Findings]:
    try:
        examination = examine(revision.bundle)
    except Unreadable as unreadable:
        yield Findings(errors=(str(unreadable),))
        return
    errors = tuple(map(sentence, examination.errors))
    remarks = tuple(sentence(one) for one in examination.findings if one.severity != "error")
    yield Findings(errors=errors, remarks=remarks)
    definition = examination.definition
    if definition is None or errors:
        return
    if definition.key != revision.key:
        yield Findings(errors=(str(OtherProcess(key=revision.key)),))
        return
    for inspection in inspections:
        yield inspection(base, definition)


def sentence(finding: Finding) -> str:
    """Tell a finding with the element that it is about."""
    return f"{finding.element_name}: {finding.message}" if finding.element_name else finding.message
