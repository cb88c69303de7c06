"""The command line: ``somlos``."""

import click

from workflow_app.cli.anchor import anchor
from workflow_app.cli.assign import assign
from workflow_app.cli.bench import bench
from workflow_app.cli.coverage import coverage
from workflow_app.cli.database import db, tick
from workflow_app.cli.demo import demo
from workflow_app.cli.diff import diff
from workflow_app.cli.erase import erase
from workflow_app.cli.export import export
from workflow_app.cli.lint import lint
from workflow_app.cli.log import log
from workflow_app.cli.move import move
from workflow_app.cli.outcome import Speaking
from workflow_app.cli.rehearse import rehearse
from workflow_app.cli.report import report
from workflow_app.cli.serve import serve
from workflow_app.cli.simulate import simulate
from workflow_app.cli.verify import verify
from workflow_app.cli.whatif import whatif
from workflow_app.clock import SystemClock


@click.group(cls=Speaking, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="somlos")
@click.pass_context
def main(context: click.Context) -> None:
    """Run and look after Sømløs: the server, its database, and journeys in files.

    Commands that use a database take --database URL; without it they use DATABASE_URL, else the
    file var/somlos.db in this folder.
    """
    context.obj = context.obj or SystemClock()


COMMANDS = (
    serve,
    lint,
    diff,
    coverage,
    simulate,
    rehearse,
    whatif,
    move,
    verify,
    anchor,
    erase,
    tick,
    db,
    demo,
    bench,
    report,
    export,
    assign,
    log,
)
for command in COMMANDS:
    main.add_command(command)
