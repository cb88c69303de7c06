"""A process owner changes the diagram in a real browser: panel, menus, lint, keyboard."""

import re

import pytest
from playwright.sync_api import expect

from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.support import ELEMENTS, EVENTS, Treatment
from tests.browser.conftest import OpenWindow
from tests.browser.drawing_board import Board, board, draft
from tests.browser.test_pages import assert_accessible
from tests.builders import Journey
from workflow_app.web.desk import Desk

DEADLINE = "statusrapport_frist"
ENGLISH = re.compile(
    r"\b(the|add|remove|create|delete|toggle|open|close|select|element|value|task|event|gateway|list|item"
    r"|items|name|type|search|results?|found|append|expression|variable|section|edit|change|color|not)\b",
    re.IGNORECASE,
)
NORWEGIAN = {"element", "type"}
"""Words that bokmål has as well."""

SAID = """() => [...document.querySelectorAll('.modeler *:not(.cm-content *)')].flatMap((element) => [
  ...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name)),
  ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent)])
  .filter((text) => text && text.trim()).map((text) => text.trim())"""


@pytest.fixture
def at_work(open_window: OpenWindow, desk: Desk) -> Board:
    return board(open_window, draft(desk).id)


def test_a_deadline_is_changed_from_four_months_to_three(at_work: Board) -> None:
    at_work.open(DEADLINE)
    sentence = at_work.panel.locator(".panel-sentence")
    expect(sentence).to_have_text("4 måneder etter innflytting i institusjon")
    at_work.fill("Hvor lenge", "3")
    expect(sentence).to_have_text("3 måneder etter innflytting i institusjon")
    expect(at_work.panel.locator(".cm-content").first).to_have_text(
        'innflyttet_institusjon + duration("P3M")'
    )
    expect(at_work.field("Navn")).to_have_value("Frist: 3 måneder etter innflytting")
    assert '<bpmn:timeDate xsi:type="bpmn:tFormalExpression">=innflyttet_institusjon + duration("P3M")' in (
        at_work.xml().replace("&#34;", '"').replace("&quot;", '"')
    )
    at_work.page.get_by_role("button", name="Angre").click()
    expect(sentence).to_have_text("4 måneder etter innflytting i institusjon")
    expect(at_work.field("Navn")).to_have_value("Frist: 4 måneder etter innflytting")


def test_the_deadline_can_be_changed_from_its_task_and_counted_otherwise(at_work: Board) -> None:
    at_work.open("statusrapport")
    sentence = at_work.panel.locator(".panel-sentence")
    at_work.field("Regnes fra").select_option(label="Innflytting i bolig")
    at_work.field("Enhet").select_option(label="uker")
    at_work.field("Retning").select_option(label="før")
    expect(sentence).to_have_text("4 uker før innflytting i bolig")
    at_work.field("Når dagen ikke er en virkedag").select_option(label="Flyttes til neste virkedag")
    at_work.fill("Varsel før fristen", "10")
    xml = at_work.xml()
    assert 'name="virkedag" value="neste"' in xml
    assert 'name="varsel" value="P10D"' in xml
    at_work.field("Regnes fra").select_option(label="når det kommer hit (varighet)")
    expect(sentence).to_have_text("4 uker etter at det kommer hit")
    assert ">P4W</bpmn:timeDuration>" in at_work.xml()


def test_a_task_without_a_deadline_gets_one(at_work: Board) -> None:
    at_work.open("innflytting")
    at_work.panel.get_by_role("button", name="Legg til frist").click()
    expect(at_work.panel.get_by_text("Fristen har ingen tid ennå.")).to_be_visible()
    at_work.field("Regnes fra").select_option(label="Innflytting i institusjon")
    expect(at_work.panel.locator(".panel-sentence")).to_have_text("1 måned etter innflytting i institusjon")
    at_work.panel.get_by_role("button", name="Ta bort fristen").click()
    expect(at_work.panel.get_by_text("Oppgaven har ingen frist.")).to_be_visible()


