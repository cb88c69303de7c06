"""A case replayed in a real browser: by mouse, by keyboard, and from a file on a disk without a network."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route, expect
from sqlalchemy import select

from prosesser.access import SYSTEM, Action
from prosesser.engine.messages import SaveItem
from prosesser.store import Store
from prosesser.store.tables import access_log
from tests.browser.conftest import OpenWindow
from tests.web.conftest import RESIDENT, Case, actor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.web.offline import offline_replay

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def overrun(admitted: Case, desk: Desk, clock: ManualClock) -> Case:
    """A case with deadlines that ran out in January and February: the rows after the second."""
    clock.advance(timedelta(days=40))
    desk.cases.fire_due(clock.now())
    return admitted


@pytest.fixture
def planned(overrun: Case, desk: Desk, clock: ManualClock) -> Case:
    """The same case; then an item is written in a plan, and done the day after."""
    bed = {"oppgave": "Kjøpe seng", "ansvarlig": "beboer", "frist": "2026-03-20"}
    written = SaveItem("utflyttingsplan", "okonomi", "bydel", bed | {"status": "apen"})
    done = replace(written, answers=bed | {"status": "gjort"}, item="utflyttingsplan.1", seen=1)
    for key, command in (("written", written), ("done", done)):
        clock.advance(timedelta(days=1))
        desk.cases.execute(actor("bydel"), overrun.id, command, clock.now(), key * 5)
    return overrun


def at(page: Page, row: int, rows: int) -> None:
    """Expect that a row is shown, everywhere on the page."""
    expect(page.locator("[data-part=steg]")).to_contain_text(f"Rad {row} av {rows}")
    expect(page.locator("[data-said]")).to_contain_text(f"Rad {row} av {rows}")
    expect(page.get_by_role("slider")).to_have_value(str(row))


def accessible(page: Page) -> None:
    """Expect no fault by axe; a drawing is one picture to it, whose hundreds of parts it need not look at."""
    found = Axe().run(page, context={"exclude": [["[data-drawing] g"]]}, options=WCAG)
    assert not found.response["violations"], found.generate_report()


def test_by_mouse_each_row_is_a_click_and_the_address_follows(open_window: OpenWindow, overrun: Case) -> None:
    window = open_window()
    window.let_in("revisor")
    page = window.go(f"/tilsyn{overrun.address}/avspilling")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    assert rows > 4
    plan = page.locator("[data-id=plan_for_oppholdet]")
    expect(plan).not_to_have_class("userTask mark-active")

    page.get_by_role("link", name="Neste", exact=True).click()
    at(page, 2, rows)
    expect(plan).to_have_class("userTask mark-active")
    expect(page.locator("[data-part=oppgaver]")).to_contain_text("Plan for oppholdet")
    expect(page.locator("[data-part=kontroll]")).to_contain_text("Hele journalen er kontrollert")
    assert page.url.endswith("?rad=2")

    page.get_by_role("link", name="Frist gått ut").click()
    at(page, 3, rows)
    expect(page.locator("[data-part=steg]")).to_contain_text("er gått ut")
    page.get_by_label("Fart").select_option("Rask")
    page.get_by_role("button", name="Spill av").click()
    expect(page.get_by_role("button", name="Stopp")).to_be_visible()
    expect(page.get_by_role("button", name="Spill av")).to_be_visible()  # it stops at the last row
    at(page, rows, rows)
    expect(plan).to_have_class("userTask mark-overdue")
    before = page.locator("[data-drawing] > svg").evaluate("svg => svg.getBoundingClientRect().width")
    page.get_by_role("button", name="Mindre").click()
    assert page.locator("[data-drawing] > svg").evaluate("svg => svg.getBoundingClientRect().width") < before

    shared = open_window(scheme="dark")
    shared.let_in("revisor")
    again = shared.go(page.url.removeprefix(shared.address))  # a link that others with access can open
    expect(again.locator("[data-part=steg]")).to_contain_text(f"Rad {rows} av {rows}")
    page.get_by_text("Taster", exact=True).click()
    accessible(page)


def test_by_keyboard_alone(open_window: OpenWindow, overrun: Case) -> None:
    window = open_window(width=375)
    window.let_in("revisor")
    page = window.go(f"/tilsyn{overrun.address}/avspilling")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    page.keyboard.press("ArrowRight")
    # Keys work where they are told to, and nowhere else.
    expect(page.locator("[data-part=steg]")).to_contain_text(f"Rad 1 av {rows}")
    page.get_by_role("link", name="Neste", exact=True).focus()
    page.keyboard.press("ArrowRight")
    at(page, 2, rows)
    page.keyboard.press("f")
    at(page, 3, rows)
    page.keyboard.press("f")
    at(page, 4, rows)
    page.keyboard.press("Shift+F")
    at(page, 3, rows)
    page.keyboard.press("v")
    expect(page.locator("[data-said]")).to_have_text("Ingen flere.")
    page.keyboard.press("End")
    at(page, rows, rows)
    page.keyboard.press("Home")
    at(page, 1, rows)
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    at(page, 2, rows)
    assert (
        page.get_by_role("slider").get_attribute("aria-valuetext") == page.locator("[data-said]").inner_text()
    )
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Stopp")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Spill av")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_what_is_asked_for_while_the_frames_are_fetched_is_done_in_order(
    open_window: OpenWindow, overrun: Case, store: Store
) -> None:
    window = open_window()
    window.log_in("revisor")
    page = window.go(f"/tilsyn{overrun.address}/avspilling")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    fetches: list[Route] = []
    page.route("**/avspilling/bilder", lambda route: _hold(fetches, route))
    forward = page.get_by_role("link", name="Neste", exact=True)
    forward.click()
    forward.click()
    page.get_by_role("button", name="Spill av").click()
    page.get_by_role("button", name="Spill av").click()  # and stops again
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-loading]")).to_have_text("Henter alle rader …")
    expect(page.locator("[data-part=steg]")).to_contain_text(f"Rad 1 av {rows}")
    for fetch in fetches:
        fetch.continue_()
    at(page, 4, rows)
    expect(page.get_by_role("button", name="Spill av")).to_be_visible()
    assert page.url.endswith("?rad=4")
    with store.read() as connection:
        looks = connection.execute(select(access_log.c.what).where(access_log.c.what.like("avspilling:%")))
        assert list(looks.scalars()) == ["avspilling: alle rader"]


def _hold(held: list[Route], route: Route) -> None:
    held.append(route)


def test_frames_that_could_not_be_had_are_asked_for_again(open_window: OpenWindow, overrun: Case) -> None:
    window = open_window()
    window.log_in("revisor")
    page = window.go(f"/tilsyn{overrun.address}/avspilling")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    page.route("**/avspilling/bilder", lambda route: route.fulfill(status=503), times=1)
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-loading]")).to_contain_text("Radene kunne ikke hentes.")
    page.keyboard.press("ArrowRight")
    at(page, 2, rows)
    expect(page.locator("[data-loading]")).to_be_empty()


@pytest.mark.parametrize("width", [1280, 375])
def test_plans_follow_the_row_and_stay_open(open_window: OpenWindow, planned: Case, width: int) -> None:
    window = open_window(width)
    window.log_in("revisor")
    page = window.go(f"/tilsyn{planned.address}/avspilling?rad=2")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    page.get_by_text("Vis punktene i planene").click()
    expect(page.get_by_text("Ingenting er skrevet i planene ennå.")).to_be_visible()
    page.get_by_role("link", name="Endret plan").focus()
    page.keyboard.press("e")
    at(page, rows - 1, rows)
    item = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="1. Kjøpe seng"))
    expect(item).to_contain_text("Åpen")
    expect(item).to_contain_text("20.03.2026")
    page.keyboard.press("e")
    at(page, rows, rows)
    expect(item).to_contain_text("Gjort")
    expect(item).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def on_disk(planned: Case, desk: Desk, clock: ManualClock, tmp_path: Path) -> Path:
    """The replay as a file, as the audit package has it."""
    with desk.audits.open(SYSTEM, Action.EXPORT_CASE, planned.id, clock.now(), "uttrekk: pakke") as file:
        content = offline_replay(file, desk.glossary(file.followed(), SYSTEM))
    path = tmp_path / "avspilling.html"
    path.write_bytes(content)
    return path


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network; it fails on any request but for the file, and on any complaint."""
    context = browser.new_context(offline=True, color_scheme="dark")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_kind(request)))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    yield page
    context.close()
    assert set(asked) <= {"file", "data"}


def _kind(request: Request) -> str:
    scheme, _, _ = request.url.partition(":")
    return scheme if scheme == "data" or request.is_navigation_request() else request.url


def test_from_a_disk_without_a_network(offline: Page, on_disk: Path) -> None:
    page = offline
    page.goto(on_disk.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Avspilling: {RESIDENT}")
    expect(page.locator("[data-part=kontroll]")).to_contain_text("Hele journalen er kontrollert")
    rows = int(page.get_by_role("slider").get_attribute("max") or 0)
    page.get_by_role("link", name="Neste", exact=True).click()
    at(page, 2, rows)
    expect(page.locator("[data-id=plan_for_oppholdet]")).to_have_class("userTask mark-active")
    page.keyboard.press("End")
    at(page, rows, rows)
    expect(page.locator("[data-part=punkter]")).to_contain_text("1. Kjøpe seng Gjort")
    page.get_by_role("link", name="Rad 1", exact=True).click()
    at(page, 1, rows)
    assert page.url.endswith("#rad-1")
    accessible(page)
    page.goto(f"{on_disk.as_uri()}#rad-3")
    page.reload()
    at(page, 3, rows)
