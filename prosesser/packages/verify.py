"""Checks an audit package with nothing but Python's standard library (3.9 or newer).

    python verify.py PAKKE [--rot HEX]

PAKKE is the zip file as it was handed out, or the folder it was unpacked to. The format stands in
docs/package.md. Exit code 0: all that is checked here holds, and the root is the one given from
outside; 1: something does not hold; 3: no fault was found, but something could not be checked.

The same file is shipped in every package and used by the system itself: keep it in one piece, and
keep it reading what earlier releases wrote.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import stat
import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = 1
MANIFEST = "manifest.json"
REQUIRED = frozenset(
    (
        "LESMEG.txt",
        "case.json",
        "journal.json",
        "people.json",
        "proof.json",
        "salt.txt",
        "states.json",
        "verify.py",
    )
)
OPTIONAL = frozenset({"avspilling.html"})
VERSION_FILE = re.compile(
    r"versions/([0-9a-f]{64})/((?:[a-z]+/)?[^/\\.\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]{0,199})"
)
MAX_BYTES = 256 * 1024 * 1024  # of a package, packed or unpacked
MAX_FILES = 20_000
MADE = struct.pack("<HH", 0, 0x21)  # of every file in the zip: the first instant that a zip can tell
TEXT = str.encode
Files = dict[str, bytes]
Row = dict[str, Any]
LINK = ("case", "sequence", "at", "person", "unit", "kind", "command_key", "definition")
HASHES = ("payload_commitment", "state_commitment", "previous")


class Fault(Exception):
    """Something that does not hold, in bokmål; ``row`` is the first bad row of the journal, if it is one."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message if row is None else f"rad {row}: {message}")
        self.row = row


class NewerFormat(Fault):
    """The package is of a format that this program does not know."""


class Report:
    """What was checked and held, what could not be checked, and what else to know: sentences in bokmål.

    ``root`` is the anchor's, as long as nothing outside the package has confirmed it.
    """

    def __init__(self) -> None:
        self.checked: list[str] = []
        self.unchecked: list[str] = []
        self.notes: list[str] = []
        self.root: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything was checked, also against something outside the package."""
        return not self.unchecked and self.root is None

    def lines(self) -> list[str]:
        """Return all of it as lines."""
        open_root = [] if self.root is None else [f"roten {self.root} er ikke holdt mot noe utenfor pakken."]
        held = [f"Kontrollert: {one}" for one in self.checked]
        return held + [f"IKKE KONTROLLERT: {one}" for one in self.unchecked + open_root] + self.notes


def require(condition: bool, message: str, row: int | None = None) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise `Fault` unless the condition holds."""
    if not condition:
        raise Fault(message, row)


