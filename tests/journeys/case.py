"""A case as those who work on it see it: what they read on its pages, and what they do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prosesser.definition.forms.model import Form
from tests.journeys.pages import CaseSeen, TaskLine
from tests.journeys.paper import Paper
from tests.journeys.people import DISTRICT, INSTITUTION
from tests.web.visitor import Seen
from workflow_app.web.forms.own import OTHER_DATE, REASON

if TYPE_CHECKING:
    from tests.journeys.office import Office

HELD: Mapping[str, object] = {
    "beboer_til_stede": "ja",
    "bydel_til_stede": "ja",
    "institusjon_til_stede": "ja",
}


@dataclass
class Case:
    """One case, as seen by whoever may see it."""

    office: "Office"
    id: str

    def page(self, unit: str = DISTRICT) -> CaseSeen:
        screens = self.office.screens
        if (self.id, unit) not in screens:
            self._shows(self.office.at(unit).get(f"/saker/{self.id}"), unit)
        return screens[self.id, unit]

    def is_seen_by(self, unit: str) -> bool:
        """Whether the case exists for a unit."""
        seen = self.office.at(unit).get(f"/saker/{self.id}")
        assert seen.status in {200, 404}, seen.text
        return seen.status == 200

    def open(self, unit: str = DISTRICT) -> set[str]:
        """The open tasks, by element."""
        return {row.element for row in self.page(unit).tasks}

    def row(self, element: str, unit: str = "") -> TaskLine:
        """The first open task of an element: on whichever screen shows it, or as a unit sees it."""
        if unit:
            return next(row for row in self.page(unit).tasks if row.element == element)
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

    def takes_over(self, element: str) -> None:
        """The caseworker of the unit that a task lies with takes it over from a colleague."""
        taken = self._form_of(self.row(element)).press("Ta over oppgaven")
        self.office.screens.clear()
        assert "Du har tatt over oppgaven." in taken.text

    def drafts(self, element: str, **written: str) -> None:
        """Whoever the task lies with begins to write, and saves that."""
        row = self.row(element)
        page = self._form_of(row)
        hidden = page.tree.xpath("//form[@id='skjema']/input[@type='hidden']")
        fields = [(field.get("name"), field.get("value")) for field in hidden]
        saved = page.visitor.post(page.path, [*fields, *written.items(), ("handling", "lagre")])
        assert "Utkastet er lagret." in saved.text

    def form(self, element: str, unit: str) -> Seen:
        """The page of a task, as the unit has it before it."""
        return self._form_of(self.row(element, unit))

    def holds(self, meeting: str, day: str, **answers: object) -> None:
        """A meeting of all three is held on a day, and its minutes are written."""
        self.does(meeting, mote_dato=day, **{**HELD, **answers})

    def reports(self, message: str, **answers: object) -> None:
        """The district reports what has happened."""
        self._reports(DISTRICT, message, answers)

    def institution_reports(self, message: str, **answers: object) -> None:
        self._reports(INSTITUTION, message, answers)

    def does_not_report(self, message: str, **answers: object) -> list[str]:
        """The district tries to report something in vain; what the page says is wrong."""
        done = self._tries_to_report(DISTRICT, message, answers)
        assert done.status == 422, f"{message} was reported"
        return done.errors()

    def adds(self, unit: str, element: str, **answers: object) -> None:
        """A party adds a task to the case."""
        self._shows(self.tries_to_add(unit, element, **answers), unit)

    def tries_to_add(self, unit: str, element: str, **answers: object) -> Seen:
        actor, now = self.office.actor(unit), self.office.calendar.now()
        offer = self.office.desk.inbox.addition(actor, self.id, element, now)
        page = self.page(unit).seen.follow(offer.element.name)
        return self.office.sends(page, Paper(offer.form, offer.facts), answers, unit)

    def proposes(self, unit: str, element: str, day: str, why: str = "Venter på vedtak") -> Seen:
        """A party proposes another date for the deadline of an open task."""
        page = self.office.at(unit).get(self.row(element, unit).address_of("Foreslå en annen dato"))
        given = {"dag": day, "grunn": why, "beboers_syn": "Vil heller vente"}
        return self.office.sends(page, Paper(OTHER_DATE, {}), given, unit)

    def takes_back(self, unit: str, element: str, why: str = "Ikke bruk for det") -> None:
        """A party takes back a task or a proposal that it added."""
        page = self.office.at(unit).get(self.row(element, unit).address_of("Trekk tilbake"))
        self._shows(self.office.sends(page, Paper(REASON, {}), {"grunn": why}, unit), unit)

    def is_allocated_a_home(self, day: str, **answers: object) -> None:
        self.reports("Bolig tildelt", bolig_tildelt=day, **answers)

    def is_offered_a_home(self, day: str, **answers: object) -> None:
        self.reports("Bolig tilbudt eller funnet", bolig_tilbudt=day, **answers)

    def _reports(self, unit: str, message: str, answers: Mapping[str, object]) -> None:
        self._shows(self._tries_to_report(unit, message, answers), unit)

    def _tries_to_report(self, unit: str, message: str, answers: Mapping[str, object]) -> Seen:
        offers = self.page(unit).messages
        assert message in offers, f"{message} cannot be reported; these can: {sorted(offers)}"
        now = self.office.calendar.now()
        offer = self.office.desk.inbox.message(self.office.actor(unit), self.id, message, now)
        page = self.office.at(unit).get(offers[message])
        return self.office.sends(page, _paper(offer.form, offer.facts), answers, unit)

    def _fills_in(self, element: str, answers: Mapping[str, object], unit: str) -> Seen:
        actor, now = self.office.actor(unit), self.office.calendar.now()
        row = self.row(element)
        task = self.office.desk.inbox.task(actor, self.id, row.task, now)
        page = self._form_of(row)
        return self.office.sends(page, _paper(task.form, task.facts), answers, unit)

    def _form_of(self, row: TaskLine) -> Seen:
        return self.office.at(row.unit).get(f"/saker/{self.id}/oppgaver/{row.task}")

    def _shows(self, page: Seen, unit: str) -> None:
        """Leave the case's page on the screen of a unit."""
        assert page.status == 200, page.errors() or page.text[:400]
        self.office.screens[self.id, unit] = CaseSeen(page)


def _paper(form: Form | None, facts: Mapping[str, object]) -> Paper:
    assert form is not None
    return Paper(form, facts)
