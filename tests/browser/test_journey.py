"""A case from referral to close, worked by both parties in a real browser on the real server."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow
from tests.browser.party import Party
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

HELD = {"Var beboeren til stede?": "Ja", "Var bydelen til stede?": "Ja", "Var institusjonen til stede?": "Ja"}


class Office:
    """The server's clock, and both parties in front of it."""

    def __init__(self, clock: ManualClock, desk: Desk, open_window: OpenWindow) -> None:
        self.clock = clock
        self.desk = desk
        self.admission = clock.now()
        self.district = Party(open_window(), "bydel")
        self.institution = Party(open_window(), "institusjon")

    def on(self, day: int) -> None:
        """Let it be so many days after the admission; what is due by then fires."""
        self.clock.advance(self.admission + timedelta(days=day) - self.clock.now())
        for party in (self.district, self.institution):
            party.today = self.clock.now().strftime("%d.%m.%Y")
        while self.desk.cases.fire_due(self.clock.now()).fired:
            pass


@pytest.fixture
def office(clock: ManualClock, desk: Desk, open_window: OpenWindow) -> Office:
    return Office(clock, desk, open_window)


def test_a_case_goes_from_referral_to_close(office: Office) -> None:
    district, institution = office.district, office.institution
    office.on(0)
    case = district.refers(
        {
            "Navn": "Kari Prøve",
            "Fødselsnummer": "21883649874",
            "Henvisende bydel": "Bydel Gamle Oslo",
            "Institusjon": "Lilleborg rehabiliteringssenter",
            "Forventet varighet": "Over 60 dager",
        }
    )
    institution.does("Innflytting i institusjon")
    district.does("Bydelskontakter")
    institution.does("Innkalling til første møte")
    institution.does("Plan for oppholdet")
    office.on(14)
    institution.does("Kartlegging", {"Har beboeren individuell plan (IP)?": "Ja"})
    office.on(20)
    institution.does("Første samarbeidsmøte", HELD)
    office.on(90)
    institution.does("Samarbeidsmøte", HELD)
    office.on(115)
    institution.does("Statusrapport")
    district.does("Vurdering av rapport")
    office.on(140)
    institution.does("Boligmøte", {**HELD, "Hvem utarbeider?": "Bydelen"})
    district.does("Søknad (bydel)")
    office.on(170)
    district.reports(case, "Bolig tildelt", {})
    office.on(180)
    district.reports(case, "Bolig tilbudt eller funnet", {})
    district.does(
        "Utflyttingsmøte",
        {**HELD, "Skal institusjonen delta utover fire uker?": "Nei, den avsluttes som vanlig"},
    )
    district.does(
        "Utflyttingsplan", {"Skal institusjonen delta utover fire uker?": "Nei, den avsluttes som vanlig"}
    )
    office.on(190)
    district.does("Innflytting i bolig")
    institution.does("Utskriving")
    institution.does("Sluttrapport")
    district.does("Mottak av sluttrapport")
    office.on(215)
    district.does(
        "Oppfølgingsmøte", {**HELD, "Skal institusjonen delta videre?": "Nei, den avsluttes som vanlig"}
    )
    office.on(225)
    district.does("Avslutt saken")
    district.visits(case)
    expect(district.page.get_by_role("main")).to_contain_text("Avsluttet")
    assert office.desk.cases.verify(case.rpartition("/")[2]).fault is None
