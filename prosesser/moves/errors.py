"""What the use cases of moving many cases refuse."""

from prosesser.errors import Refused


class VersionUnknown(Refused):
    """Versjonen finnes ikke. Gå til listen over versjoner."""


class NothingToMove(Refused):
    """Ingen saker følger en annen versjon, så det er ingen å flytte."""


class MoveUnknown(Refused):
    """Flyttingen finnes ikke. Gå til siden for å flytte saker."""


class PlanNotReady(Refused):
    """Planen er ikke ferdig, eller den er stanset. Lag en ny plan først."""


class ReasonMissing(Refused):
    """Skriv hvorfor sakene flyttes, med høyst {longest} tegn. Det står i historikken til hver sak."""


class UndoReasonMissing(Refused):
    """Skriv hvorfor flyttingen angres, med høyst {longest} tegn. Det står i historikken til saken."""


class NoCaseChosen(Refused):
    """Ingen av sakene i planen kan flyttes. Da er det ingenting å gjøre."""


class MoveGoingOn(Refused):
    """Saker flyttes til denne versjonen nå. Vent til det er ferdig, eller stans det først."""


class RuleUnknown(Refused):
    """Fristen som skal regnes ut på nytt, er ikke endret for noen av sakene. Last siden på nytt."""
