"""What the diagram says becomes the definition that the engine runs on."""

from datetime import timedelta

import pytest

from prosesser.calendar import MonthsDuration
from prosesser.definition import Definition, load
from prosesser.feel import Expression, parse
from tests.bpmn_xml import Xml, bpmn, bpmndi
from tests.builders import Journey, Scope, condition, message, timer
from tests.definition.case import find, plain
from tests.form_files import checkbox, date, rows, select, textfield


def _moving_lane() -> Journey:
    expression = '=if tildelt then "bydel" else "institusjon"'
    return (
        Journey()
        .lane("bydel")
        .lane("institusjon")
        .lane("moeteansvarlig", part=expression)
        .form("f", checkbox("tildelt"))
    )


def _loaded(journey: Journey) -> Definition:
    return load(journey.bundle())


def test_a_plain_journey_is_read_whole() -> None:
    definition = _loaded(plain())
    assert (definition.key, definition.name, definition.process.kind) == ("reise", "En reise", "process")
    assert definition.start.id == "start"
    assert [element.id for element in definition.children("reise")] == ["start", "oppgave", "slutt"]
    assert definition.element("oppgave").incoming == ("start_til_oppgave",)
    assert definition.flows["oppgave_til_slutt"].target == "slutt"


def test_a_lanes_party_is_a_constant_or_follows_from_the_facts() -> None:
    definition = _loaded(_moving_lane().start(form="f").task("oppgave").end())
    assert definition.lanes["bydel"].party == "bydel"
    party = definition.lanes["moeteansvarlig"].party
    assert isinstance(party, Expression)
    assert party.names == {"tildelt"}


def test_units_contacts_and_the_person_are_expressions_over_the_facts() -> None:
    journey = Journey().form("f", textfield("bydel"), textfield("navn"), rows("kontakter", textfield("navn")))
    journey = journey.prop("enhet.bydel", "=bydel").prop("kontakter.bydel", "=kontakter")
    definition = _loaded(journey.prop("beboer.navn", "=navn").start(form="f").task("oppgave").end())
    assert definition.units["bydel"].text == "bydel"
    assert definition.contacts["bydel"].text == "kontakter"
    assert definition.subject["navn"].text == "navn"
    assert definition.expression_facts == {"bydel", "kontakter", "navn"}


def test_only_facts_that_an_expression_reads_are_remembered() -> None:
    form = (
        textfield("navn", defaultValue="=valg"),
        date("dato"),
        select("valg"),
        select("annet"),
        checkbox("mer", hide="=annet = null"),
    )
    journey = Journey().form("f", *form).start().task("oppgave", form="f")
    journey = journey.deadline("oppgave", event=timer(date='=dato + duration("P4M")')).end()
    definition = _loaded(journey)
    assert set(definition.facts) == {"navn", "dato", "valg", "annet", "mer"}
    assert definition.expression_facts == {"dato", "valg"}


def test_a_fact_has_the_type_and_label_of_its_field() -> None:
    form = (
        date("dato", "Dato for møtet"),
        rows("liste", textfield("navn")),
        select("valg", type="checklist"),
    )
    facts = _loaded(Journey().form("f", *form).start().task("oppgave", form="f").end()).facts
    assert (facts["dato"].type, facts["dato"].label) == ("date", "Dato for møtet")
    assert facts["liste"].type == "list<context>"
    assert facts["valg"].type == "list<string>"
    assert facts["dato"].forms == ("f",)


def test_an_output_declares_a_fact_of_any_type_unless_a_form_knows_it() -> None:
    journey = Journey().form("f", date("dato"), date("mote")).start()
    journey = journey.task("oppgave", form="f", outputs={"mote": "=dato", "siste": "=dato"}).end()
    facts = _loaded(journey).facts
    assert (facts["mote"].type, facts["siste"].type) == ("date", "Any")


