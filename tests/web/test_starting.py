"""Choosing what to start where there is more than one process to choose."""

from collections.abc import Callable

from prosesser.definition import read_folder
from prosesser.definition.bundle import DIAGRAM
from tests.web.conftest import BEGINNING, JOURNEY, PROCESS, actor
from tests.web.visitor import Visitor
from workflow_app.web.desk import Desk

OTHER, OTHER_NAME = "annen_vei", "Fra sykehus til bolig"


def publish_another(desk: Desk) -> None:
    """Publish the journey once more, as another process."""
    bundle = dict(read_folder(JOURNEY))
    drawing = bundle[DIAGRAM].decode()
    assert 'name="Fra institusjon til bolig"' in drawing
    drawing = drawing.replace(f'"{PROCESS}"', f'"{OTHER}"').replace("Fra institusjon til bolig", OTHER_NAME)
    desk.cases.publish({**bundle, DIAGRAM: drawing.encode()}, actor("prosesseier"), BEGINNING)


def test_who_can_start_several_processes_chooses_one(visit: Callable[..., Visitor], desk: Desk) -> None:
    publish_another(desk)
    page = visit("bydel").get("/saker/ny")
    assert page.status == 200
    links = {link.text_content().strip(): link.get("href") for link in page.tree.xpath("//main//a")}
    assert links == {
        "Fra institusjon til bolig": f"/saker/ny/{PROCESS}",
        OTHER_NAME: f"/saker/ny/{OTHER}",
    }
    assert visit("bydel").get(links[OTHER_NAME]).heading == "Ny sak"
