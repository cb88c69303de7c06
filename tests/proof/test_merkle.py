"""The tree: as RFC 6962 writes it down, and every path shows its own leaf and no other."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.proof import merkle

LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def recursive_root(leaves: Sequence[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1: split at the largest power of two that is smaller."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = recursive_root(leaves[:split]), recursive_root(leaves[split:])
    return hashlib.sha256(b"\1" + left + right).digest()


@pytest.mark.parametrize(
    ("leaves", "root"),
    [  # the test vectors of Certificate Transparency
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (["", "00", "10"], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (
            [
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f",
            ],
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ),
    ],
)
def test_roots_are_those_that_others_work_out(leaves: list[str], root: str) -> None:
    assert merkle.Tree(merkle.leaf(bytes.fromhex(data)) for data in leaves).root().hex() == root


@given(LEAVES)
def test_the_root_is_that_of_the_definition(data: list[bytes]) -> None:
    leaves = list(map(merkle.leaf, data))
    assert merkle.Tree(leaves).root() == recursive_root(leaves)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 1000), st.binary(max_size=4)), max_size=300), st.data()
)
def test_a_tree_that_grows_and_changes_is_at_every_moment_that_of_its_leaves(
    changes: list[tuple[bool, int, bytes]], draw: st.DataObject
) -> None:
    tree, leaves = merkle.Tree(), list[bytes]()
    looked_at = draw.draw(st.integers(1, 20))
    for number, (grows, place, data) in enumerate(changes):
        leaf = merkle.leaf(data)
        if grows or not leaves:
            index = place % (len(leaves) + 1)
            tree.insert(index, leaf)
            leaves.insert(index, leaf)
        else:
            index = place % len(leaves)
            tree.replace(index, leaf)
            leaves[index] = leaf
        if number % looked_at == 0:
            assert tree.root() == recursive_root(leaves)
    if leaves:
        index = draw.draw(st.integers(0, len(leaves) - 1))
        assert merkle.check(leaves[index], index, len(leaves), tree.path(index), recursive_root(leaves))


@given(LEAVES)
def test_every_path_shows_its_leaf_and_at_its_place_alone(data: list[bytes]) -> None:
    leaves = list(map(merkle.leaf, data))
    tree, size = merkle.Tree(leaves), len(leaves)
    root = tree.root()
    for index, leaf in enumerate(leaves):
        path = tree.path(index)
        places = [place for place in range(-1, size + 1) if merkle.check(leaf, place, size, path, root)]
        assert index in places
        assert all(leaves[place] == leaf for place in places)


@given(LEAVES, st.data())
def test_no_altered_leaf_path_size_or_root_passes(data: list[bytes], draw: st.DataObject) -> None:
    leaves = list(map(merkle.leaf, data))
    tree, size = merkle.Tree(leaves), len(leaves)
    root = tree.root()
    index = draw.draw(st.integers(0, size - 1))
    path = tree.path(index)
    other = draw.draw(st.binary(min_size=32, max_size=32).filter(lambda found: found not in {*path, root}))
    assert not merkle.check(merkle.leaf(b"another" + data[index]), index, size, path, root)
    assert not merkle.check(leaves[index], index, size, path, other)
    assert not merkle.check(leaves[index], index, size, (*path, other), root)
    assert not merkle.check(leaves[index], index, 0, path, root)
    for step in range(len(path)):
        assert not merkle.check(leaves[index], index, size, path[:step] + path[step + 1 :], root)
        assert not merkle.check(leaves[index], index, size, (*path[:step], other, *path[step + 1 :]), root)


def test_a_leaf_that_is_not_there_has_no_path() -> None:
    for index in (-1, 1):
        with pytest.raises(IndexError):
            merkle.Tree([merkle.leaf(b"")]).path(index)