def canonical(content: object) -> bytes:
    """Write JSON in its one form: keys sorted, no white space, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def parsed(name: str, content: bytes) -> Any:  # noqa: ANN401 - JSON
    """Read a JSON file in its one form; raises `Fault`, also for a key that stands twice."""
    try:
        found = json.loads(content)
        same = canonical(found) == content
    except (ValueError, RecursionError):
        raise Fault(f"{name} kan ikke leses. Den er kuttet eller endret.") from None
    require(same, f"{name} er ikke skrevet slik systemet skriver den. Den er endret.")
    return found


def sha256(content: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read(place: Path) -> Files:
    """Read a package, zip or folder, into memory: nothing of it is written or run. Raises `Fault`."""
    try:
        return _folder(place) if place.is_dir() else unpack(_content(place, MAX_BYTES))
    except FileNotFoundError:
        raise Fault(f"{place.name} finnes ikke.") from None
    except OSError as error:
        raise Fault(f"{place.name} kan ikke leses: {error.strerror}.") from None


def _content(place: Path, limit: int) -> bytes:
    require(stat.S_ISREG(place.lstat().st_mode), f"{place.name} er ikke en vanlig fil.")
    with place.open("rb") as file:
        content = file.read(limit + 1)
    require(len(content) <= limit, "Pakken er for stor til å være laget av systemet.")
    return content


def _folder(place: Path) -> Files:
    files: Files = {}
    left = MAX_BYTES
    for folder, inner, names in os.walk(place):
        for name in inner:
            require(not (Path(folder) / name).is_symlink(), f"{name} er en lenke, ikke en mappe.")
        for name in names:
            path = Path(folder) / name
            content = files[path.relative_to(place).as_posix()] = _content(path, left)
            left -= len(content)
        require(len(files) <= MAX_FILES, "Pakken har for mange filer.")
    return files


def unpack(content: bytes) -> Files:
    """Return the files of a zip that is byte for byte what `pack` makes; raises `Fault` for any other."""
    require(content[:4] == b"PK\3\4" and len(content) > 30, "Filen er ikke en pakke fra systemet.")
    start = 30 + len(MANIFEST)
    end = start + int.from_bytes(content[22:26], "little")
    manifest = content[start:end]
    sound = len(manifest) == end - start and content[30:start] == TEXT(MANIFEST)
    require(sound, "Pakken er kuttet eller endret.")
    files, packed = {MANIFEST: manifest}, {}
    for name, told in listed(manifest).items():
        start = end + 30 + len(name.encode())
        end = start + told["packed_size"]
        packed[name] = content[start:end]
        require(len(packed[name]) == end - start, f"Pakken er kuttet: {name} mangler eller er ufullstendig.")
        require(sha256(packed[name]) == told["packed_sha256"], f"{name} er endret.")
        files[name] = _inflated(name, packed[name], told["size"])
    sound = content == pack(files, packed)
    require(sound, "Zip-filen er endret eller pakket på nytt. Be om en ny, eller kontroller mappen den gir.")
    return files


def _inflated(name: str, packed: bytes, size: int) -> bytes:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflating.decompress(packed, size + 1)  # never more than the manifest tells
    except zlib.error:
        raise Fault(f"{name} kan ikke pakkes ut.") from None
    whole = inflating.eof and not inflating.unused_data and len(content) == size
    require(whole, f"{name} har en annen lengde enn manifestet sier.")
    return content


def pack(files: Files, packed: Files) -> bytes:
    """Write the zip: the manifest as it is, then the others deflated, in the manifest's order."""
    local, central, offset = [], [], 0
    for name, raw in (MANIFEST, files[MANIFEST]), *packed.items():
        method, flags = (0 if name == MANIFEST else 8), (0 if name.isascii() else 0x800)
        sizes = struct.pack("<LLL", zlib.crc32(files[name]), len(raw), len(files[name]))
        told = (
            struct.pack("<HHH", 20, flags, method) + MADE + sizes + struct.pack("<HH", len(name.encode()), 0)
        )
        local.append(b"PK\3\4" + told + name.encode() + raw)
        rest = struct.pack("<HHHLL", 0, 0, 0, (stat.S_IFREG | 0o644) << 16, offset)
        central.append(b"PK\1\2" + struct.pack("<BB", 20, 3) + told + rest + name.encode())
        offset += len(local[-1])
    directory = b"".join(central)
    counts = struct.pack("<HHHHLLH", 0, 0, len(local), len(local), len(directory), offset, 0)
    return b"".join(local) + directory + b"PK\5\6" + counts


def listed(content: bytes) -> dict[str, Row]:
    """Return the files that the manifest lists, once its own digest and their names hold."""
    manifest = parsed(MANIFEST, content)
    require(isinstance(manifest, dict), "manifest.json er ikke et manifest.")
    kind = manifest.get("format")
    if type(kind) is int and kind > FORMAT:
        text = f"Pakken har format {kind}; dette programmet kjenner format {FORMAT}. Hent et nyere program."
        raise NewerFormat(text)
    require(type(kind) is int and kind == FORMAT, "manifest.json sier ikke hvilket format pakken har.")
    told = manifest.pop("digest", None)
    require(told == sha256(canonical(manifest)), "manifest.json er endret.")
    files: Any = manifest.get("files")
    shaped = isinstance(files, dict) and len(files) <= MAX_FILES
    require(shaped and all(map(_is_told, files.values())), "manifest.json har ikke en liste over filer.")
    total = sum(one["size"] + one["packed_size"] for one in files.values())
    require(total <= MAX_BYTES, "Pakken er for stor til å være laget av systemet.")
    for name in files:
        known = name in REQUIRED | OPTIONAL or VERSION_FILE.fullmatch(name)
        require(bool(known), f"manifest.json nevner en fil som ikke hører til i en pakke: {name!a}")
    missing = sorted(REQUIRED - files.keys())
    require(not missing, f"Pakken mangler {', '.join(missing)}.")
    found: dict[str, Row] = files
    return found


def _is_told(one: object) -> bool:
    if not isinstance(one, dict) or set(one) != {"size", "sha256", "packed_size", "packed_sha256"}:
        return False
    return all(type(one[key]) is int and 0 <= one[key] <= MAX_BYTES for key in ("size", "packed_size"))


def link_hash(row: Row) -> str:
    """Return the hash that a row of the journal must have: over all of its parts, each with its length."""
    key = row["command_key"]
    texts = [str(row[name]) for name in LINK]
    texts[LINK.index("command_key")] = "-" if key is None else f"+{key}"
    parts = [text.encode() for text in texts] + [bytes.fromhex(row[name]) for name in HASHES]
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts))


def commitment(salt: bytes, purpose: str, content: str) -> str:
    """Return what a row says of its payload or state, by the case's salt."""
    return hashlib.blake2b(content.encode(), key=salt, person=purpose.encode(), digest_size=32).hexdigest()


