"""What auditing refuses."""

from prosesser.access import Denied
from prosesser.errors import Refused


class AssignmentUnknown(Refused):
    """Fant ikke oppdraget. Se listen over oppdrag."""


class NotToOneself(Refused):
    """Du kan ikke gi deg selv et oppdrag. Be en annen revisor gjøre det."""


class ContentErased(Refused):
    """Innholdet i saken er slettet. Det som er igjen, er kjeden, tilgangsloggen og slettebeviset."""


class NotAnAuditor(Refused):
    """Bare revisorer kan få oppdrag. Velg en person med rollen revisor."""


class PurposeMissing(Refused):
    """Skriv hva oppdraget skal brukes til, med høyst {longest} tegn."""


class ReasonMissing(Refused):
    """Skriv en grunn, med høyst {longest} tegn."""


class NotAnEnd(Refused):
    """Oppdraget må vare til en dag fram i tid, og høyst {days} dager. Velg en annen dag."""


class DaysBackwards(Refused):
    """Fra-dagen er etter til-dagen. Bytt dem om."""


class PeriodTooLong(Refused):
    """Velg en periode på høyst {days} dager."""


class AssignmentOver(Refused):
    """Oppdraget er allerede over."""


class ExportNeedsApproval(Denied):
    """Saken gjelder en person med adressesperre. Be om uttrekk med en grunn, så svarer en annen revisor."""


class NotProtected(Refused):
    """Saken kan hentes ut uten godkjenning: personen har ikke adressesperre."""


class AlreadyAsked(Refused):
    """Du har allerede bedt om å hente ut denne saken. Vent på svaret, eller bruk godkjenningen."""


class RequestUnknown(Refused):
    """Fant ikke forespørselen. Se listen over forespørsler."""


class AlreadyAnswered(Refused):
    """Forespørselen er besvart. Se svaret i listen."""


class NotOwnRequest(Refused):
    """Du kan ikke godkjenne din egen forespørsel. En annen revisor må svare."""
