"""Every use case and read times everyone there is, on one case.

The case: bydel-a referred to inst-a, which admitted; the plan stands with inst-a. In the tables
``x`` does it, ``-`` has no role for it, ``e`` is told that the task is elsewhere, and for ``.`` the
case does not exist.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from prosesser.access import CaseNotFound, NotAllowed, TaskElsewhere, TaskGone
from prosesser.engine.messages import (
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ReleaseTask,
    SaveItem,
    SendMessage,
    SetSection,
    Start,
)
from prosesser.errors import Refused
from prosesser.inbox import Counts
from prosesser.store.audit import accesses
from tests.cases.world import BED, MONDAY, PEOPLE, REFERRAL, UNITS, World

REFUSALS: Mapping[str, type[Refused]] = {"-": NotAllowed, "e": TaskElsewhere, ".": CaseNotFound}

# bydel-a: caseworker, leader, auditor (who reads by assignment alone), process owner;
# inst-a: caseworker, leader; without a part: staff of bydel-b, staff of inst-b, an auditor
WHO = ("berit", "lars", "ragna", "petra", "ingrid", "line", "siv", "odd", "rolf")


def party(person: str) -> str:
    """The side that a person's unit takes."""
    return UNITS[PEOPLE[person][0]]


COMMANDS: Mapping[str, tuple[Callable[[str], Command], str]] = {
    "complete": (lambda _: CompleteTask("plan.1"), "e e . . x x . . ."),
    "claim": (lambda person: ClaimTask("plan.1", person), "e e . . x x . . ."),
    "release": (lambda _: ReleaseTask("plan.1"), "e e . . x x . . ."),
    "assign": (lambda _: AssignTask("plan.1", "ivar"), "e e . . x x . . ."),
    "message": (lambda _: SendMessage("Bolig tildelt"), "x x . . - - . . ."),
    "facts": (lambda _: ChangeFacts({"navn": "Kari"}, "Rettet"), "- x . . - x . . ."),
    "cancel": (lambda _: CancelCase("Feil"), "- x . . - x . . ."),
    "timer": (lambda _: FireTimer("plan_frist.1"), "- - . . - - . . ."),
    "item": (lambda person: SaveItem("tiltak", "okonomi", party(person), BED), "x x . . x x . . ."),
    "section": (
        lambda person: SetSection("tiltak", "naboskap", party(person), relevant=False, reason="Nei"),
        "x x . . x x . . .",
    ),
    "item for another party": (
        lambda person: SaveItem(
            "tiltak", "okonomi", {"bydel": "institusjon"}.get(party(person), "bydel"), BED
        ),
        "- - . . - - . . .",
    ),
    "start": (lambda _: Start(REFERRAL), "- - . . - - . . ."),
}
READS: Mapping[str, tuple[Callable[[World, Any, str], object], str]] = {
    "case page": (lambda world, actor, case: world.inbox.case_page(actor, case, MONDAY), "x x . . x x . . ."),
    "plan": (lambda world, actor, case: world.inbox.plan(actor, case, "tiltak", MONDAY), "x x . . x x . . ."),
    "timeline": (lambda world, actor, case: world.inbox.timeline(actor, case, MONDAY), "x x . . x x . . ."),
    "was made": (lambda world, actor, case: world.cases.was_made(actor, case, "x"), "x x . . x x . . ."),
    "task": (lambda world, actor, case: world.inbox.task(actor, case, "plan.1", MONDAY), "e e . . x x . . ."),
    "shown": (lambda world, actor, case: world.inbox.shown(actor, case, MONDAY), "x x . . x x . . ."),
    "printed": (lambda world, actor, case: world.inbox.printed(actor, case, MONDAY), "x x . . x x . . ."),
    "draft": (
        lambda world, actor, case: world.cases.save_draft(actor, case, "plan.1", {}, MONDAY),
        "e e . . x x . . .",
    ),
}


def cells(table: Mapping[str, tuple[Any, str]]) -> list[Any]:
    return [
        pytest.param(person, work, answer, id=f"{name}-{person}")
        for name, (work, answers) in table.items()
        for person, answer in zip(WHO, answers.split(), strict=True)
    ]


@pytest.mark.parametrize(("person", "command", "answer"), cells(COMMANDS))
def test_who_may_send_which_command(
    world: World, person: str, command: Callable[[str], Command], answer: str
) -> None:
    case = world.admitted()
    if isinstance(command(person), ReleaseTask):
        world.send("line", case, AssignTask("plan.1", person if person == "ingrid" else "line"))
    before = world.cases.verify(case)
    if answer == "x":
        world.send(person, case, command(person))
        assert world.cases.verify(case).rows > before.rows
    else:
        with pytest.raises(REFUSALS[answer]):
            world.send(person, case, command(person))
        assert world.cases.verify(case) == before


