"""A package believed as far as it holds: what `verify.py` checks, each step made again, the signature."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from prosesser.definition import Definition, load
from prosesser.packages import verify
from prosesser.packages.errors import CaseToldWrongly, SignatureWrong, SignedByOther, VersionUnusable
from prosesser.packages.retelling import Find, retell
from prosesser.packages.verify import Files, Report, Row
from prosesser.proof.anchors import read_anchor
from prosesser.proof.signing import fingerprint


def check(files: Files, keys: Collection[bytes] = (), root: str | None = None) -> Report:
    """Check a package's files; raises `verify.Fault` or `Refused` for the first thing that does not hold.

    ``keys`` (Ed25519, 32 bytes each) are those whose signature counts; ``root`` is an anchor's root
    (hexadecimal) known from elsewhere. Either is something outside the package to hold it against.
    """
    report = verify.check(files, root)
    rows = json.loads(files["journal.json"])
    states = remake(rows, finder(verify.versions(files)), json.loads(files["case.json"]))
    if states != json.loads(files["states.json"]):
        raise CaseToldWrongly(part="states.json")
    report.checked.append(f"Motoren har gjort de {len(states)} stegene om igjen, og de fører til det samme.")
    if files["verify.py"] != Path(verify.__file__).read_bytes():
        report.notes.append("verify.py i pakken er en annen enn den som hører til dette programmet.")
    proof = json.loads(files["proof.json"])
    if proof["anchored"]:
        _hold_against(keys, proof["anchor"], report)
    return report


def remake(rows: Sequence[Row], find: Find, case: Mapping[str, Any]) -> list[str]:
    """Make every step again and return the states, in their canonical form.

    Raises `RowDiffers`, and `CaseToldWrongly` when the case is not what the steps lead to.
    """
    retelling = retell(rows, find)
    expected = retelling.case()
    for part in sorted(expected.keys() | case.keys()):
        if part not in expected or part not in case or expected[part] != case[part]:
            raise CaseToldWrongly(part=part)
    return retelling.states


def finder(bundles: Mapping[str, Files]) -> Find:
    """Return the versions of a package by their digests; raises `VersionUnusable`."""
    return {digest: _loaded(digest, bundle) for digest, bundle in bundles.items()}.__getitem__


def _loaded(digest: str, bundle: Files) -> Definition:
    try:
        return load(bundle)
    except Exception as error:  # the files are anyone's
        raise VersionUnusable(digest=digest[:12], error=type(error).__name__) from error


def _hold_against(keys: Collection[bytes], told: Mapping[str, Any], report: Report) -> None:
    anchor = read_anchor(verify.canonical(told) + b"\n", told["number"])
    key = f"nøkkelen med fingeravtrykk {fingerprint(bytes.fromhex(anchor.key))}"
    if not anchor.is_signed():
        raise SignatureWrong(key=key)
    if not keys:
        report.notes.append(f"Ankeret er signert med {key}. Hvem sin den er, er ikke kontrollert.")
        return
    if bytes.fromhex(anchor.key) not in keys:
        raise SignedByOther(key=key)
    report.checked.append(f"Ankeret er signert {anchor.at:%Y-%m-%d %H:%M} UTC med {key}.")
    report.root = None
