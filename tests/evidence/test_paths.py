"""Which way tokens went: flows counted by making the steps again, on diagrams of every kind of fork."""

from collections import Counter
from dataclasses import replace

import pytest

from prosesser.evidence.frequency import Diagram, Rounded
from prosesser.evidence.paths import GoesAnotherWay, flows, path_of
from prosesser.evidence.stays import stays
from tests import form_files
from tests.builders import Journey
from tests.evidence.played import told
from tests.record.journaled import Journaled


def case() -> Journaled:
    """A report that is sent back until it is good, then two tasks at the same time."""
    drawn = Journey().form("fakta", form_files.checkbox("god")).start().choice("igjen")
    drawn.task("rapport", form="fakta").choice("vurdert").when("=god = true").parallel("del")
    drawn.task("en").parallel("sam").end().at("del").task("to").to("sam")
    drawn.at("vurdert").otherwise().to("igjen")
    return Journaled(drawn).start()


def test_every_flow_has_what_it_carried() -> None:
    played = case().complete("rapport.1", god=False).complete("rapport.2", god=True).complete("en.1")
    path = path_of(played.journal, played.definition.digest)
    carried = {
        (its.source, its.target): flows(played.definition, path)[flow]
        for flow, its in played.definition.flows.items()
    }
    assert carried == {
        ("start", "igjen"): 1,
        ("igjen", "rapport"): 2,
        ("rapport", "vurdert"): 2,
        ("vurdert", "del"): 1,
        ("vurdert", "igjen"): 1,
        ("del", "en"): 1,
        ("del", "to"): 1,
        ("en", "sam"): 1,
        ("to", "sam"): 0,
        ("sam", "slutt"): 0,
    }


def test_a_journal_that_its_steps_do_not_give_is_no_path() -> None:
    played = case().complete("rapport.1", god=True)
    *earlier, last = played.journal
    with pytest.raises(GoesAnotherWay):
        path_of([*earlier, replace(last, events=last.events[:-1])], played.definition.digest)
    with pytest.raises(GoesAnotherWay):
        path_of(played.journal[1:], played.definition.digest)


def test_cases_that_go_astray_are_counted_and_not_in_the_figures_of_paths() -> None:
    fold = Diagram(case().definition, retraced=True)
    for _ in range(5):
        fold.add(told(case().complete("rapport.1", god=True)))
    good = fold.frequencies()
    spoilt = told(case().complete("rapport.1", god=True))
    fold.add(replace(spoilt, entries=spoilt.entries[1:]))
    figures = fold.frequencies()
    assert (good.astray, figures.astray) == (0, 1)
    assert figures.flows == good.flows


def test_elements_tell_how_often_how_long_and_how_many_wait() -> None:
    fold = Diagram(case().definition, retraced=False)
    for _ in range(7):
        fold.add(told(case().complete("rapport.1", god=False)))
    figures = fold.frequencies()
    (report,) = (line for line in figures.elements if line.element == "rapport")
    assert (report.left, report.waiting) == (Rounded(5), Rounded(5))
    assert report.times is not None
    assert not figures.flows  # nothing of the journal tells of them
    assert {line.element for line in figures.elements} == {"rapport"}


def test_a_withdrawn_task_was_not_gone_on_from() -> None:
    played = case().cancel()
    (stay,) = stays(played.journal, played.definition.digest)
    assert (stay.done, stay.until) == (False, played.now)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, Rounded(0)),
        (1, Rounded(5, few=True)),
        (4, Rounded(5, few=True)),
        (5, Rounded(5)),
        (7, Rounded(5)),
        (8, Rounded(10)),
    ],
)
def test_figures_on_a_diagram_are_rounded(number: int, shown: Rounded) -> None:
    assert Rounded.of(number) == shown


def test_another_version_has_no_part_in_the_figures() -> None:
    played = case().complete("rapport.1", god=True)
    assert path_of(played.journal, "en annen").left == Counter()
    assert list(stays(played.journal, "en annen")) == []