@pytest.mark.parametrize(("person", "read", "answer"), cells(READS))
def test_who_may_read_what(
    world: World, person: str, read: Callable[[World, Any, str], object], answer: str
) -> None:
    case = world.admitted()
    if answer == "x":
        read(world, world.actor(person), case)
    else:
        with pytest.raises(REFUSALS[answer]):
            read(world, world.actor(person), case)


@pytest.mark.parametrize("person", WHO)
def test_a_case_that_one_may_not_see_answers_as_one_that_does_not_exist(world: World, person: str) -> None:
    case, actor = world.admitted(), world.actor(person)
    hidden = "." in READS["case page"][1].split()[WHO.index(person)]
    for read, _ in READS.values():
        with pytest.raises(CaseNotFound) as missing:
            read(world, actor, "0" * 32)
        if hidden:
            with pytest.raises(CaseNotFound) as refused:
                read(world, actor, case)
            assert str(refused.value) == str(missing.value)


LISTS: Mapping[str, tuple[int, int, int]] = {
    # own, unit's and unassigned tasks; and below, cases
    "berit": (0, 1, 1),
    "lars": (0, 1, 1),
    "ragna": (0, 0, 0),
    "petra": (0, 0, 0),
    "ingrid": (1, 1, 0),
    "line": (0, 1, 0),
    "siv": (0, 0, 0),
    "odd": (0, 0, 0),
    "rolf": (0, 0, 0),
}
CASES = {"berit": 1, "lars": 1, "ingrid": 1, "line": 1}


def test_lists_and_counts_hold_only_what_one_may_see(fresh_world: World) -> None:
    case = fresh_world.admitted()
    fresh_world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    inbox = fresh_world.inbox
    for person, counts in LISTS.items():
        actor = fresh_world.actor(person)
        views = tuple(view(actor, MONDAY) for view in (inbox.mine, inbox.unit, inbox.unassigned))
        assert (inbox.counts(actor), tuple(len(view.rows) for view in views)) == (Counts(*counts), counts)
        assert tuple(view.total for view in views) == counts
        cases = inbox.cases(actor, MONDAY)
        assert (cases.total, len(cases.rows)) == (CASES.get(person, 0),) * 2


def test_only_the_party_that_begins_is_offered_to_start(world: World) -> None:
    offered = [person for person in WHO if world.inbox.startable(world.actor(person), MONDAY)]
    assert offered == ["berit", "lars", "siv"]


def test_every_view_list_and_denial_leaves_one_row_in_the_access_log(fresh_world: World) -> None:
    case = fresh_world.admitted()
    ingrid, odd = fresh_world.actor("ingrid"), fresh_world.actor("odd")
    fresh_world.inbox.unit(ingrid, MONDAY)
    fresh_world.inbox.cases(ingrid, MONDAY)
    fresh_world.inbox.case_page(ingrid, case, MONDAY)
    fresh_world.inbox.task(ingrid, case, "plan.1", MONDAY)
    with pytest.raises(CaseNotFound):
        fresh_world.inbox.case_page(odd, case, MONDAY)
    with pytest.raises(CaseNotFound):
        fresh_world.complete("odd", case, "plan.1")
    with pytest.raises(TaskElsewhere):
        fresh_world.complete("berit", case, "plan.1")
    with pytest.raises(NotAllowed):
        fresh_world.send("ingrid", case, CancelCase("Feil"))
    with pytest.raises(TaskElsewhere):
        fresh_world.cases.save_draft(fresh_world.actor("berit"), case, "plan.1", {}, MONDAY)
    with pytest.raises(NotAllowed):
        fresh_world.cases.start(ingrid, "reise", REFERRAL, MONDAY, "ny")
    with pytest.raises(TaskGone):
        fresh_world.inbox.task(ingrid, case, "innflytting.1", MONDAY)
    fresh_world.inbox.unit(fresh_world.actor("petra"), MONDAY)
    log = [(row.person, row.action, row.case, row.permitted) for row in accesses(fresh_world.store)]
    assert log == [
        ("ingrid", "liste over oppgaver", None, True),
        ("ingrid", "liste over saker", None, True),
        ("ingrid", "se sak", case, True),
        ("ingrid", "se oppgave", case, True),
        ("odd", "se sak", case, False),
        ("odd", "arbeide med oppgave", case, False),
        ("berit", "arbeide med oppgave", case, False),
        ("ingrid", "avbryte sak", case, False),
        ("berit", "arbeide med oppgave", case, False),
        ("ingrid", "opprette sak", None, False),
        ("ingrid", "se oppgave", case, True),
        ("petra", "liste over oppgaver", None, False),
    ]
    assert {row.at for row in accesses(fresh_world.store, case)} == {MONDAY}
