"""An expression: parsed and compiled once, evaluated many times."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from prosesser.feel.budget import Run
from prosesser.feel.compiler import compile_node
from prosesser.feel.frames import Code, Frame
from prosesser.feel.nodes import Node
from prosesser.feel.parser import parse_source
from prosesser.feel.printer import print_node
from prosesser.feel.values import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression. Two are equal when their trees are: when they mean the same, however they are written.

    `names` are the variables it reads, without those it binds itself. A name in a filter that was not among
    the names known to `parse` may be a variable or a key of the items: it is in `item_names` instead.
    `functions` are the functions that it calls by name, known or not.
    """

    text: str = field(compare=False)
    names: frozenset[str] = field(compare=False)
    item_names: frozenset[str] = field(compare=False)
    functions: frozenset[str] = field(compare=False)
    tree: Node = field(repr=False)
    code: Code = field(compare=False, repr=False)


def parse(text: str, names: Collection[str] = ()) -> Expression:
    """Parse an expression (without a leading "="); `names` are the variables, needed where they hold spaces.

    Raises FeelSyntaxError with line and column, or FeelBudgetExceeded.
    """
    return _parsed(text, frozenset(names))


@lru_cache(maxsize=4096)
def _parsed(text: str, names: frozenset[str]) -> Expression:
    """Parse once what versions of a journey have in common; expressions never change."""
    tree, parser = parse_source(text, names)
    return Expression(
        text=text,
        names=frozenset(parser.free),
        item_names=frozenset(parser.item_names),
        functions=frozenset(parser.functions),
        tree=tree,
        code=compile_node(tree),
    )


def evaluate(expression: Expression, variables: Mapping[str, Value], *, now: datetime) -> Value:
    """Evaluate an expression at an aware instant; unknown variables and type errors are null.

    Raises FeelBudgetExceeded, or PatternRefused for a search pattern that only became known now.
    """
    run = Run(now)
    for names in (expression.names, expression.item_names):
        for name in names:
            if name in variables:
                run.inspect(variables[name])
    return run.inspect(expression.code(Frame(variables, None, run)))


def print_expression(expression: Expression) -> str:
    """Return the canonical text: parsed with the same names it gives an equal expression."""
    return print_node(expression.tree)
