"""``somlos anchor``: sign how far every history has come, outside the database."""

from contextlib import closing

import click

from prosesser.cases import Made
from prosesser.proof.signing import fingerprint, to_pem
from workflow_app import anchoring, installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED
from workflow_app.wording import count, long_instant


@click.command(epilog="Example: somlos anchor --public-key > somlos.pem")
@click.option("--public-key", "shows_key", is_flag=True, help="Only print the public key, as PEM.")
@options.database
@click.pass_context
def anchor(context: click.Context, database: str, *, shows_key: bool) -> None:
    """Make an anchor now, if anything has changed since the last one.

    The server does the same every hour. Anchors are files in $SOMLOS_ANCHORS, else in a folder
    beside the database: copy them to where nobody who can change the database can reach. What they
    hold is described in docs/proof.md.

    Exits with 1 when a history is not a continuation of what was anchored: see `somlos verify`.
    """
    if shows_key:
        click.echo(to_pem(anchoring.signing_key(database).public).decode(), nl=False)
        return
    with closing(installation.open_existing(database)) as store:
        anchoring.prepare_key(database)
        made = anchoring.anchoring(store, database).make(context.obj.real())
    click.echo(_told(made))
    for name in made.contradicting:
        click.echo(f"{name}: svarer ikke til det som er forankret. Se: somlos verify --all")
    click.echo(f"Ankermappe: {anchoring.folder(database)}")
    click.echo(f"Nøkkelens fingeravtrykk: {fingerprint(anchoring.signing_key(database).public)}")
    context.exit(REFUSED if made.contradicting else 0)


def _told(made: Made) -> str:
    if made.anchor is None:
        return "Ingenting er endret siden siste anker."
    changed = count(len(made.anchor.changed), "sak", "saker")
    return f"Anker {made.anchor.number} laget {long_instant(made.anchor.at)}: {changed} er nye eller endret."
