"""Parsing of operators, calls and paths by precedence (DMN 1.5, 10.3.1.2: rules 2, 4, 40 to 44, 49 to 54)."""

from collections.abc import Callable, Collection, Mapping

from prosesser.feel.builtins import BUILTINS, FUNCTION_NAMES
from prosesser.feel.literals import advice_on_call
from prosesser.feel.names import INFIX, Names, declared, spell
from prosesser.feel.nodes import (
    AtLiteral,
    Between,
    Binary,
    Call,
    Constant,
    Filter,
    In,
    InstanceOf,
    Invocation,
    Name,
    Negation,
    Node,
    Number,
    Path,
    Test,
    Text,
    UnaryTest,
)
from prosesser.feel.numbers import number
from prosesser.feel.special_forms import SpecialForms
from prosesser.feel.temporal import parse_temporal

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
_CONSTANTS = {"true": True, "false": False, "null": None}
_FUNCTION_NAMES = Names(FUNCTION_NAMES)


class Parser(SpecialForms):
    """Parses one expression, by precedence climbing."""

    def whole(self) -> Node:
        """Parse all of the text."""
        node = self.expression()
        if self.token.kind != "end":
            raise self.error(
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
            parse = _INFIX.get(operator)
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
                return (self._group_as_test(tests[0]),)
            while self.accept(","):
                tests.append(self._test(self.expression))
            self.expect(")")
        if len(tests) == 1:
            return (self._group_as_test(tests[0]),)
        return tuple(tests)

    def _group_as_test(self, test: UnaryTest | Test) -> UnaryTest | Test:
        """Go on after `in (a`: the parenthesis was no list of tests but the start of an expression."""
        if isinstance(test, UnaryTest):
            return test
        node = test.expression
        if self.accept(".."):
            node = self.range_end(node, start_included=False)
        with self.scope("?") as scope:
            node = self._climb(self._postfix(node), _SUM)
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
            return self._postfix(self._primary())

    def _postfix(self, node: Node) -> Node:
        while True:
            if self.accept("."):
                node = self.built(Path(node, self._path_name()))
            elif self.sees("[") and not self.bracket_ends_range:
                node = self._filter(node)
            elif self.accept("("):
                node = self.built(Invocation(node, *self._arguments()))
            else:
                return node

    def _path_name(self) -> str:
        name, count = self.match_key() or (self.token.text, 1)
        if self.token.kind != "word":
            raise self.error("Etter punktum skal det stå et navn.")
        self.advance(count)
        return name

    def _filter(self, target: Node) -> Node:
        self.expect("[")
        with self.bracketed(), self.scope("item", is_filter=True):
            condition = self.expression()
            self.expect("]")
        return self.built(Filter(target, condition))

    def _primary(self) -> Node:
        token = self.token
        if token.kind == "word":
            return self._word()
        parse = _PRIMARY.get(token.text if token.kind == "symbol" else token.kind)
        if parse is None:
            where = "på slutten" if token.kind == "end" else f"før «{token.text}»"
            raise self.error(f"Her mangler et uttrykk {where}.")
        self.advance()
        return parse(self)

    def _number(self) -> Node:
        try:
            return self.built(Number(number(self.tokens[self.at - 1].text)))
        except ArithmeticError:
            raise self.error("Tallet er for stort.", self.at - 1) from None

    def _text(self) -> Node:
        return self.built(Text(self.tokens[self.at - 1].text))

    def _at_literal(self) -> Node:
        text = self.token.text
        if self.token.kind != "string" or parse_temporal(text) is None:
            raise self.error('Etter @ skal det stå en dato, tid eller varighet: @"2026-05-17", @"P4M".')
        self.advance()
        return self.built(AtLiteral(text))

    def _group(self) -> Node:
        if self.sees("<", "<=", ">", ">=", "="):
            return self.parse_unary_range()
        with self.bracketed():
            node = self.expression()
            if self.accept(".."):
                return self.range_end(node, start_included=False)
            self.expect(")")
        return node

    def _word(self) -> Node:
        word = self.token.text
        if word in _CONSTANTS:
            self.advance()
            return self.built(Constant(_CONSTANTS[word]))
        if word in _KEYWORD_FORMS:
            self.advance()
            return _KEYWORD_FORMS[word](self)
        variable = self.match_variable()
        if variable is None and word in INFIX:
            raise self.error(f"Her mangler et uttrykk før «{word}».")
        name, count = variable or (word, 1)
        function = _FUNCTION_NAMES.match(self.tokens, self.at) or (name, count)
        called = self.tokens[self.at + function[1]]
        if (called.kind, called.text) == ("symbol", "(") and not self._binds(variable, function[1]):
            return self._call(*function)
        return self._variable(name, count)

    def _binds(self, variable: tuple[str, int] | None, length: int) -> bool:
        return variable is not None and variable[1] >= length and self.is_bound(variable[0])

    def _variable(self, name: str, count: int) -> Node:
        if name == "?" and not self.is_bound(name):
            raise self.error("«?» kan bare stå i en test etter «in».")
        self.advance(count)
        self.read(name)
        return self.built(Name(name))

    def _call(self, function: str, count: int) -> Node:
        start = self.at
        self.advance(count)
        self.expect("(")
        arguments, names = self._arguments()
        self.functions.add(function)
        builtin = BUILTINS.get(function)
        if builtin is not None and not builtin.accepts(len(arguments), names):
            raise self.error(f"Funksjonen kalles slik: {' eller '.join(builtin.signatures)}.", start)
        advice = advice_on_call(function, arguments)
        if advice is not None:
            raise self.error(advice, start)
        return self.built(Call(function, arguments, names))

    def _arguments(self) -> tuple[tuple[Node, ...], tuple[str, ...]]:
        arguments: list[Node] = []
        names: list[str] = []
        with self.bracketed():
            while not self.sees(")") and (not arguments or self.accept(",")):
                names += self._argument_name()
                arguments.append(self.expression())
            if names and len(set(names)) != len(arguments):
                raise self.error("Gi enten alle argumenter navn, eller ingen, og hvert navn bare én gang.")
            self.expect(")")
        return tuple(arguments), tuple(names)

    def _argument_name(self) -> list[str]:
        count = declared(self.tokens, self.at)
        colon = self.tokens[self.at + count]
        if not count or (colon.kind, colon.text) != ("symbol", ":"):
            return []
        name = spell(self.tokens[self.at : self.at + count])
        self.advance(count + 1)
        return [name]


_INFIX: Mapping[str, Callable[[Parser, Node], Node]] = {
    "between": Parser._between,
    "instance": Parser._instance_of,
    "in": Parser._in,
}
_PRIMARY: Mapping[str, Callable[[Parser], Node]] = {
    "number": Parser._number,
    "string": Parser._text,
    "@": Parser._at_literal,
    "(": Parser._group,
    "[": Parser.parse_bracket,
    "]": Parser.parse_open_range,
    "{": Parser.parse_context,
}
_KEYWORD_FORMS: Mapping[str, Callable[[Parser], Node]] = {
    "if": Parser.parse_if,
    "for": Parser.parse_for,
    "some": lambda parser: parser.parse_quantified("some"),
    "every": lambda parser: parser.parse_quantified("every"),
    "function": Parser.parse_function,
}


def parse_source(source: str, names: Collection[str]) -> tuple[Node, Parser]:
    """Parse an expression; the parser knows afterwards which names and functions it reads."""
    parser = Parser(source, names)
    return parser.whole(), parser