def test_a_finding_stands_on_its_element_until_it_is_mended(at_work: Board) -> None:
    at_work.open(DEADLINE)
    at_work.finds("Ingen feil.")
    feel = at_work.panel.locator(".cm-content").first
    feel.click()
    at_work.page.keyboard.press("Control+A")
    at_work.page.keyboard.insert_text('ukjent_dag + duration("P4M")')
    feel.blur()
    at_work.finds("1 feil.")
    expect(at_work.shape(DEADLINE)).to_have_class(re.compile("found-error"))
    expect(at_work.page.locator(f"[data-container-id='{DEADLINE}'] .finding-badge")).to_have_text("Feil")
    finding = at_work.page.locator("[data-part=findings] li").first
    expect(finding).to_contain_text("leser «ukjent_dag», som ingen fyller ut")
    at_work.select("kartlegging")
    finding.get_by_role("button").click()
    expect(at_work.field("Id")).to_have_value(DEADLINE)
    at_work.page.get_by_role("button", name="Angre").click()
    at_work.finds("Ingen feil.")
    expect(at_work.shape(DEADLINE)).not_to_have_class(re.compile("found-error"))


def test_the_feel_editor_suggests_the_drafts_facts_and_our_functions(at_work: Board) -> None:
    at_work.open(DEADLINE)
    at_work.panel.locator(".cm-content").first.click()
    at_work.page.keyboard.press("Control+A")
    at_work.page.keyboard.type("innfly")
    suggested = at_work.page.locator(".cm-tooltip-autocomplete li")
    expect(suggested.filter(has_text="innflyttet_institusjon")).to_be_visible()
    expect(at_work.page.locator(".cm-completionInfo")).to_have_text(re.compile("Innflytting i"))
    at_work.page.keyboard.press("Escape")
    at_work.page.keyboard.press("Control+A")
    at_work.page.keyboard.type("add work")
    expect(suggested.filter(has_text="add working days(")).to_be_visible()


def test_clauses_are_picked_from_the_catalogue(at_work: Board) -> None:
    at_work.open("statusrapport")
    group = at_work.open_group("Krav")
    group.get_by_label("Finn krav").fill("primærkontakter tildeles")
    group.get_by_role("button", name=re.compile("tildeles beboeren primærkontakter")).click()
    assert 'name="krav" value="F2.2-status-report F2-primary-contacts"' in at_work.xml()
    group.get_by_role("button", name=re.compile("F2.2-status-report")).click()
    assert 'name="krav" value="F2-primary-contacts"' in at_work.xml()


def test_a_task_gets_another_form_and_the_way_to_edit_it(at_work: Board) -> None:
    at_work.open("statusrapport")
    at_work.field("Skjema").select_option("egen_rapport")
    link = at_work.panel.get_by_role("link", name="Rediger skjemaet «egen_rapport»")
    expect(link).to_have_attribute("href", f"/utkast/{at_work.revision}/skjema/egen_rapport")
    assert 'zeebe:formDefinition formId="egen_rapport"' in at_work.xml()


def test_a_lane_gets_another_party(at_work: Board) -> None:
    at_work.open("bane_institusjon")
    which = at_work.field("Hvem arbeider i banen?")
    expect(which).to_have_value("institusjon")
    which.select_option("bydel")
    assert re.search(r'id="bane_institusjon".*?name="part" value="bydel"', at_work.xml(), re.DOTALL)
    which.select_option(label="Følger av sakens fakta (FEEL)")
    expect(at_work.field("Part")).to_be_visible()


def test_every_property_of_the_dialect_is_offered_where_it_belongs_and_explained(at_work: Board) -> None:
    at_work.open("statusrapport")
    group = at_work.open_group("Egenskaper")
    group.get_by_text("Klarspråk", exact=True).click()
    expect(group.get_by_text("Det beboeren leser mens det venter.")).to_be_visible()
    adder = at_work.open_group("Ny egenskap").get_by_label("Legg til egenskap")
    offered = adder.locator("option").all_text_contents()
    assert "Vedtar plan (sjekkliste)" in offered
    assert not [text for text in offered if "enhet." in text or "(krav)" in text or "(utfort)" in text]
    adder.select_option("sjekkliste")
    group.get_by_text("Vedtar plan", exact=True).click()
    group.locator("[data-entry-id$=verdi] select").last.select_option("plan_for_oppholdet")
    assert 'name="sjekkliste" value="plan_for_oppholdet"' in at_work.xml()


def test_menus_offer_only_what_runs(at_work: Board) -> None:
    at_work.open()
    elements = ("statusrapport", DEADLINE, "forlop", "henvist", "saken_er_avsluttet")
    menus = ("bpmn-create", "bpmn-append", "bpmn-replace")
    offered = {entry for element in elements for menu in menus for entry in at_work.menu(element, menu)}
    assert {"create-user-task", "append-parallel-gateway", "replace-with-receive-task"} <= offered
    for refused in (
        "service-task",
        "send-task",
        "script-task",
        "call-activity",
        "transaction",
        "complex",
        "pool",
    ):
        assert not [entry for entry in offered if refused in entry]
    for refused in ("signal", "error", "escalation", "compensation", "link", "cancel", "message-end", "loop"):
        assert not [entry for entry in offered if refused in entry], refused


