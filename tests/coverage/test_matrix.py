"""The matrix of clauses: what is covered, what is not and why, and what claims a clause in secret."""

import json
from collections.abc import Mapping

import pytest

from prosesser.definition import Unreadable, examine
from tests.builders import Journey, timer
from tests.checklist_files import checklist_file, section
from tests.form_files import date, group, rows, textarea, textfield
from workflow_app.coverage.matrix import Matrix, matrix
from workflow_app.coverage.shown import shown_by
from workflow_app.features import Feature

CATALOGUE = """
anchors: {innflyttet: innflytting i institusjonen}
requirements:
- {id: PLAN, clause: "F §1", modality: must, responsible: institution, text: "Planen lages.",
   deadline: {anchor: innflyttet, duration: %s, nature: latest%s}}
- {id: SE, clause: "F §2", modality: should, responsible: both, text: "Partene ser saken."}
"""
TESTS = {"PLAN": ("test_plan.py::test_planen",), "SE": ("test_se.py::test_saken",)}
SEEN = Feature("Du ser saken.", ("SE",), ("case.show",))


def journey(due: str = '=innflyttet + duration("P1M")', krav: str = "PLAN", **fields: str) -> Journey:
    """A plan with a deadline that counts from the admission."""
    return (
        Journey()
        .form("inn", date("innflyttet"))
        .form("plan", textarea("plan", properties={"krav": fields.get("krav_felt", "")}))
        .start(form="inn")
        .task("plan", form="plan", krav=krav)
        .deadline("plan", event=timer(date=due, krav=krav))
        .end()
    )


def covered(
    drawn: Journey,
    duration: str = "P1M",
    decision: str = "",
    tests: Mapping[str, tuple[str, ...]] | None = TESTS,
) -> Matrix:
    recorded = f", decision: {json.dumps(decision)}" if decision else ""
    catalogue = (CATALOGUE % (duration, recorded)).encode()
    definition = examine(drawn.file("requirements.yaml", catalogue).bundle()).definition
    assert definition is not None
    return matrix(definition, tests, (SEEN,))


def problems(found: Matrix) -> list[str]:
    return [*found.problems, *(problem for row in found.rows for problem in row.problems)]


def test_a_clause_that_is_realised_and_shown_is_covered() -> None:
    found = covered(journey())
    assert found.holds
    plan, seen = found.rows
    assert [element.id for element in plan.claims.elements] == ["plan", "plan_frist"]
    assert [element.id for element in plan.timers] == ["plan_frist"]
    assert seen.features == (SEEN,)


def test_a_clause_that_nothing_realises_or_nothing_shows_is_not_covered() -> None:
    nothing = covered(journey(krav=""))
    assert "Ingenting i diagrammet, skjemaene eller programmet oppfyller kravet." in problems(nothing)
    unshown = covered(journey(), tests={"SE": TESTS["SE"]})
    assert problems(unshown) == ["Ingen test viser at kravet holder."]
    assert unshown.covered == 1


def test_without_the_tests_at_hand_the_rest_is_judged() -> None:
    found = covered(journey(), tests=None)
    assert found.holds
    assert found.rows[0].tests is None


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (journey(krav="PLAN UKJENT"), "«plan» og «plan_frist» viser til «UKJENT»"),
        (journey(krav_felt="UKJENT"), "Feltet plan: plan viser til «UKJENT»"),
        (
            journey()
            .form("punkt", textfield("oppgave"))
            .file("checklists/plan.json", checklist_file("plan", sections=[section("a", krav="UKJENT")])),
            "«A» i plan viser til «UKJENT»",
        ),
    ],
    ids=["element", "field", "section"],
)
def test_what_names_an_unknown_clause_is_named(drawn: Journey, said: str) -> None:
    found = covered(drawn)
    assert not found.holds
    assert said in found.problems[0]


def test_features_and_tests_that_name_an_unknown_clause_are_named() -> None:
    definition = examine(journey().file("requirements.yaml", b"requirements: []").bundle()).definition
    assert definition is not None
    found = matrix(definition, TESTS, (SEEN,))
    assert any("Programmet («Du ser saken.») viser til «SE»" in problem for problem in found.problems)
    assert any("Testen test_plan.py::test_planen viser til «PLAN»" in problem for problem in found.problems)


