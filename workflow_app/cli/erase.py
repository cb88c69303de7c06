"""``somlos erase``: destroy the content of a case that is over, lawfully and provably."""

import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from prosesser.access import SYSTEM
from prosesser.cases import Erased, Erasing, ErasureOrder
from workflow_app import anchoring, installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED

BY_OPERATOR = "den som drifter systemet"
WARNING = "Innholdet i saken {case} ({rows} rader) ødelegges for godt. Ingen kan hente det tilbake. Slette?"
NOT_SWEPT = (
    "Merk: databasen var i bruk, så filen er ikke ryddet for den slettede nøkkelen. Kjør: somlos db sweep"
)


@click.command(
    epilog='Example: somlos erase 1a2b3c --basis "arkivlova § 9" --decided-by Bydelsdirektøren -o bevis.json'
)
@click.argument("case")
@click.option("--basis", required=True, metavar="TEXT", help="The legal basis; nothing about the resident.")
@click.option("--decided-by", required=True, metavar="TEXT", help="Who decided on the erasure.")
@click.option("--performed-by", default=BY_OPERATOR, metavar="TEXT", help="Who carries it out.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask first.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the certificate here; a file that is there is not replaced.  [default: print it]",
)
@options.database
@click.pass_context
def erase(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    case: str,
    basis: str,
    decided_by: str,
    performed_by: str,
    database: str,
    *,
    output: Path | None,
    sure: bool,
) -> None:
    """Destroy the key and all content of a CASE that is completed or cancelled.

    Its journal's chain stays and can be verified; nobody can read what it said. A signed certificate
    tells what was erased, on what basis and by whom; it is kept in the database, and written to
    FILE or printed. Backups from before hold the key until they are destroyed too: see docs/proof.md.
    """
    now = context.obj.real()
    with closing(installation.open_existing(database)) as store:
        erasing = Erasing(store, partial(anchoring.signing_key, database))
        closed = erasing.look(SYSTEM, case, now)
        if output is not None and output.exists():
            message = f"{output} finnes fra før."
            raise click.UsageError(message)
        if not sure and not _confirmed(case, closed.rows):
            context.exit(REFUSED)
        erased = erasing.erase(SYSTEM, case, ErasureOrder(basis, decided_by, performed_by), now)
    _deliver(erased, output)


def _confirmed(case: str, rows: int) -> bool:
    if not sys.stdin.isatty():
        message = "Si ja med --yes når ingen kan spørres."
        raise click.UsageError(message)
    return click.confirm(WARNING.format(case=case, rows=rows))


def _deliver(erased: Erased, output: Path | None) -> None:
    content = erased.certificate.content()
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)
        click.echo(f"Innholdet i saken er slettet. Slettebevis: {output}")
    if not erased.swept:
        click.echo(NOT_SWEPT, err=True)
