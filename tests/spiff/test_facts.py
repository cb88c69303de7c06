"""Every fault that was found in SpiffWorkflow 3.2.0, with what keeps it away: a test, a lint rule, or both.

A fault without an entry is a bug waiting. Tests of any folder are meant by their names, rules by the
linter's. When SpiffWorkflow is upgraded, this is the list to
go through.
"""

from pathlib import Path

import pytest
import SpiffWorkflow.version

from prosesser.definition.lint import RULES
from prosesser.definition.support import ELEMENTS, Treatment
from prosesser.spiff.compile import NODES

TESTS = Path(__file__).parents[1]

TEST_OF: dict[str, tuple[str, ...]] = {
    # time
    "timer text is evaluated as an expression": ("test_what_a_deadline_is_due",),
    "months are summed as days, from the UTC date, not clamped": (
        "test_months_are_clamped_and_days_are_oslo_days",
        "test_a_duration_counts_from_the_oslo_date_on_which_the_task_opened",
    ),
    "the offset to UTC is frozen when the process starts": (
        "test_a_date_fires_at_midnight_in_oslo_in_summer_and_winter",
    ),
    "a timeDate must give text": ("test_what_a_deadline_is_due",),
    "a due time is computed once, on entry": (
        "test_a_deadline_is_set_and_moved_by_the_facts_it_counts_from",
    ),
    "what is past due on entry fires at once and cancels its task": (
        "test_a_timer_fires_at_its_instant_and_only_when_it_is_told_to",
    ),
    "timers are refreshed last and compared strictly": (
        "test_a_timer_fires_at_its_instant_and_only_when_it_is_told_to",
    ),
    "clock and random ids are called directly": (
        "test_the_clock_of_the_machine_is_never_read",
        "test_other_processes_and_hash_seeds_give_the_same_bytes",
    ),
    "waiting events are listed without ids": (
        "test_two_timers_of_one_event_based_gateway_have_times_of_their_own",
    ),
    # lanes
    "a lane is only a name, and nested or repeated tasks lose it": (
        "test_a_nested_task_has_the_lane_that_it_is_drawn_in",
        "test_rounds_have_their_lanes_too",
    ),
    # elements
    "a parallel join in a loop fires early": (
        "test_a_parallel_join_in_a_loop_waits_for_every_branch_every_time",
        "test_a_join_keeps_a_second_token_over_the_same_flow_for_the_next_turn",
    ),
    "timers of one event-based gateway share a value": (
        "test_two_timers_of_one_event_based_gateway_have_times_of_their_own",
    ),
    "exclusive gateways follow the y coordinate": (
        "test_flows_are_tried_in_the_order_of_the_diagram_wherever_they_are_drawn",
    ),
    "an early message raises, and every catch of a name fires": (
        "test_a_message_is_received_only_while_it_is_waited_for",
        "test_a_message_that_several_wait_for_goes_to_the_one_that_is_named",
    ),
    "a non-interrupting message fires once": ("test_a_non_interrupting_message_fires_each_time_it_comes",),
    "conditional events are checked only when a task completes": (
        "test_a_condition_sees_facts_that_were_corrected",
        "test_a_condition_that_is_true_already_fires_at_once",
    ),
    "an element called End or Start breaks the process": ("test_no_element_id_is_taken_by_spiffworkflow",),
    "an interrupting event does not stop what runs in the same step": (
        "test_an_interrupting_event_ends_its_activity_before_its_own_way_begins",
    ),
    "an inclusive join does not see a token inside a subprocess": (
        "test_an_inclusive_join_waits_for_a_token_inside_a_subprocess_further_up",
        "test_an_inclusive_join_lets_go_when_the_other_token_went_elsewhere",
        "test_two_flows_from_one_gateway_to_another_are_two_ways",
    ),
    "a parallel join needs a token on every flow": (
        "test_alternatives_merged_before_a_join_give_it_its_token",
        "test_tokens_that_can_never_go_on_fail_instead_of_waiting_for_ever",
    ),
    # state
    "a key called typename makes a case unloadable": (
        "test_a_fact_called_typename_is_a_fact_like_any_other",
    ),
    "dates, decimals and sets change type in the serializer": (
        "test_a_timer_inside_a_round_counts_from_the_rounds_own_facts",
    ),
    "data of parallel branches overwrite each other": (
        "test_facts_given_in_parallel_branches_all_survive_their_join",
    ),
    "sequential parallel blocks double the predicted tree": (
        "test_sequential_parallel_blocks_do_not_multiply",
    ),
    "loops grow the tree and stop silently at depth 1000": (
        "test_a_thousand_rounds_of_a_loop_change_neither_the_state_nor_the_work",
    ),
    "a waitless loop seems completed": ("test_a_loop_that_waits_for_nothing_fails_instead_of_seeming_done",),
    "500 tasks in a row are a RecursionError": ("test_six_hundred_tasks_in_a_row_are_no_recursion",),
    "pruning can stop interrupting events from cancelling": (
        "test_a_case_restarted_after_every_step_goes_as_one_that_never_stops",
        "test_tokens_go_where_spiffworkflow_itself_takes_them",
    ),
    "states of unknown versions load silently": (
        "test_tokens_of_another_version_are_not_taken_for_this_ones",
    ),
    "events that no one reads pile up": (
        "test_a_thousand_rounds_of_a_loop_change_neither_the_state_nor_the_work",
    ),
    # rounds and hooks
    "an input item makes the second round of a loop fail": ("test_rounds_can_be_gone_through_again",),
    "an interrupted multi-instance leaves its rounds behind": (
        "test_an_event_on_rounds_takes_all_of_them_and_what_runs_inside",
    ),
    "a boundary message is armed only while its activity is": (
        "test_a_non_interrupting_message_comes_any_number_of_times",
    ),
    # errors
    "a step that fails leaves half of it done": ("test_a_step_that_fails_leaves_the_case_as_it_was",),
    "when the first boundary timer fails the second is never armed": (
        "test_several_boundary_timers_are_all_armed",
    ),
    "finished and future tasks can be run": (
        "test_a_task_is_done_once",
        "test_a_task_that_has_not_been_opened_is_unknown",
    ),
    # changing the diagram
    "migrating resets every open task": ("test_a_replay_gives_the_same_states_and_events",),
    # security
    "expressions of a diagram run as Python": ("test_no_code_of_a_diagram_ever_runs",),
    "entities and document types are refused only by the XML library's defaults": (
        "test_a_document_type_is_refused_whatever_it_declares",
        "test_a_document_type_hidden_by_its_encoding_is_refused_too",
    ),
    "other encodings than UTF-8 crash the parser": ("test_any_declared_encoding_gives_the_same_names",),
}
"""What is made right here, by the tests that watch it."""

