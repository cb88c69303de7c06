"""Right and wrong diagrams for the rules of tasks, lanes, messages, parties and times."""

from tests.bpmn_steps import Event
from tests.bpmn_xml import Xml, bpmn, formal, zeebe
from tests.builders import Journey, Scope, condition, message, timer
from tests.definition.case import Case, add, drop, extend, find, plain, put
from tests.form_files import checkbox, date, textfield

CATALOGUE = b"requirements:\n- {id: F1, text: Kravet}\n"


def _requiring(clause: str, catalogue: bytes | None = CATALOGUE) -> Journey:
    journey = Journey().start().task("oppgave", krav=clause).end()
    return journey if catalogue is None else journey.file("requirements.yaml", catalogue)


def _nested_start(form: str | None) -> Journey:
    inner = Scope().start("s", form=form).task("t").end("e")
    return Journey().form("f", textfield("navn")).start(form="f").sub("del", inner).end()


def _move_out(root: Xml) -> None:
    find(root, "oppgave_form")[0].set("y", "-500")
    lane = find(root, "bydel")
    lane.remove(lane[2])


def _deadline(event: Event) -> Journey:
    return (
        Journey()
        .form("f", date("dato"))
        .start(form="f")
        .task("oppgave")
        .deadline("oppgave", event=event)
        .end()
    )


def _receiving(event: Event) -> Journey:
    return Journey().form("f", textfield("navn")).start().receive("mottak", event).end()


def _two_of(second: Event) -> Journey:
    journey = Journey().lane("bydel").lane("institusjon").form("f", textfield("navn"))
    return journey.start().receive("en", message("Hei")).receive("to", second).end()


