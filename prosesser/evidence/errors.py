"""What evidence refuses."""

from prosesser.errors import Refused


class NotASelection(Refused):
    """Utvalget kan ikke leses. Velg enheter, datoer, prosess og versjon i skjemaet."""
