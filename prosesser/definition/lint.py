"""Linting: THE table of rules, and running it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from prosesser.definition.findings import Finding
from prosesser.definition.rules import (
    added,
    checklists,
    data,
    drawing,
    forms,
    gateways,
    messages,
    paths,
    plain_language,
    supported,
    tasks,
    timing,
)
from prosesser.definition.rules.subject import Problem, Subject

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise that a definition keeps, in its name, and what finds the breaches."""

    name: str
    severity: Severity
    check: Callable[[Subject], Iterable[Problem]]


def _rules(severity: Severity, *checks: Callable[[Subject], Iterable[Problem]]) -> tuple[Rule, ...]:
    return tuple(Rule(check.__name__.replace("_", "-"), severity, check) for check in checks)


RULES: tuple[Rule, ...] = (
    *_rules(
        "error",
        drawing.follows_schema,
        drawing.ids_are_unique,
        drawing.steps_have_ids,
        drawing.ids_are_usable,
        drawing.flows_join_existing_steps,
        drawing.steps_list_their_flows,
        drawing.default_flows_leave_their_gateway,
        drawing.boundaries_sit_on_activities,
        drawing.messages_are_declared,
        drawing.lanes_list_existing_steps,
        drawing.steps_lie_in_one_lane,
        drawing.drawing_shows_existing_elements,
        drawing.steps_are_drawn,
        supported.only_supported_elements,
        supported.only_supported_events,
        supported.no_event_subprocesses,
        supported.no_instantiating_steps,
        supported.quantities_are_one,
        supported.multi_instance_is_a_subprocess_over_a_list,
        supported.only_supported_extensions,
        supported.properties_are_known,
        paths.one_executable_process,
        paths.one_pool,
        paths.one_start_in_each_scope,
        paths.starts_begin_and_ends_end,
        paths.every_step_is_reached,
        paths.every_way_ends,
        paths.ways_end_in_end_events,
        paths.loops_wait,
        paths.joins_in_loops_have_their_own_subprocess,
        paths.processes_do_not_call_themselves,
        paths.scopes_stay_readable,
        gateways.only_choices_have_conditions,
        gateways.choices_have_conditions,
        gateways.choices_have_a_default,
        gateways.only_gateways_split,
        gateways.parallel_joins_get_every_token,
        gateways.event_gateways_lead_to_events,
        tasks.user_tasks_have_names,
        tasks.user_tasks_have_forms,
        tasks.forms_exist,
        tasks.only_the_first_start_has_a_form,
        tasks.forms_are_filled_in_by_someone,
        tasks.user_tasks_lie_in_lanes,
        tasks.lanes_have_parties,
        tasks.lanes_are_not_nested,
        tasks.clauses_are_known,
        data.expressions_are_valid,
        data.quotes_are_straight,
        data.expressions_are_written_in_feel,
        data.functions_are_known,
        data.facts_are_declared,
        data.labels_name_declared_facts,
        data.fact_types_agree,
        data.fact_names_are_plain,
        data.output_targets_are_plain,
        data.outputs_stand_where_answers_come,
        data.conditions_are_given,
        timing.timers_have_a_value,
        timing.timers_do_not_repeat,
        timing.deadlines_are_boundary_timers,
        timing.reminders_are_durations_on_deadlines,
        timing.negotiable_times_are_deadlines,
        added.ad_hoc_subprocesses_hold_tasks_alone,
        added.ad_hoc_subprocesses_stay_open,
        added.only_added_tasks_say_how_they_are_added,
        added.follow_ups_name_added_tasks,
        added.proposals_can_be_answered,
        messages.messages_have_names,
        messages.messages_name_their_sender,
        messages.messages_mean_one_thing,
        messages.parties_have_lanes,
        messages.parties_have_units,
        forms.forms_are_readable,
        forms.form_keys_are_unique,
        forms.form_fields_have_labels,
        forms.form_choices_have_options,
        forms.form_exceptions_can_be_answered,
        forms.form_bounds_can_be_met,
        forms.form_patterns_can_be_matched,
        forms.form_formats_fit,
        forms.form_texts_are_plain,
        forms.form_lists_have_plain_rows,
        checklists.checklists_are_readable,
        checklists.checklists_have_plain_sections,
        checklists.checklist_forms_exist,
        checklists.checklist_forms_are_their_own,
        checklists.item_forms_ask_who_when_and_how_it_stands,
        checklists.item_forms_have_no_lists,
        checklists.item_fields_have_plain_names,
        checklists.tasks_name_existing_checklists,
        checklists.rows_fit_the_items_they_become,
    ),
    *_rules(
        "warning",
        drawing.lanes_agree_with_drawing,
        gateways.exclusive_conditions_exclude_each_other,
        tasks.deadlines_are_named,
        plain_language.tasks_are_said_in_plain_language,
        plain_language.plain_language_has_one_place_to_fill,
        data.derived_facts_have_labels,
    ),
    *_rules("info", tasks.forms_are_used, supported.kept_elements_are_named),
)
"""Every rule, the gravest first; findings come in this order."""


def lint(subject: Subject) -> Iterator[Finding]:
    """Yield what every rule finds, each finding once."""
    for rule in RULES:
        for element, message, *form in dict.fromkeys(rule.check(subject)):
            name = subject.diagram.name_of(element)
            yield Finding(rule.severity, element, name, rule.name, message, next(iter(form), None))
