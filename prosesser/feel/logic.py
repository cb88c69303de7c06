"""Three-valued logic and comparison: and, or, = < in between (DMN 1.5, 10.3.2.4 and tables 50 to 55)."""

from collections.abc import Callable

from prosesser.feel.budget import Run
from prosesser.feel.comparison import ORDERINGS, belongs, conjunction, disjunction, equal, ordered
from prosesser.feel.frames import Code, Compile, Frame
from prosesser.feel.nodes import Between, In, Test, UnaryTest
from prosesser.feel.values import Value


def compile_logic(operator: str, left: Code, right: Code) -> Code:
    """Compile `and` or `or`; the right side is evaluated only where it can matter."""
    decided = operator == "or"
    combine = disjunction if operator == "or" else conjunction

    def code(frame: Frame) -> Value:
        first = left(frame)
        return first if first is decided else combine((_logical(first), _logical(right(frame))))

    return code


def compile_comparison(operator: str, left: Code, right: Code) -> Code:
    """Compile one of = != < <= > >=."""
    return lambda frame: _compare(operator, left(frame), right(frame), frame.run)


def _compare(operator: str, left: Value, right: Value, run: Run) -> bool | None:
    if operator in ORDERINGS:
        return ordered(operator, left, right)
    same = equal(left, right, run)
    return same if operator == "=" or same is None else not same


def _logical(value: Value) -> bool | None:
    """Return a truth value; anything else counts as null."""
    return value if isinstance(value, bool) else None


def compile_between(node: Between, compile_node: Compile) -> Code:
    """Compile `value between low and high`."""
    value, low, high = map(compile_node, (node.value, node.low, node.high))

    def code(frame: Frame) -> Value:
        middle = value(frame)
        return conjunction((ordered(">=", middle, low(frame)), ordered("<=", middle, high(frame))))

    return code


def compile_in(node: In, compile_node: Compile) -> Code:
    """Compile `value in (tests)`; a test may read the value as `?`."""
    value = compile_node(node.value)
    tests = [_compile_test(test, compile_node) for test in node.tests]

    def code(frame: Frame) -> Value:
        tested = value(frame)
        inner = Frame({"?": tested}, frame, frame.run)
        return disjunction(test(inner, tested) for test in tests)

    return code


def _compile_test(test: UnaryTest | Test, compile_node: Compile) -> Callable[[Frame, Value], bool | None]:
    if isinstance(test, UnaryTest):
        operator, operand = test.operator, compile_node(test.operand)
        return lambda frame, value: _compare(operator, value, operand(frame), frame.run)
    expression = compile_node(test.expression)
    if test.reads_value:
        return lambda frame, _value: _logical(expression(frame))
    return lambda frame, value: belongs(value, expression(frame), frame.run)
