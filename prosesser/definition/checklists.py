"""Checklists: the living documents of a case, as files of a journey define them.

``checklists/<id>.json`` names a document's sections and the form of one item. The form's answers
belong to the item, never to the case's facts; besides those facts its expressions read ``del``, the
id of the section that the item stands in.
"""

from collections.abc import Mapping

from pydantic import Field

from prosesser.definition.forms.model import Form, Textarea, Textfield
from prosesser.definition.forms.parts import Key, Part, Text

SECTION = "del"
"""The name under which an item form's expressions read the section."""

RESPONSIBLE, DUE, STATE = "ansvarlig", "frist", "status"
"""The fields of every item form that say who does it, by when, and how it stands."""

WRITTEN_BY, RESIDENT = "skrevet_av", "beboer"
"""Where a form asks who wrote the item, and its answer when the resident did."""

OPEN, DONE, CONTINUED, DROPPED = "apen", "gjort", "viderefores", "utgar"
STATES = frozenset({OPEN, DONE, CONTINUED, DROPPED})
UNFINISHED = frozenset({OPEN, CONTINUED})
"""States of an item that still has to be done."""

RESPONSIBLES = frozenset({"beboer", "bydel", "institusjon", "booppfolger", "andre"})


class Section(Part):
    """A heading of the document. ``krav`` are the clauses that it realises, separated by spaces."""

    id: Key
    title: Text
    description: Text = ""
    krav: str = ""


class Checklist(Part):
    """A living document: its sections in order, and the form of one item.

    ``note`` is shown above the sections, ``krav`` are the clauses of the document as a whole.
    """

    id: Key
    title: Text
    form: Key
    krav: str = ""
    note: Text = ""
    sections: tuple[Section, ...] = Field(strict=False)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that the document or one of its sections names."""
        return tuple(dict.fromkeys(" ".join((self.krav, *(part.krav for part in self.sections))).split()))

    def section(self, section_id: str) -> Section | None:
        """Return the section of that id; None when there is none."""
        return next((section for section in self.sections if section.id == section_id), None)


def saying(form: Form) -> tuple[Textfield | Textarea, ...]:
    """Return the fields of an item form that say what the item is: the texts that must be filled in."""
    texts = (field for field in form.fields() if isinstance(field, Textfield | Textarea))
    return tuple(field for field in texts if field.rules.required)


def heading(form: Form, answers: Mapping[str, object]) -> str:
    """Return the first text that says what an item is; empty where none was answered."""
    said_first = (answers.get(field.key) for field in saying(form))
    return next((str(text) for text in said_first if text), "")
