"""The form of a plan's item in two: what decides the item when the plan is gone through, and the rest."""

from prosesser.definition.checklists import CONTINUED, DONE, DUE, RESPONSIBLE, STATE
from prosesser.definition.forms import Form
from prosesser.definition.forms.model import AnyComponent, Container, InputField, Radio, Select
from prosesser.definition.forms.parts import Required

DECIDED_BY = (STATE, RESPONSIBLE, DUE)


def decision(form: Form) -> Form:
    """Return the fields that decide an item: whether it is done or continued, by whom, by when."""
    fields = {field.key: field for field in form.fields()}
    state = fields[STATE]
    options = state.values if isinstance(state, Select) else ()
    decided = Radio(
        type="radio",
        id=state.id,
        key=STATE,
        label="Hva er bestemt?",
        values=tuple(option for option in options if option.value in {DONE, CONTINUED}),
        validate=Required(required=True),
    )
    return form.model_copy(update={"components": (decided, fields[RESPONSIBLE], fields[DUE])})


def remainder(form: Form) -> Form:
    """Return the form without the fields that decide an item."""
    return form.model_copy(update={"components": _rest(form.components)})


def _rest(components: tuple[AnyComponent, ...]) -> tuple[AnyComponent, ...]:
    rest: list[AnyComponent] = []
    for part in components:
        if isinstance(part, Container):
            rest.append(part.model_copy(update={"components": _rest(part.components)}))
        elif not (isinstance(part, InputField) and part.key in DECIDED_BY):
            rest.append(part)
    return tuple(rest)
