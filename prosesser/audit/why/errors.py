"""What cannot be explained."""

from prosesser.errors import Refused


class NothingToExplain(Refused):
    """Fant ikke det du spør om i saken på det tidspunktet. Velg i listene under."""


class Damaged(Refused):
    """Rad {row}: {reason} Kontroller saken."""
