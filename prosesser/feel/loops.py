"""Loops and filters: the only places where an expression repeats itself (DMN 1.5, 10.3.2.5 and 10.3.2.14).

Each repetition is charged with the size of what is repeated, so that no other node needs to count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from prosesser.calendar import add_days
from prosesser.feel.budget import check_items
from prosesser.feel.comparison import disjunction
from prosesser.feel.frames import Code, Compile, Frame
from prosesser.feel.nodes import Filter, For, Iteration, Quantified, size
from prosesser.feel.numbers import small_integer
from prosesser.feel.values import Range, Value, as_list

_MAX_BOUND = 10**15


@dataclass(frozen=True, slots=True)
class _Source:
    """What one iterator goes through."""

    name: str
    code: Code
    until: Code | None


class _NotIterable(Exception):
    """The whole loop is null."""


def compile_for(node: For, compile_node: Compile) -> Code:
    """Compile `for ... return body`."""
    sources = [_source(iteration, compile_node) for iteration in node.iterators]
    body, cost, reads_partial = compile_node(node.body), size(node), node.reads_partial

    def code(frame: Frame) -> Value:
        results: list[Value] = []
        try:
            for inner in _frames(sources, frame):
                frame.run.charge(cost)
                if reads_partial:
                    frame.run.charge(len(results))
                    inner.variables = {**inner.variables, "partial": list(results)}
                results.append(body(inner))
                check_items(len(results))
        except _NotIterable:
            return None
        return results

    return code


def compile_quantified(node: Quantified, compile_node: Compile) -> Code:
    """Compile `some` (true if any is) and `every` (false if any is), in three-valued logic."""
    sources = [_source(iteration, compile_node) for iteration in node.iterators]
    condition, cost, is_some = compile_node(node.condition), size(node), node.quantifier == "some"

    def answers(frame: Frame) -> Iterator[bool | None]:
        for inner in _frames(sources, frame):
            frame.run.charge(cost)
            answer = condition(inner)
            yield (answer is is_some) if isinstance(answer, bool) else None

    def code(frame: Frame) -> Value:
        try:
            found = disjunction(answers(frame))
        except _NotIterable:
            return None
        return found if found is None else found is is_some

    return code


def compile_filter(node: Filter, compile_node: Compile) -> Code:
    """Compile `list[condition]` and `list[position]`; the condition sees `item` and a context's entries."""
    target, condition, cost = compile_node(node.target), compile_node(node.condition), size(node)

    def code(frame: Frame) -> Value:
        value = target(frame)
        items = [] if value is None else as_list(value)
        first = condition(_item_frame(items[0] if items else None, frame))
        if isinstance(first, Decimal):
            return _at(items, first)
        if value is None:
            return None
        frame.run.charge(cost * len(items))
        return [item for item in items if condition(_item_frame(item, frame)) is True]

    return code


def _item_frame(item: Value, frame: Frame) -> Frame:
    around = Frame({"item": item}, frame, frame.run)
    return Frame(item, around, frame.run) if isinstance(item, dict) else around


def _at(items: Sequence[Value], position: Decimal) -> Value:
    index = small_integer(position, len(items))
    if not index:
        return None
    return items[index - 1 if index > 0 else index]


def _source(iteration: Iteration, compile_node: Compile) -> _Source:
    until = None if iteration.until is None else compile_node(iteration.until)
    return _Source(iteration.name, compile_node(iteration.source), until)


def _frames(sources: Sequence[_Source], frame: Frame) -> Iterator[Frame]:
    """Yield a frame for each combination; later iterators see the variables of earlier ones."""
    source, *rest = sources
    for item in _items(source, frame):
        frame.run.charge(1)
        inner = Frame({source.name: item}, frame, frame.run)
        if rest:
            yield from _frames(rest, inner)
        else:
            yield inner


def _items(source: _Source, frame: Frame) -> Iterator[Value]:
    start = source.code(frame)
    if source.until is not None:
        return _count(start, source.until(frame))
    if isinstance(start, Range):
        return _range_items(start)
    if start is None:
        raise _NotIterable
    return iter(as_list(start))


def _range_items(interval: Range) -> Iterator[Value]:
    for item in _count(interval.start, interval.end):
        if (interval.start_included or item != interval.start) and (
            interval.end_included or item != interval.end
        ):
            yield item


def _count(start: Value, end: Value) -> Iterator[Value]:
    """Go through whole numbers or dates, up or down, both ends included."""
    if isinstance(start, Decimal) and isinstance(end, Decimal):
        first, last = small_integer(start, _MAX_BOUND), small_integer(end, _MAX_BOUND)
        if first is None or last is None:
            raise _NotIterable
        return (Decimal(value) for value in _between(first, last))
    if isinstance(start, date) and isinstance(end, date) and datetime not in {type(start), type(end)}:
        return (add_days(start, days) for days in _between(0, (end - start).days))
    raise _NotIterable


def _between(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)
