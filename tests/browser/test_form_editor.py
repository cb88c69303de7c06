"""A process owner edits a form in a real browser: palette, settings, preview, and what is saved."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from prosesser.definition.form_files import form_paths, path_of
from prosesser.definition.forms import Form
from prosesser.definition.forms.model import walk
from prosesser.definition.json_files import read_json
from prosesser.revisions import Revision
from tests.browser.conftest import OpenWindow, QuickWindow, Window
from tests.browser.test_pages import assert_accessible
from tests.form_files import form_file, textfield
from tests.web.conftest import BEGINNING, actor
from workflow_app.web.desk import Desk
from workflow_app.web.forms.offered import NOT_OFFERED, types

OWNER = actor("prosesseier")
SLOW = 60_000
"""Milliseconds in which the server has linted the whole journey, also when the machine is busy."""

ENGLISH = re.compile(
    r"\b(the|select|drag|drop|remove|create|field|component|search|build|your|text view|label|value|key)\b",
    re.IGNORECASE,
)


@pytest.fixture
def revision(desk: Desk) -> Revision:
    (version,) = desk.cases.versions.latest()
    return desk.revisions.open(OWNER, version.digest, "Nye spørsmål", BEGINNING)


def address(revision: Revision, form: str) -> str:
    return f"/utkast/{revision.id}/skjema/{form}"


def opened(window: QuickWindow, revision: Revision, form: str) -> Page:
    page = window.let_in("prosesseier")
    page.goto(window.address + address(revision, form), timeout=SLOW)
    return ready(page)


def ready(page: Page) -> Page:
    page.locator("[data-form-editor]:not([aria-busy])").wait_for(timeout=SLOW)
    return page


def cards(page: Page) -> list[str]:
    return page.locator(".form-card-label").all_inner_texts()


def saved(desk: Desk, revision: Revision, form: str) -> Form:
    return Form.model_validate(
        read_json(desk.revisions.get(OWNER, revision.id, BEGINNING).bundle[path_of(form)])
    )


def saves(page: Page) -> None:
    expect(page.locator("[data-part=status]")).to_have_attribute("data-state", "saved", timeout=SLOW)


def test_a_required_question_is_added_seen_and_saved(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    page = opened(open_window(), revision, "reserveplan")
    page.get_by_role("button", name="Tekstområde").click()
    panel = page.get_by_role("region", name="Egenskaper")
    label = panel.get_by_label("Ledetekst")
    expect(label).to_be_focused()
    label.fill("Når trengs tolk på møtet?")
    panel.get_by_label("Må fylles ut").check()
    preview = page.get_by_role("region", name="Slik blir skjemaet")
    expect(preview.get_by_text("Når trengs tolk på møtet? må fylles ut")).to_be_visible(timeout=SLOW)
    saves(page)
    page.reload(timeout=SLOW)
    assert cards(ready(page))[-1] == "Når trengs tolk på møtet?"
    added = list(walk(saved(desk, revision, "reserveplan").components))[-1]
    assert (added.type, added.key, added.rules.required) == ("textarea", "nar_trengs_tolk_pa_motet", True)  # type: ignore[union-attr]  # a field, as its type says


def test_every_form_is_opened_and_saved_as_it_was(open_window: OpenWindow, revision: Revision) -> None:
    page = opened(open_window(), revision, "reserveplan")
    for path in form_paths(revision.bundle):
        text = revision.bundle[path].decode()
        after = page.evaluate(
            "async (text) => { const { editor } = somlos; await editor.open(text); return editor.text(); }",
            text,
        )
        assert json.loads(after) == json.loads(text), path
        assert Form.model_validate(read_json(after.encode())) == Form.model_validate(read_json(text.encode()))


def test_what_the_editor_does_not_know_is_kept(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    strange = {"ukjent": {"a": [1, None]}, "properties": {"ny_egenskap": "x"}}
    schema = form_file(
        "reserveplan", textfield("hva", "Hva?") | strange, {"type": "spacer", "id": "luft", "height": 7}
    )
    desk.revisions.save(OWNER, revision.id, 1, {path_of("reserveplan"): schema}, BEGINNING)
    page = opened(open_window(), revision, "reserveplan")
    page.get_by_role("button", name="Skillelinje").click()
    saves(page)
    kept = json.loads(desk.revisions.get(OWNER, revision.id, BEGINNING).bundle[path_of("reserveplan")])
    first, spacer, added = kept["components"]
    assert {name: first[name] for name in strange} == strange
    assert spacer["height"] == 7
    assert added["type"] == "separator"
    assert kept["schemaVersion"] == 18


def test_the_palette_offers_what_we_render_and_nothing_else(
    open_window: OpenWindow, revision: Revision
) -> None:
    page = opened(open_window(), revision, "reserveplan")
    offered = page.locator("button[data-field-type]").evaluate_all(
        "all => all.map((one) => one.dataset.fieldType)"
    )
    assert set(offered) == set(types()) - set(NOT_OFFERED)
    for kind in offered:
        page.locator(f"button[data-field-type={kind}]").click()
        expect(page.locator(f".fjs-editor-selected[data-field-type={kind}]")).to_be_visible()
        page.locator(".form-editor-canvas").click(position={"x": 3, "y": 3})
    assert Form.model_validate(read_json(page.evaluate("somlos.editor.text()").encode())).components


def test_no_english_is_left(open_window: OpenWindow, revision: Revision, desk: Desk) -> None:
    desk.revisions.save(OWNER, revision.id, 1, {path_of("tom"): form_file("tom")}, BEGINNING)
    page = opened(open_window(), revision, "tom")
    expect(page.get_by_text("Skjemaet er tomt.")).to_be_visible()
    for button in page.locator("button[data-field-type]").all():
        button.click()
        for details in page.locator(".form-editor-settings").all():
            details.evaluate("(element) => element.open = true")
        words = page.locator("[data-form-editor]").inner_text()
        titles = page.locator("[data-form-editor] [title], [data-form-editor] [aria-label]").evaluate_all(
            "all => all.map((one) => `${one.title ?? ''} ${one.getAttribute('aria-label') ?? ''}`)"
        )
        said = " ".join([words, *(title for title in titles if "bpmn.io" not in title)])
        assert ENGLISH.findall(said) == []


def test_a_condition_hides_the_field_in_the_preview(open_window: OpenWindow, revision: Revision) -> None:
    page = opened(open_window(), revision, "statusrapport")
    preview = page.get_by_role("region", name="Slik blir skjemaet")
    expect(preview.get_by_text("Anbefalt boligtype")).to_have_count(0)
    preview.get_by_label("Ja").first.check()
    expect(preview.get_by_text("Anbefalt boligtype")).to_be_visible(timeout=SLOW)
    page.locator(".form-card", has_text="Anbefalt boligtype").click()
    panel = page.get_by_role("region", name="Egenskaper")
    condition = panel.get_by_label("Skjul når", exact=True)
    expect(condition).to_have_value('=rapport_utarbeidet != "ja"')
    condition.fill('=rapport_utarbeidet = "ja"')
    expect(preview.get_by_text("Anbefalt boligtype")).to_have_count(0, timeout=SLOW)
    condition.fill('=rapport_utarbeidet = "ja')
    expect(preview.get_by_text("Dette må rettes i skjemaet")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Angre").click()
    expect(preview.get_by_text("Dette må rettes i skjemaet")).to_have_count(0, timeout=SLOW)


def test_who_reads_a_key_is_said_before_it_is_changed(open_window: OpenWindow, revision: Revision) -> None:
    page = opened(open_window(), revision, "innflytting")
    page.locator(".form-card", has_text="Dato").first.click()
    panel = page.get_by_role("region", name="Egenskaper")
    expect(panel.get_by_text("Tiden på «Frist: 4 måneder etter innflytting»")).to_be_visible()
    key = panel.get_by_label("Nøkkel")
    key.fill("Innflyttet dato")
    key.blur()
    expect(panel.get_by_text("Nøkkelen er ikke endret.")).to_be_visible()
    key.fill("innflyttet")
    key.blur()
    expect(page.get_by_role("heading", name="Endringen får følger andre steder")).to_be_visible(timeout=SLOW)


def test_the_form_saved_meanwhile_by_another_is_not_overwritten(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    page = opened(open_window(), revision, "reserveplan")
    other = form_file("reserveplan", textfield("hva", "Den andres spørsmål"))
    desk.revisions.save(OWNER, revision.id, 1, {path_of("reserveplan"): other}, BEGINNING)
    page.get_by_role("button", name="Tekstfelt").click()
    expect(page.get_by_role("dialog", name="Utkastet er endret av en annen")).to_be_visible()
    page.get_by_role("button", name="Vis den andres").click()
    expect(page.locator(".form-card-label")).to_have_text(["Den andres spørsmål"])


def test_another_file_saved_meanwhile_is_no_conflict(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    page = opened(open_window(), revision, "reserveplan")
    other = form_file("overforing", textfield("hva", "Hva?"))
    desk.revisions.save(OWNER, revision.id, 1, {path_of("overforing"): other}, BEGINNING)
    page.get_by_role("button", name="Tekstfelt").click()
    saves(page)
    bundle = desk.revisions.get(OWNER, revision.id, BEGINNING).bundle
    assert bundle[path_of("overforing")] == other
    assert b'"textfield"' in bundle[path_of("reserveplan")]


def test_what_was_not_saved_is_offered_at_the_next_opening(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    window = open_window()
    page = opened(window, revision, "reserveplan")
    page.route(
        "**/filer", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.get_by_role("button", name="Skillelinje").click()
    expect(page.locator("[data-part=status]")).to_contain_text("ingen forbindelse", timeout=SLOW)
    page.on("dialog", lambda dialog: dialog.accept())  # that something is unsaved
    page.reload(timeout=SLOW)
    expect(page.get_by_text("Du har endringer som ikke er lagret")).to_be_visible(timeout=SLOW)
    page.unroute("**/filer")
    page.get_by_role("button", name="Ta dem opp igjen").click()
    saves(page)
    assert list(walk(saved(desk, revision, "reserveplan").components))[-1].type == "separator"
    window.complaints[:] = [complaint for complaint in window.complaints if "ERR_FAILED" not in complaint]


def test_fields_are_moved_and_removed_by_keyboard(
    open_window: OpenWindow, revision: Revision, desk: Desk
) -> None:
    asked = (textfield("en", "En"), textfield("to", "To"), textfield("tre", "Tre"))
    desk.revisions.save(
        OWNER, revision.id, 1, {path_of("reserveplan"): form_file("reserveplan", *asked)}, BEGINNING
    )
    page = opened(open_window(), revision, "reserveplan")
    page.locator(".fjs-children .fjs-element").nth(0).press("Enter")
    page.get_by_role("button", name="Flytt ned").press("Enter")
    assert cards(page) == ["To", "En", "Tre"]
    page.get_by_role("button", name="Flytt ned").press("Enter")
    assert cards(page) == ["To", "Tre", "En"]
    page.get_by_role("button", name="Fjern", exact=True).press("Enter")
    assert cards(page) == ["To", "Tre"]
    saves(page)
    assert [field.key for field in saved(desk, revision, "reserveplan").fields()] == ["to", "tre"]


def test_a_field_is_dragged_from_the_palette(open_window: OpenWindow, revision: Revision) -> None:
    page = opened(open_window(), revision, "reserveplan")
    before = cards(page)
    page.get_by_role("button", name="Tall").drag_to(
        page.locator(".form-card").first, target_position={"x": 20, "y": 2}
    )
    expect(page.locator(".form-card-label")).to_have_count(len(before) + 1)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (375, "light")])
def test_the_pages_of_forms_are_accessible(
    width: int, scheme: str, open_window: OpenWindow, revision: Revision
) -> None:
    window = open_window(width, scheme)
    page = opened(window, revision, "statusrapport")
    assert_accessible(page)
    page.locator(".form-card", has_text="Anbefalt boligtype").click()
    for details in page.locator("details").all():
        details.evaluate("(element) => element.open = true")
    page.get_by_role("button", name="Prøv svarene").click()
    expect(page.locator("#feil")).to_be_visible(timeout=SLOW)
    assert_accessible(page)
    assert_accessible(window.go(f"/utkast/{revision.id}/skjema"))
    assert_accessible(window.go(f"/utkast/{revision.id}/alle-filer"))


def test_a_form_is_seen_and_replaced_without_javascript(
    browser: Browser, address: str, revision: Revision, desk: Desk
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        window = Window(context.new_page(), address, [])
        page = window.log_in("prosesseier")
        window.go(f"/utkast/{revision.id}/skjema/statusrapport")
        page.get_by_label("Ja").first.check()
        page.get_by_role("button", name="Vis feltene som følger av svarene").click()
        expect(page.get_by_label("Anbefalt boligtype")).to_be_visible()
        page.get_by_role("link", name="Tilbake til skjemaet").click()
        page.get_by_text("Skjemaet som fil").click()
        new = {
            "name": "x.form",
            "mimeType": "text/plain",
            "buffer": form_file("statusrapport", textfield("a", "Ny")),
        }
        page.get_by_label("Fil", exact=True).set_input_files(new)  # type: ignore[arg-type]  # a FilePayload
        page.get_by_role("button", name="Last opp").click()
        expect(page.get_by_text("«forms/statusrapport.form» er lagret.")).to_be_visible()
    assert [field.key for field in saved(desk, revision, "statusrapport").fields()] == ["a"]
