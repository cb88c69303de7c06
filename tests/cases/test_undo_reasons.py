"""Why a move is undone: asked of whoever does it, kept with the case, and missing only in what is old."""

from dataclasses import replace

import pytest

from prosesser.engine.messages import UndoMove
from prosesser.moves import UndoReasonMissing
from tests.cases.test_moved_cases_told import history
from tests.cases.test_moving import is_whole, move, moving, order, publish
from tests.cases.test_moving_many import Office, follows, office_of
from tests.cases.versions import sooner
from tests.cases.world import MONDAY, World


@pytest.fixture
def office(fresh_world: World) -> Office:
    return office_of(fresh_world, sooner())


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_a_move_is_not_undone_without_a_reason(office: Office, reason: str) -> None:
    case = office.world.admitted()
    run = office.ordered(office.planned())
    office.work()
    before = office.world.cases.verify(case)
    with pytest.raises(UndoReasonMissing, match="Skriv hvorfor flyttingen angres, med høyst 500 tegn"):
        office.moves.undo(office.petra, run, 1, reason, MONDAY)
    with pytest.raises(UndoReasonMissing):
        office.moves.undo_all(office.petra, run, reason, MONDAY)
    assert office.world.cases.verify(case) == before
    assert office.outcomes(run) == {"moved": 1}


def test_the_reason_stands_in_the_journal_and_with_the_run(office: Office) -> None:
    case = office.world.admitted()
    run = office.ordered(office.planned())
    office.work()
    office.moves.undo(office.petra, run, 1, "  Feil\nversjon ", MONDAY)
    row = office.world.inbox.timeline(office.world.actor("ingrid"), case, MONDAY)[0]
    assert isinstance(row.command, UndoMove)
    assert row.command.reason == "Feil versjon"
    assert "Grunn: Feil versjon" in history(office.world, case).partition("\n")[0]
    (line,) = office.moves.overview.lines(office.petra, run, 1, MONDAY).lines
    assert (line.outcome, line.told.reason) == ("undone", "Feil versjon")


def test_the_reason_of_a_batch_stands_with_each_of_its_cases(office: Office) -> None:
    case = office.world.admitted()
    run = office.ordered(office.planned())
    office.work()
    undoing = office.moves.undo_all(office.petra, run, "Feil versjon", MONDAY)
    office.work()
    assert follows(office.world, case) != office.version
    for its in (run, undoing):
        (line,) = office.moves.overview.lines(office.petra, its, 1, MONDAY).lines
        assert (line.outcome, line.told.reason) == ("undone", "Feil versjon")


def test_a_move_that_was_undone_without_a_reason_is_read_as_before(world: World) -> None:
    """Journals of release 0.1.0 may hold one: it has to be made again to the byte."""
    case, version = world.admitted(), publish(world, sooner())
    move(world, case, version)
    without = replace(order(world, version), reason="")
    moving(world).undo(world.actor("petra"), case, without, MONDAY)
    assert is_whole(world, case)
    said = history(world, case).partition("\n")[0]
    assert "er slik den var før flyttingen" in said
    assert "Grunn" not in said
