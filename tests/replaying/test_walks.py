"""For random histories: the replayed state at every row of the journal is the one that was stored then."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.access import SYSTEM, Action
from prosesser.audit import Audits
from prosesser.audit.replaying import Replays
from prosesser.engine import canonical
from prosesser.store import MasterKey, Store, open_store, upgrade
from prosesser.store.versions import Versions
from tests.engine.play import NINE
from tests.replaying.histories import history


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('replay') / 'somlos.db'}"
    upgrade(url)
    store = open_store(url, MasterKey(bytes(range(32))))
    yield store
    store.close()


@settings(max_examples=15, database=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 14), first=st.integers(1, 14))
def test_the_state_at_every_row_is_the_one_stored_then(
    store: Store, seed: int, length: int, first: int
) -> None:
    made = history(store, seed, length)
    replays = Replays()
    audits = Audits(store, Versions(store))
    with audits.open(SYSTEM, Action.REPLAY_CASE, made.case, NINE) as file:
        begun = replays.of(file).look(file, first)
    assert len(begun.frames) == min(first, len(made.steps))
    with audits.open(SYSTEM, Action.REPLAY_CASE, made.case, NINE) as file:
        look = replays.of(file).look(file, len(made.steps))
        key, rows = file.require_key(), file.stored.journal
    assert look.checked.fault is None
    assert (look.checked.whole, look.checked.linked, look.checked.repeated) == (True, len(rows), len(rows))
    for frame, step, row in zip(look.frames, made.steps, rows, strict=True):
        assert canonical(frame.state) == step.canonical
        assert key.commit("state", canonical(frame.state)) == row.state_commitment
        assert (frame.command, frame.events, frame.row.at) == (step.command, step.events, step.at)
        kept = {(None, name) for name in frame.state.facts}
        assert {
            place for place in frame.facts if frame.facts[place].row.sequence > frame.row.sequence
        } == set()
        assert kept <= frame.facts.keys()
        for place in kept:
            assert frame.facts[place].value == frame.state.facts[place[1]]
