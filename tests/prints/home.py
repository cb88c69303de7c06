"""A small journey to a home that says everything that a document for the resident is made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from prosesser.definition import Bundle
from prosesser.engine.messages import Command, CompleteTask, SendMessage
from prosesser.engine.plan_commands import SaveItem, SetSection
from tests.bpmn_steps import Event
from tests.builders import Journey, timer
from tests.checklist_files import ITEM, checklist_file, section
from tests.form_files import date, group, rows, select, textarea, textfield
from tests.web.conftest import BEGINNING, NATIONAL_ID, RESIDENT, actor
from workflow_app.web.desk import Desk

KEY = "hjem"
ADDRESS = "Storgata 5, leilighet H0201"
DISTRICT_CONTACT, STAY_CONTACT = "Jon Bakke", "Line Bjerke"
KIN = "Anne Ulvmo"
MOVED_IN = "2026-01-05"
_numbers = count(1)

OFFERED = Event(
    "message",
    message="Bolig tilbudt",
    properties={
        "part": "bydel",
        "skjema": "tilbud",
        "klarsprak": "Får du tilbud om en bolig, snakker vi sammen.",
        "klarsprak_gjort": "Du fikk tilbud om en bolig.",
    },
)
SECTIONS = [section("okonomi", "Økonomi"), section("naboskap", "Naboskap"), section("rus", "Rusmestring")]

OWN_WORDS = {"properties": {"egne_ord": "Dette ønsker du"}}
EVERYWHERE = {"properties": {"skjermes": "overalt"}}
ALWAYS = {"properties": {"skjermes": "alltid"}}
WHEN_PROTECTED = {"properties": {"skjermes": "adressesperre"}}

REFERRED = {
    "beboer_navn": RESIDENT,
    "fodselsnummer": NATIONAL_ID,
    "henvisende_bydel": "bydel-gamle-oslo",
    "institusjon": "inst-lilleborg",
    "kontakter": [{"navn": DISTRICT_CONTACT, "telefon": "40000001", "epost": "jon@gamleoslo.example"}],
}
REPORTED = {
    "onsker": "Jeg vil bo nær skolen.\nOg ha en hund.",
    "boligtype": "selvstendig",
    "vurdering": f"Kari ({NATIONAL_ID}) kan bo i {ADDRESS}. Bydel Gamle Oslo og Lilleborg er enige.",
    "moterom": "Møterom 3, Kirkegata 12",
    "parorende": KIN,
    "notat": "",
    "deltakere": [{"hvem": "Institusjonen", "hvordan": "I møte"}, {"hvem": "Bydelen", "hvordan": ""}],
}
BED = {
    "oppgave": "Kjøpe seng",
    "tiltak": "Søke om penger til innbo",
    "ansvarlig": "beboer",
    "frist": "2026-02-01",
    "status": "apen",
}
RENT = {"oppgave": "Fast trekk til husleie", "ansvarlig": "bydel", "status": "viderefores"}
DROPPED = {"oppgave": "Avtale om flyttebil", "ansvarlig": "institusjon", "status": "utgar"}


def journey() -> Bundle:
    """Return the journey's files."""
    contacts = rows("kontakter", textfield("navn"), textfield("telefon"), textfield("epost"))
    stay_contacts = {**contacts, "id": "felt_primar", "path": "primar"}
    return (
        Journey(KEY, "Veien hjem")
        .lane("bydel")
        .lane("institusjon")
        .prop("enhet.bydel", "=henvisende_bydel")
        .prop("enhet.institusjon", "=institusjon")
        .prop("kontakter.bydel", "=kontakter")
        .prop("kontakter.institusjon", "=primar")
        .prop("beboer.navn", "=beboer_navn")
        .prop("beboer.fodselsnummer", "=fodselsnummer")
        .prop("beboer.adressesperre", "=adressesperre")
        .prop("hovedansvar", '="bydel"')
        .form(
            "henvisning",
            textfield("beboer_navn", "Navn"),
            textfield("fodselsnummer", "Fødselsnummer", **ALWAYS),
            select("henvisende_bydel", "Bydel", valuesKey="bydeler"),
            select("institusjon", "Institusjon", valuesKey="institusjoner"),
            select("adressesperre", "Adressesperre", options=("ja", "nei")),
            contacts,
        )
        .form(
            "innflytting",
            date("innflyttet", "Innflyttet"),
            date("mote", "Møtet er avtalt til"),
            stay_contacts,
        )
        .form(
            "rapport",
            group(
                textarea("onsker", "Dine ønsker", properties={"egne_ord": "Dette ønsker du"}),
                label="Det du ønsker",
            ),
            group(
                select("boligtype", "Boligtype", options=("selvstendig", "annen")),
                textarea("vurdering", "Vurdering"),
                textfield("moterom", "Møtested", **WHEN_PROTECTED),
                textfield("parorende", "Pårørende", **ALWAYS),
                textarea("notat", "Merknad"),
                rows("deltakere", textfield("hvem", "Hvem"), textfield("hvordan", "Slik"), label="Deltaker"),
                label="Vurderingen",
            ),
        )
        .form("tilbud", textfield("konkret_bolig", "Konkret bolig", **EVERYWHERE))
        .form("punkt", *ITEM)
        .file(
            "checklists/flytteplan.json", checklist_file("flytteplan", title="Flytteplan", sections=SECTIONS)
        )
        .start("henvist", form="henvisning", lane="bydel")
        .task(
            "innflytting",
            lane="institusjon",
            form="innflytting",
            klarsprak="Du flytter inn.",
            klarsprak_gjort="Du flyttet inn på institusjonen.",
            utfort="=innflyttet",
        )
        .parallel("del")
        .task(
            "rapport",
            lane="institusjon",
            form="rapport",
            klarsprak='="Institusjonen skriver {tittel}" + if mote = null then "." else " før møtet."',
            klarsprak_gjort='=if boligtype = "selvstendig" then "{tittel} er skrevet." else null',
            utskrift="Rapporten om deg",
            tittel='="Rapporten"',
            utfort='=date("2026-01-04")',
        )
        .deadline("rapport", event=timer(date='=innflyttet + duration("P14D")'))
        .parallel("samle")
        .end("ferdig")
        .at("del")
        .task("mote", lane="bydel", klarsprak="Dere møtes.", klarsprak_nar="=mote")
        .deadline("mote", event=timer(date='=innflyttet + duration("P30D")'))
        .to("samle")
        .at("del")
        .task("internt", lane="bydel", klarsprak="nei")
        .to("samle")
        .at("del")
        .task("uten_ord", lane="bydel")
        .to("samle")
        .at("del")
        .catch("tilbudt", OFFERED, lane="bydel")
        .task("flytting", lane="bydel", klarsprak="Du flytter hjem.")
        .milestone("institusjonen_er_ferdig", avslutter="institusjon")
        .to("samle")
        .at("del")
        .catch("en_maned", timer(date='=innflyttet + duration("P1M")', klarsprak="Du har bodd her en måned."))
        .to("samle")
        .bundle()
    )


