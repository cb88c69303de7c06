"""What a step refuses: nothing has changed, and the message says what to do instead."""

from prosesser.errors import Broken, Refused
from prosesser.spiff import StepFailed

__all__ = ["StepFailed"]


class NaiveInstant(Broken):
    """Tidspunktet mangler tidssone. Meld fra til den som drifter systemet."""


class CaseNotStarted(Refused):
    """Saken er ikke startet ennå. Start den først."""


class CaseAlreadyStarted(Refused):
    """Saken er allerede startet."""


class CaseEnded(Refused):
    """Saken er avsluttet og kan ikke endres."""


class UnknownTask(Refused):
    """Oppgaven «{task}» finnes ikke i denne saken."""


class TaskDone(Refused):
    """Oppgaven er allerede utført eller ikke lenger aktuell. Last siden på nytt."""


class TaskTaken(Refused):
    """En annen har allerede tatt oppgaven. Ta den over hvis du skal gjøre den."""


class TaskNotTaken(Refused):
    """Ingen har tatt oppgaven, så den kan ikke frigis."""


class UnknownTimer(Refused):
    """Det er ingen frist eller ventetid «{timer}» i saken nå."""


class TimerNotDue(Refused):
    """Tiden for «{timer}» er ikke kommet ennå."""


class MessageNotAwaited(Refused):
    """Saken venter ikke på meldingen «{name}» nå. Last siden på nytt for å se hva som kan meldes."""


class MessageAmbiguous(Refused):
    """Flere steder i saken venter på meldingen «{name}». Velg hvilket den gjelder."""


class UnknownFact(Refused):
    """Opplysningen «{name}» finnes ikke i forløpet."""


class FactOfRound(Refused):
    """Opplysningen «{name}» hører til én av flere gjentakelser. Rett den i oppgaven den ble gitt i."""


class WrongType(Refused):
    """Opplysningen «{name}» må ha typen {expected}, men fikk {given}."""


class NothingAsked(Refused):
    """Det er ikke noe skjema her, så det kan ikke sendes inn opplysninger."""
