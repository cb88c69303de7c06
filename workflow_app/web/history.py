"""The journal in words: what each command and event reads as in a case's timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from prosesser.access import SYSTEM
from prosesser.definition.forms import Line, display
from prosesser.engine import commands, events
from prosesser.engine.asked import Answering, form_answered
from prosesser.engine.codec import Due
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from prosesser.inbox import TimelineRow
from workflow_app.web import move_words, plan_words
from workflow_app.web.glossary import Glossary
from workflow_app.wording import any_date, capital, the_party


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the timeline, in words."""

    at: datetime
    who: str
    what: str
    consequences: tuple[str, ...]
    answers: tuple[Line, ...]


def entries(timeline: Iterable[TimelineRow], words: Glossary) -> tuple[Entry, ...]:
    """Return the rows of a timeline in words, in the same order; each in those of its own version."""
    return tuple(_entry(row, words.at(row.definition)) for row in timeline)


def _entry(row: TimelineRow, words: Glossary) -> Entry:
    return Entry(
        at=row.at,
        who=_actor(row),
        what=headline(row.command, words),
        consequences=tuple(filter(None, (consequence(event, words) for event in row.events))),
        answers=answers(row.command, words),
    )


def _actor(row: TimelineRow) -> str:
    if row.person.id == SYSTEM.person:
        return "Sømløs"
    return f"{row.person.name}, {row.unit.name}" if row.unit else row.person.name


def answers(command: commands.Command, words: Glossary) -> tuple[Line, ...]:
    """Return what was answered in a command's form, by label; nothing when it has none."""
    if not isinstance(command, Answering):
        return ()
    form = form_answered(words.definition, command)
    return display(words.definition.forms[form], command.answers, words.options) if form else ()


@singledispatch
def headline(command: object, words: Glossary) -> str:
    """Say what somebody did, as a sentence without its subject: "Fullførte «Statusrapport»"."""
    raise NotImplementedError(type(command))


@headline.register
def _(_command: commands.Start, words: Glossary) -> str:
    return f"Opprettet saken: {words.element(words.definition.start.id)}"


@headline.register
def _(command: commands.CompleteTask, words: Glossary) -> str:
    return f"Fullførte {words.waiting(command.task)}"


@headline.register
def _(command: commands.ClaimTask, words: Glossary) -> str:
    return f"Tok oppgaven {words.waiting(command.task)}"


@headline.register
def _(command: commands.ReleaseTask, words: Glossary) -> str:
    return f"La oppgaven {words.waiting(command.task)} tilbake til enheten"


@headline.register
def _(command: commands.AssignTask, words: Glossary) -> str:
    return f"Fordelte oppgaven {words.waiting(command.task)} til {words.person(command.person)}"


@headline.register
def _(command: commands.FireTimer, words: Glossary) -> str:
    return f"Tiden er inne: {words.waiting(command.timer)}"


@headline.register
def _(command: commands.SendMessage, _words: Glossary) -> str:
    return f"Registrerte «{command.name}»"


@headline.register
def _(command: commands.ChangeFacts, words: Glossary) -> str:
    return f"Rettet {words.facts(tuple(command.facts))}. Grunn: {command.reason}"


@headline.register
def _(command: commands.CancelCase, _words: Glossary) -> str:
    return f"Avbrøt saken. Grunn: {command.reason}"


@headline.register
def _(command: commands.AddTask, words: Glossary) -> str:
    return f"La til oppgaven {words.element(command.element)}"


@headline.register
def _(command: commands.WithdrawTask, words: Glossary) -> str:
    return f"Trakk tilbake {words.waiting(command.task)}. Grunn: {command.reason}"


@headline.register
def _(command: commands.ProposeDate, words: Glossary) -> str:
    return (
        f"Foreslo {any_date(command.day)} som ny dato for {words.waiting(command.timer)}. "
        f"Grunn: {command.reason}. Beboerens syn: {command.residents_view}"
    )


@singledispatch
def consequence(event: object, words: Glossary) -> str | None:
    """Say what followed from a command; None for what the headline or another event already says."""
    raise NotImplementedError(type(event))


@consequence.register(events.CaseStarted)
@consequence.register(events.FactsChanged)
@consequence.register(events.TaskClaimed)
@consequence.register(events.TaskReleased)
@consequence.register(events.TaskAssigned)
@consequence.register(events.TaskCompleted)
@consequence.register(events.TimerSet)
@consequence.register(events.TimerFired)
@consequence.register(events.MessageArmed)
@consequence.register(events.MessageReceived)
@consequence.register(events.CaseCancelled)
def _said_elsewhere(_event: events.Event, _words: Glossary) -> None:
    return None


