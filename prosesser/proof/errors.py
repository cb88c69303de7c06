"""What stands in the way of an anchor, or of reading one."""

from prosesser.errors import Refused


class SigningKeyMissing(Refused):
    """Fant ingen signeringsnøkkel. Sett SOMLOS_SIGNING_KEY, eller legg nøkkelfilen på {path}."""


class SigningKeyMalformed(Refused):
    """Signeringsnøkkelen i {source} er ikke 32 byte skrevet som base64. Hent den rette fra kopien av den."""


class SigningKeyUnreadable(Refused):
    """Signeringsnøkkelen {path} kan ikke leses: {reason}."""


class SigningKeyOpen(Refused):
    """Signeringsnøkkelen {path} kan leses av andre enn eieren. Kjør: chmod 600 {path}"""  # noqa: D400 - ends with the command to copy


class PublicKeyUnreadable(Refused):
    """Filen {path} holder ingen offentlig Ed25519-nøkkel (PEM). Be den som drifter, om den rette."""


class AnchorUnreadable(Refused):
    """Anker {number} kan ikke leses: {reason}. Hent filen fra en kopi av ankermappen."""


class AnchorTaken(Refused):
    """Anker {number} er laget av en annen prosess. Ingenting er endret."""


class AnchorFolderUnusable(Refused):
    """Ankermappen {path} kan ikke brukes: {reason}. Rett den, eller sett SOMLOS_ANCHORS."""


class ClockBehind(Refused):
    """Klokka går etter siste anker, som er fra {at}. Still klokka, og prøv igjen. Ingenting er forankret."""


class NotAnchored(Refused):
    """Saken er ikke forankret ennå. Lag et anker med: somlos anchor"""  # noqa: D400 - ends with the command to copy
