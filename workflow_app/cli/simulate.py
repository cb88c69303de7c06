"""``somlos simulate``: play one case by a facts file."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from prosesser.definition import load, read_journey
from prosesser.errors import Refused
from workflow_app.cli.outcome import Unusable
from workflow_app.rehearsal.plan import table
from workflow_app.rehearsal.simulate import Plan, play
from workflow_app.rehearsal.story import read_story
from workflow_app.wording import long_date

ENDINGS = {
    "active": "Saken pågår fortsatt {day}.",
    "completed": "Saken er avsluttet.",
    "cancelled": "Saken er avbrutt.",
}


@click.command(epilog="Example: cd bpmn/institusjon-bolig; somlos simulate . --facts stories/hovedlop.yaml")
@click.argument("journey", type=click.Path(path_type=Path))
@click.option(
    "--facts",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="How the case goes: YAML or JSON, as docs/simulate.md describes.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the plan as JSON.")
def simulate(journey: Path, facts: Path, *, as_json: bool) -> None:
    """Show who does what by when in one case, with a clock of its own and no database.

    JOURNEY is a diagram or a journey's folder. Answers that decide where the case goes are never
    made up: where the facts file leaves one open, the command stops and says which fact decides.

    Exits with 0 when the case was played, 1 when the journey has errors, 2 when a file cannot be
    used or leaves a choice open.
    """
    story = read_story(facts)
    definition = load(read_journey(journey))
    try:
        plan = play(definition, story)
    except Refused as refusal:
        raise Unusable(str(refusal)) from refusal
    click.echo(_as_json(plan) if as_json else _as_text(plan))


def _as_text(plan: Plan) -> str:
    ending = ENDINGS[plan.status].format(day=long_date(plan.until))
    return f"{plan.journey} (versjon {plan.version[:12]})\n\n{table(plan.lines)}\n\n{ending}"


def _as_json(plan: Plan) -> str:
    return json.dumps(asdict(plan), default=str, ensure_ascii=False, indent=2)
