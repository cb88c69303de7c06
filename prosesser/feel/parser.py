"""Parsing of operators by precedence (DMN 1.5, 10.3.1.2: rules 2, 4, 49 to 54)."""

from collections.abc import Callable, Collection, Mapping
from typing import ClassVar

from prosesser.feel.nodes import Between, Binary, In, InstanceOf, Negation, Node, Test, UnaryTest
from prosesser.feel.operands import Operands

_LOWEST, _COMPARISON, _SUM, _INSTANCE = 1, 3, 4, 8
PRECEDENCE: Mapping[str, int] = {
    "or": _LOWEST,
    "and": 2,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "between", "in"), _COMPARISON),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/", 5),
    "**": 6,
    "-x": 7,
    "instance": _INSTANCE,
}
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class Parser(Operands):
    """Parses one expression, by precedence climbing."""

    def whole(self) -> Node:
        """Parse all of the text."""
        node = self.expression()
        if self.token.kind != "end":
            self.refuse(
                f"«{self.token.text}» passer ikke her. Mangler det en operator eller et komma foran, "
                "eller er navnet før det ukjent?"
            )
        return node

    def expression(self) -> Node:
        """Parse a whole expression."""
        return self._climb(self._operand(), _LOWEST)

    def endpoint(self) -> Node:
        """Parse an expression without comparison or logic."""
        return self._climb(self._operand(), _SUM)

    def _climb(self, left: Node, minimum: int) -> Node:
        while self.token.kind in {"symbol", "word"}:
            operator = self.token.text
            precedence = PRECEDENCE.get(operator, 0)
            if precedence < minimum:
                break
            self.advance()
            parse = self._INFIX.get(operator)
            if parse is not None:
                left = self.built(parse(self, left))
            else:
                right = self._climb(self._operand(), precedence + 1)
                left = self.built(Binary(operator, left, right))
        return left

    def _between(self, value: Node) -> Node:
        low = self.endpoint()
        self.expect_word("and")
        return Between(value, low, self.endpoint())

    def _instance_of(self, value: Node) -> Node:
        self.expect_word("of")
        return InstanceOf(value, self.parse_type())

    def _in(self, value: Node) -> Node:
        with self.nested():
            return In(value, self._tests())

    def _tests(self) -> tuple[UnaryTest | Test, ...]:
        if not self.accept("("):
            return (self._test(self.endpoint),)
        with self.bracketed():
            tests = [self._test(self.expression)]
            if self.sees(".."):
                return (self._range_as_test(tests[0]),)
            while self.accept(","):
                tests.append(self._test(self.expression))
            self.expect(")")
        if len(tests) == 1:
            return (self._group_as_test(tests[0]),)
        return tuple(tests)

    def _range_as_test(self, test: UnaryTest | Test) -> UnaryTest | Test:
        """Go on at the dots of `in (a..`: the parenthesis was no list of tests but an interval's."""
        if isinstance(test, UnaryTest):
            return test
        self.expect("..")
        return self._goes_on(self.range_end(test.expression, start_included=False), test)

    def _group_as_test(self, test: UnaryTest | Test) -> UnaryTest | Test:
        """Go on after `in (a)`: the parenthesis was no list of tests but the start of an expression."""
        return test if isinstance(test, UnaryTest) else self._goes_on(test.expression, test)

    def _goes_on(self, node: Node, test: Test) -> Test:
        with self.scope("?") as scope:
            node = self._climb(self.postfix(node), _SUM)
        return self.built(Test(node, test.reads_value or "?" in scope.read))

    def _test(self, parse: Callable[[], Node]) -> UnaryTest | Test:
        if self.sees(*COMPARISONS):
            operator = self.advance().text
            return self.built(UnaryTest(operator, self.endpoint()))
        with self.scope("?") as scope:
            expression = parse()
        return self.built(Test(expression, "?" in scope.read))

    def _operand(self) -> Node:
        with self.nested():
            if self.accept("-"):
                return self.built(Negation(self._climb(self._operand(), _INSTANCE)))
            return self.postfix(self.primary())

    _INFIX: ClassVar[Mapping[str, Callable[["Parser", Node], Node]]] = {
        "between": _between,
        "instance": _instance_of,
        "in": _in,
    }


def parse_source(source: str, names: Collection[str]) -> tuple[Node, Parser]:
    """Parse an expression; the parser knows afterwards which names and functions it reads."""
    parser = Parser(source, names)
    return parser.whole(), parser
