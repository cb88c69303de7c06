"""The auditor's pages in a real browser: accessible on a desk and on a phone, and used by keyboard."""

import pytest
from playwright.sync_api import expect

from prosesser.access import Action, Ground
from prosesser.store import Store
from prosesser.store.audit import log_access, permitted
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import BEGINNING, RESIDENT, Case, actor

PAGES = ("/tilsyn", "/tilsyn/logg", "/tilsyn/logg/monstre", "/tilsyn/oppdrag")


@pytest.fixture
def looked(admitted: Case, store: Store) -> Case:
    """A case that was looked at so often that the log has two pages, all of it on a Monday night."""
    for _ in range(55):
        seen = permitted(
            actor("bydel"), Action.READ_CASE, BEGINNING.replace(hour=1), admitted.id, Ground.HAD_PART
        )
        log_access(store, seen)
    return admitted


def test_every_page_of_the_auditor_is_accessible_on_a_dark_phone(
    open_window: OpenWindow, looked: Case
) -> None:
    window = open_window(390, "dark")
    page = window.let_in("revisor")
    case = f"/tilsyn/saker/{looked.id}"
    for path in (*PAGES, f"{case}/innsyn", f"{case}/godkjenning"):
        assert_accessible(window.go(path))
    window.go("/tilsyn/oppdrag/nytt")
    page.get_by_role("button", name="Gi oppdraget").click()
    expect(page.locator("#feil")).to_be_focused()
    assert_accessible(page)


def test_the_log_is_searched_and_turned_by_keyboard_and_the_words_stay_out_of_the_address(
    open_window: OpenWindow, looked: Case
) -> None:
    window = open_window()
    page = window.let_in("revisor")
    window.go("/tilsyn/logg")
    page.get_by_label("Sak").fill(f"{window.address}{looked.address}")
    page.get_by_label("Sak").press("Enter")
    expect(page.get_by_role("heading", name="Treff")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(51)
    expect(page.get_by_role("link", name=RESIDENT)).to_have_count(50)
    page.get_by_role("button", name="Eldre").press("Enter")
    page.wait_for_url("**/tilsyn/logg#treff")
    expect(page.get_by_role("button", name="Nyere")).to_be_visible()
    assert looked.id not in page.url
    expect(page.get_by_label("Sak")).to_have_value(f"{window.address}{looked.address}")
