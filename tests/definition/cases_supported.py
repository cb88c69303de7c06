"""Right and wrong diagrams for the rules of what runs, what is kept and what is refused."""

from tests.bpmn_steps import Event
from tests.bpmn_xml import bpmn, zeebe
from tests.builders import Journey, Scope, message, timer
from tests.definition.case import Case, add, extend, find, plain, put
from tests.form_files import rows, textfield


def _rounds() -> Journey:
    inner = Scope().start("s").task("runde").end("e")
    return (
        Journey()
        .form("liste", rows("soknader", textfield("type")))
        .start()
        .task("oppgave", form="liste")
        .sub("soknad_for_soknad", inner, each="=soknader", item="soknad")
        .end()
    )


def _received() -> Journey:
    return Journey().start().receive("mottak", message("Hei")).end()


CASES = (
    Case(
        "only-supported-elements",
        lambda: Journey().start().node("scriptTask", "skript").end(),
        lambda: plain().edit(add("reise", bpmn.textAnnotation(bpmn("text", "Hei"), id="merknad"))),
        "skript",
        "Skriptoppgave «skript» kan ikke kjøres",
    ),
    Case(
        "only-supported-events",
        lambda: Journey().start().task("oppgave").end(event=Event("signal")),
        lambda: Journey().start().task("oppgave").end(event=Event("terminate")),
        "slutt",
        "Slutthendelse med signal «slutt» kan ikke kjøres",
    ),
    Case(
        "only-supported-events",
        lambda: (
            plain()
            .edit(add("slutt", bpmn.terminateEventDefinition()))
            .edit(add("slutt", bpmn.terminateEventDefinition()))
        ),
        plain,
        "slutt",
        "mer enn én utløser",
    ),
    Case(
        "no-event-subprocesses",
        lambda: (
            plain()
            .sub("hendelse", Scope().start("s").task("t").end("e"))
            .edit(put("hendelse", triggeredByEvent="true"))
        ),
        lambda: Journey().start().sub("vanlig", Scope().start("s").task("t").end("e")).end(),
        "hendelse",
        "Hendelsesdelprosesser",
    ),
    Case(
        "no-instantiating-steps",
        lambda: _received().edit(put("mottak", instantiate="true")),
        _received,
        "mottak",
        "kan ikke starte en sak",
    ),
    Case(
        "quantities-are-one",
        lambda: plain().edit(put("oppgave", completionQuantity="2")),
        lambda: plain().edit(put("oppgave", completionQuantity="1")),
        "oppgave",
        "«completionQuantity» har ingen virkning",
    ),
    Case(
        "multi-instance-is-a-subprocess-over-a-list",
        lambda: plain().edit(add("oppgave", bpmn.multiInstanceLoopCharacteristics())),
        _rounds,
        "oppgave",
        "bare på delprosesser",
    ),
    Case(
        "multi-instance-is-a-subprocess-over-a-list",
        lambda: (
            Journey()
            .start()
            .sub("del", Scope().start("s").task("t").end("e"))
            .end()
            .edit(add("del", bpmn.multiInstanceLoopCharacteristics(bpmn("loopCardinality", "3"))))
        ),
        _rounds,
        "del",
        "hvilken liste",
    ),
    Case(
        "only-supported-extensions",
        lambda: plain().edit(extend("oppgave", zeebe.ioMapping(zeebe.input(source="=a", target="b")))),
        lambda: plain().edit(extend("oppgave", zeebe.userTask())),
        "oppgave",
        "Inndata (zeebe:input) kjøres ikke",
    ),
    Case(
        "only-supported-extensions",
        lambda: plain().edit(extend("oppgave", zeebe.assignmentDefinition(candidateUsers="kari"))),
        lambda: plain().edit(extend("oppgave", zeebe.assignmentDefinition())),
        "oppgave",
        "Banen sier hvem som har oppgaven",
    ),
    Case(
        "only-supported-extensions",
        lambda: plain().edit(extend("oppgave", zeebe("nyhet"))),
        plain,
        "oppgave",
        "«zeebe:nyhet» er ukjent",
    ),
    Case(
        "properties-are-known",
        lambda: Journey().start().task("oppgave", virkdag="neste").end(),
        lambda: plain().deadline("oppgave", event=timer(duration="P4W", virkedag="neste")),
        "oppgave",
        "«virkdag» er ukjent",
    ),
    Case(
        "properties-are-known",
        lambda: Journey().start().task("oppgave", virkedag="neste").end(),
        plain,
        "oppgave",
        "hører til på en tidshendelse",
    ),
    Case(
        "properties-are-known",
        lambda: plain().deadline("oppgave", event=timer(duration="P4W", virkedag="lørdag")),
        plain,
        "oppgave_frist",
        "Velg forrige eller neste eller nei",
    ),
    Case(
        "properties-are-known",
        lambda: plain().edit(extend("slutt", zeebe.properties(zeebe.property(name="krav", value="")))),
        plain,
        "slutt",
        "«krav» er tom",
    ),
    Case(
        "kept-elements-are-named",
        lambda: plain().edit(add("reise", bpmn.dataObject(id="merknad"))),
        lambda: plain().edit(add("reise", bpmn.textAnnotation(bpmn("text", "Hei"), id="merknad"))),
        "merknad",
        "beholdes i diagrammet, uten virkning",
    ),
    Case(
        "kept-elements-are-named",
        lambda: plain().edit(
            lambda root: find(root, "oppgave").set("{http://bpmn.io/schema/bpmn/biocolor/1.0}stroke", "red")
        ),
        plain,
        "oppgave",
        "Attributtet «stroke»",
    ),
)
