"""What of a journey realises the routine's clauses: whatever names them as ``krav``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.diagram import read_diagram
from prosesser.definition.forms.model import DynamicList, Group, InputField
from prosesser.definition.forms.parts import Part
from prosesser.definition.model import Definition
from prosesser.definition.safe_xml import read_xml
from prosesser.definition.zeebe import read_extensions


@dataclass(frozen=True, slots=True)
class NamedElement:
    """Anything with an id in the diagram, and its name there, which may be empty."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NamedField:
    """A field of a form: its key (in the rows of a list: ``list.key``) and what it is called."""

    form: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A section of a living document by its id and title, or the document as a whole (``section`` None)."""

    checklist: str
    section: str | None
    title: str


@dataclass(slots=True)
class Claims:
    """All that names one clause, in the order of the files."""

    elements: list[NamedElement] = field(default_factory=list)
    fields: list[NamedField] = field(default_factory=list)
    sections: list[NamedSection] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.elements or self.fields or self.sections)


def claims(definition: Definition) -> Mapping[str, Claims]:
    """Return what names each clause, known or not, by the clause's id. Forms that are not in use do not."""
    found: dict[str, Claims] = {}
    for clause, element in _elements(definition):
        found.setdefault(clause, Claims()).elements.append(element)
    for clause, asked in _fields(definition):
        found.setdefault(clause, Claims()).fields.append(asked)
    for clause, section in _sections(definition):
        found.setdefault(clause, Claims()).sections.append(section)
    return found


def _elements(definition: Definition) -> Iterator[tuple[str, NamedElement]]:
    """Yield from the diagram as drawn: lanes and flows may name clauses too."""
    diagram = read_diagram(read_xml(definition.bundle[DIAGRAM], DIAGRAM))
    for element_id, node in diagram.nodes.items():
        named = read_extensions(node).properties.get("krav", "").split()
        yield from ((clause, NamedElement(element_id, node.get("name", ""))) for clause in named)


def _fields(definition: Definition) -> Iterator[tuple[str, NamedField]]:
    items = (checklist.form for checklist in definition.checklists.values())
    asked = (element.form for element in definition.elements.values() if element.form)
    for form in dict.fromkeys((*asked, *items)):
        if form in definition.forms:
            yield from _named(form, definition.forms[form].components, "")


def _named(form: str, components: tuple[Part, ...], rows_of: str) -> Iterator[tuple[str, NamedField]]:
    for part in components:
        if isinstance(part, InputField | DynamicList):
            named = NamedField(form, rows_of + part.key, part.label)
            yield from ((clause, named) for clause in part.properties.krav.split())
        if isinstance(part, DynamicList):
            yield from _named(form, part.components, f"{rows_of}{part.key}.")
        elif isinstance(part, Group):
            yield from _named(form, part.components, rows_of)


def _sections(definition: Definition) -> Iterator[tuple[str, NamedSection]]:
    for checklist in definition.checklists.values():
        whole = NamedSection(checklist.id, None, checklist.title)
        yield from ((clause, whole) for clause in checklist.krav.split())
        for section in checklist.sections:
            named = NamedSection(checklist.id, section.id, section.title)
            yield from ((clause, named) for clause in section.krav.split())
