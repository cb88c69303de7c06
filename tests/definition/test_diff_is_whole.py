"""Nothing that a version holds is forgotten: each trait is compared, or named as irrelevant and why."""

from collections.abc import Iterable
from typing import get_type_hints

import pytest
from pydantic import BaseModel

from prosesser.definition.checklists import Checklist, Section
from prosesser.definition.dialect import PROPERTIES
from prosesser.definition.diff import (
    clauses,
    elements,
    flows,
    forms,
    lanes,
    plans,
    process,
    properties,
    timers,
)
from prosesser.definition.diff import fields as form_fields
from prosesser.definition.forms import model
from prosesser.definition.forms.model import Component, Form, Option
from prosesser.definition.forms.parts import FieldProperties, ListProperties, NumberRules, TextRules
from prosesser.definition.model import Addition, Definition, Element, Flow, Lane, Loop, Output, TimerRule
from prosesser.definition.requirements import Requirement


def names(kind: type) -> set[str]:
    """The traits of a dataclass or of a model of a file."""
    if issubclass(kind, BaseModel):
        return set(kind.model_fields)
    return set(get_type_hints(kind))


TOLD_BY_NAME = {
    Flow: {"name", "source", "target", "condition"},
    Lane: {"name", "party"},
    TimerRule: {"expression", "working_day", "reminder", "negotiable"},
}
"""What the code of flows, lanes and timers names one by one."""


@pytest.mark.parametrize(
    ("kind", "compared", "irrelevant"),
    [
        (Element, elements.TRAITS.keys() | elements.OTHERWISE.keys(), elements.IRRELEVANT),
        (Definition, process.COMPARED.keys() | process.OTHERWISE.keys(), process.IRRELEVANT),
        (Flow, TOLD_BY_NAME[Flow], flows.IRRELEVANT),
        (Lane, TOLD_BY_NAME[Lane], lanes.IRRELEVANT),
        (TimerRule, TOLD_BY_NAME[TimerRule], timers.IRRELEVANT),
        (Form, forms.OTHERWISE.keys(), forms.IRRELEVANT),
        (Checklist, plans.TRAITS.keys() | plans.OTHERWISE.keys(), plans.IRRELEVANT),
        (Section, plans.SECTION_TRAITS.keys() | {"krav"}, plans.IRRELEVANT),
        (Requirement, clauses.TRAITS.keys(), {}),
        (Addition, elements.ADDITION.keys() | {"agreed", "answers"}, {}),
        (Loop, {"collection", "item", "sequential"}, {}),
        (Output, {"target", "source"}, {}),
        (Option, {"label", "value"}, {}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_each_trait_is_compared_or_has_a_reason_not_to_be(
    kind: type, compared: Iterable[str], irrelevant: dict[str, str]
) -> None:
    assert set(compared) | set(irrelevant) == names(kind)
    assert not set(compared) & set(irrelevant)
    assert all(irrelevant.values())


def parts(kind: type[Component]) -> set[str]:
    """The traits of a component, those of its rules, properties and condition by their path."""
    found = set()
    for name, field in kind.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= {f"{name}.{part}" for part in inner.model_fields}
        else:
            found.add(name)
    return found


def components(kind: type[Component] = Component) -> set[type[Component]]:
    return {kind} | {one for child in kind.__subclasses__() for one in components(child)}


def test_each_trait_of_each_component_is_compared_or_has_a_reason_not_to_be() -> None:
    held = {part for kind in components() for part in parts(kind)}
    compared = form_fields.TRAITS.keys() | form_fields.OTHERWISE.keys()
    assert compared | form_fields.IRRELEVANT.keys() == held
    assert not compared & form_fields.IRRELEVANT.keys()
    rules = {f"rules.{name}" for kind in (TextRules, NumberRules) for name in names(kind)}
    said = {f"properties.{name}" for kind in (FieldProperties, ListProperties) for name in names(kind)}
    assert rules | said <= compared


def test_there_are_components_to_be_forgotten() -> None:
    assert {model.Radio, model.DynamicList, model.TextView} <= components()


def test_each_property_of_the_dialect_is_told_or_read_into_what_is() -> None:
    told = properties.TRAITS.keys() | properties.FAMILIES.keys() | {"navn", "versjon"}
    families = {name[: name.find(".") + 1] or name for name in properties.ELSEWHERE}
    known = {
        name if name.endswith(".") or "." not in name else name[: name.find(".") + 1] for name in PROPERTIES
    }
    assert told | families == known
