"""Moving cases in a real browser: accessible pages, and a place chosen by a click in the diagram."""

from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from prosesser.store import open_store
from tests.browser.conftest import OpenWindow, QuickWindow
from tests.browser.test_pages import assert_accessible
from tests.movers import work
from tests.web.conftest import BEGINNING, Case, actor
from tests.web.drawing import TALK, with_talk_before
from tests.web.moving import publish_shorter
from workflow_app.web.desk import Desk

PLAN = "plan_for_oppholdet"
SIZES = [(1280, "light"), (375, "dark")]


def do_the_work(desk: Desk) -> None:
    with closing(open_store(desk.settings.database_url, desk.settings.master)) as store:
        work(store, desk.now)


def planned(window: QuickWindow, desk: Desk, version: str) -> Page:
    page = window.let_in("prosesseier")
    window.go(f"/versjoner/{version}/flytt")
    page.get_by_role("button", name="Lag en plan").click()
    expect(page.get_by_text("Venter på å begynne")).to_be_visible()
    do_the_work(desk)
    expect(page.get_by_role("button", name="Flytt sakene")).to_be_visible()  # the page looks by itself
    return page


def ordered(page: Page, desk: Desk) -> None:
    page.get_by_label("Hvorfor flyttes sakene?").fill("Rapporten trengs tidligere")
    page.get_by_role("button", name="Flytt sakene").click()
    expect(page.get_by_role("heading", name="Flytting")).to_be_visible()
    do_the_work(desk)


@pytest.mark.usefixtures("admitted")
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_cases_are_moved_and_put_back(width: int, scheme: str, open_window: OpenWindow, desk: Desk) -> None:
    page = planned(open_window(width, scheme), desk, publish_shorter(desk, BEGINNING))
    assert_accessible(page)
    page.get_by_label("Regn ut på nytt").check()
    ordered(page, desk)
    expect(page.get_by_text("1 sak er flyttet.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Angre flyttingen av sak 1").click()
    page.get_by_role("button", name="Angre flyttingen").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv hvorfor flyttingen angres")
    assert_accessible(page)
    page.get_by_label("Hvorfor angres flyttingen?").fill("Feil versjon")
    page.get_by_role("button", name="Angre flyttingen").click()
    expect(page.get_by_text("Flyttingen er angret")).to_be_visible()
    expect(page.get_by_role("cell", name="Feil versjon")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_a_click_in_the_diagram_chooses_where_a_case_is_to_stand(
    width: int, scheme: str, open_window: OpenWindow, desk: Desk, admitted: Case
) -> None:
    bundle = with_talk_before(desk.cases.versions.latest()[0].bundle, PLAN)
    version = desk.cases.publish(bundle, actor("prosesseier"), BEGINNING)
    page = planned(open_window(width, scheme), desk, version)
    ordered(page, desk)
    page.get_by_role("link", name="Velg hvor saken skal stå").click()
    field = page.get_by_label("Saken er ved «Plan for oppholdet»")
    page.locator(".diagram").scroll_into_view_if_needed()
    expect(page.get_by_text("Klikk på et merket steg")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Vis alt").click()
    page.locator(f".djs-element[data-element-id={TALK}] .djs-hit").first.click(force=True)
    expect(field).to_have_value(TALK)
    expect(page.locator(f".djs-element[data-element-id={TALK}]")).to_contain_class("mark-chosen")
    page.get_by_role("button", name="Flytt saken hit").click()
    expect(page.get_by_text("Sak 1 er flyttet.")).to_be_visible()
    assert desk.cases.verify(admitted.id).fault is None
