"""The tree to closures: each node becomes a function from a frame of variables to a value (DMN 1.5, 10.3.2).

A type error gives null, as the standard says. Nothing here reads attributes of values by name.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from prosesser.feel import nodes
from prosesser.feel.arithmetic import ADD, OPERATORS, apply, negate
from prosesser.feel.budget import Run
from prosesser.feel.builtins import BUILTINS
from prosesser.feel.builtins.registry import Form, invoke, weight
from prosesser.feel.frames import Code, Frame
from prosesser.feel.functions import compile_function, compile_invocation
from prosesser.feel.logic import compile_between, compile_comparison, compile_in, compile_logic
from prosesser.feel.loops import compile_filter, compile_for, compile_quantified
from prosesser.feel.temporal import parse_temporal, property_of
from prosesser.feel.types import conforms
from prosesser.feel.values import Range, Value

# Their value depends on literals alone, so it is computed once.
_FOLDED = frozenset(("date", "time", "date and time", "duration"))
_LITERALS = (nodes.Number, nodes.Text, nodes.AtLiteral)
_ANY_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)


def compile_node(node: nodes.Node) -> Code:
    """Return the function that evaluates a node."""
    return _COMPILERS[type(node)](node)


def _constant(value: Value) -> Code:
    return lambda _frame: value


def _name(node: nodes.Name) -> Code:
    name = node.name

    def code(frame: Frame) -> Value:
        scope: Frame | None = frame
        while scope is not None:
            if name in scope.variables:
                return scope.variables[name]
            scope = scope.parent
        return None

    return code


def _list(node: nodes.ListLiteral) -> Code:
    items = [compile_node(item) for item in node.items]
    return lambda frame: [item(frame) for item in items]


def _context(node: nodes.ContextLiteral) -> Code:
    entries = [(entry.key, compile_node(entry.value)) for entry in node.entries]

    def code(frame: Frame) -> Value:
        made: dict[str, Value] = {}
        inner = Frame(made, frame, frame.run)
        for key, value in entries:
            made[key] = value(inner)
        return made

    return code


def _range(node: nodes.RangeLiteral) -> Code:
    start, end = (None if end is None else compile_node(end) for end in (node.start, node.end))
    start_included, end_included = node.start_included, node.end_included

    def code(frame: Frame) -> Value:
        first = None if start is None else start(frame)
        last = None if end is None else end(frame)
        return Range(first, last, start_included and first is not None, end_included and last is not None)

    return code


def _if(node: nodes.If) -> Code:
    condition, consequence, alternative = map(
        compile_node, (node.condition, node.consequence, node.alternative)
    )
    return lambda frame: consequence(frame) if condition(frame) is True else alternative(frame)


def _binary(node: nodes.Binary) -> Code:
    left, right = compile_node(node.left), compile_node(node.right)
    if node.operator == "+":
        return _addition(left, right)
    if node.operator in OPERATORS:
        return _arithmetic(node.operator, left, right)
    if node.operator in {"and", "or"}:
        return compile_logic(node.operator, left, right)
    return compile_comparison(node.operator, left, right)


def _arithmetic(operator: str, left: Code, right: Code) -> Code:
    table = OPERATORS[operator]
    return lambda frame: apply(table, left(frame), right(frame))


def _addition(left: Code, right: Code) -> Code:
    """Compile `+`, the one operator whose results can be large: strings."""

    def code(frame: Frame) -> Value:
        total = apply(ADD, left(frame), right(frame))
        if isinstance(total, str):
            frame.run.charge(weight(total))
        return total

    return code


def _negation(node: nodes.Negation) -> Code:
    operand = compile_node(node.operand)
    return lambda frame: negate(operand(frame))


def _instance_of(node: nodes.InstanceOf) -> Code:
    value, expected = compile_node(node.value), node.type
    return lambda frame: conforms(value(frame), expected, frame.run)


def _path(node: nodes.Path) -> Code:
    target, name = compile_node(node.target), node.name

    def code(frame: Frame) -> Value:
        value = target(frame)
        if isinstance(value, list | tuple):
            frame.run.charge(len(value))
            return [_member(item, name) for item in value]
        return _member(value, name)

    return code


def _member(value: Value, name: str) -> Value:
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, Range):
        ends = {"start": value.start, "end": value.end}
        included = {"start included": value.start_included, "end included": value.end_included}
        return {**ends, **included}.get(name)
    return property_of(value, name)


def _call(node: nodes.Call) -> Code:
    builtin = BUILTINS.get(node.function)
    if builtin is None:
        return _constant(None)
    arguments = [compile_node(argument) for argument in node.arguments]
    forms = builtin.callable_forms(len(arguments), node.names)
    if node.names:
        return _named_call(node, forms, arguments)
    if node.function in _FOLDED and all(isinstance(argument, _LITERALS) for argument in node.arguments):
        frame = Frame({}, None, Run(_ANY_INSTANT))
        return _constant(invoke(builtin, forms, [argument(frame) for argument in arguments], frame.run))
    return lambda frame: invoke(builtin, forms, [argument(frame) for argument in arguments], frame.run)


def _named_call(node: nodes.Call, forms: tuple[Form, ...], arguments: list[Code]) -> Code:
    builtin = BUILTINS[node.function]
    orders = [(form, form.arrange(node.names) or ()) for form in forms]

    def code(frame: Frame) -> Value:
        values = [argument(frame) for argument in arguments]
        for form, order in orders:
            arranged = [None if index is None else values[index] for index in order]
            result = invoke(builtin, (form,), arranged, frame.run)
            if result is not None:
                return result
        return None

    return code


_COMPILERS: Mapping[type[nodes.Node], Callable[..., Code]] = MappingProxyType(
    {
        nodes.Number: lambda node: _constant(node.value),
        nodes.Text: lambda node: _constant(node.value),
        nodes.Constant: lambda node: _constant(node.value),
        nodes.AtLiteral: lambda node: _constant(parse_temporal(node.text)),
        nodes.Name: _name,
        nodes.ListLiteral: _list,
        nodes.ContextLiteral: _context,
        nodes.RangeLiteral: _range,
        nodes.If: _if,
        nodes.Binary: _binary,
        nodes.Negation: _negation,
        nodes.Between: lambda node: compile_between(node, compile_node),
        nodes.In: lambda node: compile_in(node, compile_node),
        nodes.InstanceOf: _instance_of,
        nodes.Path: _path,
        nodes.Call: _call,
        nodes.For: lambda node: compile_for(node, compile_node),
        nodes.Quantified: lambda node: compile_quantified(node, compile_node),
        nodes.Filter: lambda node: compile_filter(node, compile_node),
        nodes.FunctionLiteral: lambda node: compile_function(node, compile_node),
        nodes.Invocation: lambda node: compile_invocation(node, compile_node),
    }
)
