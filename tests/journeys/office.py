"""One district and one institution working a real case of the real journey, each at a desk of its own.

Each read is a page, each act a form that is fetched, filled in and sent. What a test does not say
of a form is filled in plausibly. Time is moved by naming the day: what has fallen due by then has
fired, as it would with the scheduler running.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from prosesser.access import Actor
from prosesser.calendar import OSLO
from prosesser.store import MasterKey, open_store
from tests.journeys.case import Case
from tests.journeys.memory import Memory, Moment, once
from tests.journeys.pages import CaseSeen, words
from tests.journeys.paper import Paper
from tests.journeys.people import DISTRICT, INSTITUTION, OTHER_DISTRICT, OUTSIDE, WORKERS
from tests.web.visitor import Seen, Visitor
from workflow_app.app import lay_out
from workflow_app.rehearsal.answers import Style
from workflow_app.scheduler import fire_all_due
from workflow_app.web.desk import EXTENSION, Desk
from workflow_app.web.settings import Settings

__all__ = ["DISTRICT", "INSTITUTION", "OTHER_DISTRICT", "OUTSIDE", "Case", "Office"]

JOURNEY = "institusjon_bolig"
REFERRAL: Mapping[str, object] = {
    "beboer_navn": "Kari Prøve",
    "beboer_fodselsnummer": "21883649874",
    "henvisende_bydel": DISTRICT,
    "institusjon": INSTITUTION,
    "forventet_varighet": "over_60_dager",
    "rett_til_opphold": "ja",
    "mal_egen_bolig": "ja",
    "bolig_planer_finnes": "ingen",
}
COMPLETE = ("handling", "fullfor")
COOKIE = "somlos"
MASTER = MasterKey(bytes(32))
YEARS_IN_HOURS = 100_000
"""Nobody has to log in again however far a test moves the calendar."""


class Calendar:
    """The calendar on the wall: the tests turn its pages, and no login runs out by it."""

    def __init__(self) -> None:
        self._beginning = self._now = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._beginning

    def turn_to(self, instant: datetime) -> None:
        """Go to an instant; never back."""
        self._now = max(self._now, instant)


@dataclass
class Office:
    """Both parties at their desks, and the calendar on the wall."""

    database: Path
    memory: Memory
    calendar: Calendar = field(default_factory=Calendar)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    screens: dict[tuple[str, str], CaseSeen] = field(default_factory=dict)
    """The pages of cases that still stand on screens, by case and unit: nothing has happened since."""
    has_worked: bool = False

    def __post_init__(self) -> None:
        self._open()
        self.app = self.memory.app.at(self.settings, self.store, self.calendar)

    def _open(self) -> None:
        self.settings = Settings(
            f"sqlite:///{self.database}", MASTER, demo=True, session_hours=YEARS_IN_HOURS
        )
        self.store = open_store(self.settings.database_url, self.settings.master)
        with self.store.driver() as connection:  # a crash may cost a test its database
            connection.execute("PRAGMA synchronous = OFF")

    def goes_to(self, moment: Moment) -> Case:
        """Go on from a moment that another office came to; nothing may have happened here."""
        self.store.close()
        self.database = Path(shutil.copy(moment.database, self.database.with_name("gone_to.db")))
        self._open()
        self.app.extensions[EXTENSION] = lay_out(self.settings, self.store, self.calendar)
        self.calendar.turn_to(moment.now)
        self.has_worked = True
        return Case(self, moment.case)

    @property
    def desk(self) -> Desk:
        found: Desk = self.app.extensions[EXTENSION]
        return found

    def at(self, unit: str) -> Visitor:
        """Return the caseworker of a unit, logged in."""
        if unit not in self.visitors:
            self.visitors[unit] = Visitor(self.app.test_client())
            self._logs_in(unit)
        return self.visitors[unit]

    def _logs_in(self, unit: str) -> None:
        """Log in with the password; whoever has done so in this town before has a cookie."""
        client, logins = self.visitors[unit].client, self.memory.logins
        if unit in logins:
            client.set_cookie(COOKIE, logins[unit])
            return
        self.visitors[unit].log_in(WORKERS[unit])
        cookie = client.get_cookie(COOKIE)
        assert cookie is not None
        logins[unit] = cookie.value

    def actor(self, unit: str) -> Actor:
        return self.desk.directory.actor(WORKERS[unit], unit, self.calendar.real())

    def on(self, day: str) -> None:
        """Go to a day; what is due by then fires."""
        self.screens.clear()
        noon = datetime.combine(date.fromisoformat(day), time(12), OSLO)
        self.calendar.turn_to(noon.astimezone(UTC))
        fire_all_due(self.desk.cases, self.calendar)

    def inbox(self, unit: str) -> dict[str, str]:
        """The lines of a unit's inbox, by what the task is called."""
        rows = self.at(unit).get("/oppgaver?visning=enhetens").tree.xpath("//tbody/tr")
        return {words(row.find("th")): words(row) for row in rows}

    def refers(self, **answers: object) -> Case:
        """The district refers somebody to the institution."""
        done = self._tries_to_refer(answers)
        assert done.status == 200, done.errors()
        return Case(self, done.path.rpartition("/")[2])

    def does_not_refer(self, **answers: object) -> list[str]:
        """The district tries to refer somebody in vain; what the page says is wrong."""
        done = self._tries_to_refer(answers)
        assert done.status == 422, "a case was made"
        return done.errors()

    def _tries_to_refer(self, answers: Mapping[str, object]) -> Seen:
        journey = self.desk.cases.versions.latest()[0]
        page = self.at(DISTRICT).get(f"/saker/ny/{JOURNEY}")
        paper = Paper(journey.forms[journey.start.form or ""], {})
        return self.sends(page, paper, {**REFERRAL, **answers}, DISTRICT)

    def admits(self, day: str, **answers: object) -> Case:
        """The district refers, and the institution admits on that day."""
        if self.has_worked:
            return _admitted(self, day, answers)
        return once(
            self, f"admits {day} {sorted(answers.items())}", lambda _office: _admitted(self, day, answers)
        )

    def sends(self, page: Seen, paper: Paper, given: Mapping[str, object], unit: str) -> Seen:
        """Fill in the form on a page, and send it; what is on the screens is out of date then."""
        self.screens.clear()
        self.has_worked = True
        hidden = page.tree.xpath("//form[@id='skjema']/input[@type='hidden']")
        fields = [(field.get("name"), field.get("value")) for field in hidden]
        filled = paper.filled(given, self.calendar.now(), self._style(unit))
        return page.visitor.post(page.path, [*fields, *filled, COMPLETE])

    def _style(self, unit: str) -> Style:
        options = {
            "bydeler": (DISTRICT, OTHER_DISTRICT),
            "institusjoner": (INSTITUTION,),
            "enheter": (DISTRICT, OTHER_DISTRICT, INSTITUTION),
            "ansatte": (WORKERS[unit],),
        }
        return Style("journey", lambda _unit: options)


def _admitted(office: Office, day: str, answers: Mapping[str, object]) -> Case:
    case = office.refers(**answers)
    case.does("innflytting", innflyttet_institusjon=day, primarkontakt_tildelt="ja")
    return case
