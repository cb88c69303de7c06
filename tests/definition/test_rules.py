"""Every rule of the linter refuses a wrong diagram, and lets a right one near it pass."""

import pytest

from prosesser.definition import Finding, examine
from prosesser.definition.lint import RULES
from tests.builders import Journey
from tests.definition import (
    cases_added,
    cases_checklists,
    cases_data,
    cases_drawing,
    cases_forms,
    cases_gateways,
    cases_paths,
    cases_plain_language,
    cases_supported,
    cases_tasks,
)
from tests.definition.case import Case, plain

CASES = (
    *cases_drawing.CASES,
    *cases_supported.CASES,
    *cases_paths.CASES,
    *cases_gateways.CASES,
    *cases_tasks.CASES,
    *cases_data.CASES,
    *cases_forms.CASES,
    *cases_added.CASES,
    *cases_checklists.CASES,
    *cases_plain_language.CASES,
)
IDS = [f"{number}-{case.rule}" for number, case in enumerate(CASES)]


def _findings(journey: Journey) -> tuple[Finding, ...]:
    return examine(journey.bundle()).findings


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_wrong_diagram_is_found_at_the_element_with_what_to_do(case: Case) -> None:
    found = [finding for finding in _findings(case.wrong()) if finding.rule == case.rule]
    said = [finding.message for finding in found if finding.element == case.element]
    assert any(case.says in message for message in said), found
    assert all(message.endswith(".") for message in said)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_right_diagram_keeps_all_rules(case: Case) -> None:
    findings = _findings(case.right())
    assert case.rule not in {finding.rule for finding in findings}
    assert [finding for finding in findings if finding.severity == "error"] == []


def test_every_rule_has_a_wrong_diagram() -> None:
    assert {rule.name for rule in RULES} == {case.rule for case in CASES}


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_plain_journey_has_no_findings_at_all() -> None:
    assert _findings(plain()) == ()


def test_a_finding_carries_the_name_that_the_owner_gave_the_element() -> None:
    (finding,) = _findings(Journey().start().node("userTask", "o1", name="Samarbeidsmøte").end())
    assert (finding.element, finding.element_name, finding.severity) == ("o1", "Samarbeidsmøte", "error")
