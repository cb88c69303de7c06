"""The real app behind a real server, and a browser that fails on what the content policy forbids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from waitress import wasyncore
from waitress.server import create_server

from prosesser.store import Store
from tests.web.conftest import (  # noqa: F401 - fixtures of the same app, without a browser
    admitted,
    case,
    clock,
    desk,
    logins,
    populated,
    settings,
    store,
    visit,
)
from tests.web.standing import StandingApp
from tests.web.visitor import COOKIE, PASSWORD, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web import assets
from workflow_app.web.settings import Settings

PATIENCE_SECONDS = 60
"""A busy machine may take this long for what a quiet one does at once."""
expect.set_options(timeout=PATIENCE_SECONDS * 1000)

EXPECTED_ERROR = "Failed to load resource: the server responded with a status of"  # pages of 4xx are meant


@pytest.fixture(scope="session")
def built_app(populated: Path) -> StandingApp:  # noqa: F811 - fixtures imported above
    """The app with the front end as it was built; each test serves it, and is done with it when it ends."""
    return StandingApp(assets.read(), populated.parent)


@pytest.fixture
def app(settings: Settings, store: Store, clock: ManualClock, built_app: StandingApp) -> Flask:  # noqa: F811 - as above
    return built_app.at(settings, store, clock)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Return the address of a server of the app that runs as long as the test."""
    sockets: dict[int, object] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # Closed in its own thread, with what browsers still hold open: it would wait for them for ever.
    server.trigger.pull_trigger(partial(wasyncore.close_all, sockets))
    thread.join(PATIENCE_SECONDS)
    server.task_dispatcher.shutdown(timeout=PATIENCE_SECONDS)
    assert not thread.is_alive()
    assert not server.task_dispatcher.threads  # the next test has the app for itself


@dataclass(frozen=True)
class Window:
    """A browser window on the server, with what it must not have done."""

    page: Page
    address: str
    complaints: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def log_in(self, person: str) -> Page:
        self.go("/logg-inn")
        self.page.get_by_label("Brukernavn").fill(person)
        self.page.get_by_label("Passord").fill(PASSWORD)
        self.page.get_by_role("button", name="Logg inn").click()
        self.page.wait_for_url(lambda url: "/logg-inn" not in url)
        return self.page


@dataclass(frozen=True)
class QuickWindow(Window):
    """A window that people come to who have typed their password elsewhere."""

    visit: Callable[[str], Visitor]

    def let_in(self, person: str) -> Page:
        """Be logged in, with no page open yet: for tests of what comes after."""
        cookie = {"name": COOKIE, "value": self.visit(person).session, "url": self.address}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a typed dict of playwright's
        return self.page


OpenWindow = Callable[..., QuickWindow]


@pytest.fixture
def open_window(
    browser: Browser,
    address: str,
    visit: Callable[[str], Visitor],  # noqa: F811 - fixture imported above
) -> Iterator[OpenWindow]:
    """Open a window; the test fails on errors in its console and on requests to anywhere else."""
    windows: list[Window] = []

    def open_window(width: int = 1280, scheme: str = "light", *, scripts: bool = True) -> QuickWindow:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]  # a literal of playwright's
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        window = QuickWindow(context.new_page(), address, [], visit)
        window.page.on("console", lambda message: _listen(window, message))
        window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
        window.page.on("request", lambda request: _follow(window, request))
        windows.append(window)
        return window

    yield open_window
    complaints = [complaint for window in windows for complaint in window.complaints]
    for window in windows:
        window.page.context.close()
    assert complaints == []


def _listen(window: Window, message: ConsoleMessage) -> None:
    if message.type == "error" and not message.text.startswith(EXPECTED_ERROR):
        window.complaints.append(message.text)


def _follow(window: Window, request: Request) -> None:
    if urlsplit(request.url).scheme != "data" and not request.url.startswith(window.address):
        window.complaints.append(f"request to {request.url}")