def test_fields_are_found_in_groups_and_rows_and_only_in_forms_that_are_used() -> None:
    asked = [
        group(textfield("a", properties={"krav": "SE"})),
        rows("liste", textfield("b", properties={"krav": "SE"}), properties={"krav": "SE"}),
    ]
    drawn = journey().form("plan", *asked).form("ubrukt", textfield("c", properties={"krav": "SE"}))
    claimed = covered(drawn).rows[1].claims
    assert [field.key for field in claimed.fields] == ["a", "liste", "liste.b"]


@pytest.mark.parametrize(
    ("due", "duration"),
    [
        ('=innflyttet + duration("P1M")', "P1M"),
        ('=min([plan_dato, innflyttet + duration("P4W")][item != null])', "P28D"),
        ("=innflyttet", "P0D"),
        ('=duration("P14D") + innflyttet + duration("P7D")', "P3W"),
    ],
)
def test_a_deadline_that_comes_to_the_same_agrees_however_it_is_written(due: str, duration: str) -> None:
    assert problems(covered(journey(due).form("mer", date("plan_dato")), duration)) == []


def test_a_month_is_not_thirty_days() -> None:
    (said,) = problems(covered(journey('=innflyttet + duration("P30D")')))
    assert said.startswith("«plan_frist» gir 2. mars 2026 når det regnes fra 31. januar 2026")
    assert "kravet gir 28. februar 2026" in said


def test_a_deadline_on_working_days_is_another_one() -> None:
    moved = timer(date='=innflyttet + duration("P1M")', krav="PLAN", virkedag="neste")
    drawn = (
        Journey()
        .form("inn", date("innflyttet"))
        .start(form="inn")
        .task("plan", krav="PLAN")
        .deadline("plan", event=moved)
        .end()
    )
    assert "«plan_frist» gir" in problems(covered(drawn))[0]


def test_an_earlier_deadline_alone_differs_but_may_stand_beside_the_right_one() -> None:
    early = '=innflyttet + duration("P14D")'
    assert "kravet gir" in problems(covered(journey(early)))[0]
    both = journey().deadline("plan", node_id="plan_tidlig", event=timer(date=early, krav="PLAN"))
    assert problems(covered(both)) == []
    late = journey().deadline(
        "plan", node_id="plan_sen", event=timer(date='=innflyttet + duration("P2M")', krav="PLAN")
    )
    assert problems(covered(late))[0].startswith("«plan_sen» gir")


def test_a_recorded_decision_stands_for_a_difference_but_not_for_no_deadline_at_all() -> None:
    assert problems(covered(journey('=innflyttet + duration("P5W")'), decision="fem uker")) == []
    (said,) = problems(covered(journey("P5W"), decision="fem uker"))
    assert said == "Ingen tidshendelse regner fra innflytting i institusjonen (innflyttet)."


@pytest.mark.parametrize(
    ("catalogue", "said"),
    [
        (None, "mappen har ingen slik fil"),
        (b"requirements: 3", "en liste av krav"),
        (b"requirements: [{text: uten id}]", "en liste av krav"),
        (b"requirements: [{id: A}, {id: A}]", "samme id"),
        (b"requirements: [{id: A, deadline: {anchor: x, duration: P1X, nature: latest}}]", "P1X"),
        (b"requirements: [{id: A, deadline: {anchor: x, nature: latest}}]", "en liste av krav"),
    ],
)
def test_a_catalogue_that_cannot_be_read_says_why(catalogue: bytes | None, said: str) -> None:
    drawn = journey(krav="") if catalogue is None else journey(krav="").file("requirements.yaml", catalogue)
    definition = examine(drawn.bundle()).definition
    assert definition is not None
    with pytest.raises(Unreadable, match=said):
        matrix(definition, None)


def test_tests_are_read_from_their_markers(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("journeys")
    (folder / "test_a.py").write_text(
        '@clause("A", "B")\ndef test_one(office): ...\n\n'
        '@pytest.mark.clause("B")\ndef test_two(office): ...\n\n'
        '@clause("C")\ndef helper(): ...\n\n@other("D")\ndef test_three(): ...\n'
    )
    assert shown_by(folder) == {
        "A": ("test_a.py::test_one",),
        "B": ("test_a.py::test_one", "test_a.py::test_two"),
    }


def test_an_installation_without_the_tests_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert shown_by(tmp_path_factory.mktemp("installed") / "tests" / "journeys") is None
