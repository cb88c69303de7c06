"""Whether a value is an instance of a type (DMN 1.5, 10.3.2.9)."""

from prosesser.feel.budget import Run
from prosesser.feel.nodes import TypeName
from prosesser.feel.values import Function, Range, Value, type_of


def conforms(value: Value, expected: TypeName, run: Run) -> bool:
    """Answer `value instance of expected`; null is an instance of Null alone."""
    run.charge(1)
    if expected.name == "Any" or type_of(value) != expected.name:
        return expected.name == "Any" and value is not None
    if isinstance(value, list | tuple):
        return all(_part_conforms(item, part, run) for part in expected.arguments for item in value)
    if isinstance(value, Range):
        return _range_conforms(value, expected, run)
    if isinstance(value, dict):
        keys = zip(expected.keys, expected.arguments, strict=True)
        return all(key in value and _part_conforms(value[key], part, run) for key, part in keys)
    return not isinstance(value, Function) or len(expected.arguments) in {0, len(value.parameters)}


def _part_conforms(value: Value, expected: TypeName, run: Run) -> bool:
    """Answer for a part of a value, which may be null whatever its type."""
    return value is None or conforms(value, expected, run)


def _range_conforms(value: Range, expected: TypeName, run: Run) -> bool:
    ends = [end for end in (value.start, value.end) if end is not None]
    return all(conforms(end, part, run) for part in expected.arguments for end in ends)