@consequence.register
def _(event: events.UnitChanged, words: Glossary) -> str | None:
    if event.unit_to is None:
        return None
    return f"{capital(the_party(event.party))} i saken er {words.unit(event.unit_to)}"


@consequence.register
def _(event: events.ContactsChanged, _words: Glossary) -> str:
    return f"Kontaktene hos {the_party(event.party)} er endret"


@consequence.register
def _(event: events.LaneMoved, words: Glossary) -> str | None:
    if event.party_to is None or event.party_from is None:
        return None
    return f"{words.lane(event.lane)} er nå {the_party(event.party_to)}"


@consequence.register
def _(event: events.TaskOpened, words: Glossary) -> str:
    party = f" hos {the_party(event.party)}" if event.party else ""
    return f"Ny oppgave{party}: {words.element(event.element)}"


@consequence.register
def _(event: events.TaskMoved, words: Glossary) -> str:
    party = the_party(event.party_to) if event.party_to else "ingen"
    return f"Oppgaven {words.waiting(event.task)} ligger nå hos {party}"


@consequence.register
def _(event: events.TaskWithdrawn, words: Glossary) -> str:
    because = f" på grunn av {words.element(event.because)}" if event.because else ""
    return f"Oppgaven {words.waiting(event.task)} falt bort{because}"


@consequence.register
def _(event: events.DeadlineSet, words: Glossary) -> str | None:
    because = f" fordi {words.facts(event.because)} er endret" if event.because else ""
    task = words.waiting(event.task)
    if event.agreed is not None:
        stands = any_date(event.agreed)
        return f"Fristen for {task} etter rutinen er endret{because}. Den avtalte datoen {stands} står"
    if event.due is None:
        return f"Fristen for {task} venter på dato{because}" if event.previous else None
    if event.previous is None:
        return f"Frist for {task}: {any_date(event.due)}"
    return f"Fristen for {task} er flyttet fra {_day(event.previous)} til {_day(event.due)}{because}"


@consequence.register
def _(event: events.TaskAdded, words: Glossary) -> str:
    party = f" av {the_party(event.party)}" if event.party else ""
    return f"Lagt til{party}: {words.waiting(event.task)}"


@consequence.register
def _(event: events.ProposalMade, words: Glossary) -> str:
    about = words.waiting(event.timer) if event.timer else words.element(event.element or "")
    return f"{capital(the_party(event.party))} har foreslått en endring som gjelder {about}"


@consequence.register
def _(event: events.ProposalAnswered, _words: Glossary) -> str:
    return "Forslaget er godtatt" if event.agreed else "Forslaget er avslått"


@consequence.register
def _(event: events.DateAgreed, words: Glossary) -> str:
    return (
        f"Avtalt ny frist for {words.waiting(event.task)}: {any_date(event.due)} "
        f"(etter rutinen {_day(event.rule)})"
    )


@consequence.register
def _(event: events.GapFound, words: Glossary) -> str:
    return f"Registrert som mangel ved {words.element(event.element)}: {words.clause(event.clause)}"


@consequence.register
def _(event: events.DeadlineOverrun, words: Glossary) -> str:
    return f"Fristen for {words.waiting(event.task)}, {_day(event.due)}, er gått ut"


@consequence.register
def _(event: events.ConditionMet, words: Glossary) -> str:
    return f"Inntraff: {words.waiting(event.catch)}"


@consequence.register
def _(event: events.ParticipationEnded, _words: Glossary) -> str:
    return f"{capital(the_party(event.party))}s del i saken er avsluttet"


@consequence.register
def _(_event: events.CaseCompleted, _words: Glossary) -> str:
    return "Saken er avsluttet"


headline.register(MoveCase)(move_words.move_made)
headline.register(UndoMove)(move_words.move_undone)
consequence.register(CaseMoved)(move_words.follows_now)
consequence.register(MoveUndone)(move_words.follows_again)
headline.register(SaveItem)(plan_words.item_written)
headline.register(SetSection)(plan_words.section_set)
consequence.register(ItemSaved)(plan_words.item_stands)
consequence.register(SectionSet)(_said_elsewhere)
consequence.register(PlanAdopted)(plan_words.plan_adopted)


def _day(due: Due) -> str:
    return any_date(due) if due else "ukjent dato"
