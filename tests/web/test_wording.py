"""Norwegian dates, deadlines, counts, and a sentence for everything the journal can hold."""

from datetime import UTC, date, datetime, timedelta

import pytest

from prosesser.definition import load, read_folder
from prosesser.engine import CaseState, commands, events
from prosesser.engine.messages import (
    COMMANDS,
    EVENTS,
    ItemSaved,
    PlanAdopted,
    SaveItem,
    SectionSet,
    SetSection,
)
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_events import CaseMoved, MoveUndone
from tests.web.conftest import JOURNEY
from workflow_app import wording
from workflow_app.web.command_words import headline
from workflow_app.web.event_words import consequence
from workflow_app.web.glossary import Glossary
from workflow_app.web.history import answers

TODAY = date(2026, 6, 5)
NOON = datetime(2026, 6, 5, 11, 0, tzinfo=UTC)

BED = {"oppgave": "Kjøpe seng", "ansvarlig": "beboer", "status": "apen", "frist": "2026-06-05"}

SAID: dict[str, tuple[commands.Command | events.Event, str | None]] = {
    "Start": (commands.Start(), "Opprettet saken: «Beboer er henvist»"),
    "CompleteTask": (commands.CompleteTask("statusrapport.1"), "Fullførte «Statusrapport»"),
    "ClaimTask": (commands.ClaimTask("statusrapport.1", "kari"), "Tok oppgaven «Statusrapport»"),
    "ReleaseTask": (
        commands.ReleaseTask("statusrapport.1"),
        "La oppgaven «Statusrapport» tilbake til enheten",
    ),
    "AssignTask": (
        commands.AssignTask("statusrapport.1", "kari"),
        "Fordelte oppgaven «Statusrapport» til Kari Moe",
    ),
    "AddTask": (commands.AddTask("statusrapport", "bydel"), "La til oppgaven «Statusrapport»"),
    "WithdrawTask": (
        commands.WithdrawTask("statusrapport.1", "bydel", "Gjort"),
        "Trakk tilbake «Statusrapport». Grunn: Gjort",
    ),
    "ProposeDate": (
        commands.ProposeDate("statusrapport.1", TODAY, "bydel", "Ferie", "Enig"),
        "Foreslo 5. juni 2026 som ny dato for «Statusrapport». Grunn: Ferie. Beboerens syn: Enig",
    ),
    "SaveItem": (
        SaveItem("utflyttingsplan", "okonomi", "bydel", BED),
        "Skrev et punkt i «Utflyttingsplan», Økonomi",
    ),
    "SetSection": (
        SetSection("utflyttingsplan", "naboskap", "bydel", relevant=False, reason="Bor alene"),
        "Merket «Naboskap» i «Utflyttingsplan» som ikke aktuelt. Grunn: Bor alene",
    ),
    "FireTimer": (commands.FireTimer("ukjent.1"), "Tiden er inne: «ukjent»"),
    "SendMessage": (commands.SendMessage("Bolig tildelt"), "Registrerte «Bolig tildelt»"),
    "ChangeFacts": (
        commands.ChangeFacts({"innflyttet_institusjon": None}, "Feil dag"),
        "Rettet «{moved_in}». Grunn: Feil dag",
    ),
    "CancelCase": (commands.CancelCase("Flyttet"), "Avbrøt saken. Grunn: Flyttet"),
    "CaseStarted": (events.CaseStarted(), None),
    "FactsChanged": (events.FactsChanged(("a",)), None),
    "UnitChanged": (events.UnitChanged("bydel", None, "bydel-sagene"), "Bydelen i saken er Bydel Sagene"),
    "ContactsChanged": (events.ContactsChanged("bydel"), "Kontaktene hos bydelen er endret"),
    "LaneMoved": (
        events.LaneMoved("Lane_moteansvarlig", "institusjon", "bydel"),
        "Lane_moteansvarlig er nå bydelen",
    ),
    "TaskAdded": (
        events.TaskAdded("statusrapport.1", "institusjon"),
        "Lagt til av institusjonen: «Statusrapport»",
    ),
    "ProposalMade": (
        events.ProposalMade("svar.1", "bydel", "statusrapport.1"),
        "Bydelen har foreslått en endring som gjelder «Statusrapport»",
    ),
    "ProposalAnswered": (events.ProposalAnswered("svar.1", agreed=True), "Forslaget er godtatt"),
    "DateAgreed": (
        events.DateAgreed("statusrapport.1", "t.1", date(2026, 6, 1), TODAY),
        "Avtalt ny frist for «Statusrapport»: 5. juni 2026 (etter rutinen 1. juni 2026)",
    ),
    "GapFound": (events.GapFound("F9", "statusrapport"), "Registrert som mangel ved «Statusrapport»: F9"),
    "TaskOpened": (
        events.TaskOpened("statusrapport.1", "statusrapport", None, "institusjon"),
        "Ny oppgave hos institusjonen: «Statusrapport»",
    ),
    "TaskMoved": (
        events.TaskMoved("statusrapport.1", "institusjon", "bydel"),
        "Oppgaven «Statusrapport» ligger nå hos bydelen",
    ),
    "TaskClaimed": (events.TaskClaimed("statusrapport.1", "kari"), None),
    "TaskReleased": (events.TaskReleased("statusrapport.1", "kari"), None),
    "TaskAssigned": (events.TaskAssigned("statusrapport.1", "kari"), None),
    "TaskCompleted": (events.TaskCompleted("statusrapport.1"), None),
    "TaskWithdrawn": (events.TaskWithdrawn("statusrapport.1", None), "Oppgaven «Statusrapport» falt bort"),
    "DeadlineSet": (
        events.DeadlineSet("statusrapport.1", "t.1", TODAY, date(2026, 6, 1), ("innflyttet_institusjon",)),
        (
            "Fristen for «Statusrapport» er flyttet fra 1. juni 2026 til 5. juni 2026 "
            "fordi «{moved_in}» er endret"
        ),
    ),
    "DeadlineOverrun": (
        events.DeadlineOverrun("statusrapport.1", "t.1", TODAY),
        "Fristen for «Statusrapport», 5. juni 2026, er gått ut",
    ),
    "TimerSet": (events.TimerSet("t.1", NOON), None),
    "TimerFired": (events.TimerFired("t.1"), None),
    "MessageArmed": (events.MessageArmed("m.1", "Bolig tildelt"), None),
    "MessageReceived": (events.MessageReceived("m.1", "Bolig tildelt"), None),
    "ConditionMet": (events.ConditionMet("ukjent.1"), "Inntraff: «ukjent»"),
    "ParticipationEnded": (
        events.ParticipationEnded("institusjon", "x"),
        "Institusjonens del i saken er avsluttet",
    ),
    "ItemSaved": (
        ItemSaved("utflyttingsplan", "utflyttingsplan.3", "okonomi", BED, "bydel"),
        "Punkt 3 i «Utflyttingsplan», «Kjøpe seng»: Åpen. Ansvarlig: Beboeren. Frist: 5. juni 2026",
    ),
    "SectionSet": (SectionSet("utflyttingsplan", "naboskap"), None),
    "PlanAdopted": (
        PlanAdopted("utflyttingsplan", "utflyttingsplan.1", 2),
        "Versjon 2 av «Utflyttingsplan» er fastsatt",
    ),
    "CaseCompleted": (events.CaseCompleted(), "Saken er avsluttet"),
    "CaseCancelled": (events.CaseCancelled("Flyttet"), None),
    "MoveCase": (MoveCase("a" * 64, "Ny rutine"), "Flyttet saken til en annen versjon av rutinen"),
    "UndoMove": (
        UndoMove("b" * 64, "Feil", CaseState("active")),
        "Angret flyttingen til en annen versjon av rutinen",
    ),
    "CaseMoved": (
        CaseMoved("a" * 64, "b" * 64, "Ny rutine"),
        (
            "Saken følger fra nå versjon bbbbbbbbbbbb av rutinen i stedet for versjon aaaaaaaaaaaa. "
            "Grunn: Ny rutine"
        ),
    ),
    "MoveUndone": (
        MoveUndone("a" * 64, ""),
        "Saken følger igjen versjon aaaaaaaaaaaa av rutinen, og er slik den var før flyttingen",
    ),
}