def version_digest(bundle: Files) -> str:
    """Return the digest that names a version: over all paths and contents, each with its length."""
    sha = hashlib.sha256()
    for path in sorted(bundle):
        for part in (path.encode(), bundle[path]):
            sha.update(len(part).to_bytes(8, "big") + part)
    return sha.hexdigest()


def versions(files: Files) -> dict[str, Files]:
    """Return the files of each version in the package, by its digest and then by path."""
    found: dict[str, Files] = {}
    for name, content in files.items():
        match = VERSION_FILE.fullmatch(name)
        if match:
            found.setdefault(match[1], {})[match[2]] = content
    return found


def check(files: Files, root: str | None = None) -> Report:
    """Check all that needs no engine and no key; ``root`` is one known from outside. Raises `Fault`."""
    report = Report()
    manifest = _manifest(files, report)
    journal = _rows(files, manifest, report)
    try:
        _commitments(files, journal, report)
        _versions(files, journal, report)
        _case(files, journal, report)
        _proof(files, journal, root, report)
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # JSON of another shape than ours
        raise Fault(f"Pakken har ikke den formen den skal ha ({type(error).__name__}).") from None
    report.notes.append("Navnene i people.json, avspilling.html og LESMEG.txt er til hjelp, og ikke bevis.")
    return report


def _manifest(files: Files, report: Report) -> Row:
    require(MANIFEST in files, "Pakken mangler manifest.json.")
    told = listed(files[MANIFEST])
    missing = sorted(told.keys() - files.keys())
    require(not missing, f"Pakken mangler {', '.join(missing)}.")
    extra = sorted(files.keys() - told.keys() - {MANIFEST})
    require(not extra, f"Pakken har filer som ikke står i manifestet: {', '.join(map(ascii, extra))}.")
    for name, one in told.items():
        same = len(files[name]) == one["size"] and sha256(files[name]) == one["sha256"]
        require(same, f"{name} er endret.")
    report.checked.append(f"Alle {len(told)} filer i manifestet er med og uendret, og ingen andre.")
    manifest: Row = parsed(MANIFEST, files[MANIFEST])
    return manifest


def _rows(files: Files, manifest: Row, report: Report) -> list[Row]:
    journal: list[Row] = parsed("journal.json", files["journal.json"])
    require(type(journal) is list and journal != [], "journal.json har ingen rader.")
    head = check_chain(journal, manifest["case"])
    whole = (len(journal), head) == (manifest["rows"], manifest["head"])
    require(whole, f"journalen slutter på rad {len(journal)}; manifestet sier noe annet.")
    report.checked.append(f"Journalen har alle radene 1–{len(journal)}, og kjeden henger sammen.")
    return journal


def check_chain(journal: Sequence[Row], case: str) -> str:
    """Check that the rows are a case's whole chain, and return its head; raises `Fault`."""
    before, at = "0" * 64, None
    for number, row in enumerate(journal, 1):
        require(_is_row(row), "raden er ikke en rad i en journal.", number)
        require(row["sequence"] == number, "en rad mangler, eller radene er byttet om.", number)
        require(row["case"] == case, "raden hører til en annen sak.", number)
        require(row["previous"] == before, "raden henger ikke sammen med den foran.", number)
        require(link_hash(row) == row["hash"], "raden er endret etter at den ble skrevet.", number)
        require(at is None or row["at"] >= at, "klokken går bakover fra raden foran.", number)
        before, at = row["hash"], row["at"]
    return before


def _is_row(row: object) -> bool:
    texts = {*LINK, *HASHES, "hash", "payload"} - {"sequence", "at", "command_key"}
    if not isinstance(row, dict) or set(row) != texts | {"sequence", "at", "command_key"}:
        return False
    hashes = (row[name] for name in (*HASHES, "hash", "definition"))
    return (
        all(isinstance(row[name], str) for name in texts)
        and type(row["sequence"]) is type(row["at"]) is int
        and (row["command_key"] is None or isinstance(row["command_key"], str))
        and all(re.fullmatch("[0-9a-f]{64}", value) for value in hashes)
    )


def _commitments(files: Files, journal: Sequence[Row], report: Report) -> None:
    states = parsed("states.json", files["states.json"])
    shaped = isinstance(states, list) and all(isinstance(state, str) for state in states)
    require(shaped and len(states) == len(journal), "states.json har ikke én tilstand for hver rad.")
    found = re.fullmatch(rb"([0-9a-f]{64})\n", files["salt.txt"])
    if found is None:
        raise Fault("salt.txt kan ikke leses.")
    salt = bytes.fromhex(found[1].decode())
    for number, row in enumerate(journal, 1):
        paid = commitment(salt, "payload", row["payload"]) == row["payload_commitment"]
        require(paid, "innholdet er endret etter at det ble skrevet.", number)
        stood = commitment(salt, "state", states[number - 1]) == row["state_commitment"]
        require(stood, "tilstanden er en annen enn den som ble skrevet.", number)
        said = parsed(f"innholdet i rad {number}", TEXT(row["payload"]))["command"]["kind"]
        require(said == row["kind"], "raden sier at noe annet ble gjort enn innholdet gjør.", number)
    report.checked.append("Innholdet og tilstanden i hver rad er de som kjeden binder.")


