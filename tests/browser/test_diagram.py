"""The case page's diagram, in a real browser under the app's own content policy."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import hatch_build
from workflow_app.web.security import CONTENT_POLICY

ROOT = Path(__file__).parent.parent.parent
MARKS = {"done": ["kartlegging"], "overdue": ["statusrapport"], "active": ["gone_in_this_version"]}

PAGE = """<!doctype html><html lang="nb" data-color-scheme="auto"><meta charset="utf-8"><title>Diagram</title>
<link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/{style}">
<script type="module" src="/{script}"></script>
<body class="page"><main class="page-main"><details><summary>Diagram</summary>
<figure class="diagram" data-diagram-url="{diagram}" data-diagram-marks='{marks}'>
<div class="diagram-tools" hidden><button type="button" data-diagram-zoom="2">Større</button>
<button type="button" data-diagram-zoom="fit">Vis alt</button></div>
<div class="diagram-canvas" role="group" aria-label="Diagram"></div>
<p data-diagram-failed hidden>Diagrammet kan ikke vises.</p></figure></details></main>"""

BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
  <process id="p"><userTask id="kartlegging" name="Kartlegging"/><userTask id="statusrapport"/></process>
  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="plane" bpmnElement="p">
    <bpmndi:BPMNShape id="s1" bpmnElement="kartlegging">
      <dc:Bounds x="0" y="0" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="statusrapport">
      <dc:Bounds x="150" y="0" width="100" height="80"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>"""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the app's content policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    hatch_build.build_frontend(ROOT)
    folder = tmp_path_factory.mktemp("site")
    for name in ("assets", "favicon.svg"):
        (folder / name).symlink_to(ROOT / hatch_build.OUTPUT / name)
    app = json.loads((ROOT / hatch_build.OUTPUT / "manifest.json").read_text())["src/app.js"]
    for name, diagram in {"good": "/journey.bpmn", "missing": "/none.bpmn"}.items():
        page = PAGE.format(style=app["css"][0], script=app["file"], diagram=diagram, marks=json.dumps(MARKS))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    (folder / "journey.bpmn").write_text(BPMN, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        yield context.new_page()


def test_the_diagram_shows_the_state_of_its_elements_and_bpmn_ios_mark(page: Page, site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))

    page.goto(f"{site}/good.html")
    expect(page.locator("svg")).to_have_count(0)
    page.get_by_text("Diagram", exact=True).click()

    expect(page.locator("[data-element-id=kartlegging]")).to_have_class("djs-element djs-shape mark-done")
    overdue = page.locator("[data-element-id=statusrapport] .djs-visual > rect")
    expect(overdue).to_have_css("stroke-dasharray", "12px, 5px")
    mark = page.locator(".bjs-powered-by")
    mark.scroll_into_view_if_needed()
    expect(mark).to_be_in_viewport(ratio=1)
    assert complaints == []
    assert [url for url in requested if not url.startswith((site, "data:"))] == []


def test_the_diagram_can_be_enlarged_without_a_wheel_and_fitted_again(page: Page, site: str) -> None:
    page.goto(f"{site}/good.html")
    page.get_by_text("Diagram", exact=True).click()
    shape = page.locator("[data-element-id=kartlegging] .djs-visual > rect")

    def width() -> float:
        return shape.evaluate("element => element.getBoundingClientRect().width")  # type: ignore[no-any-return]  # a number

    page.get_by_role("button", name="Større").wait_for()
    fitted = width()
    page.get_by_role("button", name="Større").click()
    assert width() == pytest.approx(2 * fitted, rel=0.01)
    page.get_by_role("button", name="Vis alt").click()
    assert width() == pytest.approx(fitted, rel=0.01)


def test_a_diagram_that_cannot_be_fetched_says_so(page: Page, site: str) -> None:
    page.goto(f"{site}/missing.html")
    page.get_by_text("Diagram", exact=True).click()
    expect(page.get_by_text("Diagrammet kan ikke vises.")).to_be_visible()
