"""Functions that an expression defines itself (DMN 1.5, 10.3.2.13)."""

from collections.abc import Sequence

from prosesser.feel.frames import Code, Compile, Frame
from prosesser.feel.nodes import FunctionLiteral, Invocation, depth, size
from prosesser.feel.types import conforms
from prosesser.feel.values import Function, Value


def compile_function(node: FunctionLiteral, compile_node: Compile) -> Code:
    """Compile `function(a, b) body`; the body sees the variables around it."""
    names = tuple(parameter.name for parameter in node.parameters)
    types = [parameter.type for parameter in node.parameters]
    body, cost, levels = compile_node(node.body), size(node), depth(node)

    def code(frame: Frame) -> Value:
        run = frame.run

        def call(arguments: Sequence[Value]) -> Value:
            if len(arguments) != len(names):
                return None
            run.charge(cost)
            for value, expected in zip(arguments, types, strict=True):
                if expected is not None and value is not None and not conforms(value, expected, run):
                    return None
            run.enter(levels)
            result = body(Frame(dict(zip(names, arguments, strict=True)), frame, run))
            run.leave(levels)
            return result

        return Function(names, call)

    return code


def compile_invocation(node: Invocation, compile_node: Compile) -> Code:
    """Compile the call of a function value; anything else called is null."""
    function, names = compile_node(node.function), node.names
    arguments = [compile_node(argument) for argument in node.arguments]

    def code(frame: Frame) -> Value:
        called = function(frame)
        if not isinstance(called, Function):
            return None
        values = [argument(frame) for argument in arguments]
        if not names:
            return called.call(values)
        given = dict(zip(names, values, strict=True))
        if set(given) != set(called.parameters):
            return None
        return called.call([given[name] for name in called.parameters])

    return code
