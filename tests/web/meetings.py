"""A small journey of two meetings about a plan, with its items labelled as in earnest."""

from prosesser.access import PROCESS_OWNER, Actor
from prosesser.engine.messages import CompleteTask, SaveItem
from tests.builders import Journey
from tests.checklist_files import ITEM, checklist_file
from tests.form_files import select, textarea, textfield
from tests.web.conftest import BEGINNING, Case, actor
from workflow_app.web.desk import Desk

OWNER = Actor("prosesseier", "bydel-gamle-oslo", "bydel", frozenset({PROCESS_OWNER}))


def journey() -> Journey:
    """A meeting that adopts the plan, and one that goes through it, both the district's."""
    return (
        Journey("provesak", "Prøvesak")
        .lane("bydel")
        .prop("enhet.bydel", '="bydel-gamle-oslo"')
        .prop("beboer.navn", '="Kari Ulvmo"')
        .form(
            "referat",
            textarea("bolig", "Bolig", required=True),
            select("flere", "Flere møter", options=("ja", "nei"), type="radio"),
            textfield("hvorfor", "Hvorfor flere?", hide='=flere != "ja"'),
        )
        .form("punkt", *ITEM)
        .file("checklists/plan.json", checklist_file("plan", title="Planen"))
        .start()
        .task("mote", form="referat", said={"sjekkliste": "plan"})
        .task("oppfolging", form="referat", said={"gjennomgar": "plan", "sjekkliste": "plan"})
        .task("etter")
        .end()
    )


def begin(desk: Desk) -> Case:
    """Start a case; it stands at the meeting that adopts the plan."""
    desk.cases.publish(journey().bundle(), OWNER, BEGINNING)
    return Case(desk.cases.start(actor("bydel"), "provesak", {}, BEGINNING, "s" * 20), "mote.1")


def gone_through(desk: Desk) -> Case:
    """Start a case at the meeting that goes through the plan: two open items, and one that is done."""
    begun = begin(desk)
    for number, (section, title) in enumerate([("okonomi", "Søke lån"), ("naboskap", "Hilse på")]):
        write(desk, begun, f"{number}", section, oppgave=title)
    write(desk, begun, "2", "okonomi", oppgave="Åpne konto", status="gjort")
    adopt = CompleteTask("mote.1", {"bolig": "Ny"})
    desk.cases.execute(actor("bydel"), begun.id, adopt, BEGINNING, "m" * 20)
    return Case(begun.id, "oppfolging.1")


def write(desk: Desk, case: Case, key: str, section: str, **answers: str) -> None:
    command = SaveItem("plan", section, "bydel", {"ansvarlig": "beboer", **answers})
    desk.cases.execute(actor("bydel"), case.id, command, BEGINNING, key * 20)
