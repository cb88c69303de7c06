"""How a built-in function is declared, and how a call finds one of its forms (DMN 1.5, 10.3.2.13)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from prosesser.feel.arithmetic import FAILURES
from prosesser.feel.budget import Run, check_items, check_text
from prosesser.feel.values import Value, type_of

_CHARACTERS_PER_STEP = 16


@dataclass(frozen=True, slots=True)
class BuiltinParameter:
    """A parameter: the FEEL types it takes ("Any" for all, null too), and how often it may be given."""

    name: str
    types: frozenset[str]
    optional: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call a function. The implementation takes the run and then one value per parameter."""

    signature: str
    parameters: tuple[BuiltinParameter, ...]
    implementation: Callable[..., Value]

    def takes(self, count: int) -> bool:
        """Tell whether that many arguments can be given by position."""
        required = sum(not parameter.optional for parameter in self.parameters)
        repeated = bool(self.parameters) and self.parameters[-1].repeated
        return required <= count and (repeated or count <= len(self.parameters))

    def arrange(self, names: Sequence[str]) -> tuple[int | None, ...] | None:
        """Return, for each parameter, which of the named arguments it gets; None if the names do not fit."""
        known = {parameter.name for parameter in self.parameters}
        given = [parameter.name in names or parameter.optional for parameter in self.parameters]
        if not known.issuperset(names) or not all(given):
            return None
        return tuple(names.index(p.name) if p.name in names else None for p in self.parameters)


@dataclass(frozen=True, slots=True)
class Builtin:
    """A function that expressions may call. The description is bokmål, for an editor."""

    name: str
    description: str
    forms: tuple[Form, ...]
    cost: int = 1

    def accepts(self, count: int, names: Sequence[str]) -> bool:
        """Tell whether any form can be called with so many arguments, or with arguments of these names."""
        return bool(self.callable_forms(count, names))

    def callable_forms(self, count: int, names: Sequence[str]) -> tuple[Form, ...]:
        """Return the forms that can be called with so many arguments, or with arguments of these names."""
        if names:
            return tuple(form for form in self.forms if form.arrange(names) is not None)
        return tuple(form for form in self.forms if form.takes(count))

    @property
    def signatures(self) -> tuple[str, ...]:
        """Return the ways to call it, as they are written."""
        return tuple(f"{self.name}({form.signature})" for form in self.forms)


def builtin(name: str, description: str, *forms: Form, cost: int = 1) -> Builtin:
    """Declare a function; `cost` is what a call takes from the budget, besides the size of its arguments."""
    return Builtin(name, description, forms, cost)


def form(signature: str, function: Callable[..., Value]) -> Form:
    """Declare a form that needs only its arguments: "list: list, position: number, length?: number"."""
    return Form(signature, tuple(_parameters(signature)), lambda _run, *values: function(*values))


def metered(signature: str, function: Callable[..., Value]) -> Form:
    """Declare a form that takes the run first, to charge for its own work or to know the instant."""
    return Form(signature, tuple(_parameters(signature)), function)


def _parameters(signature: str) -> Iterator[BuiltinParameter]:
    for text in filter(None, signature.split(", ")):
        name, types = text.split(": ")
        repeated = name.endswith("...")
        optional = name.endswith("?") or repeated
        yield BuiltinParameter(name.rstrip("?."), frozenset(types.split("|")), optional, repeated)


def invoke(function: Builtin, forms: Sequence[Form], values: Sequence[Value], run: Run) -> Value:
    """Call the first form whose parameters take the values; null if none does or the call fails."""
    run.charge(function.cost + sum(map(weight, values)))
    for candidate in forms:
        arguments = _bind(candidate.parameters, values)
        if arguments is not None:
            try:
                return _checked(candidate.implementation(run, *arguments), run)
            except FAILURES:
                return None
    return None


def weight(value: Value) -> int:
    """Return what reading or making a value costs in steps."""
    if isinstance(value, str):
        return len(value) // _CHARACTERS_PER_STEP
    return len(value) if isinstance(value, list | tuple | dict) else 0


def _checked(result: Value, run: Run) -> Value:
    run.charge(weight(result))
    if isinstance(result, str):
        check_text(len(result))
    elif isinstance(result, list):
        check_items(len(result))
    return result


class _Mismatch:
    """A value that its parameter does not take."""


_MISMATCH: Final = _Mismatch()


def _bind(parameters: Sequence[BuiltinParameter], values: Sequence[Value]) -> list[Value] | None:
    arguments: list[Value] = []
    for index, parameter in enumerate(parameters):
        given = values[index:] if parameter.repeated else values[index : index + 1]
        for value in given or ([] if parameter.repeated else [None]):
            converted = _convert(parameter, value)
            if isinstance(converted, _Mismatch):
                return None
            arguments.append(converted)
    return arguments


def _convert(parameter: BuiltinParameter, value: Value) -> Value | _Mismatch:
    types = parameter.types
    if "Any" in types or (value is None and parameter.optional and not parameter.repeated):
        return value
    kind = type_of(value)
    if kind in types:
        return value
    if isinstance(value, list | tuple) and len(value) == 1 and type_of(value[0]) in types:
        return value[0]
    return [value] if "list" in types and value is not None else _MISMATCH
