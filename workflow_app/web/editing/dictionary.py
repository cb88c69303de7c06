"""What a revision's editor has to know, as JSON: the dialect's tables, and what the revision itself names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prosesser.definition import Definition
from prosesser.definition.bundle import Bundle
from prosesser.definition.checklist_files import read_checklists
from prosesser.definition.dialect import EXTENSIONS, PROPERTIES
from prosesser.definition.form_files import read_forms
from prosesser.definition.property_words import PROPERTY_WORDS
from prosesser.definition.requirements import read_requirements
from prosesser.definition.support import ELEMENTS, EVENTS, Treatment
from prosesser.feel.builtins import BUILTINS

Table = Sequence[Mapping[str, Any]]

OFFERED = frozenset({Treatment.RUNS, Treatment.DRAWN})


def dictionary(
    bundle: Bundle, definition: Definition | None, address: Callable[[str], str]
) -> dict[str, Any]:
    """Return the tables and names for a bundle.

    ``definition`` is what could be read of it, ``address`` tells where a form is edited.
    """
    return {
        "elements": {name: its.name for name, its in ELEMENTS.items() if its.treatment in OFFERED},
        "events": _events(),
        "eventNames": {f"{kind}.{event}": its.name for (kind, event), its in EVENTS.items()},
        "extensions": {name: its.treatment.value for name, its in EXTENSIONS.items()},
        "properties": _properties(),
        "functions": _functions(),
        "clauses": _clauses(bundle),
        "forms": [
            {"id": form, "title": form, "address": address(form)} for form in sorted(read_forms(bundle)[0])
        ],
        "checklists": [{"id": its.id, "title": its.title} for its in read_checklists(bundle)[0].values()],
        "parties": _parties(definition),
        "facts": facts(definition),
    }


def facts(definition: Definition | None) -> Table:
    """Return the facts that the forms and mappings of a definition declare."""
    found = () if definition is None else definition.facts.values()
    return [{"name": its.name, "label": its.label, "type": its.type, "scope": its.scope} for its in found]


def _events() -> dict[str, list[str]]:
    running: dict[str, list[str]] = {kind: [] for kind, _ in EVENTS}
    for (kind, event), support in EVENTS.items():
        if support.treatment in OFFERED:
            running[kind].append(event)
    return running


def _properties() -> Table:
    return [
        {
            "name": name,
            "family": name.endswith("."),
            "kinds": sorted(its.kinds),
            "events": sorted(its.events),
            "values": its.values,
            "label": PROPERTY_WORDS[name].label,
            "meaning": PROPERTY_WORDS[name].meaning,
            "value": PROPERTY_WORDS[name].value,
            "follows": PROPERTY_WORDS[name].follows,
        }
        for name, its in PROPERTIES.items()
    ]


def _functions() -> Table:
    return [
        {
            "name": its.name,
            "description": its.description,
            "parameters": [parameter.name for parameter in its.forms[0].parameters],
        }
        for its in BUILTINS.values()
    ]


def _clauses(bundle: Bundle) -> Table:
    found = read_requirements(bundle) or {}
    return [{"id": clause, "clause": its.clause, "text": its.text} for clause, its in found.items()]


def _parties(definition: Definition | None) -> list[str]:
    if definition is None:
        return []
    constants = [lane.party for lane in definition.lanes.values() if isinstance(lane.party, str)]
    return sorted({*definition.units, *filter(None, constants)})
