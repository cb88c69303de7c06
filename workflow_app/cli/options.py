"""Options that several commands share."""

from pathlib import Path

import click

from workflow_app.demo.create import CASES
from workflow_app.installation import EMBEDDED, JOURNEY, embedded

database = click.option(
    "--database",
    envvar="DATABASE_URL",
    default=embedded,
    metavar="URL",
    callback=lambda _context, _parameter, value: value or embedded(),
    help=f"sqlite:///FILE or postgresql://USER@HOST/NAME.  [default: $DATABASE_URL, else {EMBEDDED}]",
)
journey = click.option(
    "--journey",
    type=click.Path(path_type=Path),
    default=JOURNEY,
    metavar="FOLDER",
    help="The journey of the demo cases, with its stories.  [default: bpmn/institusjon-bolig]",
)
demo_cases = click.option(
    "--cases",
    "number",
    type=click.IntRange(1, 5000),
    default=CASES,
    show_default=True,
    help="How many cases the demo data have.",
)
