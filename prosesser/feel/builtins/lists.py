"""Functions on lists (DMN 1.5, 10.3.4.4 and 10.3.4.8)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cmp_to_key

from prosesser.feel.budget import Run, check_items
from prosesser.feel.builtins.registry import builtin, form, metered
from prosesser.feel.comparison import equal
from prosesser.feel.numbers import number, small_integer
from prosesser.feel.values import Function, Value

_FRAMES = 2  # how deep one level of a nested list counts

Items = Sequence[Value]


def _index(items: Items, position: Decimal) -> int:
    """Return the index of a position from 1, or from -1 at the end; ValueError where there is none."""
    index = small_integer(position, len(items))
    if not index:
        raise ValueError(position)
    return index - 1 if index > 0 else len(items) + index


def _list_contains(run: Run, items: Items, element: Value) -> bool:
    return any(equal(item, element, run) is True for item in items)


def _replace_at(items: Items, position: Decimal, new: Value) -> list[Value]:
    index = _index(items, position)
    return [*items[:index], new, *items[index + 1 :]]


def _replace_matching(items: Items, match: Function, new: Value) -> list[Value] | None:
    found = [match.call((item, new)) for item in items]
    if not all(isinstance(answer, bool) for answer in found):
        return None
    return [new if answer else item for item, answer in zip(items, found, strict=True)]


def _sublist(items: Items, start: Decimal, length: Decimal | None) -> list[Value] | None:
    index = _index(items, start)
    rest = len(items) - index
    count = rest if length is None else small_integer(length, rest)
    if count is None or count < 0:
        return None
    return list(items[index : index + count])


def _append(items: Items, *new: Value) -> list[Value]:
    return [*items, *new]


def _concatenate(run: Run, *lists: Items) -> list[Value]:
    size = sum(map(len, lists))
    run.charge(size)
    check_items(size)
    return [item for items in lists for item in items]


def _insert_before(items: Items, position: Decimal, new: Value) -> list[Value]:
    index = _index(items, position)
    return [*items[:index], new, *items[index:]]


def _remove(items: Items, position: Decimal) -> list[Value]:
    index = _index(items, position)
    return [*items[:index], *items[index + 1 :]]


def _index_of(run: Run, items: Items, match: Value) -> list[Value]:
    return [number(index) for index, item in enumerate(items, 1) if equal(item, match, run) is True]


def _union(run: Run, *lists: Items) -> list[Value]:
    return _distinct(run, _concatenate(run, *lists))


def _distinct(run: Run, items: Items) -> list[Value]:
    kept: list[Value] = []
    for item in items:
        run.charge(len(kept))
        if not _list_contains(run, kept, item):
            kept.append(item)
    return kept


def _flatten(run: Run, items: Items) -> list[Value]:
    flat: list[Value] = []
    _flatten_into(flat, items, run)
    return flat


def _flatten_into(flat: list[Value], items: Items, run: Run) -> None:
    run.charge(1 + len(items))
    run.enter(_FRAMES)
    for item in items:
        if isinstance(item, list | tuple):
            _flatten_into(flat, item, run)
        else:
            flat.append(item)
    check_items(len(flat))
    run.leave(_FRAMES)


def _sort(run: Run, items: Items, precedes: Function) -> list[Value]:
    def compare(left: Value, right: Value) -> int:
        run.charge(1)
        if precedes.call((left, right)) is True:
            return -1
        return 1 if precedes.call((right, left)) is True else 0

    return sorted(items, key=cmp_to_key(compare))


def _all(*items: Value) -> bool | None:
    if False in [item for item in items if isinstance(item, bool)]:
        return False
    return True if all(item is True for item in items) else None


def _any(*items: Value) -> bool | None:
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


def _of_list(function: Callable[..., Value]) -> Callable[[Items], Value]:
    return lambda items: function(*items)


LISTS = (
    builtin(
        "list contains",
        "Om listen inneholder elementet.",
        metered("list: list, element: Any", _list_contains),
    ),
    builtin(
        "list replace",
        "Listen med ett element byttet ut, eller de som en funksjon velger.",
        form("list: list, position: number, newItem: Any", _replace_at),
        form("list: list, match: function, newItem: Any", _replace_matching),
    ),
    builtin("count", "Antall elementer i listen.", form("list: list", lambda items: number(len(items)))),
    builtin(
        "all",
        "Om alle elementene er sanne.",
        form("list: list", _of_list(_all)),
        form("b...: Any", _all),
    ),
    builtin(
        "any",
        "Om minst ett element er sant.",
        form("list: list", _of_list(_any)),
        form("b...: Any", _any),
    ),
    builtin(
        "sublist",
        "En del av listen fra en posisjon.",
        form("list: list, start position: number, length?: number", _sublist),
    ),
    builtin("append", "Listen med flere elementer til slutt.", form("list: list, item...: Any", _append)),
    builtin("concatenate", "Lister satt etter hverandre.", metered("list...: list", _concatenate)),
    builtin(
        "insert before",
        "Listen med et nytt element foran en posisjon.",
        form("list: list, position: number, newItem: Any", _insert_before),
    ),
    builtin("remove", "Listen uten elementet i en posisjon.", form("list: list, position: number", _remove)),
    builtin("reverse", "Listen baklengs.", form("list: list", lambda items: list(reversed(items)))),
    builtin(
        "index of",
        "Posisjonene der elementet finnes i listen.",
        metered("list: list, match: Any", _index_of),
    ),
    builtin("union", "Lister satt sammen uten gjentakelser.", metered("list...: list", _union)),
    builtin("distinct values", "Listen uten gjentakelser.", metered("list: list", _distinct)),
    builtin("flatten", "Listen med alle lister inni seg løst opp.", metered("list: list", _flatten)),
    builtin("sort", "Listen sortert med en funksjon.", metered("list: list, precedes: function", _sort)),
)
