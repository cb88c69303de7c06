"""One audit package of one case, as the bytes of a zip: the same case and instant give the same bytes.

Before it is handed out it is checked as whoever receives it will: a package that does not hold is
never made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prosesser.audit import AuditFile
from prosesser.definition.model import Definition
from prosesser.engine.codec import canonical_json
from prosesser.packages import verify
from prosesser.packages.checking import remake
from prosesser.packages.errors import CaseDoesNotHold, CaseToldWrongly, RowDiffers
from prosesser.packages.retelling import told
from prosesser.packages.verify import Files, Row
from prosesser.packages.zipping import zipped
from prosesser.proof.anchors import Proof
from prosesser.store import projections
from prosesser.store.keys import CaseKey

HERE = Path(__file__).parent
BINARY = ("payload_commitment", "state_commitment", "previous", "hash")
PLAIN = ("sequence", "at", "person", "unit", "kind", "command_key", "definition")
CASE = ("definition", "version", "status", "next_due", "opened_at", "changed_at", "started_by", "start_key")


@dataclass(frozen=True, slots=True)
class Extras:
    """What others add: the version of the software, the proof of the last anchor that has the case, a replay.

    ``proof`` is None for a case that is not anchored; ``replay`` is one HTML file, None to leave it out.
    """

    software: str
    proof: Proof | None = None
    replay: bytes | None = None


def make(file: AuditFile, extras: Extras) -> bytes:
    """Return the zip; raises `ContentErased`, and `CaseDoesNotHold` for a case that does not verify."""
    rows = tuple(journal_rows(file))
    try:
        verify.check_chain(rows, file.case)
        states = remake(rows, file.versions.get, _case(file, file.require_key()))
        content = zipped(_files(file, extras, rows, states), _about(file, extras))
        verify.check(verify.unpack(content))
    except (verify.Fault, RowDiffers, CaseToldWrongly) as fault:
        raise CaseDoesNotHold(reason=fault) from fault
    return content


def _about(file: AuditFile, extras: Extras) -> Mapping[str, object]:
    return {
        "format": verify.FORMAT,
        "software": extras.software,
        "made_at": file.now.isoformat(),
        "case": file.case,
        "rows": file.rows,
        "head": file.stored.row.head.hex(),
    }


def journal_rows(file: AuditFile) -> Iterator[Row]:
    """Yield the journal as the package tells it: hashes in hexadecimal, payloads as text."""
    key = file.require_key()
    for row in file.stored.journal:
        yield {
            "case": file.case,
            **{name: getattr(row, name) for name in PLAIN},
            **{name: getattr(row, name).hex() for name in BINARY},
            "payload": key.open("payload", row.sequence, row.payload).decode(),
        }


def _files(file: AuditFile, extras: Extras, rows: tuple[Row, ...], states: list[str]) -> Files:
    found = {
        "LESMEG.txt": (HERE / "LESMEG.txt").read_bytes(),
        "case.json": canonical_json(_case(file, file.require_key())),
        "journal.json": canonical_json(rows),
        "people.json": canonical_json(_people(file, rows, states)),
        "proof.json": canonical_json(_proof(extras.proof)),
        "salt.txt": file.require_key().salt.hex().encode() + b"\n",
        "states.json": canonical_json(states),
        "verify.py": Path(verify.__file__).read_bytes(),
        **version_files(file.followed()),
    }
    return found if extras.replay is None else {**found, "avspilling.html": extras.replay}


def _proof(proof: Proof | None) -> Mapping[str, Any]:
    if proof is None:
        return {"anchored": False}
    return {
        "anchored": True,
        "anchor": proof.anchor.to_json(),
        "sequence": proof.sequence,
        "head": proof.head,
        "index": proof.index,
        "size": proof.size,
        "path": list(proof.path),
        "root": proof.anchor.root,
    }


def version_files(definitions: Iterable[Definition]) -> Files:
    """Return the files of versions as they stand in a package."""
    return {
        f"versions/{definition.digest}/{path}": content
        for definition in definitions
        for path, content in definition.bundle.items()
    }


def _case(file: AuditFile, key: CaseKey) -> Mapping[str, Any]:
    stored = file.stored
    row = {
        "case": stored.row.id,
        "head": stored.row.head.hex(),
        "state": key.open("state", stored.row.version, stored.row.state).decode(),
        **{name: getattr(stored.row, name) for name in CASE},
    }
    tables = {
        "tasks": [projections.opened(task, key) for task in stored.tasks],
        "timers": stored.timers,
        "participations": stored.parts,
    }
    return told(row, key.open("subject", "", stored.row.subject), tables)


def _people(file: AuditFile, rows: Iterable[Row], states: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    said = {row[name] for row in rows for name in ("person", "unit")}
    for text in (*(row["payload"] for row in rows), *states):
        said.update(_texts(json.loads(text)))
    return {
        "units": {unit: name for unit, name in file.units.items() if unit in said},
        "persons": {person: name for person, name in file.persons.items() if person in said},
    }


def _texts(content: object) -> Iterator[str]:
    """Yield all texts in JSON data, names of members too: ids of units and persons are among them."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from content
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
