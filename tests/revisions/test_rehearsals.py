"""Runs by hand are kept one for each person and revision, and no window acts on another's run."""

from dataclasses import replace

import pytest

from prosesser.access import NotAllowed
from prosesser.revisions import (
    NOT_BEGUN,
    Rehearsals,
    RehearsedMeanwhile,
    Revision,
    Revisions,
    RevisionUnknown,
)
from tests.cases.world import DAY, MONDAY, World

MOVES = ({"at": "2026-06-01T10:00:00+00:00", "command": {"kind": "Start", "answers": {"navn": "Åse"}}},)


def test_a_run_is_kept_for_the_one_who_plays_it(
    world: World, rehearsals: Rehearsals, revision: Revision
) -> None:
    petra = world.actor("petra")
    assert rehearsals.get(petra, revision.id, MONDAY) is None
    kept = rehearsals.keep(petra, revision.id, NOT_BEGUN, MOVES, MONDAY)
    assert rehearsals.get(petra, revision.id, MONDAY) == kept
    assert (kept.moves, kept.number, kept.edition) == (MOVES, 1, 1)
    assert rehearsals.get(replace(petra, person="pål"), revision.id, MONDAY) is None


def test_a_run_goes_on_from_what_was_seen_of_it(
    world: World, rehearsals: Rehearsals, revision: Revision
) -> None:
    petra = world.actor("petra")
    rehearsals.keep(petra, revision.id, NOT_BEGUN, MOVES, MONDAY)
    later = rehearsals.keep(petra, revision.id, 1, (), MONDAY + DAY)
    for seen in (NOT_BEGUN, 1, 7):
        with pytest.raises(RehearsedMeanwhile):
            rehearsals.keep(petra, revision.id, seen, MOVES, MONDAY)
    assert rehearsals.get(petra, revision.id, MONDAY) == later
    assert (later.number, later.moves, later.changed_at) == (2, (), MONDAY + DAY)


def test_a_run_is_of_a_revision_that_is_there(
    world: World, rehearsals: Rehearsals, revisions: Revisions, revision: Revision
) -> None:
    petra = world.actor("petra")
    rehearsals.keep(petra, revision.id, NOT_BEGUN, MOVES, MONDAY)
    revisions.discard(petra, revision.id, MONDAY)
    with pytest.raises(RevisionUnknown):
        rehearsals.get(petra, revision.id, MONDAY)


@pytest.mark.parametrize("person", ["berit", "lars", "ragna"])
def test_only_process_owners_rehearse(
    world: World, rehearsals: Rehearsals, revision: Revision, person: str
) -> None:
    actor = world.actor(person)
    with pytest.raises(NotAllowed):
        rehearsals.get(actor, revision.id, MONDAY)
    with pytest.raises(NotAllowed):
        rehearsals.keep(actor, revision.id, NOT_BEGUN, MOVES, MONDAY)
