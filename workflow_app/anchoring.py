"""Where an installation keeps its anchors and its signing key, and the job that makes anchors."""

import os
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from prosesser.cases import Anchoring
from prosesser.errors import Refused
from prosesser.key_files import create_key_file
from prosesser.proof.anchors import Anchors
from prosesser.proof.errors import AnchorTaken, SigningKeyMissing
from prosesser.proof.signing import (
    VARIABLE,
    SigningKey,
    load_signing_key,
    read_public,
)
from prosesser.store import Store, open_store
from prosesser.store import anchors as stored
from workflow_app import installation, logs
from workflow_app.clock import Clock

FOLDER_VARIABLE = "SOMLOS_ANCHORS"
INTERVAL_SECONDS = 3600

log = structlog.get_logger()


class AnchorsInTheWay(Refused):
    """I {folder} ligger det ankre av en annen database. Flytt mappen, eller sett SOMLOS_ANCHORS."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The public keys (hex) to check signatures with; ``known``: from elsewhere than beside the anchors."""

    keys: frozenset[str]
    known: bool


def folder(address: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of a database's anchors: the one that is set, else one beside its file."""
    if chosen := environment.get(FOLDER_VARIABLE):
        return Path(chosen)
    file = installation.database_file(address)
    if file is None:
        name = re.sub(r"[^\w.-]", "_", urlsplit(address).path.strip("/")) or "somlos"
        return installation.FOLDER / f"{name}.anchors"
    return file.with_suffix(".anchors")


def key_file(address: str) -> Path:
    """Return where the signing key is when the environment has none: beside the master key's file."""
    return installation.key_file(address).with_suffix(".sign")


def key_place(address: str, environment: Mapping[str, str] = os.environ) -> str:
    """Say where the signing key is."""
    return VARIABLE if environment.get(VARIABLE) else str(key_file(address))


def signing_key(address: str, environment: Mapping[str, str] = os.environ) -> SigningKey:
    """Return the signing key. Raises what `load_signing_key` does."""
    return load_signing_key(environment, key_file(address))


def prepare_key(address: str, environment: Mapping[str, str] = os.environ) -> None:
    """Make the signing key's file of a database without anchors, unless there is a key.

    Raises `SigningKeyMissing` where anchors have been signed with one that is gone.
    """
    file = key_file(address)
    if environment.get(VARIABLE) or file.exists():
        return
    with closing(open_store(address, installation.NO_KEY)) as store, store.read() as connection:
        if stored.copies(connection):
            raise SigningKeyMissing(path=file)
    create_key_file(file)


def trust(address: str, files: tuple[Path, ...], anchors: Anchors) -> Trust:
    """Return whose signatures count: of the given keys, else of our own, else of those beside the anchors.

    Raises `PublicKeyUnreadable`, and what reading our own key does unless it is missing.
    """
    if files:
        return Trust(frozenset(read_public(file).hex() for file in files), known=True)
    try:
        return Trust(frozenset({signing_key(address).public.hex()}), known=True)
    except SigningKeyMissing:
        beside = frozenset(read_public(file).hex() for file in anchors.key_files())
        return Trust(beside, known=False)


def require_no_anchors(address: str) -> None:
    """Refuse to make a database where the anchors of another lie; raises `AnchorsInTheWay`."""
    place = folder(address)
    if Anchors(place).numbers():
        raise AnchorsInTheWay(folder=place)


def anchoring(store: Store, address: str) -> Anchoring:
    """Return what makes the anchors of a database. Raises what reading the signing key does."""
    return Anchoring(store, Anchors(folder(address)), signing_key(address))


def tick(store: Store, address: str, clock: Clock) -> None:
    """Do one run of the job: an anchor when something has changed. A run that fails is logged."""
    try:
        made = anchoring(store, address).make(clock.real())
    except AnchorTaken:
        log.info("anchor made elsewhere")
    except Refused as refusal:
        log.warning("not anchored", kind=type(refusal).__name__)
    except Exception as error:  # noqa: BLE001 - nobody is above it, and the next run must come
        told = {"kinds": logs.kinds(error), "trail": logs.trail(error)}
        log.error("not anchored", **told)  # noqa: TRY400 - an error's own text may quote personal data
    else:
        if made.contradicting:
            log.error("the record contradicts its anchors: run somlos verify", cases=made.contradicting)
        if made.anchor is not None:
            log.info("anchored", number=made.anchor.number, changed=len(made.anchor.changed))