def _rounds(journey: Journey, *, also_after: bool) -> Definition:
    inner = Scope().start("s").task("runde", form="g").end("e")
    journey = journey.form("f", rows("liste", textfield("navn"))).form("g", textfield("svar")).start(form="f")
    journey = journey.sub("hver", inner, each="=liste", item="rad", sequential=True)
    return _loaded(journey.task("etter", form="g" if also_after else "f").end())


def test_what_only_rounds_ask_lives_in_the_round() -> None:
    assert _rounds(Journey(), also_after=False).facts["svar"].scope == "hver"


def test_what_is_asked_outside_the_rounds_too_lives_in_the_case() -> None:
    assert _rounds(Journey(), also_after=True).facts["svar"].scope == "case"


def test_a_round_has_its_list_its_item_and_its_order() -> None:
    loop = _rounds(Journey(), also_after=False).element("hver").loop
    assert loop is not None
    assert (loop.collection.text, loop.item, loop.sequential) == ("liste", "rad", True)


def test_a_deadline_is_a_timer_beside_a_user_task() -> None:
    journey = Journey().form("f", date("dato")).start(form="f").task("oppgave")
    journey = journey.deadline("oppgave", event=timer(duration="P4W", virkedag="neste", varsel="P7D"))
    journey = journey.boundary("avbryter", "oppgave", timer(date="=dato")).end("e2").at("oppgave")
    definition = _loaded(journey.catch("vent", timer(duration="P1M", virkedag="nei")).end())
    deadline = definition.element("oppgave_frist").timer
    assert deadline is not None
    assert (deadline.deadline, deadline.kind, deadline.working_day) == (True, "duration", "neste")
    assert deadline.reminder == timedelta(days=7)
    assert deadline.expression == parse('duration("P4W")')
    other = definition.element("avbryter").timer
    waiting = definition.element("vent").timer
    assert other is not None
    assert waiting is not None
    assert (other.deadline, other.kind, waiting.deadline, waiting.working_day) == (False, "date", False, None)


@pytest.mark.parametrize(
    ("literal", "means"),
    [
        ("P4W", 'duration("P4W")'),
        ("PT12H", 'duration("PT12H")'),
        ("2026-06-05", 'date("2026-06-05")'),
        ("2026-06-05T13:00:00Z", 'date and time("2026-06-05T13:00:00Z")'),
    ],
)
def test_a_literal_time_means_the_same_as_its_expression(literal: str, means: str) -> None:
    definition = _loaded(Journey().start().catch("vent", timer(date=literal)).end())
    rule = definition.element("vent").timer
    assert rule is not None
    assert rule.expression == parse(means)


def test_reminders_may_be_months_before() -> None:
    journey = plain().deadline("oppgave", event=timer(duration="P6M", varsel="P1M"))
    rule = _loaded(journey).element("oppgave_frist").timer
    assert rule is not None
    assert rule.reminder == MonthsDuration(1)


def test_a_message_has_its_name_its_senders_and_its_form() -> None:
    journey = Journey().lane("bydel").lane("institusjon").form("f", textfield("navn")).start()
    journey = journey.receive("mottak", message("Bolig tilbudt", part="institusjon bydel", skjema="f")).end()
    definition = _loaded(journey)
    element = definition.element("mottak")
    assert (element.message, element.senders, element.form) == (
        "Bolig tilbudt",
        ("institusjon", "bydel"),
        "f",
    )
    assert definition.messages() == {"Bolig tilbudt": (element,)}


def test_boundaries_know_their_activity_and_whether_they_interrupt() -> None:
    journey = plain().boundary("b", "oppgave", condition("=true"), interrupting=False).end("e2")
    definition = _loaded(journey)
    (boundary,) = definition.boundaries("oppgave")
    assert (boundary.id, boundary.interrupting, boundary.event) == ("b", False, "conditional")
    assert boundary.condition == parse("true")


def test_only_gateways_flows_carry_conditions_and_the_default_is_known() -> None:
    journey = Journey().form("f", checkbox("ja")).start(form="f").choice("valg").when("=ja").end("e1")
    definition = _loaded(journey.at("valg").otherwise().end("e2"))
    condition_of = definition.flows["valg_til_e1"].condition
    assert condition_of is not None
    assert condition_of.names == {"ja"}
    assert definition.element("valg").default_flow == "valg_til_e2"


