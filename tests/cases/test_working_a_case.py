"""A case from referral to close, as both parties."""

from tests.cases.world import DAY, MONDAY, World


def test_a_case_goes_from_referral_to_close(world: World) -> None:
    case = world.admitted()
    assert world.open_tasks(case) == {"plan.1", "rapport.1"}
    world.complete("ingrid", case, "plan.1", tekst="Planen")
    world.complete("berit", case, "rapport.1")
    world.allocate(case)
    assert world.open_tasks(case) == set()
    assert world.cases.fire_due(MONDAY + 2 * DAY).fired == 0
    assert world.cases.fire_due(MONDAY + 3 * DAY).fired == 1
    world.complete("berit", case, "avslutt.1", MONDAY + 3 * DAY)
    page = world.inbox.case_page(world.actor("berit"), case, MONDAY + 4 * DAY)
    assert page.status == "completed"
    assert world.cases.verify(case).fault is None
