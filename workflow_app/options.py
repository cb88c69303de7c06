"""The option lists that forms name in ``valuesKey``: units by kind, and the actor's colleagues."""

from collections.abc import Iterable
from datetime import datetime

from prosesser.access import Actor
from prosesser.cases import OptionLists
from prosesser.definition.forms.model import Option
from prosesser.store.directory import Directory, Person, Unit
from workflow_app.units import DISTRICT, INSTITUTION


def option_lists(directory: Directory, actor: Actor, now: datetime) -> OptionLists:
    """Return every list that a form may name, as ``actor`` may choose from it at ``now``."""
    units = directory.units()
    return {
        "bydeler": _options(unit for unit in units if unit.party == DISTRICT),
        "institusjoner": _options(unit for unit in units if unit.party == INSTITUTION),
        "enheter": _options(units),
        "ansatte": _options(directory.members(actor.unit, now)),
    }


def _options(choices: Iterable[Unit | Person]) -> tuple[Option, ...]:
    return tuple(Option(label=choice.name, value=choice.id) for choice in choices)
