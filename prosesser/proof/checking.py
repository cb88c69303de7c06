"""Anchors checked against each other: signatures, the chain of files, and every root made again.

What the database holds is not looked at here: `points` are what it has to agree with.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from prosesser.proof.anchors import FIRST, Anchor, Anchors, digest, read_anchor
from prosesser.proof.errors import AnchorUnreadable
from prosesser.proof.heads import Head, Heads
from prosesser.proof.signing import fingerprint

Trusted = Collection[str]
"""Public keys in hex that anchors may be signed with."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a signed anchor says of a chain: the row ``sequence`` has the hash ``head`` (hex)."""

    sequence: int
    head: str
    anchor: int


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """What is wrong with an anchor, in bokmål."""

    anchor: int
    reason: str


@dataclass(slots=True)
class Checked:
    """What the anchors of a folder say, as far as they can be trusted.

    ``cases`` and ``log`` are the points of each chain, the oldest first; ``times`` when each anchor was
    made; ``digests`` the SHA-256 of each file; ``faults`` what does not hold.
    """

    faults: list[AnchorFault] = field(default_factory=list)
    cases: dict[str, list[Point]] = field(default_factory=dict)
    log: dict[str, list[Point]] = field(default_factory=dict)
    times: dict[int, datetime] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The number of the last anchor whose signature holds; 0 for none."""
        return max(self.times, default=0)


def check(anchors: Anchors, trusted: Trusted) -> Checked:
    """Check all anchors of a folder; raises `AnchorFolderUnusable`."""
    checker = _Checker(trusted)
    for number in range(1, max(anchors.numbers(), default=0) + 1):
        checker.take(anchors, number)
    return checker.checked


class _Checker:
    """Goes through the anchors in order; from one that is missing or forged on, no root can be made."""

    def __init__(self, trusted: Trusted) -> None:
        self.checked = Checked()
        self._trusted = trusted
        self._heads = Heads()
        self._whole = True
        self._previous: str | None = FIRST
        self._latest: datetime | None = None

    def take(self, anchors: Anchors, number: int) -> None:
        """Check the next anchor."""
        try:
            content = anchors.content(number)
            anchor = read_anchor(content, number)
        except AnchorUnreadable as error:
            self._break(number, str(error))
            return
        if reason := self._unsigned(anchor):
            self._break(number, reason)
            return
        self._check_place(anchor)
        self._fold(anchor)
        self.checked.times[number] = anchor.at
        self.checked.digests[number] = self._previous = digest(content)

    def _break(self, number: int, reason: str) -> None:
        self._fault(number, reason)
        self._whole, self._previous = False, None

    def _unsigned(self, anchor: Anchor) -> str:
        """Return why the signature is not to be trusted; empty when it is."""
        if anchor.key not in self._trusted:
            key = fingerprint(bytes.fromhex(anchor.key))
            return f"Anker {anchor.number} er signert med en annen nøkkel enn vår: {key}."
        if not anchor.is_signed():
            return f"Signaturen på anker {anchor.number} stemmer ikke: ankeret er endret."
        return ""

    def _check_place(self, anchor: Anchor) -> None:
        if self._previous not in {None, anchor.previous}:
            self._fault(anchor.number, f"Anker {anchor.number} følger ikke på ankeret foran.")
        if self._latest is not None and anchor.at < self._latest:
            self._fault(
                anchor.number, f"Klokka gikk bakover mellom anker {anchor.number - 1} og {anchor.number}."
            )
        else:
            self._latest = anchor.at

    def _fold(self, anchor: Anchor) -> None:
        self._collect(self.checked.cases, anchor, anchor.changed)
        self._collect(self.checked.log, anchor, anchor.log)
        if not self._whole:
            return
        self._heads.fold(anchor.changed, anchor.log)
        if (self._heads.size, self._heads.root()) != (anchor.size, anchor.root):
            self._fault(anchor.number, f"Roten i anker {anchor.number} svarer ikke til sakene det nevner.")
            self._whole = False

    def _collect(self, points: dict[str, list[Point]], anchor: Anchor, heads: Collection[Head]) -> None:
        for name, sequence, head in heads:
            points.setdefault(name, []).append(Point(sequence, head, anchor.number))

    def _fault(self, number: int, reason: str) -> None:
        self.checked.faults.append(AnchorFault(number, reason))


def compare_copies(checked: Checked, copies: Mapping[int, bytes], through: int) -> tuple[AnchorFault, ...]:
    """Compare the folder's anchors with the copies that the database keeps of those it made.

    ``through`` is the last one that the folder ought to have: copies from an earlier day end before.
    """
    told = {fault.anchor for fault in checked.faults}
    faults = []
    for number, content in sorted(copies.items()):
        if number in checked.digests and checked.digests[number] != digest(content):
            faults.append(AnchorFault(number, f"Anker {number} er et annet enn det databasen laget."))
        elif number not in checked.digests and number <= through and number not in told:
            faults.append(AnchorFault(number, f"Anker {number} er laget, men er ikke i ankermappen."))
    faults += [
        AnchorFault(number, f"Databasen kjenner ikke anker {number}: den er eldre enn ankeret.")
        for number in sorted(checked.digests.keys() - copies.keys())
    ]
    return tuple(faults)
