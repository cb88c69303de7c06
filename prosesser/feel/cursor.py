"""Where the parser is: the tokens, the names in scope and what the tree may cost."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from prosesser.feel.budget import MAX_DEPTH, MAX_NESTING
from prosesser.feel.errors import FeelBudgetExceeded
from prosesser.feel.lexer import Token, syntax_error, tokenize
from prosesser.feel.names import Names, longest
from prosesser.feel.nodes import Node, children
from prosesser.feel.temporal import PROPERTY_NAMES

_RANGE_PROPERTIES = ("start", "end", "start included", "end included")

AnyNode = TypeVar("AnyNode", bound=Node)


class Scope:
    """Names that the expression binds itself, and which of them were read."""

    __slots__ = ("bound", "is_filter", "names", "read")

    def __init__(self, bound: Collection[str] = (), *, is_filter: bool = False) -> None:
        self.names = Names(bound)
        self.bound = set(bound)
        self.read: set[str] = set()
        self.is_filter = is_filter

    def declare(self, name: str) -> None:
        """Bind one more name from here on."""
        self.names.add(name)
        self.bound.add(name)


class Cursor:
    """A position among the tokens, with what has been learned on the way there."""

    def __init__(self, source: str, names: Collection[str]) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.at = 0
        self.variables = frozenset(names)
        self.free: set[str] = set()
        self.item_names: set[str] = set()
        self.functions: set[str] = set()
        self._known = Names(names)
        self._keys = Names([*_RANGE_PROPERTIES, *PROPERTY_NAMES, *names])
        self._scopes: list[Scope] = []
        self._depths: dict[int, int] = {}
        self._nesting = 0

    @property
    def token(self) -> Token:
        """The token that is next."""
        return self.tokens[self.at]

    def advance(self, count: int = 1) -> Token:
        """Go past that many tokens and return the first of them."""
        token = self.token
        self.at += count
        return token

    def sees(self, *symbols: str) -> bool:
        """Tell whether one of these symbols is next."""
        return self.token.kind == "symbol" and self.token.text in symbols

    def accept(self, symbol: str) -> bool:
        """Go past a symbol if it is next."""
        found = self.sees(symbol)
        self.at += found
        return found

    def expect(self, symbol: str) -> None:
        """Go past a symbol that must be next."""
        if not self.accept(symbol):
            self.refuse(f"Her mangler «{symbol}»{self._instead()}.")

    def expect_word(self, word: str) -> None:
        """Go past a keyword that must be next."""
        if self.token.kind != "word" or self.token.text != word:
            self.refuse(f"Her mangler «{word}»{self._instead()}.")
        self.at += 1

    def refuse(self, advice: str, at: int | None = None) -> NoReturn:
        """Raise the error that points at a token, by default the next one."""
        raise syntax_error(self.source, self.tokens[self.at if at is None else at].start, advice)

    def _instead(self) -> str:
        return " før slutten" if self.token.kind == "end" else f" før «{self.token.text}»"

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Go one level down, where there may be only so many."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise FeelBudgetExceeded(what=f"mer enn {MAX_NESTING} nivåer inni hverandre")
        yield
        self._nesting -= 1

    @contextmanager
    def scope(self, *bound: str, is_filter: bool = False) -> Iterator[Scope]:
        """Bind names for a part of the expression."""
        scope = Scope(bound, is_filter=is_filter)
        self._scopes.append(scope)
        yield scope
        self._scopes.pop()

    def built(self, node: AnyNode) -> AnyNode:
        """Return a node that was just made, once the tree is known not to be too deep."""
        depth = 1 + max((self._depths.get(id(child), 0) for child in children(node)), default=0)
        if depth > MAX_DEPTH:
            raise FeelBudgetExceeded(what=f"mer enn {MAX_DEPTH} ledd bygget på hverandre")
        self._depths[id(node)] = depth
        return node

    def declare_key(self, name: str) -> None:
        """Remember a key of a context, so that paths find it."""
        self._keys.add(name)

    def match_variable(self) -> tuple[str, int] | None:
        """Return the longest name of a variable that is next, and its number of tokens."""
        scopes = [scope.names for scope in reversed(self._scopes)]
        return longest([*scopes, self._known], self.tokens, self.at)

    def match_key(self) -> tuple[str, int] | None:
        """Return the longest name of a property or key that is next, and its number of tokens."""
        return self._keys.match(self.tokens, self.at)

    def is_bound(self, name: str) -> bool:
        """Tell whether the expression itself binds the name here."""
        return any(name in scope.bound for scope in self._scopes)

    def read(self, name: str) -> None:
        """Record that a variable is read."""
        for scope in reversed(self._scopes):
            if name in scope.bound:
                scope.read.add(name)
                return
        of_item = name not in self.variables and any(scope.is_filter for scope in self._scopes)
        (self.item_names if of_item else self.free).add(name)
