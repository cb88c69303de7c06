"""Two kinds of error, split by blame.

The docstring of an error class *is* its message: bokmål, for whoever reads it, with
``{placeholders}`` filled from the keyword arguments it is raised with. Never put personal
data in the details: they reach logs.
"""


class SomlosError(Exception):
    """Noe gikk galt."""

    def __init__(self, **details: object) -> None:
        self.details = details
        message = " ".join((type(self).__doc__ or "").split())
        super().__init__(message.format_map(details))


class Refused(SomlosError):
    """Dette kan ikke gjøres."""


class Broken(SomlosError):
    """Noe er galt i systemet. Meld fra til den som drifter det."""
