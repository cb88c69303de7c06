"""What a process owner has drawn is never lost: it saves itself, tells of others, outlives a connection."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from prosesser.access import PROCESS_OWNER
from prosesser.definition import Definition, examine
from prosesser.definition.bundle import DIAGRAM
from prosesser.store.directory import Membership, Person
from tests.browser.conftest import OpenWindow
from tests.browser.drawing_board import OWNER, PATIENCE, Board, board, draft
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import PASSWORD
from workflow_app.web.desk import Desk

NAME = "Kartlegging av behov"


@pytest.fixture
def at_work(open_window: OpenWindow, desk: Desk) -> Board:
    return board(open_window, draft(desk).id)


def rename(board: Board, name: str = NAME) -> None:
    """Change the name of a task."""
    board.select("kartlegging")
    board.fill("Navn", name)


def standing(desk: Desk, board: Board) -> str:
    """Return the diagram as it is saved."""
    return desk.revisions.get(actor(OWNER), board.revision, BEGINNING).bundle[DIAGRAM].decode()


def without_bytes(definition: Definition | None) -> Definition:
    assert definition is not None
    return replace(definition, digest="", bundle={})


def differences(one: Definition, other: Definition) -> list[str]:
    return [field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name)]


def test_a_change_saves_itself_and_stands_there_at_the_next_opening(at_work: Board, desk: Desk) -> None:
    at_work.open()
    expect(at_work.status).to_have_text("Lagret kl. 09.00")
    rename(at_work)
    at_work.is_saved()
    assert f'name="{NAME}"' in standing(desk, at_work)
    at_work.open("kartlegging")
    expect(at_work.field("Navn")).to_have_value(NAME)
    expect(at_work.page.locator("[data-part=kept]")).to_be_hidden()


def test_a_save_whose_answer_is_lost_is_no_conflict_with_oneself(at_work: Board, desk: Desk) -> None:
    page = at_work.open().page

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route("**/filer", lose)
    rename(at_work)
    expect(at_work.status).to_contain_text("Ikke lagret: ingen forbindelse", timeout=PATIENCE)
    assert NAME in standing(desk, at_work)
    page.unroute("**/filer")
    at_work.is_saved()
    expect(page.get_by_role("dialog")).to_have_count(0)
    at_work.window.complaints.clear()  # that a request failed


def test_without_a_connection_the_work_is_kept_and_saved_when_it_is_back(at_work: Board, desk: Desk) -> None:
    page = at_work.open().page
    page.context.set_offline(True)
    at_work.window.complaints.clear()
    rename(at_work)
    expect(at_work.status).to_contain_text("Ikke lagret: ingen forbindelse", timeout=PATIENCE)
    expect(at_work.count).to_have_text("Kan ikke kontrollere uten forbindelse.")
    page.context.set_offline(False)
    at_work.is_saved()
    assert f'name="{NAME}"' in standing(desk, at_work)
    only_the_connection(at_work)


def only_the_connection(at_work: Board) -> None:
    """Forgive the browser for saying that it had no connection, and nothing else."""
    left = [
        complaint for complaint in at_work.window.complaints if "ERR_INTERNET_DISCONNECTED" not in complaint
    ]
    at_work.window.complaints[:] = left


def close_in_a_hurry(page: Page) -> None:
    """Leave the page though something is unsaved, as a crash would."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()


