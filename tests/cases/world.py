"""A small world for the use cases: two districts, two institutions, their people, and a journey.

The journey: a district refers; the institution admits (within 14 days of the referral); then the
plan (institution, 14 days from admission) and the report (district) side by side with a wait for
the message «Bolig tildelt», after which the institution's part ends and the district closes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from prosesser.access import AUDITOR, CASEWORKER, LEADER, PROCESS_OWNER, Actor
from prosesser.cases import Cases, OptionLists, Outcome, Policy
from prosesser.definition.forms.model import Option
from prosesser.engine.messages import Command, CompleteTask, SaveItem, SendMessage
from prosesser.inbox import Inbox
from prosesser.store import Store
from prosesser.store.directory import Directory, Membership, Person, Unit
from tests.builders import Journey, Scope, message, timer
from tests.checklist_files import ITEM, checklist_file
from tests.form_files import date, select, textarea, textfield

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

UNITS = {
    "bydel-a": "bydel",
    "bydel-b": "bydel",
    "inst-a": "institusjon",
    "inst-b": "institusjon",
    "inst-utenfor": "institusjon",
    "revisjonen": "revisjon",
}
PEOPLE: Mapping[str, tuple[str, frozenset[str]]] = {
    "berit": ("bydel-a", frozenset({CASEWORKER})),
    "bjarne": ("bydel-a", frozenset({CASEWORKER})),
    "lars": ("bydel-a", frozenset({LEADER})),
    "petra": ("bydel-a", frozenset({PROCESS_OWNER})),
    "pia": ("inst-a", frozenset({PROCESS_OWNER})),
    "siv": ("bydel-b", frozenset({CASEWORKER, LEADER})),
    "ingrid": ("inst-a", frozenset({CASEWORKER})),
    "ivar": ("inst-a", frozenset({CASEWORKER})),
    "line": ("inst-a", frozenset({LEADER})),
    "odd": ("inst-b", frozenset({CASEWORKER, LEADER})),
    "ragna": ("bydel-a", frozenset({AUDITOR})),
    "rolf": ("revisjonen", frozenset({AUDITOR})),
}
REFERRAL: Mapping[str, object] = {
    "navn": "Kari Test",
    "fodselsnummer": "21883649874",
    "henvisende_bydel": "bydel-a",
    "institusjon": "inst-a",
}


def journey() -> Journey:
    """Draw the journey."""
    drawn = (
        begun()
        .task("plan", lane="institusjon", form="tekst")
        .deadline("plan", event=timer(date='=innflyttet + duration("P14D")', kan_avtales="ja"))
        .parallel("samle")
    )
    return ended(drawn)


def begun() -> Journey:
    """Draw the journey up to where it parts."""
    return (
        Journey("reise", "Reisen")
        .lane("bydel")
        .lane("institusjon")
        .prop("enhet.bydel", "=henvisende_bydel")
        .prop("enhet.institusjon", "=institusjon")
        .prop("beboer.navn", "=navn")
        .prop("beboer.fodselsnummer", "=fodselsnummer")
        .form(
            "henvisning",
            textfield("navn", "Navn", required=True),
            textfield("fodselsnummer", "Fødselsnummer", properties={"format": "fodselsnummer"}),
            select("henvisende_bydel", "Bydel", valuesKey="bydeler", required=True),
            select(
                "institusjon",
                "Institusjon",
                valuesKey="institusjoner",
                required=True,
                properties={"unntak": "avtale"},
            ),
            select("avtale", "Er begge parter enige?", options=("ja", "nei"), type="radio"),
        )
        .form("innflytting", date("innflyttet", "Innflyttet", required=True))
        .form("tekst", textarea("tekst", "Tekst"))
        .form("bestilling", textfield("hva", "Hva", required=True), date("frist", "Frist"))
        .form(
            "svar",
            select("forslag_svar", "Svar", options=("ja", "nei"), type="radio", required=True),
            textarea("forslag_grunn", "Grunn"),
        )
        .form("punkt", *ITEM)
        .file("checklists/tiltak.json", checklist_file("tiltak"))
        .start("henvist", form="henvisning", lane="bydel")
        .task("innflytting", lane="institusjon", form="innflytting")
        .deadline("innflytting", event=timer(duration="P14D"))
        .parallel("del")
    )


def ended(drawn: Journey) -> Journey:
    """Draw the rest of the journey, from where its parts meet, and the report beside the first."""
    return (
        drawn.task("avslutt", lane="bydel", form="tekst")
        .end()
        .at("del")
        .task("rapport", lane="bydel", form="tekst", said={"gjennomgar": "tiltak", "sjekkliste": "tiltak"})
        .to("samle")
        .at("del")
        .catch("tildelt", message("Bolig tildelt", skjema="tekst"), lane="bydel")
        .catch("ventetid", timer(duration="P3D"))
        .milestone("institusjonen_ferdig", avslutter="institusjon")
        .to("samle")
        .ad_hoc("etter_behov", _added())
    )


def _added() -> Scope:
    box = Scope().added("ekstra", lane="bydel", skjema="bestilling", tittel="=hva")
    box.deadline("ekstra", event=timer(date="=frist"))
    box.added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
    return box.added("svar_inst", lane="institusjon", form="svar", svarer_pa="forslag")


BED: Mapping[str, object] = {"oppgave": "Kjøpe seng", "ansvarlig": "beboer"}
"""An item of the plan."""


def options(_actor: Actor) -> OptionLists:
    """Return the units to choose from."""

    def of(party: str) -> tuple[Option, ...]:
        return tuple(Option(label=unit, value=unit) for unit, its in UNITS.items() if its == party)

    return {"bydeler": of("bydel"), "institusjoner": of("institusjon")}


@dataclass
class World:
    """The parts under test, and short words for what the tests do."""

    store: Store
    cases: Cases
    inbox: Inbox
    directory: Directory
    keys: "count[int]" = field(default_factory=count)

    def actor(self, person: str) -> Actor:
        return self.directory.actor(person, PEOPLE[person][0], MONDAY)

    def new_key(self) -> str:
        return f"nøkkel-{next(self.keys)}"

    def refer(self, now: datetime = MONDAY, **changed: object) -> str:
        """Let Berit refer someone; the case's id."""
        return self.cases.start(self.actor("berit"), "reise", {**REFERRAL, **changed}, now, self.new_key())

    def send(self, person: str, case: str, command: Command, now: datetime = MONDAY) -> Outcome:
        return self.cases.execute(self.actor(person), case, command, now, self.new_key())

    def complete(
        self, person: str, case: str, task: str, now: datetime = MONDAY, **answers: object
    ) -> Outcome:
        return self.send(person, case, CompleteTask(task, answers), now)

    def admitted(self, now: datetime = MONDAY) -> str:
        """A case in which the institution has admitted the person on Monday."""
        case = self.refer(now)
        self.complete("ingrid", case, "innflytting.1", now, innflyttet="2026-06-01")
        return case

    def allocate(self, case: str, now: datetime = MONDAY) -> Outcome:
        return self.send("berit", case, SendMessage("Bolig tildelt"), now)

    def write(self, person: str, case: str, now: datetime = MONDAY, **changed: object) -> Outcome:
        """Let somebody write an item of the plan for their party."""
        answers = {**BED, **changed}
        return self.send(person, case, SaveItem("tiltak", "okonomi", UNITS[PEOPLE[person][0]], answers), now)

    def open_tasks(self, case: str) -> set[str]:
        return {row.task for row in self.inbox.case_page(self.actor("berit"), case, MONDAY).tasks}


def people_world(store: Store, *, synthetic_only: bool = False) -> World:
    """Make the units and people, and publish the journey."""
    directory = Directory(store)
    for unit, party in UNITS.items():
        directory.add_unit(Unit(unit, unit.title(), party, covered=True))
    for person, (unit, roles) in PEOPLE.items():
        directory.add_person(Person(person, person.title()))
        directory.add_membership(Membership(person, unit, roles, LONG_AGO))
    cases = Cases(store, Policy(options, synthetic_only, outside=lambda: {"inst-utenfor": "Utenfor"}))
    world = World(store, cases, Inbox(store, cases.versions), directory)
    cases.publish(journey().bundle(), world.actor("petra"), MONDAY)
    return world