def test_the_palette_is_made_from_the_table_of_what_runs(at_work: Board) -> None:
    at_work.open()
    actions = at_work.page.locator(".djs-palette .entry[data-action^='create.']").evaluate_all(
        "entries => entries.map((entry) => entry.dataset.action.split('.').slice(1))"
    )
    drawn = [action for action in actions if len(action) == 2]
    assert ["userTask", "none"] in drawn
    for kind, event in drawn:
        assert ELEMENTS[kind].treatment is Treatment.RUNS
        assert (kind, event) not in EVENTS or EVENTS[kind, event].treatment is Treatment.RUNS
    names = at_work.page.locator(".djs-palette .entry").evaluate_all(
        "entries => entries.map((entry) => entry.getAttribute('aria-label'))"
    )
    assert "Tegn brukeroppgave" in names
    assert not [name for name in names if name in {"Create task", "Tegn oppgave"}]


def test_a_name_is_changed_by_keyboard_alone(at_work: Board) -> None:
    page = at_work.open().page
    page.get_by_role("button", name="Søk").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("kartlegging")
    page.keyboard.press("Enter")
    expect(at_work.field("Id")).to_have_value("kartlegging")
    page.keyboard.press("e")
    expect(page.locator(".djs-direct-editing-content")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Kartlegging av behov")
    page.keyboard.press("Enter")
    expect(at_work.field("Navn")).to_have_value("Kartlegging av behov")
    page.keyboard.press("Control+z")
    expect(at_work.field("Navn")).to_have_value("Kartlegging")


def test_no_english_is_left(at_work: Board) -> None:
    at_work.open("statusrapport")
    page = at_work.page
    for element in (
        "statusrapport",
        DEADLINE,
        "forlop",
        "bane_bydel",
        "fra_institusjon_til_bolig",
        "soknader_avklares",
    ):
        at_work.select(element)
        at_work.open_all_groups()
        assert said_in_english(page.evaluate(SAID)) == []
        for menu in ("bpmn-replace", "bpmn-append", "bpmn-create", "color-picker"):
            at_work.run(MENU_OPEN, [element, menu])
            page.keyboard.type("x")
            assert said_in_english(page.evaluate(SAID)) == [], (element, menu)
            at_work.run("editor.get('popupMenu').close()")


MENU_OPEN = """const element = editor.get('elementRegistry').get(argument[0]);
  const popup = editor.get('popupMenu');
  if (!popup.isEmpty(element, argument[1]))
    popup.open(argument[1] === 'color-picker' ? [element] : element, argument[1], { x: 300, y: 300 });"""


def said_in_english(texts: list[str]) -> list[str]:
    """Return the texts with an English word; what stands in FEEL, ids and the diagram's own words may."""
    return [
        text
        for text in texts
        if {word.lower() for word in ENGLISH.findall(text)} - NORWEGIAN and not re.search(r"[=_({]", text)
    ]


def faulty() -> bytes:
    """A small diagram with a finding on it: the checker looks at every shape that is drawn."""
    journey = Journey().lane("bydel").start().task("vurdering", form="finnes_ikke").end()
    return journey.bundle()[DIAGRAM]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_accessible(open_window: OpenWindow, desk: Desk, scheme: str) -> None:
    at_work = board(open_window, draft(desk, diagram=faulty()).id, scheme=scheme).open("vurdering")
    expect(at_work.page.locator(".finding-badge").first).to_be_visible()
    at_work.open_all_groups()
    mark = at_work.page.locator(".bjs-powered-by")
    expect(mark).to_be_in_viewport(ratio=1)
    assert_accessible(at_work.page)
    at_work.page.get_by_role("button", name="Tastatur").click()
    expect(at_work.page.get_by_role("dialog", name="Tastaturet i diagrammet")).to_be_visible()
    assert_accessible(at_work.page)


def test_a_phone_shows_the_diagram_for_reading(open_window: OpenWindow, desk: Desk) -> None:
    reading = board(open_window, draft(desk, diagram=faulty()).id, width=375)
    page = reading.open().page
    expect(page.get_by_text("Skjermen er for liten til å endre diagrammet")).to_be_visible()
    expect(reading.shape("start")).to_be_visible()
    expect(reading.count).to_contain_text("feil")
    expect(page.locator(".djs-palette")).to_have_count(0)
    assert_accessible(page)
