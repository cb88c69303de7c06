"""``somlos rehearse``: play the scenarios of a journey, and say where they differ from another version's."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from prosesser.definition import Definition, NotRunnable, load, read_journey
from prosesser.errors import Refused
from prosesser.store.versions import DefinitionChanged, Versions
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED, UNUSABLE, Unusable
from workflow_app.rehearsal.scenarios import ScenarioReport, check_scenarios
from workflow_app.wording import count

OUTCOMES = {"passes": "som før", "differs": "går annerledes", "unplayable": "kan ikke spilles"}


class NoSuchVersion(Refused):
    """{version} er verken en mappe eller en versjon i databasen. Skriv hele versjonsnummeret (64 tegn)."""


@click.command(epilog="Example: somlos rehearse my-draft --against bpmn/institusjon-bolig")
@click.argument("journey", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="FOLDER|VERSION",
    help="What to compare with: a journey's folder, or a version of the database by its digest.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@options.database
@click.pass_context
def rehearse(
    context: click.Context, journey: Path, against: str | None, database: str, *, as_json: bool
) -> None:
    """Play every scenario of a journey (its stories/*.yaml) and say how it goes.

    JOURNEY is a diagram or a journey's folder. With --against, each scenario is played on both and
    the differences are told; without, only whether it can be played.

    Exits with 0 when all go as before, 1 when one goes otherwise, 2 when one cannot be played or
    something cannot be read.
    """
    try:
        after = load(read_journey(journey))
    except NotRunnable as error:
        raise Unusable(str(error)) from error
    before = after if against is None else _version(against, database)
    report = check_scenarios(before, after)
    click.echo(_as_json(report) if as_json else "\n".join(_as_text(report, after)))
    context.exit(UNUSABLE if report.unplayable else REFUSED if report.differing else 0)


def _version(named: str, database: str) -> Definition:
    folder = Path(named)
    if folder.exists():
        return load(read_journey(folder))
    with closing(installation.open_existing(database)) as store:
        try:
            return Versions(store).get(named)
        except DefinitionChanged:
            raise Unusable(str(NoSuchVersion(version=named))) from None


def _as_json(report: ScenarioReport) -> str:
    plain = {**asdict(report), "visited": sorted(report.visited)}
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _as_text(report: ScenarioReport, after: Definition) -> Iterator[str]:
    for scenario in report.scenarios:
        yield f"{scenario.name}: {OUTCOMES[scenario.outcome]}"
        for said in (scenario.problem, scenario.remark, *scenario.differences):
            if said:
                yield f"  {said}"
    yield ""
    if report.unvisited:
        yield "Hit kommer ingen scenarioer:"
        yield from (f"  {element} «{after.elements[element].name}»" for element in report.unvisited)
        yield ""
    bad = f"{len(report.differing)} går annerledes, {len(report.unplayable)} kan ikke spilles"
    yield f"{count(len(report.scenarios), 'scenario', 'scenarioer')}: {bad}"
