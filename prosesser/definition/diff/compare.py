"""Comparing two versions."""

from collections.abc import Iterator

from prosesser.definition.diff.clauses import clause_changes
from prosesser.definition.diff.elements import element_changes
from prosesser.definition.diff.flows import flow_changes
from prosesser.definition.diff.forms import form_changes
from prosesser.definition.diff.lanes import lane_changes
from prosesser.definition.diff.layout import layout_changes
from prosesser.definition.diff.model import GROUPS, Change, Comparison
from prosesser.definition.diff.plans import plan_changes
from prosesser.definition.diff.process import process_changes
from prosesser.definition.diff.properties import property_changes
from prosesser.definition.diff.scenarios import scenario_changes
from prosesser.definition.diff.sides import Sides, sides
from prosesser.definition.diff.steps import step_changes
from prosesser.definition.model import Definition


def compare(before: Definition, after: Definition) -> Comparison:
    """Return what differs of two versions; a definition with errors is compared as far as it was read."""
    both = sides(before, after)
    order = list(GROUPS)
    changes = sorted(_changes(both), key=lambda change: order.index(change.group))
    return Comparison(before.digest, after.digest, tuple(changes), tuple(layout_changes(both)))


def _changes(both: Sides) -> Iterator[Change]:
    yield from step_changes(both)
    for old, new in both.both():
        if old != new:
            yield from element_changes(both, old, new)
            yield from property_changes(both, old, new)
    for tell in (flow_changes, lane_changes, form_changes, plan_changes, clause_changes, process_changes):
        yield from tell(both)
    yield from scenario_changes(both.before.definition.bundle, both.after.definition.bundle)
