"""What stands in the way of a package, or of believing one."""

from prosesser.errors import Refused


class RowDiffers(Refused):
    """Rad {row}: {reason}"""  # noqa: D400 - the reason is a sentence


class CaseToldWrongly(Refused):
    """Det som står om saken ({part}), er ikke det journalen leder til."""


class CaseDoesNotHold(Refused):
    """Pakken er ikke laget, for saken svarer ikke til journalen sin. {reason} Kontroller: somlos verify."""


class VersionUnusable(Refused):
    """Versjon {digest} kan ikke leses av motoren ({error})."""


class SignatureWrong(Refused):
    """Signaturen på ankeret er ikke laget med {key}."""


class SignedByOther(Refused):
    """Ankeret er signert med {key}, som ikke er den du oppga."""
