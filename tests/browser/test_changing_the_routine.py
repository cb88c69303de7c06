"""A process owner makes the status report due a month earlier, alone and safely, in a real browser.

From the diagram to the inbox of the caseworker whose case was moved; what the owner did not touch
is as it was.
"""

from contextlib import closing
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from prosesser.engine.state import CaseState
from prosesser.store import Store
from tests.browser.conftest import OpenWindow, Window
from tests.browser.drawing_board import PATIENCE, Board
from tests.movers import work
from tests.web.conftest import Case
from tests.web.test_impact import work as try_on_cases
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

TITLE = "Rapporten etter tre måneder"
DEADLINE = "statusrapport_frist"
EARLIER = "Fristen for «Statusrapport» er endret fra 4 måneder til 3 måneder etter innflytting i institusjon."


class Owner:
    """A process owner at a window; ``draft`` is the address of the revision once there is one."""

    def __init__(self, window: Window, person: str) -> None:
        self.window = window
        self.page: Page = window.log_in(person)
        self.draft = ""

    def visits(self, path: str) -> Page:
        return self.window.go(path)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def owner(open_window: OpenWindow) -> Owner:
    return Owner(open_window(), "prosesseier")


def test_a_deadline_is_changed_in_the_diagram_and_reaches_the_inbox(
    owner: Owner, open_window: OpenWindow, desk: Desk, store: Store, clock: ManualClock, admitted: Case
) -> None:
    before = standing(store, desk, admitted)
    assert due(open_window, "institusjon") == "05.05.2026"
    opens_a_draft(owner)
    draws(owner)
    rehearses(owner)
    compares(owner)
    tries_it_on_the_cases(owner, store, clock)
    has_it_approved(owner, Owner(open_window(), "medeier"))
    assert due(open_window, "institusjon") == "05.05.2026"
    moves_the_cases(owner, store, desk)
    assert due(open_window, "institusjon") == "05.04.2026"
    after = standing(store, desk, admitted)
    assert without_the_deadline(after) == without_the_deadline(before)
    assert desk.cases.verify(admitted.id).fault is None


def opens_a_draft(owner: Owner) -> None:
    page = owner.visits("/utkast")
    page.get_by_label("Hva skal endres?").fill(TITLE)
    owner.presses("Lag utkastet")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    owner.draft = page.url.removeprefix(owner.window.address)


def draws(owner: Owner) -> None:
    """Break the rule of the deadline, see what the linter says of it, and set it to three months."""
    drawing = Board(owner.window, owner.draft.rpartition("/")[2])
    drawing.open(DEADLINE)
    drawing.finds("Ingen feil.")
    feel = drawing.panel.locator(".cm-content").first
    feel.click()
    owner.page.keyboard.press("Control+A")
    owner.page.keyboard.insert_text('ukjent_dag + duration("P4M")')
    feel.blur()
    drawing.finds("1 feil.")
    owner.sees("leser «ukjent_dag», som ingen fyller ut")
    owner.presses("Angre")
    drawing.finds("Ingen feil.")
    drawing.fill("Hvor lenge", "3")
    expect(drawing.panel.locator(".panel-sentence")).to_have_text("3 måneder etter innflytting i institusjon")
    drawing.finds("Ingen feil.")
    drawing.is_saved()


def rehearses(owner: Owner) -> None:
    """Play a case on the draft until the report is due: it is, three months after admission."""
    page = owner.visits(f"{owner.draft}/provekjor?dato=05.01.2026")
    owner.presses("Begynn")
    page.get_by_role("button", name="Fyll ut for meg Innflytting").click()
    owner.sees("Gjort: «Innflytting i institusjon»")
    report = page.get_by_role("listitem").filter(has_text="Statusrapport").filter(has_text="2026").first
    expect(report).to_contain_text("04.2026")


def compares(owner: Owner) -> None:
    page = owner.visits(f"{owner.draft}/sammenlign")
    expect(page.get_by_role("main")).to_contain_text(EARLIER)


def tries_it_on_the_cases(owner: Owner, store: Store, clock: ManualClock) -> None:
    page = owner.visits(f"{owner.draft}/hva-om")
    owner.presses("Prøv på 1\N{NO-BREAK SPACE}sak")
    expect(page.get_by_role("progressbar")).to_be_visible()
    try_on_cases(store, clock)
    owner.sees("1\N{NO-BREAK SPACE}sak er prøvd.")


def has_it_approved(owner: Owner, other: Owner) -> None:
    page = owner.visits(owner.draft)
    owner.presses("Kontroller utkastet")
    expect(page.get_by_role("button", name="Send til godkjenning")).to_be_visible(timeout=2 * PATIENCE)
    for reason in page.locator("textarea").all():
        reason.fill("Bydelene trenger rapporten tidligere")
    owner.presses("Send til godkjenning")
    owner.sees("Utkastet er sendt til godkjenning.")
    theirs = other.visits(owner.draft)
    theirs.get_by_label("Kommentar").fill("Lest og prøvd.")
    other.presses("Godkjenn")
    other.sees("Utkastet er godkjent.")
    owner.visits(owner.draft)
    page.get_by_label("Hvorfor endres rutinen?").fill("Bydelene trenger rapporten tidligere")
    owner.presses("Publiser")
    owner.sees("Nye saker får den")


def moves_the_cases(owner: Owner, store: Store, desk: Desk) -> None:
    page = owner.visits("/versjoner")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Flytt saker til denne versjonen").click()
    owner.presses("Lag en plan")
    owner.sees("Venter på å begynne")
    work(store, desk.now)
    owner.sees("1 sak følger med.")
    page.get_by_label("Regn ut på nytt").check()
    page.get_by_label("Hvorfor flyttes sakene?").fill("Bydelene trenger rapporten tidligere")
    owner.presses("Flytt sakene")
    expect(page.get_by_role("heading", name="Flytting")).to_be_visible()
    work(store, desk.now)
    owner.sees("1 sak er flyttet.")


def due(open_window: OpenWindow, person: str) -> str:
    """Return the deadline of the status report in a caseworker's inbox, as a new window shows it."""
    window = open_window()
    window.log_in(person)
    page = window.go("/oppgaver?visning=enhetens")
    row = page.get_by_role("row").filter(has_text="Statusrapport")
    shown = row.locator("time").inner_text()
    with closing(page):
        return shown


def standing(store: Store, desk: Desk, case: Case) -> CaseState:
    """Return the case as it stands."""
    with store.write() as transaction:
        record = transaction.load(case.id)
    assert record is not None
    assert desk.cases.verify(case.id).fault is None
    return record.state


def without_the_deadline(state: CaseState) -> CaseState:
    """Return a case but for when the status report is due."""
    return replace(
        state, timers={key: timer for key, timer in state.timers.items() if timer.element != DEADLINE}
    )
