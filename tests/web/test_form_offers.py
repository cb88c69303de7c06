"""What the form editor offers follows from the form's own model."""

from typing import Any

import pytest

from prosesser.definition.forms import Form
from prosesser.definition.forms.parts import FieldProperties, ListProperties
from workflow_app.web.forms.offered import (
    KEPT,
    NOT_OFFERED,
    OFFERS,
    described,
    paths,
    settings_of,
    types,
)

ON_SOME_TYPES_ONLY = {"properties.format", "properties.tidligst", "properties.senest"} | {
    "properties.ikke",
    "properties.unntak",
}
"""Properties that the model has on every field, and the rules refuse on most."""

ELSEWHERE = {("datetime", "label"), ("group", "path")}
"""Said by ``dateLabel``; and always empty."""


def test_every_type_of_the_model_is_offered_or_kept() -> None:
    assert {offer.type for offer in OFFERS} | set(NOT_OFFERED) == set(types())


@pytest.mark.parametrize("kind", types())
def test_all_that_may_be_said_of_a_type_is_offered_or_kept(kind: str) -> None:
    known = set(paths(types()[kind]))
    offered = {setting.path for setting in settings_of(kind)}
    left = known - offered - KEPT - ON_SOME_TYPES_ONLY
    assert {(kind, path) for path in left} <= ELSEWHERE
    assert offered <= known


def test_every_property_of_ours_is_offered_somewhere() -> None:
    offered = {setting.path for kind in types() for setting in settings_of(kind)}
    ours = {*FieldProperties.model_fields, *ListProperties.model_fields}
    assert {f"properties.{name}" for name in ours} <= offered


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.type)
def test_a_new_component_is_one_that_we_render(offer: Any) -> None:
    names = {"key": "svar"} if described()["types"][offer.type]["keyed"] else {}
    own: dict[str, Any] = {"path": "rader"} if offer.type == "dynamiclist" else names
    made = {"type": offer.type, "id": "ny", **own, **offer.begins}
    assert Form.model_validate({"id": "x", "components": [made]}).components[0].type == offer.type
