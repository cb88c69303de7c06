"""Parsing of operands: literals, names, calls, paths and filters (DMN 1.5, 10.3.1.2: rules 18 to 44)."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from prosesser.feel.advice import advice_on_call
from prosesser.feel.builtins import BUILTINS, FUNCTION_NAMES
from prosesser.feel.names import INFIX, Names, declared, spell
from prosesser.feel.nodes import AtLiteral, Call, Constant, Filter, Invocation, Name, Node, Number, Path, Text
from prosesser.feel.numbers import number
from prosesser.feel.special_forms import SpecialForms
from prosesser.feel.temporal import parse_temporal

_CONSTANTS = {"true": True, "false": False, "null": None}
_FUNCTION_NAMES = Names(FUNCTION_NAMES)


class Operands(SpecialForms):
    """What stands between operators."""

    def postfix(self, node: Node) -> Node:
        """Parse the paths, filters and calls that follow an operand."""
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
            self.refuse("Etter punktum skal det stå et navn.")
        self.advance(count)
        return name

    def _filter(self, target: Node) -> Node:
        self.expect("[")
        with self.bracketed(), self.scope("item", is_filter=True):
            condition = self.expression()
            self.expect("]")
        return self.built(Filter(target, condition))

    def primary(self) -> Node:
        """Parse an operand as far as it stands by itself."""
        token = self.token
        if token.kind == "word":
            return self._word()
        parse = self._PRIMARY.get(token.text if token.kind == "symbol" else token.kind)
        if parse is None:
            where = "på slutten" if token.kind == "end" else f"før «{token.text}»"
            self.refuse(f"Her mangler et uttrykk {where}.")
        self.advance()
        return parse(self)

    def _number(self) -> Node:
        try:
            return self.built(Number(number(self.tokens[self.at - 1].text)))
        except ArithmeticError:
            self.refuse("Tallet er for stort.", self.at - 1)

    def _text(self) -> Node:
        return self.built(Text(self.tokens[self.at - 1].text))

    def _at_literal(self) -> Node:
        text = self.token.text
        if self.token.kind != "string" or parse_temporal(text) is None:
            self.refuse('Etter @ skal det stå en dato, tid eller varighet: @"2026-05-17", @"P4M".')
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
        if word in self._FORMS:
            self.advance()
            return self._FORMS[word](self)
        variable = self.match_variable()
        if variable is None and word in INFIX:
            self.refuse(f"Her mangler et uttrykk før «{word}».")
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
            self.refuse("«?» kan bare stå i en test etter «in».")
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
            self.refuse(f"Funksjonen kalles slik: {' eller '.join(builtin.signatures)}.", start)
        advice = advice_on_call(function, arguments, names)
        if advice is not None:
            self.refuse(advice, start)
        return self.built(Call(function, arguments, names))

    def _arguments(self) -> tuple[tuple[Node, ...], tuple[str, ...]]:
        arguments: list[Node] = []
        names: list[str] = []
        with self.bracketed():
            while not self.sees(")") and (not arguments or self.accept(",")):
                names += self._argument_name()
                arguments.append(self.expression())
            if names and len(set(names)) != len(arguments):
                self.refuse("Gi enten alle argumenter navn, eller ingen, og hvert navn bare én gang.")
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

    _PRIMARY: ClassVar[Mapping[str, Callable[["Operands"], Node]]] = {
        "number": _number,
        "string": _text,
        "@": _at_literal,
        "(": _group,
        "[": SpecialForms.parse_bracket,
        "]": SpecialForms.parse_open_range,
        "{": SpecialForms.parse_context,
    }
    _FORMS: ClassVar[Mapping[str, Callable[["Operands"], Node]]] = {
        "if": SpecialForms.parse_if,
        "for": SpecialForms.parse_for,
        "some": lambda parser: parser.parse_quantified("some"),
        "every": lambda parser: parser.parse_quantified("every"),
        "function": SpecialForms.parse_function,
    }
