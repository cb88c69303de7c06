"""Merkle trees as in RFC 6962 (and 9162): SHA-256, with 0x00 before leaves and 0x01 before nodes.

One root stands for all leaves; a path of about log2(size) hashes shows that a leaf is among them.
"""

import hashlib
from collections.abc import Iterable, Sequence

_KEPT = 6
"""The power of two: what is over more leaves than that is seldom found again when leaves are put in."""


def leaf(data: bytes) -> bytes:
    """Return the hash (32 bytes) of one leaf's data."""
    return hashlib.sha256(b"\0" + data).digest()


class Tree:
    """A tree whose leaf hashes are put in and replaced: its root again costs little more than what is new.

    A leaf that is put in moves all after it by one place, and so makes other pairs of them. Hashes over
    so many leaves as a power of two up to `_KEPT` are therefore kept for every place that they can begin
    at: they move with their leaves, and are found again when as many more leaves have been put in.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._over: list[list[bytes | None]] = [[] for _ in range(_KEPT + 1)]
        for leaf in leaves:
            self.insert(len(self), leaf)

    def __len__(self) -> int:
        """How many leaves there are."""
        return len(self._over[0])

    def insert(self, index: int, leaf: bytes) -> None:
        """Put a leaf hash in before the one at a place."""
        for over in self._over:
            over.insert(index, None)
        self.replace(index, leaf)

    def replace(self, index: int, leaf: bytes) -> None:
        """Put a leaf hash in place of another."""
        for depth, over in enumerate(self._over):
            first = max(index + 1 - (1 << depth), 0)
            over[first : index + 1] = [None] * (index + 1 - first)
        self._over[0][index] = leaf

    def root(self) -> bytes:
        """Return the root (32 bytes); of no leaves: SHA-256 of nothing."""
        return self._hash(0, len(self)) if len(self) else hashlib.sha256().digest()

    def path(self, index: int) -> tuple[bytes, ...]:
        """Return the hashes beside the way from a leaf to the root, the lowest first.

        Raises IndexError when there is no such leaf.
        """
        if not 0 <= index < len(self):
            raise IndexError(index)
        beside, first, size = [], 0, len(self)
        while size > 1:
            left = _left(size)
            if index < first + left:
                beside.append(self._hash(first + left, size - left))
                size = left
            else:
                beside.append(self._hash(first, left))
                first, size = first + left, size - left
        return tuple(reversed(beside))

    def _hash(self, first: int, size: int) -> bytes:
        """Return the hash over so many leaves from a place on."""
        depth = size.bit_length() - 1
        if size == 1 << depth and depth <= _KEPT:
            return self._kept(first, depth)
        left = _left(size)
        return _node(self._hash(first, left), self._hash(first + left, size - left))

    def _kept(self, first: int, depth: int) -> bytes:
        over = self._over[depth]
        found = over[first]
        if found is None:
            half = first + (1 << depth - 1)
            found = over[first] = _node(self._kept(first, depth - 1), self._kept(half, depth - 1))
        return found


def check(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf hash stands at ``index`` of the ``size`` leaves under a root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, found = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if position % 2 or position == last:
            found = _node(beside, found)
            while position % 2 == 0 and position:
                position, last = position // 2, last // 2
        else:
            found = _node(found, beside)
        position, last = position // 2, last // 2
    return last == 0 and found == root


def _left(size: int) -> int:
    """Return how many leaves are to the left: the largest power of two that is smaller."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
