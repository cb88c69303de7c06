"""Functions that make one value of a list (DMN 1.5, 10.3.4.4)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce

from prosesser.feel.arithmetic import ADD, apply
from prosesser.feel.builtins.registry import Form, builtin, form
from prosesser.feel.comparison import ordered
from prosesser.feel.numbers import CONTEXT, number
from prosesser.feel.values import Value

_COST = 5


def _extreme(symbol: str) -> Callable[..., Value]:
    def extreme(*items: Value) -> Value:
        best = items[0] if items else None
        for item in items[1:]:
            better = ordered(symbol, item, best)
            if better is None:
                return None
            best = item if better else best
        return best if ordered("<=", best, best) else None

    return extreme


def _sum(*items: Value) -> Value:
    """Add numbers, or durations of one kind."""
    return reduce(lambda total, item: apply(ADD, total, item), items) if items and _addable(items) else None


def _addable(items: Sequence[Value]) -> bool:
    kinds = {type(item) for item in items}
    return len(kinds) == 1 and not kinds & {str}


def _numbers(items: Sequence[Value], least: int = 1) -> list[Decimal]:
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) < max(len(items), least):
        raise ValueError(items)
    return numbers


def _mean(*items: Value) -> Decimal:
    numbers = _numbers(items)
    return CONTEXT.divide(reduce(CONTEXT.add, numbers), number(len(numbers)))


def _product(*items: Value) -> Decimal:
    return reduce(CONTEXT.multiply, _numbers(items))


def _median(*items: Value) -> Decimal:
    numbers = sorted(_numbers(items))
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return CONTEXT.divide(CONTEXT.add(numbers[middle - 1], numbers[middle]), number(2))


def _stddev(*items: Value) -> Decimal:
    """Return the standard deviation of a sample."""
    numbers = _numbers(items, least=2)
    mean = _mean(*numbers)
    squares = [CONTEXT.power(CONTEXT.subtract(value, mean), number(2)) for value in numbers]
    return CONTEXT.sqrt(CONTEXT.divide(reduce(CONTEXT.add, squares), number(len(numbers) - 1)))


def _mode(*items: Value) -> list[Value]:
    counts: dict[Decimal, int] = {}
    for value in _numbers(items, least=0):
        counts[value] = counts.get(value, 0) + 1
    return [value for value in sorted(counts) if counts[value] == max(counts.values())]


def _forms(function: Callable[..., Value]) -> tuple[Form, Form]:
    """Let a function take a list, or its items one by one."""
    return form("list: list", lambda items: function(*items)), form("n...: Any", function)


STATISTICS = (
    builtin("min", "Den minste eller tidligste verdien.", *_forms(_extreme("<"))),
    builtin("max", "Den største eller seneste verdien.", *_forms(_extreme(">"))),
    builtin("sum", "Summen av tall eller varigheter.", *_forms(_sum)),
    builtin("mean", "Gjennomsnittet.", *_forms(_mean), cost=_COST),
    builtin("product", "Tallene ganget sammen.", *_forms(_product)),
    builtin("median", "Den midterste verdien.", *_forms(_median), cost=_COST),
    builtin("stddev", "Standardavviket i et utvalg.", *_forms(_stddev), cost=_COST),
    builtin("mode", "Verdiene som forekommer oftest.", *_forms(_mode), cost=_COST),
)
