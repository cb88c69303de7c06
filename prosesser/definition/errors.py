"""Why a bundle, or answers to a form, are refused."""

from prosesser.errors import Refused


class Unreadable(Refused):
    """Filen «{file}» kan ikke leses: {problem}."""


class NotRunnable(Refused):
    """Versjonen kan ikke kjøres. Rett dette først: {problems}."""
