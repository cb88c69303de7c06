"""Right and wrong diagrams for the rules of ways through the diagram."""

from tests.bpmn_xml import Xml, bpmn, extension_elements, zeebe
from tests.builders import Event, Journey, Scope, condition, message, timer
from tests.definition.case import Case, delete, plain, put
from tests.form_files import checkbox, date, rows, textfield


def _second_process(root: Xml) -> None:
    root.insert(1, bpmn.process(id="annen", isExecutable="true"))


def _pools(*processes: str) -> Journey:
    pools = [bpmn.participant(id=f"basseng_{n}", processRef=name) for n, name in enumerate(processes)]
    return plain().edit(lambda root: root.insert(0, bpmn.collaboration(*pools, id="samarbeid")))


def _loop(*, waits: bool) -> Journey:
    journey = Journey().form("f", checkbox("ferdig")).start().task("oppgave", form="f").choice("samles")
    journey = journey.task("igjen") if waits else journey.milestone("igjen")
    return journey.choice("valg").when("=ferdig").end().at("valg").otherwise().to("samles")


def _loop_on_time(event: Event) -> Journey:
    journey = Journey().form("f", date("dag"), checkbox("ferdig")).start().task("oppgave", form="f")
    journey = journey.choice("samles").catch("igjen", event)
    return journey.choice("valg").when("=ferdig").end().at("valg").otherwise().to("samles")


def _loop_of_rounds(*, each: str | None) -> Journey:
    inner = Scope().start("s").task("runde").end("e")
    journey = Journey().form("f", checkbox("ferdig"), rows("liste", textfield("navn")))
    journey = journey.start().task("oppgave", form="f").choice("samles").sub("del", inner, each=each)
    return journey.choice("valg").when("=ferdig").end().at("valg").otherwise().to("samles")


def _loop_with_join(*, own_subprocess: bool) -> Journey:
    def branches(scope: Scope) -> Scope:
        scope.parallel("deles").task("a").parallel("moetes").at("deles").task("b").to("moetes")
        return scope.at("moetes")

    journey = Journey().form("f", checkbox("ferdig")).start().task("oppgave", form="f").choice("samles")
    if own_subprocess:
        inner = branches(Scope().start("s")).end("e")
        journey = journey.sub("del", inner)
    else:
        branches(journey)
    return journey.choice("valg").when("=ferdig").end().at("valg").otherwise().to("samles")


def _calling(called: str) -> Journey:
    call = extension_elements(zeebe.calledElement(processId=called))
    return Journey().start().node("callActivity", "kall", *call).end()


def _with_other_process(journey: Journey) -> Journey:
    back = bpmn.callActivity(*extension_elements(zeebe.calledElement(processId="reise")), id="tilbake")
    other = bpmn.process(
        bpmn.startEvent(id="s"),
        back,
        bpmn.endEvent(id="e"),
        bpmn.sequenceFlow(id="f1", sourceRef="s", targetRef="tilbake"),
        bpmn.sequenceFlow(id="f2", sourceRef="tilbake", targetRef="e"),
        id="annen",
        isExecutable="true",
    )
    return journey.edit(lambda root: root.insert(1, other))


def _row_of_tasks(count: int) -> Journey:
    journey = Journey().start()
    for number in range(count):
        journey = journey.task(f"t{number}")
    return journey.end()


def _until_interrupted() -> Journey:
    inner = Scope().start("s").choice("igjen").task("mote").to("igjen")
    return (
        Journey()
        .form("f", checkbox("ferdig"))
        .start(form="f")
        .sub("moter", inner)
        .boundary("nok", "moter", condition("=ferdig"))
        .end()
    )


CASES = (
    Case("one-executable-process", lambda: plain().edit(_second_process), plain, "annen", "flere prosesser"),
    Case(
        "one-executable-process",
        lambda: plain().edit(put("reise", isExecutable="false")),
        plain,
        "reise",
        "ikke merket som kjørbar",
    ),
    Case("one-executable-process", lambda: plain().edit(delete("reise")), plain, None, "har ingen prosess"),
    Case("one-pool", lambda: _pools("reise", "reise"), lambda: _pools("reise"), "basseng_1", "flere basseng"),
    Case("one-pool", lambda: _pools("borte"), plain, "basseng_0", "som ikke finnes"),
    Case("one-start-in-each-scope", lambda: plain().start("til"), plain, "til", "mer enn én starthendelse"),
    Case(
        "one-start-in-each-scope",
        lambda: Journey().start().sub("del", Scope().task("t").end("e")).end(),
        lambda: Journey().start().sub("del", Scope().start("s").task("t").end("e")).end(),
        "del",
        "ingen starthendelse",
    ),
    Case(
        "starts-begin-and-ends-end",
        lambda: plain().at("oppgave").to("start"),
        plain,
        "start",
        "Ingen flyt kan gå inn hit",
    ),
    Case(
        "every-step-is-reached",
        lambda: (
            plain().at("slutt").node("startEvent", "s2").edit(delete("s2")).task("foreldreloes").end("s3")
        ),
        plain,
        "foreldreloes",
        "Ingen vei fører hit",
    ),
    Case(
        "every-way-ends",
        lambda: Journey().start().choice("igjen").task("oppgave").to("igjen"),
        _until_interrupted,
        "oppgave",
        "ingen vei til en slutt",
    ),
    Case(
        "ways-end-in-end-events",
        lambda: Journey().start().task("oppgave"),
        lambda: plain().deadline("oppgave", event=timer(duration="P4W")),
        "oppgave",
        "Veien stanser her",
    ),
    Case(
        "ways-end-in-end-events",
        lambda: plain().boundary("melding", "oppgave", message("Hei"), interrupting=False),
        _until_interrupted,
        "melding",
        "Veien stanser her",
    ),
    Case("loops-wait", lambda: _loop(waits=False), lambda: _loop(waits=True), "igjen", "uten å vente"),
    Case(
        "loops-wait",
        lambda: _loop_on_time(timer(date='=dag + duration("P2M")')),
        lambda: _loop_on_time(timer(duration="P2M")),
        "igjen",
        "en dato kan være passert",
    ),
    Case(
        "loops-wait",
        lambda: _loop_of_rounds(each="=liste"),
        lambda: _loop_of_rounds(each=None),
        "del",
        "uten å vente",
    ),
    Case(
        "joins-in-loops-have-their-own-subprocess",
        lambda: _loop_with_join(own_subprocess=False),
        lambda: _loop_with_join(own_subprocess=True),
        "moetes",
        "i en løkke",
    ),
    Case("processes-do-not-call-themselves", lambda: _calling("reise"), plain, "kall", "kaller seg selv"),
    Case(
        "processes-do-not-call-themselves",
        lambda: _with_other_process(_calling("annen")),
        plain,
        "kall",
        "kaller seg selv",
    ),
    Case("processes-do-not-call-themselves", lambda: _calling("borte"), plain, "kall", "finnes ikke i filen"),
    Case(
        "scopes-stay-readable",
        lambda: _row_of_tasks(299),
        lambda: _row_of_tasks(298),
        "reise",
        "Del det opp",
    ),
)
