"""Right and wrong diagrams for the rules of the file, the ids and the drawing."""

from tests.bpmn_xml import Xml, bpmn
from tests.builders import Journey, Scope, message
from tests.definition.case import Case, add, delete, drop, find, plain, put


def _two_lanes() -> Journey:
    return Journey().lane("bydel").lane("institusjon").start().task("oppgave").end()


def _boundary() -> Journey:
    return plain().boundary("melding", "oppgave", message("Hei"), interrupting=False).end("slutt_2")


def _list_in_other_lane(root: Xml) -> None:
    reference = find(root, "bydel").find("{*}flowNodeRef[2]")
    assert reference is not None
    assert reference.text == "oppgave"
    find(root, "institusjon").append(reference)


def _incoming(flow: str) -> Xml:
    return bpmn("incoming", flow)


CASES = (
    Case(
        "follows-schema",
        lambda: plain().edit(add("oppgave", bpmn("tullball"))),
        lambda: plain().edit(add("oppgave", bpmn("incoming", "start_til_oppgave"), place=0)),
        None,
        "Linje",
    ),
    Case(
        "ids-are-unique",
        lambda: plain().edit(put("slutt", id="oppgave")),
        plain,
        "oppgave",
        "«oppgave» er brukt 2 ganger",
    ),
    Case("steps-have-ids", lambda: plain().edit(drop("oppgave", "id")), plain, None, "har ingen id"),
    Case(
        "ids-are-usable",
        lambda: Journey().start().task("End").end(),
        lambda: Journey().start().task("Slutt-3_b").end(),
        "End",
        "er opptatt",
    ),
    Case(
        "ids-are-usable",
        lambda: Journey().start().task("møte").end(),
        plain,
        "møte",
        "bare bokstavene a–z",
    ),
    Case(
        "flows-join-existing-steps",
        lambda: plain().edit(put("oppgave_til_slutt", targetRef="borte")),
        plain,
        "oppgave_til_slutt",
        "«borte», som ikke finnes",
    ),
    Case(
        "flows-join-existing-steps",
        lambda: (
            plain()
            .at("oppgave")
            .sub("del", Scope().start("s").end("e"))
            .end("s2")
            .edit(put("del_til_s2", targetRef="e"))
        ),
        lambda: Journey().start().sub("del", Scope().start("s").task("t").end("e")).end(),
        "del_til_s2",
        "krysser grensen",
    ),
    Case(
        "steps-list-their-flows",
        lambda: plain().edit(add("oppgave", _incoming("oppgave_til_slutt"))),
        lambda: plain().edit(add("oppgave", _incoming("start_til_oppgave"))),
        "oppgave",
        "ikke de som er tegnet",
    ),
    Case(
        "default-flows-leave-their-gateway",
        lambda: plain().edit(put("oppgave", default="start_til_oppgave")),
        plain,
        "oppgave",
        "går ikke ut herfra",
    ),
    Case(
        "boundaries-sit-on-activities",
        lambda: _boundary().edit(put("melding", attachedToRef="slutt")),
        _boundary,
        "melding",
        "sitter ikke på",
    ),
    Case(
        "messages-are-declared",
        lambda: _boundary().edit(put("melding_hendelse", messageRef="Melding_9")),
        _boundary,
        "melding",
        "«Melding_9» finnes ikke",
    ),
    Case(
        "lanes-list-existing-steps",
        lambda: plain().edit(add("bydel", bpmn("flowNodeRef", "borte"))),
        lambda: plain().edit(lambda root: find(root, "bydel")[-1].__setattr__("text", "\n slutt \n")),
        "bydel",
        "«borte», som ikke finnes",
    ),
    Case(
        "steps-lie-in-one-lane",
        lambda: _two_lanes().edit(add("institusjon", bpmn("flowNodeRef", "oppgave"))),
        _two_lanes,
        "oppgave",
        "i 2 baner",
    ),
    Case(
        "drawing-shows-existing-elements",
        lambda: plain().edit(put("oppgave_form", bpmnElement="borte")),
        plain,
        None,
        "«borte», som ikke finnes",
    ),
    Case("steps-are-drawn", lambda: plain().edit(delete("oppgave_form")), plain, "oppgave", "ikke tegnet"),
    Case(
        "lanes-agree-with-drawing",
        lambda: _two_lanes().edit(_list_in_other_lane),
        _two_lanes,
        "oppgave",
        "Filen sier «Institusjon», tegningen «Bydel»",
    ),
)
