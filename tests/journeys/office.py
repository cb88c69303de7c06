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

from jinja2 import FileSystemBytecodeCache

from prosesser.access import Actor
from prosesser.calendar import OSLO
from prosesser.definition.forms.model import Form
from prosesser.store import MasterKey, open_store
from tests.journeys.memory import Memory, Moment, once
from tests.journeys.pages import CaseSeen, TaskLine, words
from tests.journeys.paper import Paper
from tests.web.visitor import Seen, Visitor
from workflow_app.app import assemble, lay_out
from workflow_app.rehearsal.answers import Style
from workflow_app.scheduler import fire_all_due
from workflow_app.web.assets import Assets
from workflow_app.web.desk import EXTENSION, Desk
from workflow_app.web.settings import Settings

JOURNEY = "institusjon_bolig"
DISTRICT, OTHER_DISTRICT, INSTITUTION = "bydel-gamle-oslo", "bydel-sagene", "inst-lilleborg"
WORKERS = {DISTRICT: "berit", OTHER_DISTRICT: "siv", INSTITUTION: "ingrid"}
REFERRAL: Mapping[str, object] = {
    "beboer_navn": "Kari Prøve",
    "beboer_fodselsnummer": "21883649874",
    "henvisende_bydel": DISTRICT,
    "institusjon": INSTITUTION,
    "forventet_varighet": "over_60_dager",
}
HELD: Mapping[str, object] = {
    "beboer_til_stede": "ja",
    "bydel_til_stede": "ja",
    "institusjon_til_stede": "ja",
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
        self.app = assemble(
            self.settings, self.store, self.calendar, Assets(("dist/app.css",), "dist/app.js")
        )
        self.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(self.memory.templates))

    def _open(self) -> None:
        self.settings = Settings(
            f"sqlite:///{self.database}", MASTER, demo=True, session_hours=YEARS_IN_HOURS
        )
        self.store = open_store(self.settings.database_url, self.settings.master)
        with self.store.driver() as connection:  # a crash may cost a test its database
            connection.execute("PRAGMA synchronous = OFF")

    def goes_to(self, moment: Moment) -> "Case":
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

    def refers(self, **answers: object) -> "Case":
        """The district refers somebody to the institution."""
        journey = self.desk.cases.versions.published()[0]
        page = self.at(DISTRICT).get(f"/saker/ny/{JOURNEY}")
        paper = Paper(journey.forms[journey.start.form or ""], {})
        done = self.sends(page, paper, {**REFERRAL, **answers}, DISTRICT)
        assert done.status == 200, done.errors()
        return Case(self, done.path.rpartition("/")[2])

    def admits(self, day: str, **answers: object) -> "Case":
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


@dataclass
class Case:
    """One case, as seen by whoever may see it."""

    office: Office
    id: str

    def page(self, unit: str = DISTRICT) -> CaseSeen:
        screens = self.office.screens
        if (self.id, unit) not in screens:
            self._shows(self.office.at(unit).get(f"/saker/{self.id}"), unit)
        return screens[self.id, unit]

    def open(self, unit: str = DISTRICT) -> set[str]:
        """The open tasks, by element."""
        return {row.element for row in self.page(unit).tasks}

    def row(self, element: str) -> TaskLine:
        """The first open task of an element, on whichever screen shows it, else as the district sees it."""
        standing = [page for (case, _), page in self.office.screens.items() if case == self.id]
        shown = (row for page in standing for row in page.tasks if row.element == element)
        found = next(shown, None) or next((row for row in self.page().tasks if row.element == element), None)
        assert found is not None, f"{element} is not open; open are {sorted(self.open())}"
        return found

    def due(self, element: str) -> str | None:
        return self.row(element).due

    def overdue(self, element: str) -> bool:
        return self.row(element).overdue

    def lies_with(self, element: str) -> str:
        return self.row(element).unit

    def does(self, element: str, **answers: object) -> None:
        """Whoever the task lies with completes it."""
        unit = self.row(element).unit
        self._shows(self._fills_in(element, answers, unit), unit)

    def refuses(self, element: str, **answers: object) -> list[str]:
        """Whoever the task lies with tries to complete it in vain; what the page says is wrong."""
        done = self._fills_in(element, answers, self.row(element).unit)
        assert done.status == 422, f"{element} was completed"
        return done.errors()

    def holds(self, meeting: str, day: str, **answers: object) -> None:
        """A meeting of all three is held on a day, and its minutes are written."""
        self.does(meeting, mote_dato=day, **{**HELD, **answers})

    def reports(self, message: str, **answers: object) -> None:
        """The district reports what has happened."""
        self._reports(DISTRICT, message, answers)

    def institution_reports(self, message: str, **answers: object) -> None:
        self._reports(INSTITUTION, message, answers)

    def is_offered_a_home(self, day: str, **answers: object) -> None:
        self.reports("Bolig tilbudt eller funnet", bolig_tilbudt=day, **answers)

    def _reports(self, unit: str, message: str, answers: Mapping[str, object]) -> None:
        offers = self.page(unit).messages
        assert message in offers, f"{message} cannot be reported; these can: {sorted(offers)}"
        now = self.office.calendar.now()
        offer = self.office.desk.inbox.message(self.office.actor(unit), self.id, message, now)
        page = self.office.at(unit).get(offers[message])
        self._shows(self.office.sends(page, _paper(offer.form, offer.facts), answers, unit), unit)

    def _fills_in(self, element: str, answers: Mapping[str, object], unit: str) -> Seen:
        actor, now = self.office.actor(unit), self.office.calendar.now()
        row = self.row(element)
        task = self.office.desk.inbox.task(actor, self.id, row.task, now)
        page = self.office.at(unit).get(f"/saker/{self.id}/oppgaver/{row.task}")
        return self.office.sends(page, _paper(task.form, task.facts), answers, unit)

    def _shows(self, page: Seen, unit: str) -> None:
        """Leave the case's page on the screen of a unit."""
        assert page.status == 200, page.errors() or page.text[:400]
        self.office.screens[self.id, unit] = CaseSeen(page)


def _admitted(office: Office, day: str, answers: Mapping[str, object]) -> Case:
    case = office.refers(**answers)
    case.does("innflytting", innflyttet_institusjon=day)
    return case


def _paper(form: Form | None, facts: Mapping[str, object]) -> Paper:
    assert form is not None
    return Paper(form, facts)
