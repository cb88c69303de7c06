"""What a step refuses: nothing has changed, and the message says what to do instead."""

from prosesser.errors import Broken, Refused
from prosesser.spiff import NotOpen, StepFailed

__all__ = ["NotOpen", "StepFailed"]


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


class UnknownAddition(Refused):
    """Det er ingen slik oppgave å legge til i denne saken. Se saken for hva som kan legges til."""


class NotProposer(Refused):
    """Det er den andre parten som kan gjøre dette. Be dem om det."""


class NotAdded(Refused):
    """Oppgaven hører til forløpet og kan ikke trekkes tilbake. Fullfør den med det som er gjort."""


class NotNegotiable(Refused):
    """Partene kan ikke avtale en annen dato for denne fristen. Plikten og fristen står i rutinen."""


class AlreadyProposed(Refused):
    """Det er allerede foreslått en annen dato for fristen. Svar på det, eller trekk det tilbake."""


class DateNotKnown(Refused):
    """Fristen har ingen dato ennå. Vent til det den regnes fra, er registrert."""


class DateInPast(Refused):
    """Datoen er passert. Velg en dato fra og med i dag."""


class DateStands(Refused):
    """Fristen er allerede den datoen. Velg en annen dato."""


class ReasonMissing(Refused):
    """Begrunnelse eller beboerens syn mangler. Skriv det før du sender."""


class UnknownPlan(Refused):
    """Saken har ingen slik plan. Se saken for hvilke planer den har."""


class UnknownSection(Refused):
    """Planen har ingen slik del. Last siden på nytt for å se hvilke den har."""


class UnknownItem(Refused):
    """Planen har ikke noe slikt punkt. Last siden på nytt for å se hvilke den har."""


class ItemChanged(Refused):
    """Punktet er endret siden du åpnet det. Se hva som står nå, og lagre på nytt hvis du vil endre det."""


class PlanFull(Refused):
    """Planen har {most} punkter og tar ikke flere. Bruk et punkt som finnes."""


class NothingReviewed(Refused):
    """Det er ingen plan å gå gjennom i denne oppgaven."""


class NothingAsked(Refused):
    """Det er ikke noe skjema her, så det kan ikke sendes inn opplysninger."""


class AlreadyThere(Refused):
    """Saken følger allerede denne versjonen av rutinen."""


class MovedOn(Refused):
    """Det har skjedd noe i saken etter flyttingen, så den kan ikke angres. Flytt saken på nytt hvis du må."""
