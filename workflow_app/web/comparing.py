"""A comparison as a page shows it: sentences in groups, and marks for the two diagrams beside each other."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prosesser.definition import Definition
from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.diagram import read_diagram
from prosesser.definition.diff import GROUPS, Change, Comparison, Group, compare
from prosesser.definition.safe_xml import read_xml

FORMULAS = frozenset({Group.DEADLINES, Group.CONDITIONS})
"""The groups whose before and after are formulas that a process owner may want to see."""

MARKS = ("removed", "added", "moved", "changed")
LEGENDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "before": (("removed", "Tatt bort"), ("moved", "Flyttet"), ("changed", "Endret")),
    "after": (("added", "Lagt til"), ("moved", "Flyttet"), ("changed", "Endret")),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the list.

    ``elements`` are the ids where it shows in a diagram, ``about`` what a link to them is called;
    ``before`` and ``after`` are formulas, ``clause`` the id of the clause that it is about.
    """

    words: str
    elements: str
    about: str
    before: str
    after: str
    clause: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions beside each other; marks are the diagram viewer's (JSON), ``layout`` are names."""

    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    number: int
    layout: tuple[str, ...]
    marks_before: str
    marks_after: str
    same_files: bool


def compared(before: Definition, after: Definition) -> Compared:
    """Return what differs from one version to another, for the page."""
    comparison = compare(before, after)
    drawn = _drawn(before), _drawn(after)
    groups = comparison.by_group().items()
    return Compared(
        groups=tuple(
            (GROUPS[group], tuple(_item(one, drawn) for one in changes)) for group, changes in groups
        ),
        number=len(comparison.changes),
        layout=tuple(_names(comparison, drawn)),
        marks_before=_marks(comparison, drawn[0], drawn[1], "removed"),
        marks_after=_marks(comparison, drawn[1], drawn[0], "added"),
        same_files=comparison.before == comparison.after,
    )


Drawn = Mapping[str, str]
"""What has a shape or a line in a diagram, by id, and what it is called."""


def _drawn(definition: Definition) -> Drawn:
    diagram = read_diagram(read_xml(definition.bundle[DIAGRAM], DIAGRAM))
    return {element: node.get("name", "") for element, node in diagram.nodes.items()}


def _item(change: Change, drawn: tuple[Drawn, Drawn]) -> Item:
    elements = [one for one in change.elements if one in drawn[0] or one in drawn[1]]
    shows = change.subject != "process"
    has_formulas = change.group in FORMULAS
    return Item(
        words=change.words,
        elements=" ".join(elements) if shows else "",
        about=change.name,
        before=change.before if has_formulas else "",
        after=change.after if has_formulas else "",
        clause=change.id if change.subject == "clause" else "",
    )


def _names(comparison: Comparison, drawn: tuple[Drawn, Drawn]) -> Iterator[str]:
    for element in comparison.layout:
        name = drawn[1].get(element) or drawn[0].get(element)
        yield f"«{name}»" if name else element


def _marks(comparison: Comparison, here: Drawn, there: Drawn, alone: str) -> str:
    """Mark what changed: what only one version has, what moved, and what is otherwise in any way."""
    marks: dict[str, str] = {}
    for change in comparison.changes:
        moved = change.kind == "moved" and change.subject == "step"
        for element in change.elements:
            if element in here and change.subject != "process":
                mark = alone if element not in there else "moved" if moved else "changed"
                marks[element] = min(mark, marks.get(element, mark), key=MARKS.index)
    return json.dumps({mark: sorted(one for one in marks if marks[one] == mark) for mark in MARKS})
