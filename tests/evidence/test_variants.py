"""The ways that cases have gone: alike or not by the size of the steps, rare ones untold."""

import pytest

from prosesser.evidence.variants import CANCELLED, GRAINS, Variants, Way
from tests.builders import Journey, Scope
from tests.evidence.played import told
from tests.record.journaled import Journaled


def case() -> Journaled:
    """Two parts at the same time, each with one task."""
    first = Scope().start("inn").task("en").end("ut")
    second = Scope().start("inn2").task("to").end("ut2")
    drawn = Journey().start().parallel("del").sub("forste", first).parallel("sam").end()
    drawn.at("del").sub("andre", second).to("sam")
    return Journaled(drawn).start()


def ways(grain: str, cases: list[Journaled]) -> dict[tuple[str, ...], tuple[int | None, bool]]:
    fold = Variants(GRAINS[grain], max(played.now for played in cases))
    for played in cases:
        fold.add(told(played))
    return {its.way.steps: (its.cases, its.way.ended) for its in fold.ways().variants}


def one_way() -> list[Journaled]:
    return [case().complete("en.1").complete("to.1") for _ in range(5)]


def other_way() -> list[Journaled]:
    return [case().complete("to.1").complete("en.1") for _ in range(6)]


def test_what_goes_on_at_the_same_time_is_alike_by_parts_and_not_by_their_order() -> None:
    both = one_way() + other_way()
    assert ways("deler", both) == {("forste", "andre"): (11, True)}
    assert ways("faser", both) == {("andre", "forste"): (6, True), ("forste", "andre"): (5, True)}
    assert list(ways("oppgaver", both)) == [("to", "en"), ("en", "to")]  # the most common first


def test_of_rare_ways_nothing_is_told_but_how_many_cases_they_are() -> None:
    fold = Variants(GRAINS["oppgaver"], case().now)
    for played in [*one_way(), *[case().complete("en.1") for _ in range(4)], case()]:
        fold.add(told(played))
    told_ways = fold.ways()
    assert [variant.way for variant in told_ways.variants] == [Way(("en", "to"), ended=True)]
    assert (told_ways.total, told_ways.rare) == (10, 5)


@pytest.mark.parametrize("few", [1, 4])
def test_few_in_rare_ways_hide_the_others_too(few: int) -> None:
    fold = Variants(GRAINS["oppgaver"], case().now)
    for played in [*one_way(), *[case() for _ in range(few)]]:
        fold.add(told(played))
    told_ways = fold.ways()
    assert told_ways.rare is None
    assert [(its.cases, its.days) for its in told_ways.variants] == [(None, None)]


def test_a_cancelled_case_went_another_way() -> None:
    cancelled = [case().complete("en.1").cancel() for _ in range(5)]
    assert list(ways("oppgaver", cancelled)) == [("en", CANCELLED)]
