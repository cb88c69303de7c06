"""The syntax tree: frozen values, equal when they mean the same, without positions (DMN 1.5, 10.3.1.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A numeric literal."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """One of true, false and null."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """A temporal literal: @"2026-05-17"."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """[a, b]."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One entry of a context."""

    key: str
    value: Node


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """{a: 1, b: a + 1}: later entries see the earlier ones."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """[a..b], (a..b), (< b), (>= a): an end that is None has no bound."""

    start: Node | None
    end: Node | None
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class If(Node):
    """If condition then consequence else alternative."""

    condition: Node
    consequence: Node
    alternative: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in source`, or `name in source..until`."""

    name: str
    source: Node
    until: Node | None


@dataclass(frozen=True, slots=True)
class For(Node):
    """For iterators return body; the body may read `partial`, the results so far."""

    iterators: tuple[Iteration, ...]
    body: Node
    reads_partial: bool


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """Some or every iterators satisfies condition."""

    quantifier: str
    iterators: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A type: list<number>, context<a: string>, function<number>->number."""

    name: str
    arguments: tuple["TypeName", ...] = ()
    keys: tuple[str, ...] = ()
    result: "TypeName | None" = None


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A formal parameter of a function literal."""

    name: str
    type: TypeName | None


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Node):
    """function(a, b) body."""

    parameters: tuple[Parameter, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands: or and = != < <= > >= + - * / **."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """-operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Value between low and high, both included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class UnaryTest(Node):
    """A comparison with the value left of `in`: < 5."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Test(Node):
    """An expression as a test; one that reads `?` answers for itself."""

    expression: Node
    reads_value: bool


@dataclass(frozen=True, slots=True)
class In(Node):
    """Value in (tests): true if any test holds."""

    value: Node
    tests: tuple[UnaryTest | Test, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """Value instance of type."""

    value: Node
    type: TypeName


@dataclass(frozen=True, slots=True)
class Path(Node):
    """target.name."""

    target: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """target[condition], or target[position]."""

    target: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function called by its name; `names` are those of named arguments, else empty."""

    function: str
    arguments: tuple[Node, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invocation(Node):
    """A function value called: f(1), where the expression binds f, or (function(a) a)(1)."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...]


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly below a node."""
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part


def size(node: Node) -> int:
    """Count the nodes of a tree: what one evaluation of it costs."""
    return 1 + sum(map(size, children(node)))


def depth(node: Node) -> int:
    """Return how many nodes are above each other in a tree."""
    return 1 + max(map(depth, children(node)), default=0)
