"""Right and wrong diagrams for the rules of tasks that are added, and of dates that may be agreed on."""

from collections.abc import Callable

from tests.bpmn_xml import Xml, bpmn, formal, zeebe
from tests.builders import Journey, Scope, message, timer
from tests.definition.case import Case, add, extend, find, plain, put
from tests.form_files import date, rows, select, textarea, textfield

ANSWER = select("forslag_svar", options=("ja", "nei"), type="radio")
DUE = timer(date="=dag")


def _with_box(*steps: Callable[[Scope], Scope]) -> Journey:
    box = Scope().added("ekstra", skjema="bestilling")
    for step in steps:
        box = step(box)
    journey = Journey().lane("bydel").lane("institusjon").form("bestilling", textfield("hva"), date("dag"))
    journey.form("svar", ANSWER, textarea("forslag_grunn"))
    return journey.start(lane="bydel").task("oppgave").task("mote", form="svar").end().ad_hoc("boks", box)


def _answered(box: Scope) -> Scope:
    box.added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
    return box.added("svar_inst", lane="institusjon", form="svar", svarer_pa="forslag")


def _minutes(tasks: str, *columns: str, listed: str = "avtalt") -> Journey:
    journey = _with_box(lambda box: box.added("annen", lane="institusjon", skjema="bestilling"))
    journey.form("svar", rows("avtalt", *(textfield(column) for column in columns)))
    return journey.edit(
        extend("mote", zeebe.properties(zeebe.property(name=f"oppgaver.{listed}", value=tasks)))
    )


def _negotiable(*answering: Callable[[Scope], Scope]) -> Journey:
    return _with_box(
        lambda box: box.deadline("ekstra", event=timer(date="=dag", kan_avtales="ja")), *answering
    )


def _in_rounds() -> Journey:
    inner = Scope().start("s").task("runde").end("e").ad_hoc("boks", Scope().added("ekstra", skjema="f"))
    journey = Journey().form("f", rows("liste", textfield("navn"))).start(form="f")
    return journey.sub("hver", inner, each="=liste").end()


def _inside_another(tasks: str) -> Journey:
    inner = (
        Scope().start("s").task("inne").end("e").ad_hoc("boks", Scope().added("ekstra", skjema="bestilling"))
    )
    journey = Journey().form("bestilling", textfield("hva")).form("referat", rows("avtalt", textfield("hva")))
    journey.start().sub("del", inner)
    return journey.task("mote", form="referat", said={"oppgaver.avtalt": tasks}).end()


def _connected(root: Xml) -> None:
    process = find(root, "reise")
    process.append(bpmn.sequenceFlow(id="inn", sourceRef="oppgave", targetRef="boks"))


CASES = (
    Case(
        "ad-hoc-subprocesses-hold-tasks-alone",
        lambda: _with_box(lambda box: box.choice("valg")),
        lambda: _with_box(lambda box: box.deadline("ekstra", event=DUE)),
        "valg",
        "bare stå brukeroppgaver",
    ),
    Case(
        "ad-hoc-subprocesses-hold-tasks-alone",
        lambda: _with_box().edit(_connected),
        _with_box,
        "boks",
        "Ingen flyt går inn eller ut",
    ),
    Case(
        "ad-hoc-subprocesses-hold-tasks-alone",
        lambda: _with_box().boundary("kant", "boks", message("Hei")).end("kant_slutt"),
        _with_box,
        "kant",
        "hendelser på kanten",
    ),
    Case(
        "ad-hoc-subprocesses-stay-open",
        lambda: _with_box().edit(add("boks", formal("completionCondition", "=true"))),
        _with_box,
        "boks",
        "Vilkåret for å avslutte",
    ),
    Case(
        "ad-hoc-subprocesses-stay-open",
        lambda: _with_box().edit(put("boks", ordering="Sequential")),
        lambda: _with_box().edit(put("boks", ordering="Parallel")),
        "boks",
        "venter ikke på hverandre",
    ),
    Case(
        "ad-hoc-subprocesses-stay-open",
        _in_rounds,
        _with_box,
        "boks",
        "hvilken forekomst",
    ),
    Case(
        "only-added-tasks-say-how-they-are-added",
        lambda: Journey().start().task("oppgave", avtales="ja").end(),
        lambda: _with_box(_answered, lambda box: box.added("avtalt", skjema="bestilling", avtales="ja")),
        "oppgave",
        "«avtales» har ingen virkning",
    ),
    Case(
        "follow-ups-name-added-tasks",
        lambda: _minutes("ekstra oppgave", "ansvarlig"),
        lambda: _minutes("ekstra annen", "ansvarlig"),
        "mote",
        "«oppgave» kan ikke legges til",
    ),
    Case(
        "follow-ups-name-added-tasks",
        lambda: _minutes("ekstra", "hva", listed="tiltak"),
        lambda: _minutes("ekstra", "hva"),
        "mote",
        "ingen liste «tiltak»",
    ),
    Case(
        "follow-ups-name-added-tasks",
        lambda: _minutes("ekstra annen", "hva"),
        lambda: _minutes("ekstra annen", "ansvarlig", "hva"),
        "mote",
        "hvem som får oppgaven",
    ),
    Case(
        "follow-ups-name-added-tasks",
        lambda: _inside_another("ekstra"),
        lambda: _minutes("ekstra", "hva"),
        "mote",
        "ikke åpen når radene",
    ),
    Case(
        "proposals-can-be-answered",
        _negotiable,
        lambda: _negotiable(_answered),
        "ekstra_frist",
        "Ingen kan svare",
    ),
    Case(
        "proposals-can-be-answered",
        lambda: _negotiable(_answered).form("svar", textarea("forslag_grunn")),
        lambda: _negotiable(_answered),
        "svar_bydel",
        "hva svaret på forslaget er",
    ),
    Case(
        "negotiable-times-are-deadlines",
        lambda: Journey().start().catch("vent", timer(duration="P1D", kan_avtales="ja")).task("t").end(),
        lambda: _negotiable(_answered),
        "vent",
        "bare avtale en annen dato for frister",
    ),
    Case(
        "clauses-are-known",
        lambda: plain_with_gap("F9"),
        lambda: plain_with_gap("F1"),
        "oppgave",
        "«F9» finnes ikke",
    ),
)


def plain_with_gap(clause: str) -> Journey:
    """A task whose answers tell that a clause was not kept."""
    journey = plain().file("requirements.yaml", b"requirements:\n- {id: F1, text: Kravet}\n")
    task = journey.nodes[1]
    properties = Journey().task("x", said={f"mangel.{clause}": "=merknad = null"}).nodes[0].xml[0]
    task.xml.find("{*}extensionElements").extend(list(properties)[1:])  # type: ignore[union-attr] # it has a form
    return journey
