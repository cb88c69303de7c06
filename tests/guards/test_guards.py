"""What a publisher is warned of: what the routine loses when one version replaces another."""

from collections.abc import Mapping
from typing import Any

import pytest

from prosesser.definition.claims import claims
from prosesser.definition.diff import compare
from prosesser.definition.requirements import requirements_of
from prosesser.guards import Guard, guards
from tests.bpmn_xml import Xml
from tests.definition.case import find, put
from tests.definition.edits import (
    Edit,
    drawn,
    edited,
    erased,
    in_field,
    in_form,
    in_text,
    journey,
    moved,
    renamed,
    replaced,
    saying,
    timing,
    within,
)


def warned(*edits: Edit) -> tuple[Guard, ...]:
    return guards(journey(), edited(*edits))


def without(form: str, key: str) -> Edit:
    def change(schema: Any) -> None:
        for holder in (schema, *schema["components"]):
            holder["components"] = [part for part in holder.get("components", ()) if part.get("key") != key]

    return in_form(form, change)


def test_the_same_version_warns_of_nothing() -> None:
    assert warned() == ()


HARMLESS: Mapping[str, Edit] = {
    "another name": drawn(renamed("statusrapport", "Rapport")),
    "another place": drawn(moved("statusrapport", 0, 0)),
    "the same deadline, written otherwise": drawn(
        timing("statusrapport_frist", '= duration("P4M")+innflyttet_institusjon')
    ),
    "another reminder": drawn(saying("statusrapport_frist", "varsel", "P14D")),
    "another label": in_field("statusrapport", "rapport_ferdigstilt", dateLabel="Ferdig dato"),
    "a field that nothing read": without("statusrapport", "faglige_vurderinger"),
}


@pytest.mark.parametrize("edit", HARMLESS)
def test_what_takes_nothing_from_the_routine_warns_of_nothing(edit: str) -> None:
    assert warned(HARMLESS[edit]) == ()


def told(timer: str, kind: str, *words: str) -> tuple[str, str, str]:
    return timer, kind, " ".join(words)


DEADLINES: Mapping[str, tuple[str, str, str]] = {
    "shorter": told(
        '=innflyttet_institusjon + duration("P3M")',
        "deadline_shorter",
        "Fristen for «Statusrapport» blir kortere: fra 4 måneder til 3 måneder etter innflytting i",
        "institusjon.",
    ),
    "shorter, though it reads longer": told(
        '=innflyttet_institusjon + duration("P119D")',
        "deadline_shorter",
        "Fristen for «Statusrapport» blir kortere: fra 4 måneder til 17 uker etter innflytting i",
        "institusjon.",
    ),
    "longer": told(
        '=innflyttet_institusjon + duration("P5M")',
        "deadline_longer",
        "Fristen for «Statusrapport» blir lengre: fra 4 måneder til 5 måneder etter innflytting i",
        "institusjon.",
    ),
    "shorter when something else is known": told(
        '=min([utskrevet, innflyttet_institusjon + duration("P4M")][item != null])',
        "deadline_shorter",
        "Fristen for «Statusrapport» blir kortere: fra 4 måneder etter innflytting i institusjon til",
        "det som kommer først av utskriving og 4 måneder etter innflytting i institusjon.",
    ),
    "from another day": told(
        '=utskrevet + duration("P4M")',
        "deadline_otherwise",
        "Fristen for «Statusrapport» regnes på en annen måte: fra 4 måneder etter innflytting i",
        "institusjon til 4 måneder etter utskriving.",
    ),
    "never": told(
        "=null",
        "deadline_otherwise",
        "Fristen for «Statusrapport» regnes på en annen måte: fra 4 måneder etter innflytting i",
        "institusjon til etter formelen «null».",
    ),
}


@pytest.mark.parametrize("case", DEADLINES)
def test_a_deadline_of_the_routine_that_moves_is_worked_out_and_told(case: str) -> None:
    timer, kind, words = DEADLINES[case]
    (guard,) = warned(drawn(timing("statusrapport_frist", timer)))
    assert guard.kind == kind
    assert guard.words.startswith(words)
    assert guard.words.endswith("Kravet F §2.2 sier senest 4 måneder etter innflytting i institusjon.")
    assert guard.clauses == ("F2.2-status-report",)
    assert guard.elements == ("statusrapport_frist", "statusrapport")
    assert guard.key == f"{kind}:statusrapport_frist"


def test_a_working_day_rule_moves_a_deadline_on_some_days() -> None:
    (guard,) = warned(drawn(saying("statusrapport_frist", "virkedag", "forrige")))
    assert guard.kind == "deadline_shorter"
    assert "for eksempel fra 31. mai 2026 til 29. mai 2026" in guard.words


@pytest.mark.parametrize(
    "edit",
    [drawn(erased("statusrapport_frist")), drawn(put("statusrapport_frist", cancelActivity="true"))],
    ids=["erased", "interrupting"],
)
def test_a_deadline_of_the_routine_that_is_gone_is_told(edit: Edit) -> None:
    guard = next(one for one in warned(edit) if one.kind == "deadline_removed")
    assert guard.words.startswith(
        "Fristen for «Statusrapport» er tatt bort. Den var 4 måneder etter innflytting"
    )