def _versions(files: Files, journal: Sequence[Row], report: Report) -> None:
    bundles = versions(files)
    for digest, bundle in bundles.items():
        require(version_digest(bundle) == digest, f"versjon {digest[:12]} er endret.")
    for number, row in enumerate(journal, 1):
        require(row["definition"] in bundles, f"versjon {row['definition'][:12]} mangler.", number)
    unused = sorted(bundles.keys() - {row["definition"] for row in journal})
    require(not unused, f"versjon {', '.join(unused)} er ikke brukt i saken.")
    report.checked.append(f"Versjonene av rutinen er hele og uendret ({len(bundles)}).")


def _case(files: Files, journal: Sequence[Row], report: Report) -> None:
    case, first, last = parsed("case.json", files["case.json"]), journal[0], journal[-1]
    expected = {
        "case": last["case"],
        "version": last["sequence"],
        "head": last["hash"],
        "definition": last["definition"],
        "opened_at": first["at"],
        "changed_at": last["at"],
        "started_by": first["person"],
        "start_key": first["command_key"],
        "state": parsed("states.json", files["states.json"])[-1],
    }
    for name, value in expected.items():
        require(case.get(name) == value, f"case.json svarer ikke til journalen ({name}).")
    report.checked.append("Det som står om saken, svarer til første og siste rad.")


def _proof(files: Files, journal: Sequence[Row], known: str | None, report: Report) -> None:
    proof = parsed("proof.json", files["proof.json"])
    if proof["anchored"] is False:
        report.unchecked.append("Saken er ikke forankret: ingen utenfor systemet kan bekrefte hodet.")
        require(known is None, "Det er oppgitt en rot, men saken i pakken er ikke forankret.")
        return
    require(proof["anchored"] is True, "proof.json sier ikke om saken er forankret.")
    anchor, sequence, head = proof["anchor"], proof["sequence"], proof["head"]
    require(type(sequence) is int and 1 <= sequence <= len(journal), "ankeret gjelder rader som mangler.")
    require(journal[sequence - 1]["hash"] == head, "raden er en annen enn den som er forankret.", sequence)
    leaf = hashlib.sha256(b"\0" + canonical([journal[0]["case"], sequence, head])).digest()
    found = merkle_root(leaf, proof["index"], proof["size"], [bytes.fromhex(one) for one in proof["path"]])
    told = proof["root"] == anchor["root"] and proof["size"] == anchor["size"]
    require(told and found.hex() == proof["root"], "veien fra hodet til ankerets rot stemmer ikke.")
    report.checked.append(f"Rad {sequence} er med under roten {proof['root']} i anker {anchor['number']}.")
    require(known in {None, proof["root"]}, "roten er en annen enn den som er oppgitt.")
    report.root = proof["root"] if known is None else None
    if sequence < len(journal):
        report.unchecked.append(f"Radene {sequence + 1}–{len(journal)} er skrevet etter ankeret.")


def merkle_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that a leaf's path leads to (RFC 9162, 2.1.3.2); raises `Fault` for no path at all."""
    require(type(index) is type(size) is int and 0 <= index < size, "veien til roten er ingen vei.")
    found, node, last = leaf, index, size - 1
    for step in path:
        require(last > 0 and len(step) == 32, "veien til roten er ingen vei.")
        left = node % 2 == 1 or node == last
        found = hashlib.sha256(b"\1" + (step + found if left else found + step)).digest()
        while left and node % 2 == 0 and node:
            node, last = node // 2, last // 2
        node, last = node // 2, last // 2
    require(last == 0, "veien til roten er for kort.")
    return found


def main(arguments: Sequence[str]) -> int:
    """Check the package that is named, say what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description="Kontrollerer en revisjonspakke fra Sømløs.")
    parser.add_argument("pakke", type=Path, help="zip-filen, eller mappen den er pakket ut i")
    parser.add_argument("--rot", metavar="HEX", help="ankerets rot, hentet et annet sted enn fra pakken")
    asked = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal without our letters still gets the answer
        sys.stdout.reconfigure(errors="replace")
    try:
        report = check(read(asked.pakke), asked.rot)
    except Fault as fault:
        sys.stdout.write(f"FEIL: {fault}\n")
        return 3 if isinstance(fault, NewerFormat) else 1
    report.notes.append("Steg og signatur er ikke kontrollert: bruk somlos verify.")
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 0 if report.is_whole else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
