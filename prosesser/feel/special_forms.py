"""Parsing of what begins with a keyword or a bracket (DMN 1.5, 10.3.1.2: rules 8, 45 to 60)."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from prosesser.feel.cursor import Cursor, Scope
from prosesser.feel.names import Names, declared, spell
from prosesser.feel.nodes import (
    ContextLiteral,
    Entry,
    For,
    FunctionLiteral,
    If,
    Iteration,
    ListLiteral,
    Node,
    Parameter,
    Quantified,
    RangeLiteral,
    TypeName,
)

TYPES = (
    "Any",
    "Null",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
    "list",
    "range",
    "context",
    "function",
)
_TYPE_NAMES = Names(name for name in TYPES if name != "function")


class SpecialForms(Cursor, ABC):
    """The forms whose parts are whole expressions."""

    bracket_ends_range = False

    @abstractmethod
    def expression(self) -> Node:
        """Parse a whole expression."""

    @abstractmethod
    def endpoint(self) -> Node:
        """Parse an expression without comparison or logic."""

    def parse_if(self) -> Node:
        """Parse what follows the word if."""
        condition = self.expression()
        self.expect_word("then")
        consequence = self.expression()
        self.expect_word("else")
        return self.built(If(condition, consequence, self.expression()))

    def parse_for(self) -> Node:
        """Parse what follows the word for."""
        with self.scope() as scope:
            iterations = self._iterations(scope)
            self.expect_word("return")
            scope.declare("partial")
            body = self.expression()
        return self.built(For(iterations, body, "partial" in scope.read))

    def parse_quantified(self, quantifier: str) -> Node:
        """Parse what follows the word some or every."""
        with self.scope() as scope:
            iterations = self._iterations(scope)
            self.expect_word("satisfies")
            condition = self.expression()
        return self.built(Quantified(quantifier, iterations, condition))

    def _iterations(self, scope: Scope) -> tuple[Iteration, ...]:
        iterations: list[Iteration] = []
        while not iterations or self.accept(","):
            name = self.new_name(before="in")
            self.expect_word("in")
            source = self.expression()
            until = self.expression() if self.accept("..") else None
            iterations.append(self.built(Iteration(name, source, until)))
            scope.declare(name)
        return tuple(iterations)

    def new_name(self, before: str = "") -> str:
        """Parse a name that is declared here."""
        count = declared(self.tokens, self.at, before)
        if not count:
            self.refuse("Her skal det stå et navn.")
        name = spell(self.tokens[self.at : self.at + count])
        self.advance(count)
        return name

    def parse_function(self) -> Node:
        """Parse what follows the word function."""
        self.expect("(")
        parameters: list[Parameter] = []
        while not self.sees(")") and (not parameters or self.accept(",")):
            name = self.new_name()
            parameters.append(self.built(Parameter(name, self.parse_type() if self.accept(":") else None)))
        self.expect(")")
        names = [parameter.name for parameter in parameters]
        if self.token.text == "external":
            self.refuse("Funksjoner utenfor diagrammet («external») kan ikke brukes.")
        if len(set(names)) < len(names):
            self.refuse("To parametere har samme navn. Gi dem ulike navn.")
        with self.scope(*names):
            body = self.expression()
        return self.built(FunctionLiteral(tuple(parameters), body))

    def parse_context(self) -> Node:
        """Parse what follows a left brace."""
        entries: list[Entry] = []
        with self.scope() as scope, self.bracketed():
            while not self.sees("}") and (not entries or self.accept(",")):
                key = self._key()
                if key in {entry.key for entry in entries}:
                    self.refuse(f"Nøkkelen «{key}» er brukt to ganger.")
                self.expect(":")
                entries.append(self.built(Entry(key, self.expression())))
                scope.declare(key)
                self.declare_key(key)
            self.expect("}")
        return self.built(ContextLiteral(tuple(entries)))

    def _key(self) -> str:
        return self.advance().text if self.token.kind == "string" else self.new_name()

    def parse_bracket(self) -> Node:
        """Parse what follows a left bracket: a list or an interval that includes its start."""
        items: list[Node] = []
        with self.bracketed():
            while not self.sees("]") and (not items or self.accept(",")):
                items.append(self.expression())
                if len(items) == 1 and self.accept(".."):
                    return self.range_end(items[0], start_included=True)
            self.expect("]")
        return self.built(ListLiteral(tuple(items)))

    def parse_open_range(self) -> Node:
        """Parse what follows a right bracket: an interval that excludes its start."""
        if self.token.kind == "end" or self.sees(")", "]", "}", ","):
            self.refuse("Her mangler et uttrykk før «]».", self.at - 1)
        with self.bracketed():
            start = self.expression()
            self.expect("..")
            return self.range_end(start, start_included=False)

    def range_end(self, start: Node, *, start_included: bool) -> Node:
        """Parse an interval from its second endpoint on."""
        self.bracket_ends_range = True
        end = self.endpoint()
        if not self.sees(")", "]", "["):
            self.refuse("Intervallet mangler avslutning: «]» eller «)».")
        included = self.advance().text == "]"
        return self.built(RangeLiteral(start, end, start_included, included))

    def parse_unary_range(self) -> Node:
        """Parse an interval with one bound after its left parenthesis: (< 5)."""
        operator = self.advance().text
        value = self.endpoint()
        self.expect(")")
        included = operator in {"<=", ">=", "="}
        start = None if operator in {"<", "<="} else value
        end = None if operator in {">", ">="} else value
        return self.built(
            RangeLiteral(start, end, included and start is not None, included and end is not None)
        )

    def bracketed(self) -> "_Bracketed":
        """Enter brackets, where a left bracket begins a filter again."""
        return _Bracketed(self)

    def parse_type(self) -> TypeName:
        """Parse a type after `instance of` or a colon."""
        with self.nested():
            if self.token.text == "function":
                self.advance()
                return self._function_type()
            match = _TYPE_NAMES.match(self.tokens, self.at)
            if match is None:
                self.refuse(f"Her skal det stå en type: {', '.join(TYPES)}.")
            self.advance(match[1])
            if match[0] == "context":
                return self._context_type()
            arguments = self._type_list(self.parse_type) if match[0] in {"list", "range"} else ()
            return self.built(TypeName(match[0], arguments[:1]))

    def _function_type(self) -> TypeName:
        arguments = self._type_list(self.parse_type)
        return self.built(
            TypeName("function", arguments, result=self.parse_type() if self.accept("->") else None)
        )

    def _context_type(self) -> TypeName:
        keys: list[str] = []

        def entry() -> TypeName:
            keys.append(self.new_name())
            self.expect(":")
            return self.parse_type()

        return self.built(TypeName("context", self._type_list(entry), tuple(keys)))

    def _type_list(self, parse: Callable[[], TypeName]) -> tuple[TypeName, ...]:
        types: list[TypeName] = []
        if self.accept("<"):
            while not self.sees(">") and (not types or self.accept(",")):
                types.append(parse())
            self.expect(">")
        return tuple(types)


class _Bracketed:
    """Remembers how a left bracket was read outside."""

    __slots__ = ("_outside", "_parser")

    def __init__(self, parser: SpecialForms) -> None:
        self._parser = parser
        self._outside = parser.bracket_ends_range

    def __enter__(self) -> None:
        self._parser.bracket_ends_range = False

    def __exit__(self, *_exception: object) -> None:
        self._parser.bracket_ends_range = self._outside
