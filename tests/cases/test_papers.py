"""What documents for the resident are composed of: within the unit's time, logged each time."""

from datetime import timedelta

import pytest

from prosesser.access import CaseNotFound
from prosesser.inbox import Papers, PartHasEnded
from prosesser.store.audit import accesses
from tests.cases.test_reading import ended
from tests.cases.world import MONDAY, World

DAY = timedelta(days=1)


def tasks_completed(papers: Papers) -> list[str | None]:
    return [happening.element for happening in papers.record.happenings if happening.kind == "completed"]


def test_papers_tell_what_happened_and_what_waits(world: World) -> None:
    case = world.admitted()
    papers = world.inbox.shown(world.actor("ingrid"), case, MONDAY)
    assert papers.name == "Kari Test"
    assert not papers.protected
    assert [row.sequence for row in papers.rows] == [1, 2]
    assert tasks_completed(papers) == ["innflytting"]
    present = papers.require_present()
    assert set(present.state.tasks) == {"plan.1", "rapport.1"}
    assert [element.id for element in present.awaited] == ["tildelt"]
    assert papers == world.inbox.printed(world.actor("ingrid"), case, MONDAY)


def test_a_unit_whose_part_has_ended_prints_what_it_had_and_shows_no_more(world: World) -> None:
    case, ingrid = ended(world), world.actor("ingrid")
    world.complete("ingrid", case, "plan.1", MONDAY + 6 * DAY)
    papers = world.inbox.printed(ingrid, case, MONDAY + 7 * DAY)
    assert tasks_completed(papers) == ["innflytting"]
    assert papers.present is None
    with pytest.raises(PartHasEnded):
        papers.require_present()
    with pytest.raises(PartHasEnded, match="avsluttet"):
        world.inbox.shown(ingrid, case, MONDAY + 7 * DAY)
    assert tasks_completed(world.inbox.shown(world.actor("berit"), case, MONDAY + 7 * DAY))[-1] == "plan"


def test_each_view_print_and_denial_is_a_row_of_the_access_log(fresh_world: World) -> None:
    case = fresh_world.admitted()
    ingrid, odd = map(fresh_world.actor, ("ingrid", "odd"))
    fresh_world.inbox.shown(ingrid, case, MONDAY)
    fresh_world.inbox.printed(ingrid, case, MONDAY)
    for read in (fresh_world.inbox.shown, fresh_world.inbox.printed):
        with pytest.raises(CaseNotFound):
            read(odd, case, MONDAY)
    log = [(row.person, row.action, row.permitted, row.ground) for row in accesses(fresh_world.store, case)]
    assert log == [
        ("ingrid", "vise for beboer", True, "had_part+has_part"),
        ("ingrid", "skrive ut", True, "had_part+has_part"),
        ("odd", "vise for beboer", False, "none"),
        ("odd", "skrive ut", False, "none"),
    ]
