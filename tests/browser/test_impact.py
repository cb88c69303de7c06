"""«Hva om» in a real browser: the page follows the work by itself, and is accessible all the way."""

import pytest
from playwright.sync_api import expect

from prosesser.definition.bundle import DIAGRAM
from prosesser.store import Store, runs
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import BEGINNING, actor, reported  # noqa: F401 - a fixture among them
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.work import Alone, crew, work_on


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("width", [1280, 375])
def test_a_process_owner_follows_the_work_and_reads_what_came_of_it(
    width: int,
    open_window: OpenWindow,
    desk: Desk,
    store: Store,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "CHUNK", 2)
    owner = actor("prosesseier")
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(owner, version.digest, "Rapporten etter tre måneder", BEGINNING)
    shorter = revision.bundle[DIAGRAM].replace(b'duration("P4M")', b'duration("P3M")')
    desk.revisions.save(owner, revision.id, 1, {DIAGRAM: shorter}, BEGINNING)
    window = open_window(width)
    page = window.let_in("prosesseier")
    window.go(f"/utkast/{revision.id}/hva-om")
    assert_accessible(page)
    page.get_by_role("button", name="Prøv på 7 saker").click()
    bar = page.get_by_role("progressbar", name="0 av 7 saker")
    expect(bar).to_be_visible()
    assert_accessible(page)
    half_done(store, clock)
    expect(page.get_by_role("progressbar", name="4 av 7 saker")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Omtrent 50 prosent er prøvd.")
    half_done(store, clock, last=True)
    expect(page.get_by_role("status")).to_have_text("7 saker er prøvd.")
    expect(page.get_by_role("cell", name="ca. 5").first).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    with page.expect_request(lambda request: request.url.endswith("/hva-om"), timeout=10_000) as asked:
        page.reload()
    assert asked.value.is_navigation_request(), "nothing asks by itself any more"
    page.get_by_text("Slik leser du tallene").click()
    assert_accessible(page)


def half_done(store: Store, clock: ManualClock, *, last: bool = False) -> None:
    """Do four cases, or all that are left."""
    with store.maintain() as connection:
        run = runs.take(connection, "w", clock.real())
    assert run is not None
    work_on(store, run, Alone(store), "w", clock, lambda done: last or done < 4)
