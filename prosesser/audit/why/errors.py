"""What cannot be explained."""

from prosesser.errors import Refused


class NothingToExplain(Refused):
    """Fant ikke det du spør om i saken på det tidspunktet. Velg i listene under."""


class Damaged(Refused):
    """Saken kan ikke leses: en rad i journalen er endret eller skadet. Kontroller saken."""
