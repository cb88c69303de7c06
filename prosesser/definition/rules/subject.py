"""What a rule looks at, and what it yields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prosesser.definition.bundle import Bundle
from prosesser.definition.checklist_files import ChecklistProblem
from prosesser.definition.diagram import Diagram
from prosesser.definition.expressions import Site
from prosesser.definition.form_files import FormProblem
from prosesser.definition.model import Definition, Element
from prosesser.definition.requirements import Requirement

Problem = tuple[str | None, str] | tuple[str | None, str, str]
"""The element's id (None: the whole), a sentence in bokmål that says what is wrong and what to do, and
the id of the form that it is put right in, where it is one's."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The diagram as drawn and the definition read from it, which leaves out what is broken.

    ``requirements`` is the bundle's catalogue by id, None when it has none that can be read.
    """

    bundle: Bundle
    diagram: Diagram
    definition: Definition
    sites: tuple[Site, ...]
    form_problems: tuple[FormProblem, ...]
    checklist_problems: tuple[ChecklistProblem, ...]
    requirements: Mapping[str, Requirement] | None

    def elements(self, *kinds: str) -> Iterator[Element]:
        """Yield the definition's elements of these kinds; of all kinds when none is given."""
        for element in self.definition.elements.values():
            if not kinds or element.kind in kinds:
                yield element

    def name(self, element_id: str) -> str:
        """Return what a process owner calls an element: its name, else its id."""
        return self.diagram.name_of(element_id) or element_id


def at(site: Site, sentence: str) -> Problem:
    """Return what is wrong with an expression: said of its element, and of its form if it stands in one."""
    return (site.element, sentence) if site.form is None else (site.element, sentence, site.form)


def begin(sentence: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