@pytest.fixture(scope="module")
def words() -> Glossary:
    definition = load(read_folder(JOURNEY))
    return Glossary(definition, {"bydel-sagene": "Bydel Sagene"}, {"kari": "Kari Moe"}, {})


def moved_in(words: Glossary) -> str:
    """What the journey calls the day of moving in."""
    return words.definition.facts["innflyttet_institusjon"].label


def test_everything_that_the_journal_can_hold_has_its_sentence() -> None:
    assert set(SAID) == set(COMMANDS) | set(EVENTS)


@pytest.mark.parametrize("kind", SAID)
def test_the_sentence_reads(kind: str, words: Glossary) -> None:
    message, sentence = SAID[kind]
    said = headline(message, words) if isinstance(message, commands.Command) else consequence(message, words)
    assert said == (sentence and sentence.replace("{moved_in}", moved_in(words)))


def test_a_deadline_without_date_says_that_it_waits(words: Glossary) -> None:
    lost = events.DeadlineSet("statusrapport.1", "t.1", None, TODAY, ("innflyttet_institusjon",))
    assert consequence(lost, words) == (
        f"Fristen for «Statusrapport» venter på dato fordi «{moved_in(words)}» er endret"
    )
    assert consequence(events.DeadlineSet("statusrapport.1", "t.1", None), words) is None


