"""Facts corrected outside any form: only known ones, and only with values of their types."""

from prosesser.definition.model import CASE_SCOPE, Definition
from prosesser.engine.commands import ChangeFacts
from prosesser.engine.draft import Draft
from prosesser.engine.errors import FactOfRound, UnknownFact, WrongType
from prosesser.errors import Refused
from prosesser.feel import Value, type_of

ANY = "Any"
"""The type of a fact that only output mappings set."""


def change_facts(draft: Draft, command: ChangeFacts) -> None:
    """Set facts of the case; null clears one."""
    for name, value in command.facts.items():
        _check(draft.definition, name, value)
    draft.set_facts(command.facts, None)


def fits(definition: Definition, name: str, value: Value) -> bool:
    """Tell whether a value can be set for a fact of the case by that name in a version."""
    try:
        _check(definition, name, value)
    except Refused:
        return False
    return True


def _check(definition: Definition, name: str, value: Value) -> None:
    fact = definition.facts.get(name)
    if fact is None:
        raise UnknownFact(name=name)
    if fact.scope != CASE_SCOPE:
        raise FactOfRound(name=name)
    if value is None or fact.type == ANY:
        return
    declared, _, items = fact.type.partition("<")
    given = type_of(value)
    if given != declared or (items and not _all_are(value, items.rstrip(">"))):
        raise WrongType(name=name, expected=fact.type, given=given)


def _all_are(value: Value, kind: str) -> bool:
    return isinstance(value, list | tuple) and all(type_of(item) == kind for item in value)