def test_a_deadline_that_was_drawn_anew_is_not_gone() -> None:
    def again(root: Xml) -> None:
        find(root, "statusrapport_frist").set("id", "frist_2")
        find(root, "frist_2").set("name", "Ny frist")

    assert [one.kind for one in warned(drawn(again))] == []


def test_a_deadline_that_no_clause_asks_for_may_move() -> None:
    assert warned(drawn(timing("ta_imot_saken_frist", '=overfort_dato + duration("P7D")'))) == ()


def test_a_clause_that_loses_its_last_element_is_told() -> None:
    clause, named = next(
        (clause, named)
        for clause, named in claims(journey()).items()
        if len(named.elements) == 1
        and clause in requirements_of(journey())
        and (named.fields or named.sections)
    )
    (element,) = named.elements
    guard = next(one for one in warned(drawn(saying(element.id, "krav", None))) if one.concerns == clause)
    assert guard.kind == "clause_unrealised"
    where = requirements_of(journey())[clause].clause
    assert guard.words.startswith(f"Ingen steg i diagrammet oppfyller lenger kravet {where}")
    assert guard.elements == (element.id,)


def test_a_clause_that_loses_everything_is_told() -> None:
    before = edited(
        in_text(
            "requirements.yaml",
            "- {id: F1-scope-institution",
            '- {id: X, clause: "F §9", text: "Alene."}\n- {id: F1-scope-institution',
        ),
        drawn(saying("kartlegging", "krav", "X")),
    )
    after = edited(
        in_text(
            "requirements.yaml",
            "- {id: F1-scope-institution",
            '- {id: X, clause: "F §9", text: "Alene."}\n- {id: F1-scope-institution',
        )
    )
    words = {guard.concerns: guard.words for guard in guards(before, after)}
    assert words == {"X": "Ingenting oppfyller lenger kravet F §9 (X): Alene."}


def test_a_catalogue_that_moves_a_deadline_or_loses_a_clause_is_told() -> None:
    (guard,) = warned(in_text("requirements.yaml", "duration: P4M", "duration: P5M"))
    assert guard.words == (
        "Katalogen endrer fristen i kravet F §2.2 (F2.2-status-report) fra «senest 4 måneder etter "
        "innflytting i institusjon» til «senest 5 måneder etter innflytting i institusjon»."
    )
    gone = warned(in_text("requirements.yaml", "{id: F2-referral,", "{id: F2-other,"))
    assert [(one.kind, one.concerns) for one in gone] == [("catalogue", "F2-referral")]
    for nothing in (replaced("requirements.yaml", None), replaced("requirements.yaml", b"::: no yaml")):
        (guard,) = warned(nothing)
        assert guard.key == "catalogue:requirements.yaml"


def test_a_lane_that_is_left_without_tasks_or_gone_is_told() -> None:
    tasks = [e.id for e in journey().elements.values() if e.kind == "userTask" and e.lane == "bane_ny_bydel"]
    emptied = warned(drawn(*(within(task, "bane_bydel") for task in tasks)))
    (guard,) = emptied
    assert guard.words == (
        "Banen «Ny bydel» står igjen uten oppgaver. Der lå «Involver booppfølger» og «Ta imot saken»."
    )
    assert set(guard.elements) == {"bane_ny_bydel", *tasks}
    gone = next(one for one in warned(drawn(erased("bane_ny_bydel"))) if one.kind == "lane_removed")
    assert gone.words.startswith("Banen «Ny bydel» er tatt bort. Der lå ")


def test_a_field_that_a_way_was_chosen_by_is_told_when_it_is_asked_no_more() -> None:
    (guard,) = (
        one
        for one in warned(without("reserveplan_vurdering", "reserveplan_lages"))
        if one.kind == "field_removed"
    )
    assert guard.concerns == "reserveplan_vurdering.reserveplan_lages"
    assert guard.words.startswith("Feltet «Lages planen?» spørres det ikke lenger om i «")
    assert "betingelsen" in guard.words
    assert "trengs_reserveplan_til_reserveplan" in guard.elements


def test_a_field_that_its_own_form_read_is_told_too() -> None:
    (guard,) = (
        one for one in warned(without("kartlegging", "kartlegging_ferdig")) if one.kind == "field_removed"
    )
    assert guard.concerns == "kartlegging.kartlegging_ferdig"


def test_an_answer_that_another_form_still_asks_for_is_not_lost() -> None:
    kept = warned(without("samarbeidsmote", "institusjon_til_stede"))
    reading_facts = [one for one in kept if one.kind == "field_removed"]
    assert all("samarbeidsmote" in one.concerns for one in reading_facts)


def test_a_version_that_warns_of_something_differs() -> None:
    after = edited(drawn(timing("statusrapport_frist", '=innflyttet_institusjon + duration("P3M")')))
    assert guards(journey(), after)
    assert not compare(journey(), after).same