@dataclass
class Home:
    """A case of the journey, worked by both parties."""

    desk: Desk
    case: str
    now: datetime = BEGINNING

    @property
    def address(self) -> str:
        return f"/saker/{self.case}"

    def sends(self, person: str, command: Command) -> None:
        self.now += timedelta(minutes=1)
        key = f"nokkel-{next(_numbers)}"
        self.desk.cases.execute(actor(person), self.case, command, self.now, key)

    def moves_in(self, **answers: object) -> None:
        contact = {"navn": STAY_CONTACT, "telefon": "+47 400 00 002", "epost": "line@lilleborg.example"}
        given = {"innflyttet": MOVED_IN, "primar": [contact], **answers}
        self.sends("institusjon", CompleteTask("innflytting.1", given))

    def reports(self, **answers: object) -> None:
        self.sends("institusjon", CompleteTask("rapport.1", {**REPORTED, **answers}))

    def is_offered_a_home(self) -> None:
        self.sends("bydel", SendMessage("Bolig tilbudt", {"konkret_bolig": ADDRESS}))

    def plans(self) -> None:
        for item in (BED, RENT, DROPPED):
            self.sends("bydel", SaveItem("flytteplan", "okonomi", "bydel", item))
        self.sends(
            "bydel", SetSection("flytteplan", "rus", "bydel", relevant=False, reason="Ikke noe problem")
        )

    def moves_home(self) -> None:
        self.sends("bydel", CompleteTask("flytting.1"))

    def goes_all_the_way(self) -> None:
        self.moves_in(mote="2026-01-12")
        self.plans()
        self.is_offered_a_home()
        self.reports()


def refer(desk: Desk, **answers: object) -> Home:
    """Publish the journey and start a case of it."""
    owner = actor("prosesseier")
    desk.cases.publish(journey(), owner, BEGINNING)
    given = {**REFERRED, "adressesperre": "nei", **answers}
    return Home(desk, desk.cases.start(actor("bydel"), KEY, given, BEGINNING, f"nokkel-{next(_numbers)}"))