CASES = (
    Case(
        "user-tasks-have-names",
        lambda: plain().edit(put("oppgave", name=" ")),
        plain,
        "oppgave",
        "Skriv hva som skal gjøres",
    ),
    Case(
        "user-tasks-have-forms",
        lambda: Journey().start().task("oppgave", form=None).end(),
        plain,
        "oppgave",
        "Koble den til et skjema",
    ),
    Case(
        "forms-exist",
        lambda: Journey().start().task("oppgave", form="borte").end(),
        plain,
        "oppgave",
        "«forms/borte.form»",
    ),
    Case(
        "only-the-first-start-has-a-form",
        lambda: _nested_start("f"),
        lambda: _nested_start(None),
        "s",
        "Bare starten av hele forløpet",
    ),
    Case(
        "forms-are-filled-in-by-someone",
        lambda: plain().edit(extend("slutt", zeebe.formDefinition(formId="enkel"))),
        plain,
        "slutt",
        "Ingen fyller ut skjemaet",
    ),
    Case(
        "forms-are-used",
        lambda: plain().form("glemt", textfield("navn")),
        plain,
        None,
        "«forms/glemt.form» brukes ikke",
    ),
    Case(
        "user-tasks-lie-in-lanes", lambda: plain().edit(_move_out), plain, "oppgave", "Dra den inn i en bane"
    ),
    Case(
        "lanes-have-parties",
        lambda: Journey().lane("bydel", part="").start().task("oppgave").end(),
        plain,
        "bydel",
        "hvilken part",
    ),
    Case(
        "lanes-are-not-nested",
        lambda: plain().edit(add("bydel", bpmn("childLaneSet", id="indre"))),
        plain,
        "indre",
        "Baner i baner",
    ),
    Case(
        "clauses-are-known",
        lambda: _requiring("F9"),
        lambda: _requiring("F1"),
        "oppgave",
        "«F9» finnes ikke i requirements.yaml",
    ),
    Case(
        "clauses-are-known",
        lambda: _requiring("F1", None),
        plain,
        None,
        "1 krav kan ikke slås opp: mappen mangler en lesbar requirements.yaml",
    ),
    Case("clauses-are-known", lambda: _requiring("F1", b"[: }"), plain, None, "mangler en lesbar"),
    Case(
        "deadlines-are-named",
        lambda: _deadline(timer(duration="P4W")).edit(drop("oppgave_frist", "name")),
        lambda: _deadline(timer(duration="P4W")),
        "oppgave_frist",
        "Skriv hva den regnes fra",
    ),
    Case(
        "timers-have-a-value",
        lambda: _deadline(timer()),
        lambda: _deadline(timer(date="=dato")),
        "oppgave_frist",
        "Skriv en dato eller en varighet",
    ),
    Case(
        "timers-do-not-repeat",
        lambda: _deadline(Event("timer", (formal("timeCycle", "R3/P1D"),))),
        lambda: _deadline(timer(duration="P1D")),
        "oppgave_frist_hendelse",
        "Tegn en løkke",
    ),
    Case(
        "expressions-are-valid",
        lambda: _deadline(timer(duration="P1M2W")),
        lambda: _deadline(timer(duration="P4W")),
        "oppgave_frist",
        "Tiden: P1M2W kan ikke leses. «P1M2W» er ingen varighet",
    ),
    Case(
        "expressions-are-valid",
        lambda: _deadline(timer(date='=dato + duration("P0.5M")')),
        lambda: _deadline(timer(date='=dato + duration("P5M")')),
        "oppgave_frist",
        "er ingen varighet",
    ),
    Case(
        "expressions-are-valid",
        lambda: _deadline(timer(date="2026-02-30")),
        lambda: _deadline(timer(date="2026-02-28")),
        "oppgave_frist",
        "«2026-02-30» er ingen dato",
    ),
    Case(
        "deadlines-are-boundary-timers",
        lambda: plain().edit(extend("oppgave", zeebe.taskSchedule(dueDate="=dato"))),
        lambda: plain().edit(extend("oppgave", zeebe.taskSchedule(followUpDate="=dato"))),
        "oppgave",
        "ikke-avbrytende tidshendelse",
    ),
    Case(
        "reminders-are-durations-on-deadlines",
        lambda: Journey().start().task("a").catch("vent", timer(duration="P4W", varsel="P7D")).end(),
        lambda: _deadline(timer(duration="P4W", varsel="P7D")),
        "vent",
        "har ingen virkning her",
    ),
    Case(
        "reminders-are-durations-on-deadlines",
        lambda: _deadline(timer(duration="P4W", varsel="en uke")),
        lambda: _deadline(timer(duration="P4W", varsel="P1W")),
        "oppgave_frist",
        "«en uke» er ingen varighet",
    ),
    Case(
        "messages-have-names",
        lambda: _receiving(message("Hei")).edit(drop("mottak", "messageRef")),
        lambda: _receiving(message("Hei")),
        "mottak",
        "hvilken melding som ventes",
    ),
    Case(
        "messages-name-their-sender",
        lambda: _receiving(message("Hei", part=None)),
        lambda: _receiving(message("Hei", part="bydel")),
        "mottak",
        "hvem som kan sende",
    ),
    Case(
        "messages-mean-one-thing",
        lambda: _two_of(message("Hei", part="institusjon", skjema="f")),
        lambda: _two_of(message("Hei")),
        "to",
        "annet skjema eller en annen part",
    ),
    Case(
        "parties-have-lanes",
        lambda: _receiving(message("Hei", part="kommunen")),
        lambda: _two_of(message("Nei", part="institusjon bydel")),
        "mottak",
        "«kommunen» har ingen bane",
    ),
    Case(
        "parties-have-lanes",
        lambda: Journey().start().task("oppgave").end(avslutter="kommunen"),
        lambda: Journey().start().task("oppgave").end(avslutter="bydel"),
        "slutt",
        "«kommunen» har ingen bane",
    ),
    Case(
        "parties-have-units",
        lambda: (
            Journey()
            .lane("skiftende", part='=if ferdig then "bydel" else "institusjon"')
            .form("f", checkbox("ferdig"))
            .prop("enhet.bydel", '="b"')
            .start(form="f")
            .task("oppgave")
            .end()
        ),
        lambda: (
            Journey()
            .lane("skiftende", part='=if ferdig then "bydel" else "institusjon"')
            .form("f", checkbox("ferdig"))
            .prop("enhet.bydel", '="b"')
            .prop("enhet.institusjon", '="i"')
            .start(form="f")
            .task("oppgave")
            .end()
        ),
        "reise",
        "«enhet.institusjon»",
    ),
    Case(
        "conditions-are-given",
        lambda: Journey().start().catch("vent", Event("conditional", (bpmn.condition(),))).end(),
        lambda: Journey().start().catch("vent", condition('=today() > date("2026-01-01")')).end(),
        "vent",
        "venter på en betingelse som ikke er skrevet",
    ),
)
