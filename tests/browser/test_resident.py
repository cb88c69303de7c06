"""The resident's overview on a screen: accessible, on a phone too, and printed from there."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.prints.home import Home, refer
from tests.prints.reading import Paper
from tests.web.conftest import RESIDENT
from workflow_app.web.desk import Desk


@pytest.fixture
def home(desk: Desk) -> Home:
    found = refer(desk, adressesperre="ja")
    found.goes_all_the_way()
    return found


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")]
)
def test_the_overview_is_accessible(width: int, scheme: str, open_window: OpenWindow, home: Home) -> None:
    window = open_window(width, scheme)
    window.let_in("bydel")
    page = window.go(f"{home.address}/beboer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Din oversikt")
    expect(page.get_by_text("Adressen din er sperret")).to_be_visible()
    assert_accessible(page)


def test_it_is_opened_from_the_case_and_printed(open_window: OpenWindow, home: Home) -> None:
    window = open_window()
    page = window.let_in("bydel")
    window.go(home.address)
    page.get_by_role("link", name="Vis oversikten sammen med beboeren").click()
    expect(page.get_by_text("Du flyttet inn på institusjonen.")).to_be_visible()
    address = page.get_by_role("link", name="Skriv ut").get_attribute("href")
    answered = page.request.get(f"{window.address}{address}")
    assert RESIDENT in Paper(answered.body()).text
    page.get_by_role("link", name="Tilbake til saken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(RESIDENT)
