"""Lawful erasure of a case that is over: its content is gone for good, and what was done is proven."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prosesser.access import Action, Actor, CaseNotFound, Ground, NotAllowed, may
from prosesser.cases.errors import CaseOpen, ErasedAlready, ReasonNeeded
from prosesser.proof.certificates import Certificate
from prosesser.proof.signing import SigningKey
from prosesser.store import Connection, Store, erasures
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.erasures import Closing

ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Order:
    """An order to erase: the legal ``basis``, who decided, who carries it out. Nothing of the resident."""

    basis: str
    decided_by: str
    performed_by: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The certificate; ``swept``: no byte of the key is left in the database's own files either."""

    certificate: Certificate
    swept: bool


class Erasing:
    """Erases the content of cases, and signs that it did."""

    def __init__(self, store: Store, key: Callable[[], SigningKey]) -> None:
        self._store = store
        self._key = key

    def look(self, actor: Actor, case: str, now: datetime) -> Closing:
        """Return the case as it stands when it can be erased.

        Raises `NotAllowed`, `CaseNotFound`, `ErasedAlready` or `CaseOpen`.
        """
        with denials_logged(self._store, actor, Action.ERASE_CASE, now, case):
            if not may(actor, Action.ERASE_CASE):
                raise NotAllowed
            with self._store.read() as connection:
                return _erasable(connection, case)

    def erase(self, actor: Actor, case: str, order: Order, now: datetime) -> Erased:
        """Destroy the key and all content of a case, and keep a signed certificate of it.

        The journal's rows stay as they are: nobody can read them any more, and their chain holds.
        Raises what `look` does, `ReasonNeeded`, and what reading the signing key does.
        """
        if not (order.basis.strip() and order.decided_by.strip() and order.performed_by.strip()):
            raise ReasonNeeded
        key = self._key()
        self.look(actor, case, now)
        log_access(self._store, permitted(actor, Action.ERASE_CASE, now, case, Ground.NONE))
        with self._store.maintain() as connection:
            erasures.hold(connection, case)
            certificate = _certificate(case, _erasable(connection, case), order, now, key)
            erasures.erase(connection, case, certificate.content(), now)
        return Erased(certificate, swept=self._store.sweep())


def _erasable(connection: Connection, case: str) -> Closing:
    closing = erasures.closing(connection, case)
    if closing is None:
        raise CaseNotFound
    if closing.sealed is None:
        raise ErasedAlready
    if closing.status == ACTIVE:
        raise CaseOpen
    return closing


def _certificate(case: str, closing: Closing, order: Order, now: datetime, key: SigningKey) -> Certificate:
    unsigned = Certificate(
        case=case,
        rows=closing.rows,
        head=closing.head.hex(),
        at=now,
        basis=order.basis.strip(),
        decided_by=order.decided_by.strip(),
        performed_by=order.performed_by.strip(),
        key_digest=hashlib.sha256(closing.sealed or b"").hexdigest(),
        signature="",
        key=key.public.hex(),
    )
    return unsigned.signed_by(key)