def test_what_was_not_saved_is_offered_at_the_next_opening(at_work: Board, desk: Desk) -> None:
    page = at_work.open().page
    page.route(
        "**/filer", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    rename(at_work)
    expect(at_work.status).to_contain_text("Ikke lagret: ingen forbindelse", timeout=PATIENCE)
    close_in_a_hurry(page)
    expect(page.get_by_text("Du har endringer som ikke er lagret, fra")).to_be_visible(timeout=PATIENCE)
    page.unroute("**/filer")
    at_work.window.complaints.clear()  # that a request failed
    assert NAME not in standing(desk, at_work)
    page.get_by_role("button", name="Ta dem opp igjen").click()
    at_work.is_saved()
    assert f'name="{NAME}"' in standing(desk, at_work)
    at_work.select("kartlegging")
    expect(at_work.field("Navn")).to_have_value(NAME)


def test_leaving_with_unsaved_work_asks_first(at_work: Board) -> None:
    page = at_work.open().page
    page.route(
        "**/filer", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    rename(at_work)
    expect(at_work.status).to_contain_text("Ikke lagret: ingen forbindelse", timeout=PATIENCE)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto(f"{at_work.window.address}/utkast")
    assert asked == ["beforeunload"]
    at_work.window.complaints.clear()  # that a request failed


@pytest.fixture
def another(desk: Desk) -> str:
    """Another process owner."""
    desk.directory.add_person(Person("eier2", "Ane Eier"), PASSWORD)
    membership = Membership("eier2", "bydel-gamle-oslo", frozenset({PROCESS_OWNER}), BEGINNING)
    desk.directory.add_membership(membership)
    return "eier2"


@pytest.fixture
def two(open_window: OpenWindow, desk: Desk, another: str) -> tuple[Board, Board]:
    """Two process owners with the same draft open; the second has saved a name of their own."""
    revision = draft(desk).id
    first, second = board(open_window, revision).open(), board(open_window, revision, another).open()
    expect(second.page.get_by_text("Prosesseier Hansen har også utkastet åpent.")).to_be_visible()
    rename(second, "Kartlegging av alt")
    second.is_saved()
    rename(first)
    expect(first.page.get_by_role("dialog", name="Utkastet er endret av en annen")).to_be_visible(
        timeout=PATIENCE
    )
    expect(first.page.get_by_text("Ane Eier lagret utkastet kl. 09.00")).to_be_visible()
    return first, second


def test_the_others_work_is_taken_instead_of_ones_own(two: tuple[Board, Board], desk: Desk) -> None:
    first, _ = two
    with first.page.expect_event("load"):
        first.page.get_by_role("button", name="Vis den andres").click()
    first.ready().select("kartlegging")
    expect(first.field("Navn")).to_have_value("Kartlegging av alt")
    assert "Kartlegging av alt" in standing(desk, first)


def test_ones_own_work_is_kept_over_the_others_and_taken_away_as_a_file(
    two: tuple[Board, Board], desk: Desk
) -> None:
    first, _ = two
    with first.page.expect_download() as download:
        first.page.get_by_role("button", name="Last ned min").click()
    assert NAME in download.value.path().read_text("utf-8")
    first.page.get_by_role("button", name="Behold min").click()
    first.is_saved()
    assert f'name="{NAME}"' in standing(desk, first)


def test_the_journey_comes_through_the_editor_unchanged(at_work: Board, desk: Desk) -> None:
    at_work.open()
    bundle = desk.revisions.get(actor(OWNER), at_work.revision, BEGINNING).bundle
    before = without_bytes(examine(bundle).definition)
    saved = examine({**bundle, DIAGRAM: at_work.xml().encode()})
    assert saved.errors == ()
    assert differences(before, without_bytes(saved.definition)) == []


MOVE = """for (const id of ['kartlegging', 'statusrapport', 'boligmote'])
  editor.get('modeling').moveElements([editor.get('elementRegistry').get(id)], { x: 4, y: 4 });"""


def test_what_lies_in_subprocesses_keeps_its_lane_when_it_is_moved_a_little(
    at_work: Board, desk: Desk
) -> None:
    at_work.open()
    bundle = desk.revisions.get(actor(OWNER), at_work.revision, BEGINNING).bundle
    before = without_bytes(examine(bundle).definition)
    at_work.run(MOVE)
    saved = examine({**bundle, DIAGRAM: at_work.xml().encode()})
    assert [finding for finding in saved.findings if finding.severity != "info"] == []
    assert differences(before, without_bytes(saved.definition)) == []


def camundas(diagram: str) -> str:
    """The journey as Camunda Modeler could have saved it: with what we keep without effect."""
    return (
        diagram.replace('executionPlatformVersion="8.6.0"', 'executionPlatformVersion="8.8.0"')
        .replace(
            "<bpmn:definitions ",
            '<bpmn:definitions exporter="Camunda Modeler" exporterVersion="5.40.0" xmlns:egen="urn:egen" ',
            1,
        )
        .replace(
            '<bpmn:userTask id="kartlegging" name="Kartlegging">',
            '<bpmn:userTask id="kartlegging" name="Kartlegging" egen:merke="blå" '
            'zeebe:modelerTemplate="mal" zeebe:modelerTemplateVersion="2">',
            1,
        )
        .replace(
            '<zeebe:formDefinition formId="kartlegging"/>',
            '<zeebe:formDefinition formId="kartlegging"/><zeebe:priorityDefinition priority="70"/>'
            '<egen:notat tekst="behold"><egen:del/></egen:notat>',
            1,
        )
    )


KEPT = (
    'exporter="Camunda Modeler"',
    'exporterVersion="5.40.0"',
    'executionPlatformVersion="8.8.0"',
    'egen:merke="blå"',
    'zeebe:modelerTemplate="mal"',
    'priorityDefinition priority="70"',
    '<egen:notat tekst="behold">',
)


def test_a_file_of_camunda_modeler_opens_keeps_what_it_had_and_is_saved_back(
    open_window: OpenWindow, desk: Desk
) -> None:
    (version,) = desk.cases.versions.latest()
    diagram = camundas(version.bundle[DIAGRAM].decode())
    assert [text for text in KEPT if text not in diagram] == []
    at_work = board(open_window, draft(desk, diagram=diagram.encode()).id).open()
    saved = at_work.xml()
    assert [text for text in KEPT if text not in saved] == []
    one, other = (examine({**version.bundle, DIAGRAM: each.encode()}) for each in (diagram, saved))
    assert other.findings == one.findings
    assert differences(without_bytes(one.definition), without_bytes(other.definition)) == []


def test_a_file_is_brought_in_and_a_broken_one_is_refused(
    at_work: Board, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = at_work.open().page
    folder = tmp_path_factory.mktemp("filer")
    good, bad = folder / "rutinen.bpmn", folder / "bilde.bpmn"
    good.write_text(standing(desk, at_work).replace('name="Kartlegging"', f'name="{NAME}"'), "utf-8")
    bad.write_bytes(b"\x89PNG")
    upload(page, str(bad))
    expect(page.get_by_role("alert").first).to_contain_text("Filen «bilde.bpmn» kan ikke leses")
    upload(page, str(good))
    expect(page.get_by_text("Diagrammet er hentet inn.")).to_be_visible()
    at_work.ready().select("kartlegging")
    expect(at_work.field("Navn")).to_have_value(NAME)


def upload(page: Page, path: str) -> None:
    page.get_by_label("Hent inn et diagram").set_input_files(path)
    page.get_by_role("button", name="Hent inn", exact=True).click()


def test_without_scripts_the_page_says_what_to_do(
    browser_without_scripts: Callable[[str], Page], desk: Desk
) -> None:
    page = browser_without_scripts(draft(desk).id)
    expect(page.get_by_text("Skjer det ikke, er JavaScript slått av")).to_be_visible()
    expect(page.get_by_role("toolbar")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned diagrammet").click()
    assert "<bpmn:definitions" in download.value.path().read_text("utf-8")


@pytest.fixture
def browser_without_scripts(open_window: OpenWindow) -> Callable[[str], Page]:
    def opened(revision: str) -> Page:
        window = open_window(scripts=False)
        window.log_in(OWNER)
        return window.go(f"/utkast/{revision}/diagram")

    return opened
