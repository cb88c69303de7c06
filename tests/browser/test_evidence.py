"""Evidence in a real browser: accessible, and its files can be had without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import reported  # noqa: F401 - a fixture
from tests.web.test_evidence import PAGES


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("width", "scheme", "paths"),
    [(1280, "dark", (PAGES[0], PAGES[2])), (390, "light", (PAGES[1], PAGES[3]))],
)
def test_evidence_is_accessible(
    width: int, scheme: str, paths: tuple[str, ...], open_window: OpenWindow
) -> None:
    window = open_window(width, scheme)
    page = window.let_in("revisor")
    for path in paths:
        window.go(path)
        page.get_by_text("Velg et annet utvalg").click()
        assert_accessible(page)
    window.go(PAGES[0])
    page.get_by_role("link", name="Plan for oppholdet").click()
    expect(page.get_by_role("heading", name="Frister i sakene")).to_be_visible()
    assert_accessible(page)


@pytest.mark.usefixtures("reported")
def test_the_events_are_downloaded_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(scripts=False)
    page = window.let_in("revisor")
    window.go(PAGES[0])
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned XES").click()
    assert download.value.suggested_filename == "hendelser-2026-07-06.xes"