def test_a_command_without_form_shows_no_answers(words: Glossary) -> None:
    assert answers(commands.ReleaseTask("statusrapport.1"), words) == ()


def test_the_answers_of_a_message_are_shown_by_label(words: Glossary) -> None:
    sent = commands.SendMessage("Bolig tilbudt eller funnet", {"konkret_bolig": "Storgata 1"})
    assert [(line.label, line.value) for line in answers(sent, words)] == [("Konkret bolig", "Storgata 1")]


def test_an_item_that_was_changed_and_a_section_taken_in_again_are_told(words: Glossary) -> None:
    changed = SaveItem("utflyttingsplan", "okonomi", "bydel", BED, "utflyttingsplan.3", 1)
    assert headline(changed, words) == "Endret punkt 3 i «Utflyttingsplan», Økonomi"
    assert [line.value for line in answers(changed, words)][:2] == ["Kjøpe seng", "Beboeren"]
    taken_in = SetSection("utflyttingsplan", "naboskap", "bydel", relevant=True)
    assert headline(taken_in, words) == "Merket «Naboskap» i «Utflyttingsplan» som aktuelt igjen"
    bare = ItemSaved("utflyttingsplan", "utflyttingsplan.1", "okonomi", {"status": "gjort"}, "bydel")
    assert consequence(bare, words) == "Punkt 1 i «Utflyttingsplan»: Gjort"


@pytest.mark.parametrize(
    ("days", "text", "color"),
    [
        (-400, "Forfalt for 400 dager siden", "danger"),
        (-2, "Forfalt for 2 dager siden", "danger"),
        (-1, "Forfalt i går", "danger"),
        (0, "Frist i dag", "warning"),
        (1, "Frist i morgen", "warning"),
        (3, "Frist om 3 dager", "warning"),
        (4, "Frist om 4 dager", "info"),
    ],
)
def test_a_deadline_tag(days: int, text: str, color: str) -> None:
    assert wording.deadline_tag(TODAY + timedelta(days), TODAY) == wording.Tag(text, color)


def test_dates_and_times_are_written_as_we_write_them() -> None:
    assert wording.long_date(TODAY) == "5. juni 2026"
    assert wording.short_date(TODAY) == "05.06.2026"
    assert wording.long_instant(NOON) == "5. juni 2026 kl. 13.00"
    assert wording.iso_instant(NOON) == "2026-06-05T13:00+02:00"
    assert wording.any_date(NOON) == "5. juni 2026 kl. 13.00"


def test_counts_and_lists_read_as_sentences_do() -> None:
    assert wording.count(1, "sak", "saker") == "1 sak"
    assert wording.count(12345, "sak", "saker") == "12\N{NO-BREAK SPACE}345 saker"
    assert wording.listed([]) == ""
    assert wording.listed(["plan"]) == "plan"
    assert wording.listed(["plan", "kartlegging", "rapport"]) == "plan, kartlegging og rapport"


def test_a_reminder_is_due_from_the_day_that_the_diagram_names() -> None:
    due = TODAY + timedelta(days=12)
    assert wording.deadline_tag(due, TODAY, TODAY).text == "Påminnelse: frist om 12 dager"
    assert wording.deadline_tag(due, TODAY, TODAY + timedelta(days=1)).text == "Frist om 12 dager"
    assert wording.deadline_tag(TODAY - timedelta(days=1), TODAY, TODAY).text == "Forfalt i går"
