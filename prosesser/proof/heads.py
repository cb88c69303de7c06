"""Heads: how far each chain had come, and the tree over all of them.

A head is a chain's name (a case, or a unit of the access log), the number of its last row, and that
row's hash in hex. The leaf of a case is the canonical JSON of ``[case, sequence, head]``, that of a chain
of the access log ``["log", chain, sequence, head]``; the cases come first, each kind sorted by name.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prosesser.engine.codec import canonical_json
from prosesser.proof import merkle

Head = tuple[str, int, str]
Place = tuple[bool, str]
"""Where a leaf stands: whether it is of the access log, and the chain's name."""
LOG = "log"


def case_leaf(head: Head) -> bytes:
    """Return the leaf's data of a case."""
    return canonical_json(list(head))


def log_leaf(head: Head) -> bytes:
    """Return the leaf's data of a chain of the access log."""
    return canonical_json([LOG, *head])


@dataclass(slots=True)
class Heads:
    """The heads of all chains at an anchor, folded from what each anchor says has changed."""

    cases: dict[str, Head] = field(default_factory=dict)
    log: dict[str, Head] = field(default_factory=dict)
    _order: list[Place] = field(default_factory=list)
    _tree: merkle.Tree = field(default_factory=merkle.Tree)

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return len(self._tree)

    def fold(self, cases: Iterable[Head], log: Iterable[Head]) -> None:
        """Put changed heads in the place of those before them."""
        for head in cases:
            self._put((False, head[0]), case_leaf(head), new=head[0] not in self.cases)
            self.cases[head[0]] = head
        for head in log:
            self._put((True, head[0]), log_leaf(head), new=head[0] not in self.log)
            self.log[head[0]] = head

    def root(self) -> str:
        """Return the tree's root in hex."""
        return self._tree.root().hex()

    def index(self, case: str) -> int:
        """Return the place in the tree of a case that is there."""
        return bisect_left(self._order, (False, case))

    def path(self, case: str) -> tuple[str, ...]:
        """Return the hashes (hex) beside the way from a case that is there to the root, the lowest first."""
        return tuple(beside.hex() for beside in self._tree.path(self.index(case)))

    def _put(self, place: Place, data: bytes, *, new: bool) -> None:
        index = bisect_left(self._order, place)
        if new:
            self._order.insert(index, place)
            self._tree.insert(index, merkle.leaf(data))
        else:
            self._tree.replace(index, merkle.leaf(data))


def changed(heads: Iterable[Head], before: Mapping[str, Head]) -> tuple[Head, ...]:
    """Return the heads that are not as they were, by name."""
    return tuple(sorted(head for head in heads if before.get(head[0]) != head))
