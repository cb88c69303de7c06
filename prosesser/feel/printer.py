"""The tree back to text, in one canonical spelling: parsing it again gives the same tree."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prosesser.feel import nodes
from prosesser.feel.lexer import quote
from prosesser.feel.names import is_name
from prosesser.feel.numbers import print_literal
from prosesser.feel.parser import PRECEDENCE

_ATOM = 100
_SUM = PRECEDENCE["+"]
_CONSTANTS = {None: "null", True: "true", False: "false"}


def print_node(node: nodes.Node) -> str:
    """Return the canonical text of a tree."""
    return _PRINTERS[type(node)](node)


def _precedence(node: nodes.Node) -> int:
    if isinstance(node, nodes.Binary):
        return PRECEDENCE[node.operator]
    return _PRECEDENCES.get(type(node), _ATOM)


def _inside(node: nodes.Node, least: int) -> str:
    """Print an operand, in parentheses if it binds more loosely than its place allows."""
    text = print_node(node)
    return text if _precedence(node) >= least else f"({text})"


def _sequence(parts: Sequence[nodes.Node]) -> str:
    return ", ".join(map(print_node, parts))


def _binary(node: nodes.Binary) -> str:
    level = PRECEDENCE[node.operator]
    return f"{_inside(node.left, level)} {node.operator} {_inside(node.right, level + 1)}"


def _range(node: nodes.RangeLiteral) -> str:
    if node.start is None or node.end is None:
        return f"({_bound(node)})"
    left = "[" if node.start_included else "("
    right = "]" if node.end_included else ")"
    return f"{left}{print_node(node.start)}..{_endpoint(node.end)}{right}"


def _bound(node: nodes.RangeLiteral) -> str:
    if node.end is not None:
        return f"<{'=' if node.end_included else ''} {_endpoint(node.end)}"
    return "" if node.start is None else f">{'=' if node.start_included else ''} {_endpoint(node.start)}"


def _endpoint(node: nodes.Node) -> str:
    """Print the end of an interval, where a left bracket would close it."""
    text = _inside(node, _SUM)
    return f"({text})" if "[" in text and not text.startswith("(") else text


def _context(node: nodes.ContextLiteral) -> str:
    return f"{{{', '.join(f'{_key(entry.key)}: {print_node(entry.value)}' for entry in node.entries)}}}"


def _key(key: str) -> str:
    return key if is_name(key) else quote(key)


def _iterations(iterations: Sequence[nodes.Iteration]) -> str:
    return ", ".join(map(print_node, iterations))


def _iteration(node: nodes.Iteration) -> str:
    until = "" if node.until is None else f"..{print_node(node.until)}"
    return f"{node.name} in {print_node(node.source)}{until}"


def _if(node: nodes.If) -> str:
    parts = (print_node(part) for part in (node.condition, node.consequence, node.alternative))
    return "if {} then {} else {}".format(*parts)


def _quantified(node: nodes.Quantified) -> str:
    return f"{node.quantifier} {_iterations(node.iterators)} satisfies {print_node(node.condition)}"


def _between(node: nodes.Between) -> str:
    value = _inside(node.value, PRECEDENCE["between"])
    return f"{value} between {_inside(node.low, _SUM)} and {_inside(node.high, _SUM)}"


def _in(node: nodes.In) -> str:
    return f"{_inside(node.value, PRECEDENCE['in'])} in {_tests(node.tests)}"


def _tests(tests: Sequence[nodes.UnaryTest | nodes.Test]) -> str:
    single = tests[0] if len(tests) == 1 else None
    if isinstance(single, nodes.Test):
        text = _inside(single.expression, _SUM)
        return f"({text})" if text.startswith(("(<", "(>")) else text  # a range here, no comparison
    return f"({_sequence(tests)})"


def _type(node: nodes.TypeName) -> str:
    arguments = [print_node(argument) for argument in node.arguments]
    if node.name == "context":
        arguments = [f"{key}: {argument}" for key, argument in zip(node.keys, arguments, strict=True)]
    inside = f"<{', '.join(arguments)}>" if arguments or node.result is not None else ""
    result = "" if node.result is None else f"->{print_node(node.result)}"
    return f"{node.name}{inside}{result}"


def _parameter(node: nodes.Parameter) -> str:
    return node.name if node.type is None else f"{node.name}: {print_node(node.type)}"


def _arguments(node: nodes.Call | nodes.Invocation) -> str:
    labels = [f"{name}: " for name in node.names] or [""] * len(node.arguments)
    return ", ".join(f"{label}{print_node(part)}" for label, part in zip(labels, node.arguments, strict=True))


_PRECEDENCES: Mapping[type[nodes.Node], int] = MappingProxyType(
    {
        **dict.fromkeys((nodes.If, nodes.For, nodes.Quantified, nodes.FunctionLiteral), 0),
        nodes.Between: PRECEDENCE["between"],
        nodes.In: PRECEDENCE["in"],
        nodes.Negation: PRECEDENCE["-x"],
        nodes.InstanceOf: PRECEDENCE["instance"],
    }
)
_PRINTERS: Mapping[type[nodes.Node], Callable[..., str]] = MappingProxyType(
    {
        nodes.Number: lambda node: print_literal(node.value),
        nodes.Text: lambda node: quote(node.value),
        nodes.Constant: lambda node: _CONSTANTS[node.value],
        nodes.AtLiteral: lambda node: f"@{quote(node.text)}",
        nodes.Name: lambda node: node.name,
        nodes.ListLiteral: lambda node: f"[{_sequence(node.items)}]",
        nodes.ContextLiteral: _context,
        nodes.RangeLiteral: _range,
        nodes.If: _if,
        nodes.Iteration: _iteration,
        nodes.For: lambda node: f"for {_iterations(node.iterators)} return {print_node(node.body)}",
        nodes.Quantified: _quantified,
        nodes.TypeName: _type,
        nodes.Parameter: _parameter,
        nodes.FunctionLiteral: lambda node: f"function({_sequence(node.parameters)}) {print_node(node.body)}",
        nodes.Binary: _binary,
        nodes.Negation: lambda node: f"-{_inside(node.operand, PRECEDENCE['instance'])}",
        nodes.Between: _between,
        nodes.UnaryTest: lambda node: f"{node.operator} {_inside(node.operand, _SUM)}",
        nodes.Test: lambda node: print_node(node.expression),
        nodes.In: _in,
        nodes.InstanceOf: lambda node: (
            f"{_inside(node.value, PRECEDENCE['instance'])} instance of {print_node(node.type)}"
        ),
        nodes.Path: lambda node: f"{_inside(node.target, _ATOM)}.{node.name}",
        nodes.Filter: lambda node: f"{_inside(node.target, _ATOM)}[{print_node(node.condition)}]",
        nodes.Call: lambda node: f"{node.function}({_arguments(node)})",
        nodes.Invocation: lambda node: f"{_inside(node.function, _ATOM)}({_arguments(node)})",
    }
)
