"""Which answers decide where a case goes: what a rehearsal must be told, and may not make up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prosesser.definition.forms.model import Component, DynamicList, Form, fields_of, walk
from prosesser.definition.model import Definition
from prosesser.feel import Expression
from prosesser.feel.nodes import Node, Path, children


@dataclass(frozen=True, slots=True)
class Deciding:
    """The facts that decide: ``paths`` where a case goes and whose work it is, ``times`` when.

    Of the rows of a list among ``paths`` only the ``columns`` decide.
    """

    paths: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()

    def but(self, names: Iterable[str]) -> "Deciding":
        """Return what decides without these facts."""
        return Deciding(self.paths - {*names}, self.times - {*names}, self.columns)


NOTHING = Deciding()


def spelled_out(form: Form, answers: Mapping[str, object], decides: Deciding) -> dict[str, object]:
    """Return the answers with null for what decides and was left blank: a choice that was made.

    Columns of lists that decide are looked into.
    """
    blanks = {field.key: None for field in form.fields() if field.key in decides.paths | decides.times}
    columns = {
        field.key: [column.key for column in fields_of(field.components) if column.key in decides.columns]
        for field in form.fields()
        if isinstance(field, DynamicList) and field.key in decides.paths
    }
    told = {key: _rows(answer, columns.get(key, ())) for key, answer in answers.items()}
    return {**told, **{key: None for key in blanks if key not in told}}


def _rows(answer: object, columns: Iterable[str]) -> object:
    if not columns or not isinstance(answer, list | tuple):
        return answer
    return [{**dict.fromkeys(columns), **row} if isinstance(row, Mapping) else row for row in answer]


def deciding(definition: Definition) -> Deciding:
    """Find what gateways, conditional events, multi-instance lists, lanes and timers read.

    A fact that an output mapping makes is decided by what the mapping reads, and a field by what
    hides it. Which unit a party is, and who its contacts are, decides nothing here.
    """
    expressions = tuple(_path_expressions(definition))
    columns = {name for expression in expressions for name in expression.item_names}
    columns.update(name for expression in expressions for name in _path_names(expression.tree))
    paths = _traced(definition, expressions)
    times = _traced(definition, (e.timer.expression for e in definition.elements.values() if e.timer))
    return Deciding(paths, times - paths, frozenset(columns))


def _traced(definition: Definition, expressions: Iterable[Expression]) -> frozenset[str]:
    """Return the facts that the expressions read, and those that make or hide them."""
    facts = {name for expression in expressions for name in expression.names}
    while sources := {*_makers(definition, facts), *_hiders(definition, facts)} - facts:
        facts |= sources
    return frozenset(facts & definition.facts.keys())


def _path_expressions(definition: Definition) -> Iterator[Expression]:
    for flow in definition.flows.values():
        if flow.condition is not None:
            yield flow.condition
    for element in definition.elements.values():
        if element.condition is not None:
            yield element.condition
        if element.loop is not None:
            yield element.loop.collection
    for lane in definition.lanes.values():
        if isinstance(lane.party, Expression):
            yield lane.party


def _makers(definition: Definition, facts: set[str]) -> Iterator[str]:
    for element in definition.elements.values():
        for output in element.outputs:
            if output.target in facts:
                yield from output.source.names


def _hiders(definition: Definition, facts: set[str]) -> Iterator[str]:
    for form in definition.forms.values():
        for component in walk(form.components):
            if getattr(component, "key", None) in facts:
                yield from _hide_names(component)


def _hide_names(component: Component) -> frozenset[str]:
    hide = component.conditional.hide
    return hide.names if isinstance(hide, Expression) else frozenset()


def _path_names(tree: Node) -> Iterator[str]:
    if isinstance(tree, Path):
        yield tree.name
    for child in children(tree):
        yield from _path_names(child)