def test_clauses_and_the_end_of_a_participation_are_properties() -> None:
    catalogue = b"requirements: [{id: F1-a}, {id: F1-b}]"
    journey = Journey().file("requirements.yaml", catalogue).start().task("oppgave", krav="F1-a F1-b")
    definition = _loaded(journey.milestone("slutt_for_bydel", avslutter="bydel").end())
    assert definition.element("oppgave").clauses == ("F1-a", "F1-b")
    assert definition.element("slutt_for_bydel").ends_party == "bydel"


def test_the_scopes_around_an_element_are_listed_innermost_first() -> None:
    inner = Scope().start("s2").task("t").end("e2")
    outer = Scope().start("s1").sub("indre", inner).end("e1")
    definition = _loaded(Journey().start().sub("ytre", outer).end())
    assert [scope.id for scope in definition.enclosing("t")] == ["indre", "ytre", "reise"]


class TestLanes:
    """Which lane an element lies in."""

    def _nested(self) -> Journey:
        inner = Scope().start("s").task("t1", lane="institusjon").task("t2", lane="bydel").end("e")
        return Journey().lane("bydel").lane("institusjon").start().sub("del", inner).end()

    def test_nested_tasks_lie_where_they_are_drawn(self) -> None:
        definition = _loaded(self._nested())
        lanes = {element.id: element.lane for element in definition.children("del")}
        assert lanes == {"s": "bydel", "t1": "institusjon", "t2": "bydel", "e": "bydel"}

    def test_a_stale_reference_to_a_nested_task_does_not_move_it(self) -> None:
        journey = self._nested().edit(lambda root: find(root, "bydel").append(bpmn("flowNodeRef", "t1")))
        assert _loaded(journey).element("t1").lane == "institusjon"

    def test_at_the_top_level_the_reference_decides_and_white_space_means_nothing(self) -> None:
        def move(root: Xml) -> None:
            reference = find(root, "bydel").findall("{*}flowNodeRef")[1]
            reference.text = "\n  oppgave "
            find(root, "institusjon").append(reference)

        journey = Journey().lane("bydel").lane("institusjon").start().task("oppgave").end().edit(move)
        assert _loaded(journey).element("oppgave").lane == "institusjon"

    def test_without_a_reference_the_drawing_decides(self) -> None:
        def forget(root: Xml) -> None:
            for lane in ("bydel", "institusjon"):
                for reference in find(root, lane).findall("{*}flowNodeRef"):
                    find(root, lane).remove(reference)

        journey = (
            Journey().lane("bydel").lane("institusjon").start().task("oppgave", lane="institusjon").end()
        )
        assert _loaded(journey.edit(forget)).element("oppgave").lane == "institusjon"

    def test_a_boundary_event_lies_with_its_activity(self) -> None:
        journey = Journey().lane("bydel").lane("institusjon").start().task("oppgave", lane="institusjon")
        journey = journey.deadline("oppgave", event=timer(duration="P4W")).end()
        assert _loaded(journey).element("oppgave_frist").lane == "institusjon"

    def test_what_is_drawn_on_a_plane_of_its_own_lies_with_its_subprocess(self) -> None:
        def collapse(root: Xml) -> None:
            plane = bpmndi.BPMNPlane(id="indre_plan", bpmnElement="del")
            for nested in ("s", "t1", "t2", "e"):
                plane.append(find(root, f"{nested}_form"))
            root.append(bpmndi.BPMNDiagram(plane, id="indre_tegning"))

        journey = Journey().lane("bydel").lane("institusjon").start()
        inner = Scope().start("s").task("t1", lane="institusjon").task("t2", lane="institusjon").end("e")
        definition = _loaded(journey.sub("del", inner, lane="institusjon").end().edit(collapse))
        assert {element.lane for element in definition.children("del")} == {"institusjon"}
