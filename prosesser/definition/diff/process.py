"""What the process says of the whole: parties, contacts, the person, what is counted."""

from collections.abc import Iterator, Mapping

from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Sides
from prosesser.definition.diff.telling import Place, Trait, parties, text, told
from prosesser.definition.words import the_party

COMPARED: Mapping[str, Trait] = {
    "units": Trait(Group.WHO, "Enheten som er {key},", text),
    "contacts": Trait(Group.WHO, "Kontaktene hos {key},", text),
    "assignees": Trait(Group.WHO, "Den som får oppgavene til {key},", text),
    "subject": Trait(Group.OTHERS, "Der saken leser beboerens «{key}»,", text),
    "measures": Trait(Group.OTHERS, "Det rapporter teller som «{key}»,", text),
}
"""The definition's expressions by key; the words for the key stand in ``{key}``."""

OF_PARTIES = frozenset({"units", "contacts", "assignees"})
RESPONSIBLE = Trait(Group.WHO, "Parten som har hovedansvaret,", parties)

OTHERWISE: Mapping[str, str] = {
    "elements": "steps.py and elements.py",
    "flows": "flows.py",
    "lanes": "lanes.py",
    "forms": "forms.py and fields.py",
    "checklists": "plans.py",
    "responsible": "a sentence of its own",
    "bundle": "scenarios.py, clauses.py (the catalogue) and layout.py; the rest is read into the others",
}
IRRELEVANT: Mapping[str, str] = {
    "key": "the id of the process, which is compared with the elements",
    "name": "the name of the process, which is compared with the elements",
    "digest": "tells that something differs, not what",
    "facts": "follow from forms, outputs and the process's `opplysning.` properties, which are compared",
    "expression_facts": "follow from the expressions, which are compared",
}


def process_changes(both: Sides) -> Iterator[Change]:
    """Yield what differs of the process itself."""
    before, after = both.before.definition, both.after.definition
    place = Place("process", after.key, after.name, ())
    for name, trait in COMPARED.items():
        old, new = getattr(before, name), getattr(after, name)
        for key in dict.fromkeys((*old, *new)):
            called = the_party(key) if name in OF_PARTIES else key
            what = Trait(trait.group, trait.what.format(key=called), trait.write)
            values = (old.get(key), both.before), (new.get(key), both.after)
            yield from told(place, what, f"{name}.{key}", *values)
    values = (before.responsible, both.before), (after.responsible, both.after)
    yield from told(place, RESPONSIBLE, "responsible", *values)
