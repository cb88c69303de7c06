"""Which entry of a case is which of the same case retraced on another version.

The case keeps its ids: they stand in its journal, and drafts hang on them. What is new to it gets an
id that it never had.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prosesser.definition.model import LOOP_COUNTER
from prosesser.engine.state import CaseState, Round
from prosesser.feel import Value
from prosesser.spiff import places

Place = tuple[tuple[str, Value], ...]
"""The rounds around something, innermost first: the element of each, and its number."""


@dataclass(frozen=True, slots=True)
class Matched:
    """By id of the retraced case the id in the case; ``ordinals`` are those that the case has then."""

    names: Mapping[str, str]
    ordinals: Mapping[str, int]
    known: frozenset[str]

    def name(self, key: str) -> str:
        """Return the id in the case."""
        return self.names[key]

    def rounds(self, rounds: Mapping[str, Round]) -> dict[str, Round]:
        """Return rounds under their ids in the case."""
        return {
            self.names[key]: replace(its, id=self.names[key], outer=its.outer and self.names[its.outer])
            for key, its in rounds.items()
        }


def match(case: CaseState, retraced: CaseState, recorded: Mapping[str, str]) -> Matched:
    """Match what waits in the case with what waits in the retraced one.

    ``recorded`` gives by id of the journal the one in the retraced case, where they differ.
    """
    ours, theirs = places_in(case), places_in(retraced)
    names = dict(_same(ours, theirs, {its: key for key, its in recorded.items()}))
    names.update(_in_order(ours, theirs, names))
    known = frozenset(names.values())
    ordinals = {
        element: max(case.ordinals.get(element, 0), retraced.ordinals.get(element, 0))
        for element in sorted(case.ordinals.keys() | retraced.ordinals.keys())
    }
    for key in theirs:
        if key in names:
            continue
        element, number = _parts(key)
        if number <= case.ordinals.get(element, 0):
            ordinals[element] += 1
            number = ordinals[element]
        names[key] = f"{element}.{number}"
    return Matched(names, ordinals, known)


def _same(
    ours: Mapping[str, Place], theirs: Mapping[str, Place], recorded: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what has the same id, or is the same by the journal."""
    for key, place in theirs.items():
        name = recorded.get(key, key)
        if ours.get(name) == place:
            yield key, name


def _in_order(
    ours: Mapping[str, Place], theirs: Mapping[str, Place], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the rest of each element in the order in which it came, where there are as many."""
    taken = set(names.values())
    rest = [key for key in theirs if key not in names]
    for element in dict.fromkeys(_parts(key)[0] for key in rest):
        there = sorted((key for key in rest if _parts(key)[0] == element), key=_parts)
        here = sorted((key for key in ours if key not in taken and _parts(key)[0] == element), key=_parts)
        if [theirs[key] for key in there] == [ours[key] for key in here]:
            yield from zip(there, here, strict=True)


def places_in(state: CaseState) -> dict[str, Place]:
    """Return the places of what waits and of the rounds, by id."""
    return {key: tuple(_around(state, around)) for key, around in places(state.tokens)}


def _around(state: CaseState, round_id: str | None) -> Iterator[tuple[str, Value]]:
    while round_id is not None:
        its = state.rounds[round_id]
        yield its.element, its.facts.get(LOOP_COUNTER)
        round_id = its.outer


def _parts(key: str) -> tuple[str, int]:
    element, _, ordinal = key.rpartition(".")
    return element, int(ordinal)
