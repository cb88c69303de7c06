"""What of an expression decided its value, given what was known: the branch taken, the sides that counted.

Works on the tree, and asks the evaluator about its parts; an expression keeps its text.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from prosesser.engine.codec import Facts
from prosesser.errors import Refused
from prosesser.feel import Expression, Value, evaluate, parse
from prosesser.feel.nodes import Binary, Call, Constant, Filter, If, ListLiteral, Name, Node, Path, children
from prosesser.feel.printer import print_node

Ask: TypeAlias = Callable[[Node], Value]
KNOWN_ITEMS = Binary("!=", Name("item"), Constant(None))
"""The filter that leaves out what is not known yet."""


def asking(known: Facts, now: datetime) -> Ask:
    """Return what gives the value of a part of an expression: null where it cannot be evaluated alone."""

    def ask(node: Node) -> Value:
        try:
            return evaluate(parse(print_node(node), known.keys()), known, now=now)
        except Refused:
            return None

    return ask


def decided(expression: Expression, ask: Ask) -> Expression:
    """Return the expression without the branches that were not taken and the items that were not known."""
    tree = _decided(expression.tree, ask)
    names = frozenset(name.partition(".")[0] for name in read_in(tree))
    return replace(
        expression,
        tree=tree,
        names=expression.names & names,
        item_names=expression.item_names & names,
    )


def _decided(node: Node, ask: Ask) -> Node:
    match node:
        case If(condition, consequence, alternative):
            return _decided(consequence if ask(condition) is True else alternative, ask)
        case Binary(operator, left, right) if operator in {"+", "-"}:
            return Binary(operator, _decided(left, ask), _decided(right, ask))
        case Call(function, (Filter(ListLiteral(items), condition),), names) if condition == KNOWN_ITEMS:
            known = tuple(_decided(item, ask) for item in items if ask(item) is not None)
            return Call(function, (Filter(ListLiteral(known), condition),), names)
        case Call(function, arguments, names):
            return Call(function, tuple(_decided(part, ask) for part in arguments), names)
    return node


def deciders(expression: Expression, ask: Ask) -> frozenset[str]:
    """Return the names that made a condition what it was: of an "or", those of the sides that held."""
    return frozenset(name for part in _deciding(expression.tree, ask) for name in read_in(part))


def chosen_by(expression: Expression, ask: Ask) -> frozenset[str]:
    """Return the names that made a value what it is: the conditions on the way to it, and what it reads."""
    return frozenset(_chosen_by(expression.tree, ask))


def _chosen_by(node: Node, ask: Ask) -> Iterator[str]:
    if not isinstance(node, If):
        yield from read_in(node)
        return
    for part in _deciding(node.condition, ask):
        yield from read_in(part)
    yield from _chosen_by(node.consequence if ask(node.condition) is True else node.alternative, ask)


def _deciding(node: Node, ask: Ask) -> Iterator[Node]:
    if not isinstance(node, Binary) or node.operator not in {"and", "or"}:
        yield node
        return
    wanted = ask(node)
    sides = [side for side in (node.left, node.right) if ask(side) is wanted]
    for side in sides or (node.left, node.right):
        yield from _deciding(side, ask)


def read_in(node: Node) -> Iterator[str]:
    """Yield every name in a tree, with the key that is read of it: "soknad.type"."""
    match node:
        case Path(Name(name), key):
            yield f"{name}.{key}"
            return
        case Name(name):
            yield name
    for part in children(node):
        yield from read_in(part)
