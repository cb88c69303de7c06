"""``somlos lint``: check journeys in files."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from prosesser.definition import Finding, Unreadable, examine, read_journey
from workflow_app.cli.outcome import REFUSED, UNUSABLE
from workflow_app.wording import count

SEVERITIES = {"error": "feil", "warning": "advarsel", "info": "merk"}


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say of a file; ``unreadable`` says why there is nothing."""

    file: str
    unreadable: str | None
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """What the command ends with for this file."""
        if self.unreadable is not None:
            return UNUSABLE
        return REFUSED if self.number("error") else 0

    def number(self, severity: str) -> int:
        """Count the findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


@click.command(epilog="Example: somlos lint bpmn/institusjon-bolig")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON array, with one object a file.")
@click.pass_context
def lint(context: click.Context, files: Sequence[Path], *, as_json: bool) -> None:
    """Check journeys without running anything.

    FILE is a diagram (its forms are found beside it) or a journey's folder. The findings are in
    Norwegian, for whoever drew the diagram.

    Exits with 0 when no file has errors, 1 when one has, 2 when one cannot be read.
    """
    reports = [_examined(path) for path in files]
    if as_json:
        click.echo(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(_written, reports)))
    context.exit(max(report.exit_code for report in reports))


def _examined(path: Path) -> Report:
    try:
        return Report(str(path), None, examine(read_journey(path)).findings)
    except Unreadable as error:
        return Report(str(path), str(error), ())


def _written(report: Report) -> str:
    if report.unreadable is not None:
        return f"{report.file}: {report.unreadable}"
    warnings = count(report.number("warning"), "advarsel", "advarsler")
    return "\n".join(
        [*map(_line, report.findings), f"{report.file}: {report.number('error')} feil, {warnings}"]
    )


def _line(finding: Finding) -> str:
    place = f" {finding.element}" if finding.element else ""
    named = f" «{finding.element_name}»" if finding.element_name else ""
    return f"{SEVERITIES[finding.severity]}{place}{named}: {finding.message} [{finding.rule}]"
