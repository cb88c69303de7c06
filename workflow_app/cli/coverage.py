"""``somlos coverage``: whether each clause of the routine is realised, and shown to be."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from prosesser.calendar import format_duration
from prosesser.definition import Definition, NotRunnable, examine, read_journey
from prosesser.definition.requirements import Deadline
from workflow_app.cli.outcome import REFUSED
from workflow_app.coverage.matrix import Matrix, Row, matrix
from workflow_app.coverage.shown import shown_by
from workflow_app.installation import JOURNEY
from workflow_app.wording import MODALITIES, capital, count, deadline_rule, listed, the_party


@click.command(epilog="Example: somlos coverage --json")
@click.argument("journey", type=click.Path(path_type=Path), default=JOURNEY)
@click.option("--json", "as_json", is_flag=True, help="Write the matrix as JSON.")
@click.pass_context
def coverage(context: click.Context, journey: Path, *, as_json: bool) -> None:
    """Show each clause of the routine with what realises it, and the tests that show it.

    JOURNEY is a diagram or a journey's folder.  [default: bpmn/institusjon-bolig]

    Exits with 0 when every clause is covered; with 1 when one has no element, field or feature, or
    no test, when something names a clause that the catalogue does not have, or when the diagram
    counts a deadline otherwise than the catalogue without a recorded decision; with 2 when a file
    cannot be used.
    """
    found = matrix(_definition(journey), shown_by())
    click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2) if as_json else _written(found))
    context.exit(0 if found.holds else REFUSED)


def _definition(journey: Path) -> Definition:
    """Return the definition also where lint finds errors: an unknown clause is one."""
    examination = examine(read_journey(journey))
    if examination.definition is None:
        raise NotRunnable(examination.findings)
    return examination.definition


def _written(found: Matrix) -> str:
    blocks = [*("\n".join(_block(row)) for row in found.rows), *map("FEIL: {}".format, found.problems)]
    if found.rows and found.rows[0].tests is None:
        blocks.append("Testene følger ikke med installasjonen og er ikke kontrollert.")
    return "\n\n".join([*blocks, f"{found.covered} av {count(len(found.rows), 'krav', 'krav')} er dekket."])


def _block(row: Row) -> Iterator[str]:
    requirement = row.requirement
    who = capital(listed([the_party(party) for party in requirement.parties]))
    yield f"{row.id} ({requirement.clause}). {who} {MODALITIES.get(requirement.modality, '')}".rstrip()
    yield f"  {requirement.text}"
    if requirement.deadline is not None:
        yield f"  Frist: {deadline_rule(requirement.deadline)}"
        if requirement.deadline.decision:
            yield f"  Avgjort lokalt: {requirement.deadline.decision}"
    for label, values in _evidence(row):
        if values:
            yield f"  {label}: {', '.join(values)}"
    yield from (f"  FEIL: {problem}" for problem in row.problems)


def _evidence(row: Row) -> Iterator[tuple[str, list[str]]]:
    yield "Diagram", [f"{e.id} «{e.name}»" if e.name else e.id for e in row.claims.elements]
    yield "Skjema", [f"{field.form}.{field.key}" for field in row.claims.fields]
    yield (
        "Plan",
        [s.checklist if s.section is None else f"{s.checklist}.{s.section}" for s in row.claims.sections],
    )
    yield "Program", [f"{feature.sentence} ({', '.join(feature.where)})" for feature in row.features]
    yield "Tester", list(row.tests or ())


def _plain(found: Matrix) -> dict[str, Any]:
    return {
        "covered": found.covered,
        "total": len(found.rows),
        "problems": found.problems,
        "clauses": [_row(row) for row in found.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "clause": row.requirement.clause,
        "modality": row.requirement.modality,
        "parties": row.requirement.parties,
        "text": row.requirement.text,
        "deadline": None if row.requirement.deadline is None else _deadline(row.requirement.deadline),
        **asdict(row.claims),
        "timers": {element.id: element.timer.expression.text for element in row.timers if element.timer},
        "features": [asdict(feature) for feature in row.features],
        "tests": row.tests,
        "problems": row.problems,
    }


def _deadline(deadline: Deadline) -> dict[str, str]:
    return {**asdict(deadline), "duration": format_duration(deadline.duration)}
