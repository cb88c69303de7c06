"""The report in a real browser: accessible with its charts, and drawn within the content policy."""

import pytest
from playwright.sync_api import expect

from prosesser.reports import Reports
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import reported  # noqa: F401 - a fixture
from tests.web.test_report import outcomes


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_the_report_is_accessible(width: int, scheme: str, open_window: OpenWindow) -> None:
    window = open_window(width, scheme)
    page = window.let_in("bydel")
    window.go("/rapport")
    page.get_by_text("Slik leser du rapporten").click()
    assert_accessible(page)
    page.get_by_role("button", name="Vis rapporten").click()
    expect(page).to_have_url(f"{window.address}/rapport?periode=2026H1")
    window.let_in("prosesseier")
    window.go("/rapport")
    page.get_by_label("Enhet").select_option(label="Lilleborg rehabiliteringssenter")
    page.get_by_role("button", name="Vis rapporten").click()
    expect(page.get_by_role("heading", name="Institusjonens frister: Lilleborg")).to_be_visible()
    assert_accessible(page)
    window.go("/rapport?enhet=bydel-alna")
    assert_accessible(page)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_charts_are_drawn_within_the_content_policy(
    width: int, scheme: str, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reports, "report", lambda *_: outcomes())
    window = open_window(width, scheme)
    page = window.let_in("bydel")
    window.go("/rapport")
    assert_accessible(page)
    bar = page.locator(".bars .bar").first.bounding_box()
    pieces = page.locator(".bars .bar").first.locator("rect")
    drawn = [piece.bounding_box() for piece in pieces.all()]
    assert bar is not None
    assert [round(box["width"] / bar["width"], 2) for box in drawn if box] == [0.74, 0.26]
    filled = page.locator(".bars rect").first.evaluate("piece => getComputedStyle(piece).fill")
    assert filled not in {"none", "rgb(0, 0, 0)"}
