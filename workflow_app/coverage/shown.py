"""Which tests show which clause, read from the ``@clause`` markers of the journey tests' source."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

JOURNEY_TESTS = Path(__file__).parents[2] / "tests" / "journeys"
"""Where a checkout has them; an installed package has none."""


def shown_by(folder: Path = JOURNEY_TESTS) -> Mapping[str, tuple[str, ...]] | None:
    """Return the tests ("file.py::test_name") by clause; None where the tests are not part of it."""
    if not folder.is_dir():
        return None
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("test_*.py")):
        for clause, test in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            found[clause] = (*found.get(clause, ()), f"{path.name}::{test}")
    return found


def _marked(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each clause with the name of a test function that is marked with it."""
    for test in module.body:
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
            for decorator in test.decorator_list:
                if isinstance(decorator, ast.Call) and _is_clause(decorator.func):
                    yield from ((ast.literal_eval(argument), test.name) for argument in decorator.args)


def _is_clause(name: ast.expr) -> bool:
    return (name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")) == "clause"
