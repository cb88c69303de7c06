"""A case from referral to close, worked by both parties in a real browser on the real server."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenWindow
from tests.browser.party import Party
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

HELD = {"Var beboeren til stede?": "Ja", "Var bydelen til stede?": "Ja", "Var institusjonen til stede?": "Ja"}
AS_USUAL = "Nei, den avsluttes som vanlig"
HERE = {"Bydelen boligen ligger i": "Bydel Gamle Oslo"}


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
    office.on(0)
    case = office.district.refers(
        {
            "Navn": "Kari Prøve",
            "Fødselsnummer": "21883649874",
            "Henvisende bydel": "Bydel Gamle Oslo",
            "Institusjon": "Lilleborg rehabiliteringssenter",
            "Forventet varighet": "Over 60 dager",
        }
    )
    stay(office)
    look_for_a_home(office)
    move_out(office, case)
    office.district.visits(case)
    expect(office.district.page.get_by_role("main")).to_contain_text("Avsluttet")
    assert office.desk.cases.verify(case.rpartition("/")[2]).fault is None


def stay(office: Office) -> None:
    """From admission to the second meeting of the three."""
    office.institution.does("Innflytting i institusjon")
    office.district.does("Bydelskontakter")
    office.institution.does("Innkalling til første møte")
    office.institution.does("Plan for oppholdet")
    office.on(14)
    office.institution.does("Kartlegging", {"Har beboeren individuell plan (IP)?": "Ja"})
    office.on(20)
    office.institution.does("Første samarbeidsmøte", HELD)
    office.on(90)
    office.institution.does("Samarbeidsmøte", HELD)


def look_for_a_home(office: Office) -> None:
    """From the report to the application that the housing meeting agreed on."""
    office.on(115)
    office.institution.does("Statusrapport")
    office.district.does("Vurdering av rapport")
    office.on(140)
    office.institution.does("Boligmøte", {**HELD, "Hvem utarbeider?": "Bydelen"})
    office.district.does("Søknad (bydel)")


def move_out(office: Office, case: str) -> None:
    """From the allocation, which gives the district the meetings, to the end."""
    office.on(170)
    office.district.reports(case, "Bolig tildelt", {})
    office.on(180)
    office.district.reports(
        case, "Bolig tilbudt eller funnet", {"Bydelen boligen ligger i": "Bydel Gamle Oslo"}
    )
    office.district.does("Utflyttingsmøte", {**HELD, "Skal institusjonen delta utover fire uker?": AS_USUAL})
    office.district.does("Utflyttingsplan", {"Skal institusjonen delta utover fire uker?": AS_USUAL})
    office.on(190)
    office.district.does("Innflytting i bolig")
    office.institution.does("Utskriving")
    office.institution.does("Sluttrapport")
    office.district.does("Mottak av sluttrapport")
    office.on(215)
    office.district.does("Oppfølgingsmøte", {**HELD, "Skal institusjonen delta videre?": AS_USUAL})
    office.district.does_what_is_left()
    office.institution.does_what_is_left()
    office.on(225)
    office.district.does("Avslutt saken")
    office.on(570)
    office.district.does_what_is_left()  # how the resident lives after three, six and twelve months
