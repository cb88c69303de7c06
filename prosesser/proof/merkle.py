"""Merkle trees as in RFC 6962 (and 9162): SHA-256, with 0x00 before leaves and 0x01 before nodes.

One root stands for all leaves; a path of about log2(size) hashes shows that a leaf is among them.
"""

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32


def leaf(data: bytes) -> bytes:
    """Return the hash (32 bytes) of one leaf's data."""
    return hashlib.sha256(b"\0" + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root (32 bytes) over leaf hashes in their order; of none: SHA-256 of nothing."""
    level = list(leaves)
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the hashes beside the way from a leaf hash to the root, the lowest first.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    level, beside = list(leaves), []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            beside.append(level[sibling])
        level, index = _above(level), index // 2
    return tuple(beside)


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


def _above(level: Sequence[bytes]) -> list[bytes]:
    """Return the level above: pairs joined; one without a neighbour moves up as it is."""
    joined = [_node(level[first], level[first + 1]) for first in range(0, len(level) - 1, 2)]
    return joined if len(level) % 2 == 0 else [*joined, level[-1]]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
