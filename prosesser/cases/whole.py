"""What is proven of a database as a whole: which cases there ought to be, its versions, its access log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prosesser.access import SYSTEM, CaseNotFound
from prosesser.cases.proving import Task
from prosesser.proof.checking import Checked, Point, compare_copies
from prosesser.store import Connection, Store, access_chain
from prosesser.store import anchors as stored
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Whole:
    """What the anchors that were read say of the cases, and what is wrong beside the cases, in bokmål."""

    tasks: tuple[Task, ...]
    faults: tuple[str, ...]


def survey(store: Store, checked: Checked, through: int | None) -> Whole:
    """Return all cases that are there or ought to be, and the faults of what they stand on.

    ``through`` is the last anchor that the folder ought to have; None: all that the database has made.
    """
    with store.read() as connection:
        here = stored.known_cases(connection)
        gone = sorted(checked.cases.keys() - set(here))
        return Whole(
            tasks=tuple(_task(checked, case) for case in (*here, *gone)),
            faults=(
                *_anchor_faults(connection, checked, through),
                *_version_faults(connection, Versions(store)),
                *_log_faults(connection, checked),
            ),
        )


def survey_case(store: Store, checked: Checked, case: str, through: int | None) -> Whole:
    """Return one case with the faults of the anchors; raises `CaseNotFound` for one that never was."""
    with store.read() as connection:
        if case not in checked.cases and case not in stored.known_cases(connection):
            raise CaseNotFound
        return Whole((_task(checked, case),), tuple(_anchor_faults(connection, checked, through)))


def _task(checked: Checked, case: str) -> Task:
    return Task(case, tuple(checked.cases.get(case, ())))


def _anchor_faults(connection: Connection, checked: Checked, through: int | None) -> Iterator[str]:
    copies = dict(stored.copies(connection))
    last = max(copies, default=0) if through is None else through
    for fault in (*checked.faults, *compare_copies(checked, copies, last)):
        yield fault.reason


def _version_faults(connection: Connection, versions: Versions) -> Iterator[str]:
    for digest in stored.known_versions(connection):
        if not versions.is_whole(connection, digest):
            yield f"Filene til versjon {digest} av rutinen er borte eller endret etter at den ble publisert."


def _log_faults(connection: Connection, checked: Checked) -> Iterator[str]:
    for chain in sorted({*access_chain.chains(connection), *checked.log}):
        found = access_chain.verify_chain(connection, chain)
        if found is not None:
            yield f"Tilgangsloggen for {chain or SYSTEM.person}, rad {found.sequence}: {found.fault}"
        torn = _torn(connection, chain, checked.log.get(chain, ()))
        if torn is not None:
            place = f"rad {torn.sequence} er ikke den som ble forankret (anker {torn.anchor})"
            yield f"Tilgangsloggen for {chain or SYSTEM.person}: {place}."


def _torn(connection: Connection, chain: str, points: Sequence[Point]) -> Point | None:
    """Return the first anchored row of a chain of the access log that is gone, or another."""
    hashes = access_chain.hashes_at(connection, chain, [point.sequence for point in points])
    return next((point for point in points if hashes.get(point.sequence, b"").hex() != point.head), None)
