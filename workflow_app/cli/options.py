"""Options that several commands share."""

import click

from workflow_app.installation import EMBEDDED, embedded

database = click.option(
    "--database",
    envvar="DATABASE_URL",
    default=embedded,
    metavar="URL",
    callback=lambda _context, _parameter, value: value or embedded(),
    help=f"sqlite:///FILE or postgresql://USER@HOST/NAME.  [default: $DATABASE_URL, else {EMBEDDED}]",
)
