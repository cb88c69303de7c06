"""Right and wrong diagrams for the rules of facts and expressions."""

from tests.bpmn_xml import Xml
from tests.builders import Journey, Scope, timer
from tests.definition.case import Case, put
from tests.form_files import Json, checkbox, date, rows, textfield


def _asks(*components: Json) -> Journey:
    return Journey().form("f", *components).start().task("oppgave", form="f").end()


def _states(outputs: dict[str, str]) -> Journey:
    return Journey().form("f", date("dato")).start().task("oppgave", form="f", outputs=outputs).end()


def _until(expression: str) -> Journey:
    return _asks(date("dato")).deadline("oppgave", event=timer(date=expression))


def _in_language(language: str) -> Journey:
    def say(root: Xml) -> None:
        (expression,) = root.iter("{*}timeDate")
        expression.set("language", language)

    return _until("=dato").edit(say)


def _rounds(expression: str) -> Journey:
    inner = Scope().start("s").task("runde", form="g").catch("vent", timer(date=expression)).end("e")
    return (
        Journey()
        .form("f", rows("soknader", date("innen")))
        .form("g", date("sendt"))
        .start(form="f")
        .sub("hver", inner, each="=soknader", item="soknad")
        .catch("etterpaa", timer(duration="P1D"))
        .end()
    )


def _after_rounds(expression: str) -> Journey:
    journey = _rounds("=soknad.innen")
    journey.nodes[2].event = timer(date=expression)
    definition = journey.nodes[2].xml[-1]
    definition[:] = journey.nodes[2].event.contents
    return journey


CASES = (
    Case(
        "expressions-are-valid",
        lambda: _until("=dato +"),
        lambda: _until('=dato + duration("P1D")'),
        "oppgave_frist",
        "(linje 1, tegn ",
    ),
    Case(
        "expressions-are-valid",
        lambda: _until("dato"),
        lambda: _until("=dato"),
        "oppgave_frist",
        "må begynne med likhetstegn",
    ),
    Case(
        "quotes-are-straight",
        lambda: _until("=date(“2026-01-01”)"),
        lambda: _until('=date("2026-01-01")'),
        "oppgave_frist",
        "tegn 7 er et krøllet anførselstegn",
    ),
    Case(
        "expressions-are-written-in-feel",
        lambda: _in_language("http://www.java.com/java"),
        lambda: _in_language("https://www.omg.org/spec/DMN/20191111/FEEL/"),
        "oppgave_frist_hendelse",
        "Skriv det i FEEL",
    ),
    Case(
        "functions-are-known",
        lambda: _until("=random number()"),
        lambda: _until("=today()"),
        "oppgave_frist",
        "«random number» kan ikke brukes",
    ),
    Case(
        "functions-are-known",
        lambda: _until("=idag()"),
        lambda: _until("=today()"),
        "oppgave_frist",
        "«idag» finnes ikke",
    ),
    Case(
        "facts-are-declared",
        lambda: _until("=datoen"),
        lambda: _until("=dato"),
        "oppgave_frist",
        "leser «datoen», som ingen fyller ut",
    ),
    Case(
        "facts-are-declared",
        lambda: _after_rounds("=sendt"),
        lambda: _rounds("=if loopCounter = 1 then sendt else soknad.innen"),
        "etterpaa",
        "leser «sendt»",
    ),
    Case(
        "facts-are-declared",
        lambda: _asks(textfield("navn"), checkbox("ja", hide="=nvan = null")),
        lambda: _asks(rows("liste", textfield("navn"), checkbox("ja", hide="=navn = null"))),
        "oppgave",
        "for å skjule på «Ja» i skjemaet «f» leser «nvan»",
    ),
    Case(
        "fact-types-agree",
        lambda: (
            _asks(date("dato"))
            .form("g", textfield("dato"))
            .at("oppgave")
            .edit(put("slutt", name="s"))
            .task("to", form="g")
            .end("s2")
        ),
        lambda: _asks(date("dato")).form("g", date("dato")),
        "to",
        "«dato» har ulik type",
    ),
    Case(
        "fact-names-are-plain",
        lambda: _asks(textfield("møteDato")),
        lambda: _asks(textfield("mote_dato_2")),
        "oppgave",
        "«møteDato» i skjemaet «f» kan ikke brukes",
    ),
    Case(
        "fact-names-are-plain",
        lambda: _asks(textfield("null")),
        lambda: _asks(textfield("nulle")),
        "oppgave",
        "er et ord i FEEL",
    ),
    Case(
        "output-targets-are-plain",
        lambda: _states({"Møte": "=dato"}),
        lambda: _states({"mote": "=dato"}),
        "oppgave",
        "«Møte» i utdata",
    ),
    Case(
        "outputs-stand-where-answers-come",
        lambda: Journey().start().node("intermediateThrowEvent", "m", outputs={"naa": "=today()"}).end(),
        lambda: Journey().start().task("oppgave", outputs={"naa": "=today()"}).end(),
        "m",
        "Utdata regnes bare ut på oppgaver",
    ),
    Case(
        "labels-name-declared-facts",
        lambda: _asks(date("dato")).prop("opplysning.datoen", "Møtedato"),
        lambda: _asks(date("dato")).prop("opplysning.dato", "Møtedato"),
        "reise",
        "«opplysning.datoen» gir navn til en opplysning som ikke finnes",
    ),
    Case(
        "derived-facts-have-labels",
        lambda: _states({"siste_mote": "=dato"}),
        lambda: _states({"siste_mote": "=dato"}).prop("opplysning.siste_mote", "Siste møte"),
        "reise",
        "«siste_mote» har ikke noe navn",
    ),
)
