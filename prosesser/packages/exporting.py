"""Handing out a package: who may, and that it is logged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prosesser.access import Action, Actor
from prosesser.audit import AuditFile, Audits
from prosesser.audit.approvals import leaving
from prosesser.packages.making import Extras, make
from prosesser.proof.anchors import Proof
from prosesser.store import Store
from prosesser.store.versions import Versions

WHAT = "uttrekk: pakke"
"""What the access log says was taken out."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a package gets what the store does not have: the software's version, proofs, and replays.

    Each gives None where there is none.
    """

    software: str
    proof_for: Callable[[str], Proof | None]
    replay_of: Callable[[AuditFile], bytes | None]


class Packages:
    """Takes cases of a store out as packages."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._audits = Audits(store, versions)

    def export(self, actor: Actor, case: str, now: datetime, sources: Sources) -> bytes:
        """Return the package of a case that the actor audits, as the bytes of a zip.

        Raises `CaseNotFound`, `ExportNeedsApproval`, `ContentErased` and `CaseDoesNotHold`.
        """
        proof = sources.proof_for(case)  # before the snapshot: the anchor knows no newer rows
        with (
            self._audits.open(actor, Action.EXPORT_CASE, case, now, WHAT) as file,
            leaving(self._store, file),
        ):
            return make(file, Extras(sources.software, proof, sources.replay_of(file)))
