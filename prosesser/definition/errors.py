"""Why a bundle is refused."""

from prosesser.definition.findings import Finding
from prosesser.errors import Refused


class Unreadable(Refused):
    """Filen «{file}» kan ikke leses: {problem}."""


class NotRunnable(Refused):
    """Versjonen kan ikke kjøres. Rett dette først: {problems}"""  # noqa: D400 - ends with the last problem

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        errors = [finding for finding in findings if finding.severity == "error"]
        super().__init__(
            problems=" ".join(f"({n}) {error.message}" for n, error in enumerate(errors, start=1))
        )
