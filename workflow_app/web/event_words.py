"""Events in words: what followed from a command, as a case's timeline says it."""

from functools import singledispatch

from prosesser.engine import events
from prosesser.engine.codec import Due
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from workflow_app.web import move_words, plan_words
from workflow_app.web.glossary import Glossary
from workflow_app.wording import any_date, capital, the_party


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


consequence.register(CaseMoved)(move_words.follows_now)
consequence.register(MoveUndone)(move_words.follows_again)
consequence.register(ItemSaved)(plan_words.item_stands)
consequence.register(SectionSet)(_said_elsewhere)
consequence.register(PlanAdopted)(plan_words.plan_adopted)


def _day(due: Due) -> str:
    return any_date(due) if due else "ukjent dato"
