"""What SpiffWorkflow 3.2.0 gets wrong about diagrams: refused by a rule, or made right by the engine."""

import pytest

from prosesser.definition.lint import RULES

ENGINE = "made right in prosesser.spiff, or not left to SpiffWorkflow at all"

FAULTS = {
    "timer text is an expression of its own": ENGINE,
    "months are summed as days": ENGINE,
    "months with weeks or fractions of months break": "expressions-are-valid",
    "naive date and time has the server's offset": ENGINE,
    "timeDate must be a string": ENGINE,
    "timeCycle is a fixed number of seconds and bursts": "timers-do-not-repeat",
    "a due time is computed once": ENGINE,
    "nested flowNodeRef is dropped by modelers": ENGINE,
    "a task knows its lane's name only; white space loses it": ENGINE,
    "complex gateway": "only-supported-elements",
    "compensation and link on a boundary": "only-supported-events",
    "several flows out of a task": "only-gateways-split",
    "isExecutable is false": "one-executable-process",
    "event subprocess": "no-event-subprocesses",
    "signal end event is not thrown": "only-supported-events",
    "link and compensate throws become none events": "only-supported-events",
    "a receive task without a message passes through": "messages-have-names",
    "a send task without a message passes through": "only-supported-elements",
    "a service task stays started for ever": "only-supported-elements",
    "a parallel join in a loop fires early": "joins-in-loops-have-their-own-subprocess",
    "two timers behind an event-based gateway share one value": ENGINE,
    "the order of an exclusive gateway's flows follows the drawing": ENGINE,
    "exclusive conditions overlap": "exclusive-conditions-exclude-each-other",
    "no condition is true and there is no default": "choices-have-a-default",
    "a condition on a task's only flow is ignored": "only-choices-have-conditions",
    "orphans are dropped": "every-step-is-reached",
    "a boundary event with a wrong attachedToRef is dropped": "boundaries-sit-on-activities",
    "an early message raises; every catch of that name fires": ENGINE,
    "one message name with two meanings": "messages-mean-one-thing",
    "a non-interrupting message boundary fires once": ENGINE,
    "conditional events are checked only when a task completes": ENGINE,
    "the completion condition of an ad hoc subprocess runs code": "ad-hoc-subprocesses-stay-open",
    "start and completion quantity are ignored": "quantities-are-one",
    "the ids Start and End break a process": "ids-are-usable",
    "an ISO-8859-1 file crashes": ENGINE,
    "an interrupting boundary does not stop script tasks": "only-supported-elements",
    "a parallel join waits for a token on every flow": "parallel-joins-get-every-token",
    "zeebe extensions are never read": ENGINE,
    "extensions that we do not honour either": "only-supported-extensions",
    "a waitless loop ends after seconds as if completed": "loops-wait",
    "hundreds of tasks in a row end in a recursion error": "scopes-stay-readable",
    "a call activity that calls itself never ends": "processes-do-not-call-themselves",
    "a boundary on a multi-instance task exists once for all": "multi-instance-is-a-subprocess-over-a-list",
    "conditions and scripts are Python": ENGINE,
    "expressions in another language": "expressions-are-written-in-feel",
    "scripts run arbitrary code": "only-supported-elements",
    "DMN tables give wrong answers": "only-supported-elements",
}


@pytest.mark.parametrize("kept_away_by", FAULTS.values(), ids=FAULTS.keys())
def test_each_known_fault_is_refused_by_a_rule_or_made_right(kept_away_by: str) -> None:
    names = {rule.name for rule in RULES}
    assert kept_away_by == ENGINE or kept_away_by in names
