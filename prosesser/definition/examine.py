"""From a bundle's bytes to a checked definition. Nothing is executed on the way."""

from functools import lru_cache

from prosesser.definition.bundle import DIAGRAM, Bundle, check_size
from prosesser.definition.checklist_files import read_checklists
from prosesser.definition.diagram import read_diagram
from prosesser.definition.errors import NotRunnable
from prosesser.definition.findings import Examination
from prosesser.definition.form_files import read_forms
from prosesser.definition.lint import lint
from prosesser.definition.model import Definition
from prosesser.definition.parse import parse
from prosesser.definition.requirements import read_requirements
from prosesser.definition.rules.subject import Subject
from prosesser.definition.safe_xml import read_xml
from prosesser.definition.schema import canonical_order


def examine(bundle: Bundle) -> Examination:
    """Read and check a bundle.

    Raises Unreadable when the diagram is no XML that we open at all; everything else is a finding.
    """
    return _examined(tuple(sorted(bundle.items())))


@lru_cache(maxsize=8)
def _examined(files: tuple[tuple[str, bytes], ...]) -> Examination:
    """Check the same files once: an editor asks again and again, a page several times."""
    subject = read_subject(dict(files))
    definition = subject.definition
    return Examination(definition if definition.key else None, tuple(lint(subject)))


def read_subject(bundle: Bundle) -> Subject:
    """Read a bundle without checking it: its definition as far as it goes, and every expression in it.

    Raises Unreadable when the diagram is no XML that we open at all.
    """
    check_size(bundle)
    root = read_xml(bundle[DIAGRAM], DIAGRAM)
    canonical_order(root)
    diagram = read_diagram(root)
    forms, form_problems = read_forms(bundle)
    checklists, checklist_problems = read_checklists(bundle)
    draft = parse(bundle, diagram, forms, checklists)
    return Subject(
        bundle,
        diagram,
        draft.definition,
        draft.sites,
        form_problems,
        checklist_problems,
        read_requirements(bundle),
    )


def load(bundle: Bundle) -> Definition:
    """Return the definition. Raises Unreadable, or NotRunnable with the findings when one is an error."""
    examination = examine(bundle)
    if examination.definition is None or examination.errors:
        raise NotRunnable(examination.findings)
    return examination.definition
