"""A process owner at the editor of a draft: works by what the page says, waits for what it tells."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from prosesser.definition.bundle import DIAGRAM
from prosesser.store.revisions import Revision
from tests.browser.conftest import OpenWindow, Window
from tests.web.conftest import BEGINNING, actor
from workflow_app.web.desk import Desk

OWNER = "prosesseier"
PATIENCE = 30_000
"""ms for what the linter says of a whole journey, on a machine with other things to do."""

SELECT = """id => { const editor = somlos.modeler;
  editor.get('selection').select(editor.get('elementRegistry').get(id)); }"""
MENU = """async ([id, menu]) => { const editor = somlos.modeler; const popup = editor.get('popupMenu');
  const element = editor.get('elementRegistry').get(id);
  if (popup.isEmpty(element, menu)) return [];
  popup.open(element, menu, { x: 300, y: 300 });
  await new Promise(requestAnimationFrame);
  const found = [...document.querySelectorAll('.djs-popup .entry')].map((entry) => entry.dataset.id);
  popup.close();
  return found; }"""


def draft(desk: Desk, **files: bytes) -> Revision:
    """Open a revision of the published journey; ``files`` by ``diagram`` stand in it instead."""
    (version,) = desk.cases.versions.latest()
    owner = actor(OWNER)
    opened = desk.revisions.open(owner, version.digest, "Etter tre måneder", BEGINNING)
    if "diagram" not in files:
        return opened
    return desk.revisions.save(owner, opened.id, 1, {DIAGRAM: files["diagram"]}, BEGINNING)


@dataclass(frozen=True)
class Board:
    """The editor in a window."""

    window: Window
    revision: str

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def panel(self) -> Locator:
        return self.page.locator("[data-part=panel]")

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-part=status]")

    @property
    def count(self) -> Locator:
        return self.page.locator("[data-part=count]")

    def finds(self, said: str) -> None:
        """Wait until the linter says so of the diagram as it stands."""
        expect(self.count).to_have_text(said, timeout=PATIENCE)

    def is_saved(self) -> None:
        """Wait until nothing is unsaved."""
        expect(self.status).to_have_attribute("data-state", "saved", timeout=PATIENCE)

    def shape(self, element: str) -> Locator:
        return self.page.locator(f"[data-part=canvas] g[data-element-id='{element}']")

    def open(self, element: str = "") -> "Board":
        """Go to the editor with an element selected, and wait until it is ready."""
        self.window.go(f"/utkast/{self.revision}/diagram?element={element}")
        return self.ready()

    def ready(self) -> "Board":
        self.page.locator("[data-modeler]:not([aria-busy])").wait_for(timeout=PATIENCE)
        return self

    def select(self, element: str) -> None:
        """Select an element, as a click on it would, wherever it is drawn."""
        self.page.evaluate(SELECT, element)

    def field(self, label: str) -> Locator:
        return self.panel.get_by_label(label, exact=True)

    def fill(self, label: str, text: str) -> None:
        """Fill in a field of the panel and leave it."""
        self.field(label).fill(text)
        self.field(label).blur()

    def open_group(self, name: str) -> Locator:
        """Open a group of the panel."""
        header = self.panel.locator(".bio-properties-panel-group-header", has_text=name).first
        if "open" not in (header.get_attribute("class") or "").split():
            header.click()
        return header.locator("xpath=..")

    def open_all_groups(self) -> None:
        """Open every group of the panel that can be."""
        self.panel.locator(".bio-properties-panel-group-header:not(.open)").evaluate_all(
            "headers => headers.forEach((header) => header.click())"
        )

    def menu(self, element: str, menu: str) -> list[str]:
        """Return the ids of what a menu offers for an element."""
        found: list[str] = self.page.evaluate(MENU, [element, menu])
        return found

    def xml(self) -> str:
        """Return the diagram as it would be saved now."""
        text: str = self.page.evaluate("async () => (await somlos.modeler.saveXML({ format: true })).xml")
        return text

    def run(self, script: str, argument: object = None) -> Any:
        """Run JavaScript with ``editor`` for the modeler."""
        return self.page.evaluate(f"argument => {{ const editor = somlos.modeler; {script} }}", argument)


def board(open_window: OpenWindow, revision: str, person: str = OWNER, **window: Any) -> Board:
    """Log a person in and return the editor, not yet opened."""
    opened = open_window(**window)
    opened.let_in(person)
    return Board(opened, revision)
