"""``somlos verify``: prove what is recorded, also against what was signed outside the database."""

import json
from contextlib import closing
from pathlib import Path

import click

from prosesser.cases import Whole, survey, survey_case
from prosesser.proof.anchors import Anchors
from prosesser.proof.checking import Checked, check
from prosesser.proof.signing import fingerprint
from prosesser.store import Store
from workflow_app import anchoring, installation
from workflow_app.anchoring import Trust
from workflow_app.cli import options, verdicts
from workflow_app.cli.verdicts import VERDICTS, Tally
from workflow_app.cli.verify_package import is_package, show_package
from workflow_app.wording import count, long_instant
from workflow_app.work import prove_all

NOT_ANCHORED = "Kjeden er ikke kontrollert mot et anker utenfor databasen: det finnes ingen ankre i {folder}."
WHOSE_KEY = (
    "Signaturene er bare kontrollert mot nøkkelen som ligger ved ankrene, så hvem som signerte, er ikke "
    "kontrollert. Oppgi --public-key med nøkkelen du har fått på annen måte."
)


@click.command(epilog="Example: somlos verify --all --anchors /media/anchors --public-key somlos.pem")
@click.argument("case", required=False)
@click.option("--all", "every", is_flag=True, help="Check every case, and what they all stand on.")
@click.option(
    "--anchors",
    "copies",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Anchors copied elsewhere.  [default: $SOMLOS_ANCHORS, else beside the database]",
)
@click.option(
    "--public-key",
    "keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Whose signatures count (PEM); several when keys were changed.  [default: our own key]",
)
@click.option("--json", "as_data", is_flag=True, help="Write JSON.")
@options.database
@click.pass_context
def verify(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    case: str | None,
    database: str,
    copies: Path | None,
    keys: tuple[Path, ...],
    *,
    every: bool,
    as_data: bool,
) -> None:
    """Prove histories: the chain, every step made again, what is derived, and the signed anchors.

    The anchors tell what the database alone cannot: that rows were cut off, that all of it was put
    back to an earlier day, that a case was removed, that a chain was written anew. What is proven,
    and what is not, is described in docs/proof.md.

    Exits with 0 when everything agrees and every case is anchored; with 1 when something is wrong,
    naming the first bad row; with 3 when nothing wrong was found but something was not checked:
    there are no anchors, a case is in none of them, or nobody says whose the signatures are.

    CASE may also be an audit package, as a zip file or unpacked; no database is used then. What a
    package holds is described in docs/package.md.
    """
    if case is not None and not every and is_package(case):
        show_package(context, Path(case), keys)
    if (case is None) == (not every):
        message = "name a CASE or a package, or use --all"
        raise click.UsageError(message)
    anchors = Anchors(copies or anchoring.folder(database))
    with closing(installation.open_existing(database)) as store:
        trust = anchoring.trust(database, keys, anchors)
        checked = check(anchors, trust.keys)
        through = None if copies is None else checked.last
        if case is None:
            whole = survey(store, checked, through)
        else:
            whole = survey_case(store, checked, case, through)
        tally = Tally(whole.faults, _unchecked(anchors, checked, trust))
        _prove(store, whole, trust, checked, tally, lines=not as_data)
    click.echo(_data(tally, checked) if as_data else _summary(tally, checked, trust))
    context.exit(tally.exit_code)


def _prove(store: Store, whole: Whole, trust: Trust, checked: Checked, tally: Tally, *, lines: bool) -> None:
    for proven in prove_all(store, whole.tasks, trust.keys):
        tally.add(proven)
        if lines:
            click.echo(verdicts.line(proven, checked.times))
        else:
            tally.told.append(verdicts.data(proven, checked.times))


def _unchecked(anchors: Anchors, checked: Checked, trust: Trust) -> list[str]:
    if not anchors.numbers():
        return [NOT_ANCHORED.format(folder=anchors.folder)]
    return [] if trust.known or not checked.last else [WHOSE_KEY]


def _summary(tally: Tally, checked: Checked, trust: Trust) -> str:
    told = [verdicts.summary(tally)]
    if checked.last:
        signed = ", ".join(sorted(fingerprint(bytes.fromhex(key)) for key in trust.keys))
        anchors = count(len(checked.times), "anker", "ankre")
        made = long_instant(checked.times[checked.last])
        told.append(f"Kontrollert mot {anchors}, det siste fra {made}. Nøkkelens fingeravtrykk: {signed}")
    return "\n".join(told)


def _data(tally: Tally, checked: Checked) -> str:
    last = checked.times.get(checked.last)
    content = {
        "verdict": VERDICTS[tally.exit_code],
        "faults": list(tally.faults),
        "unchecked": tally.unchecked,
        "anchors": {"number": len(checked.times), "last": last and last.isoformat()},
        "cases": tally.told,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
