"""What the linter says of a bundle."""

from dataclasses import dataclass
from typing import Literal

from prosesser.definition.model import Definition


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of an element (or of the whole, without one), in bokmål, with what to do.

    ``form`` is the id of the form that it is put right in, where it is one's.
    """

    severity: Literal["error", "warning", "info"]
    element: str | None
    element_name: str | None
    rule: str
    message: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """A bundle read and checked. Without a definition the findings say why."""

    definition: Definition | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep this version from running."""
        return tuple(finding for finding in self.findings if finding.severity == "error")
