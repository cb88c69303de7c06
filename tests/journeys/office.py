"""One district and one institution working a real case of the real journey, in their own words.

What a test does not say of a form is filled in plausibly. Time is moved by naming the day: what
has fallen due by then has fired, as it would with the scheduler running.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count

from prosesser.access import Actor
from prosesser.calendar import OSLO
from prosesser.cases import Cases
from prosesser.definition.forms.model import Form
from prosesser.engine.messages import CompleteTask, SendMessage
from prosesser.inbox import CasePage, Inbox, TaskRow
from workflow_app.rehearsal.answers import Occasion, Style, fill

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
OPTIONS = {
    "bydeler": (DISTRICT, OTHER_DISTRICT),
    "institusjoner": (INSTITUTION,),
    "enheter": (DISTRICT, OTHER_DISTRICT, INSTITUTION),
    "ansatte": ("berit", "ingrid"),
}
STYLE = Style("journey", lambda _unit: OPTIONS)
HELD: Mapping[str, object] = {
    "beboer_til_stede": "ja",
    "bydel_til_stede": "ja",
    "institusjon_til_stede": "ja",
}


@dataclass
class Office:
    """Both parties at their desks, and the calendar on the wall."""

    cases: Cases
    inbox: Inbox
    actors: Mapping[str, Actor]
    now: datetime = datetime(2026, 1, 5, 9, tzinfo=UTC)
    keys: "count[int]" = field(default_factory=count)

    def on(self, day: str) -> None:
        """Go to noon of a day, Oslo time; what is due by then fires."""
        noon = datetime.combine(date.fromisoformat(day), time(12), OSLO)
        self.now = max(self.now, noon.astimezone(UTC))
        while self.cases.fire_due(self.now).fired:
            pass

    def refers(self, **answers: object) -> "Case":
        """The district refers somebody to the institution."""
        offer = next(offer for offer in self.inbox.startable(self.actors[DISTRICT]) if offer.key == JOURNEY)
        filled = self.filled(offer.form, {}, {**REFERRAL, **answers})
        key = f"key-{next(self.keys)}"
        return Case(self, self.cases.start(self.actors[DISTRICT], JOURNEY, filled, self.now, key))

    def admits(self, day: str, **answers: object) -> "Case":
        """The district refers, and the institution admits on that day."""
        case = self.refers(**answers)
        case.does("innflytting", innflyttet_institusjon=day)
        return case

    def filled(
        self, form: Form | None, facts: Mapping[str, object], given: Mapping[str, object]
    ) -> dict[str, object]:
        """Return answers to a form: the given ones, and plausible ones where the form asks for more."""
        assert form is not None
        return fill(Occasion(form, facts, self.now), given, STYLE)  # type: ignore[arg-type] # values of facts


@dataclass
class Case:
    """One case, as seen by whoever may see it."""

    office: Office
    id: str

    def page(self, unit: str = DISTRICT) -> CasePage:
        return self.office.inbox.case_page(self.office.actors[unit], self.id, self.office.now)

    def open(self, unit: str = DISTRICT) -> set[str]:
        """The open tasks, by element."""
        return {row.task.rpartition(".")[0] for row in self.page(unit).tasks}

    def row(self, element: str, unit: str = DISTRICT) -> TaskRow:
        rows = [row for row in self.page(unit).tasks if row.task.rpartition(".")[0] == element]
        assert rows, f"{element} is not open; open are {sorted(self.open(unit))}"
        return rows[0]

    def due(self, element: str) -> str | None:
        due = self.row(element).due
        return None if due is None else due.isoformat()

    def overdue(self, element: str) -> bool:
        return self.row(element).overdue

    def lies_with(self, element: str) -> str:
        unit = self.row(element).unit
        assert unit is not None
        return unit.id

    def does(self, element: str, **answers: object) -> None:
        """Whoever the task lies with completes it."""
        row = self.row(element)
        actor = self.office.actors[self.lies_with(element)]
        page = self.office.inbox.task(actor, self.id, row.task, self.office.now)
        command = CompleteTask(row.task, self.office.filled(page.form, page.facts, answers))
        self._sends(actor, command)

    def holds(self, meeting: str, day: str, **answers: object) -> None:
        """A meeting of all three is held on a day, and its minutes are written."""
        self.does(meeting, mote_dato=day, **{**HELD, **answers})

    def reports(self, message: str, **answers: object) -> None:
        """The district reports what has happened."""
        offer = next(offer for offer in self.page().messages if offer.name == message)
        filled = self.office.filled(offer.form, offer.facts, answers)
        self._sends(self.office.actors[DISTRICT], SendMessage(message, filled, offer.catch))

    def is_offered_a_home(self, day: str, **answers: object) -> None:
        self.reports("Bolig tilbudt eller funnet", bolig_tilbudt=day, **answers)

    def _sends(self, actor: Actor, command: CompleteTask | SendMessage) -> None:
        key = f"key-{next(self.office.keys)}"
        self.office.cases.execute(actor, self.id, command, self.office.now, key)