RULE_OF: dict[str, tuple[str, ...]] = {
    "repeating timers store a fixed number of seconds": ("timers-do-not-repeat",),
    "flowNodeRef is dropped or wrong for nested tasks": (
        "lanes-agree-with-drawing",
        "user-tasks-lie-in-lanes",
    ),
    "nested lanes: the last in document order wins": ("lanes-are-not-nested", "steps-lie-in-one-lane"),
    "event subprocesses run by themselves": ("no-event-subprocesses",),
    "messages without a name pass through": ("messages-have-names",),
    "a parallel join in a loop is hard to read even where it is right": (
        "joins-in-loops-have-their-own-subprocess",
    ),
    "conditions that overlap make the order of flows decide": (
        "exclusive-conditions-exclude-each-other",
        "choices-have-a-default",
    ),
    "a condition on a task's only flow is ignored": ("only-choices-have-conditions",),
    "several flows out of a task are refused late": ("only-gateways-split",),
    "orphans and misattached boundary events are dropped": (
        "every-step-is-reached",
        "boundaries-sit-on-activities",
    ),
    "start and completion quantities are ignored": ("quantities-are-one",),
    "loops that wait for nothing": ("loops-wait",),
    "a process that calls itself never ends": ("processes-do-not-call-themselves",),
    "joins that some way never reaches": ("parallel-joins-get-every-token",),
    "a boundary event on a multi-instance task exists once for all": (
        "multi-instance-is-a-subprocess-over-a-list",
    ),
    "extensions of other engines are silently ignored": ("only-supported-extensions",),
    "a process that is not executable is refused late": ("one-executable-process",),
    "one message name for events that mean different things": ("messages-mean-one-thing",),
}
"""What a lint rule refuses or names, so that it never reaches the engine."""

REFUSED_ELEMENTS = (
    "businessRuleTask",
    "callActivity",
    "complexGateway",
    "manualTask",
    "scriptTask",
    "sendTask",
    "serviceTask",
    "standardLoopCharacteristics",
    "task",
    "transaction",
    "compensateEventDefinition",
    "cancelEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "linkEventDefinition",
    "signalEventDefinition",
    "ioSpecification",
    "correlationProperty",
)
"""What is silently wrong or runs code, and is refused by the table of supported elements."""


def every_test() -> set[str]:
    lines = (
        line for file in TESTS.rglob("test_*.py") for line in file.read_text(encoding="utf-8").splitlines()
    )
    return {line.removeprefix("def ").partition("(")[0] for line in lines if line.startswith("def test_")}


@pytest.mark.parametrize("fault", TEST_OF)
def test_a_fault_that_is_made_right_has_its_tests(fault: str) -> None:
    assert set(TEST_OF[fault]) <= every_test()


@pytest.mark.parametrize("fault", RULE_OF)
def test_a_fault_that_is_refused_has_its_rules(fault: str) -> None:
    assert set(RULE_OF[fault]) <= {rule.name for rule in RULES}


@pytest.mark.parametrize("element", REFUSED_ELEMENTS)
def test_what_spiffworkflow_runs_wrongly_is_refused_by_name(element: str) -> None:
    assert ELEMENTS[element].treatment is Treatment.REFUSED


def test_the_engine_runs_exactly_the_flow_nodes_that_are_allowed() -> None:
    allowed = {element for element, support in ELEMENTS.items() if support.treatment is Treatment.RUNS}
    no_nodes = {
        "process",
        "lane",
        "laneSet",
        "sequenceFlow",
        "message",
        "extensionElements",
        "formalExpression",
    }
    no_nodes |= {"multiInstanceLoopCharacteristics"}
    no_nodes |= {element for element in allowed if element.endswith("EventDefinition")}
    assert NODES.keys() == allowed - no_nodes


def test_no_fault_is_entered_twice_and_every_canary_has_its_fault() -> None:
    assert not TEST_OF.keys() & RULE_OF.keys()
    named = {test for tests in TEST_OF.values() for test in tests}
    files = (TESTS / "spiff").glob("test_canaries_*.py")
    canaries = "".join(file.read_text(encoding="utf-8") for file in files)
    own = {test for test in every_test() if f"def {test}(" in canaries}
    assert own - named <= {"test_a_step_opens_no_connection"}


def test_the_release_is_the_one_that_was_examined() -> None:
    assert SpiffWorkflow.version.__version__ == "3.2.0"
