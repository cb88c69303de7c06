"""The plans of a case at every row: what stood in them, whose it is, what adopted them, what changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from lxml import html

from prosesser.access import SYSTEM, Action
from prosesser.audit import AuditFile, Audits
from prosesser.audit.replaying import Look, Replaying
from prosesser.audit.replaying_changes import changes
from prosesser.audit.replaying_jumps import Jump
from prosesser.audit.replaying_plans import Living, plans_after
from prosesser.audit.signed import Signed
from prosesser.engine.messages import Command, CompleteTask, SaveItem, SetSection, Start
from prosesser.store import Store
from prosesser.store.versions import Versions
from tests.builders import Journey
from tests.engine.play import NINE, Play
from tests.engine.test_plans import BED, journey
from tests.replaying.histories import History, record
from workflow_app.web.replaying_film import Cutting, glossary
from workflow_app.web.replaying_words import changed

DAY = timedelta(days=1)
BED_NAMED = "Punkt 1 i «Plan», «Kjøpe seng»"
DUE = (NINE + 4 * DAY).date().isoformat()
COMMANDS: tuple[Command, ...] = (
    Start({}),
    SaveItem("plan", "okonomi", "bydel", {**BED, "frist": DUE}),
    SetSection("plan", "naboskap", "bydel", relevant=False, reason="Bor alene"),
    CompleteTask("opphold.1", {}),
    CompleteTask("mote.1", {}),
    SaveItem("plan", "naboskap", "bydel", {**BED, "oppgave": "Hilse på"}),
    SaveItem("plan", "okonomi", "bydel", {**BED, "status": "gjort"}, "plan.1", 1),
)
"""A row a day: written, left out, on to the meeting, adopted by it, taken in by an item, done."""


@pytest.fixture
def made(store: Store) -> History:
    return record(store, Play(journey()), [(one, at(row)) for row, one in enumerate(COMMANDS, 1)])


def at(row: int) -> datetime:
    return NINE + row * DAY


@contextmanager
def opened(store: Store, made: History) -> Iterator[AuditFile]:
    with Audits(store, Versions(store)).open(SYSTEM, Action.REPLAY_CASE, made.case, at(9)) as file:
        yield file


@pytest.fixture
def look(store: Store, made: History) -> Look:
    with opened(store, made) as file:
        return Replaying(file).look(file, 100)


def plan(look: Look, row: int) -> Living:
    return look.frames[row - 1].plans["plan"]


def test_a_plan_stands_at_a_row_as_it_was_then(look: Look) -> None:
    assert [len(frame.plans["plan"].plan.items) for frame in look.frames] == [0, 1, 1, 1, 1, 2, 2]
    assert plan(look, 3).plan.left_out == {"naboskap": "Bor alene"}
    assert plan(look, 6).plan.left_out == {}
    assert plan(look, 6).plan.items["plan.1"].state == "apen"
    assert plan(look, 7).plan.items["plan.1"].state == "gjort"


def test_it_knows_the_rows_that_wrote_its_items_and_made_its_versions(look: Look) -> None:
    written = plan(look, 7).written
    assert {its: (one.first.sequence, one.last.sequence) for its, one in written.items()} == {
        "plan.1": (2, 7),
        "plan.2": (6, 6),
    }
    assert plan(look, 4).adopted == ()
    [adopted] = plan(look, 5).adopted
    assert (adopted.version, adopted.task, adopted.row.sequence) == (1, "mote.1", 5)


def test_a_plan_that_a_row_left_alone_is_kept_as_it_was(look: Look) -> None:
    assert plan(look, 4) is plan(look, 3)
    assert plan(look, 5) is not plan(look, 4)
    assert plan(look, 6).plan.items["plan.1"] is plan(look, 2).plan.items["plan.1"]


def said(store: Store, made: History, first: int, last: int) -> list[str]:
    with opened(store, made) as file:
        found, words = Replaying(file).look(file, 100), glossary(file, {})
        assert words is not None
        before, after = found.frames[first - 1], found.frames[last - 1]
        lines = changed(changes(before, after), before, after, words)
    return [line for line in lines if "«Plan»" in line]


def test_two_moments_differ_by_items_sections_and_versions(store: Store, made: History) -> None:
    assert said(store, made, 1, 3) == [
        f"Nytt: {BED_NAMED}: Apen. Ansvarlig: Beboer. Frist: 16. januar 2026",
        "Merket «Naboskap» i «Plan» som ikke aktuelt. Grunn: Bor alene",
    ]
    assert said(store, made, 3, 7) == [
        "Versjon 1 av «Plan» er fastsatt i «mote»",
        "Nytt: Punkt 2 i «Plan», «Hilse på»: Apen. Ansvarlig: Beboer",
        f"Endret: {BED_NAMED}: Frist: Ikke fylt ut (før: 16.01.2026). Status: Gjort (før: Apen)",
        "Merket «Naboskap» i «Plan» som aktuelt igjen",
    ]
    assert said(store, made, 3, 4) == []


@pytest.fixture
def film(store: Store, made: History) -> dict[str, Any]:
    return film_of(store, made)


def film_of(store: Store, made: History) -> dict[str, Any]:
    with opened(store, made) as file:
        replaying, words = Replaying(file), glossary(file, {})
        assert words is not None
        return Cutting(file, words, replaying).film(replaying.look(file, 100))


def shown(film: dict[str, Any], row: int, part: str) -> str:
    fragment = "".join(film["fragments"][piece] for piece in film["frames"][row - 1]["parts"][part])
    return " ".join(" ".join(html.fragment_fromstring(fragment, create_parent="div").itertext()).split())


def test_a_frame_tells_its_plans_as_their_own_pages_do(film: dict[str, Any]) -> None:
    assert shown(film, 1, "planer").endswith(
        "0 åpne punkter Utkast, ikke fastsatt ennå Ingenting er skrevet i planen ennå."
    )
    assert shown(film, 1, "punkter") == "Ingenting er skrevet i planene ennå."
    assert "1 forfalt Versjon 1 er fastsatt" in shown(film, 5, "planer")
    assert "Versjon 1: i «mote», Sømløs, 17.01.2026, rad 5" in shown(film, 5, "planer")
    items = shown(film, 4, "punkter")
    assert items.startswith("Punktene i Plan Økonomi 1. Kjøpe seng Apen Ansvarlig Beboer Frist Frist i dag")
    assert items.endswith("Skrevet av Sømløs, 14.01.2026, rad 2 Naboskap Ikke aktuelt Bor alene")
    done = shown(film, 7, "punkter")
    assert "Skrevet av Sømløs, 14.01.2026, rad 2. Sist endret av Sømløs, 19.01.2026, rad 7" in done
    assert "Ikke aktuelt" not in done


def test_a_plan_that_was_adopted_with_nothing_in_it_has_no_items_to_show(store: Store) -> None:
    adopting = [Start({}), CompleteTask("opphold.1", {}), CompleteTask("mote.1", {})]
    made = record(store, Play(journey()), [(one, at(row)) for row, one in enumerate(adopting, 1)])
    film = film_of(store, made)
    assert "Versjon 1 er fastsatt" in shown(film, 3, "planer")
    assert shown(film, 3, "punkter") == "Ingenting er skrevet i planene ennå."


def test_frames_share_items_and_only_how_far_off_the_date_is_comes_anew(film: dict[str, Any]) -> None:
    assert sum('<li class="plan-item">' in piece for piece in film["fragments"]) == 3
    one, other = (film["frames"][row - 1]["parts"]["punkter"] for row in (4, 5))
    assert len(one) == len(other)
    [(before, after)] = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    assert "Frist i dag" in film["fragments"][before]
    assert "Forfalt i går" in film["fragments"][after]


def test_each_change_of_a_plan_can_be_jumped_to(store: Store, made: History) -> None:
    with opened(store, made) as file:
        landings = Replaying(file).landings
    assert [one.sequence for one in landings if Jump.PLAN in one.kinds] == [2, 3, 5, 6, 7]


def test_a_plan_that_a_version_lacks_is_told_by_the_last_that_had_it_while_something_stands_in_it() -> None:
    play, bare = Play(journey()).start(), Play(Journey().start().task("opphold").end()).definition
    row = Signed(1, NINE, "berit", "bydel-a")
    empty = plans_after({}, row, play.definition, play.events, play.case.plans)
    assert list(empty) == ["plan"]
    assert plans_after(empty, row, bare, (), {}) == {}
    play.do(COMMANDS[1])
    written = plans_after(empty, row, play.definition, play.events, play.case.plans)
    later = plans_after(written, row, bare, (), play.case.plans)
    assert later["plan"] is written["plan"]
    assert later["plan"].definition is play.definition
