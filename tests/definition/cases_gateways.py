"""Right and wrong diagrams for the rules of choices, splits and joins."""

from tests.bpmn_xml import formal
from tests.builders import Journey, condition, message, timer
from tests.definition.case import Case, add, plain
from tests.form_files import checkbox, date, select

FORM = (checkbox("ferdig"), select("type", options=("a", "b")), date("dato"))


def _asked() -> Journey:
    return Journey().form("f", *FORM).start().task("oppgave", form="f")


def _choice(first: str, second: str | None) -> Journey:
    """Two ways out of a gateway; without a second condition the second way is the default."""
    journey = _asked().choice("valg").when(first).end("e1").at("valg")
    return (journey.otherwise() if second is None else journey.when(second)).end("e2")


def _join_after(kind: str) -> Journey:
    """Two ways out of a gateway of that kind meet in a parallel join."""
    journey = _asked()
    if kind == "parallel":
        journey = journey.parallel("deles").task("a").parallel("moetes").at("deles")
    else:
        getattr(journey, kind)("deles")
        journey = journey.when("=ferdig").task("a").parallel("moetes").at("deles").otherwise()
    return journey.task("b").to("moetes").at("moetes").end()


def _merged_before_join() -> Journey:
    journey = _asked().parallel("deles").choice("valg").when("=ferdig").task("a").choice("samles")
    journey = journey.at("valg").otherwise().task("b").to("samles").at("samles").parallel("moetes")
    return journey.at("deles").task("c").to("moetes").at("moetes").end()


def _one_way_past_the_join() -> Journey:
    journey = _asked().parallel("deles").choice("valg").when("=ferdig").parallel("moetes")
    journey = journey.at("valg").otherwise().end("forbi")
    return journey.at("deles").task("c").to("moetes").at("moetes").end()


def _interrupted_before_join(*, merged: bool) -> Journey:
    journey = _asked().parallel("deles").task("a").boundary("avbrutt", "a", condition("=ferdig")).at("a")
    if merged:
        journey = journey.choice("samles").at("avbrutt").to("samles").at("samles").parallel("moetes")
    else:
        journey = journey.parallel("moetes").at("avbrutt").to("moetes")
    return journey.at("deles").task("b").to("moetes").at("moetes").end()


def _race(*, second_is_timer: bool) -> Journey:
    journey = _asked().race("venter").catch("tid", timer(date="=dato")).end("e1").at("venter")
    other = timer(duration="P1D") if second_is_timer else message("Hei")
    return journey.catch("annet", other).end("e2")


CASES = (
    Case(
        "only-choices-have-conditions",
        lambda: _asked().end().edit(add("oppgave_til_slutt", formal("conditionExpression", "=ferdig"))),
        lambda: _choice("=ferdig", None),
        "oppgave_til_slutt",
        "har ingen virkning her",
    ),
    Case(
        "choices-have-conditions",
        lambda: _asked().choice("valg").when("=ferdig").end("e1").at("valg").end("e2"),
        lambda: _choice("=ferdig", None),
        "valg_til_e2",
        "mangler betingelse",
    ),
    Case(
        "choices-have-conditions",
        lambda: (
            _asked().choice("valg").when("=ferdig").end("e1").at("valg").otherwise().when("=true").end("e2")
        ),
        lambda: _choice("=ferdig", None),
        "valg_til_e2",
        "skal ikke ha betingelse",
    ),
    Case(
        "choices-have-conditions",
        lambda: _asked().choice("valg").when("=ferdig").end(),
        lambda: _asked().choice("valg").end(),
        "valg_til_slutt",
        "bare én vei ut",
    ),
    Case(
        "choices-have-a-default",
        lambda: _choice('=type = "a"', '=type = "b"'),
        lambda: _choice("=dato = null", "=dato  !=  null"),
        "valg",
        "Velg en standardflyt",
    ),
    Case(
        "choices-have-a-default",
        lambda: _choice("=ferdig", "=not(ferdig)"),
        lambda: _choice("=ferdig", None),
        "valg",
        "Velg en standardflyt",
    ),
    Case(
        "exclusive-conditions-exclude-each-other",
        lambda: _choice("=ferdig", '=type = "a"').at("valg").otherwise().end("e3"),
        lambda: _choice('=type = "a"', '=type = "b"').at("valg").otherwise().end("e3"),
        "valg",
        "sanne samtidig",
    ),
    Case(
        "only-gateways-split",
        lambda: plain().at("oppgave").task("til").end("e2"),
        lambda: _asked().parallel("deles").end("e1").at("deles").end("e2"),
        "oppgave",
        "Sett inn en port",
    ),
    Case(
        "parallel-joins-get-every-token",
        lambda: _join_after("choice"),
        lambda: _join_after("parallel"),
        "moetes",
        "«deles» sender ikke alltid noe",
    ),
    Case(
        "parallel-joins-get-every-token",
        lambda: _join_after("inclusive"),
        _merged_before_join,
        "moetes",
        "«deles» sender ikke alltid noe",
    ),
    Case(
        "parallel-joins-get-every-token",
        _one_way_past_the_join,
        _merged_before_join,
        "moetes",
        "«valg» sender ikke alltid noe",
    ),
    Case(
        "parallel-joins-get-every-token",
        lambda: _interrupted_before_join(merged=False),
        lambda: _interrupted_before_join(merged=True),
        "moetes",
        "«a» sender ikke alltid noe",
    ),
    Case(
        "event-gateways-lead-to-events",
        lambda: _asked().race("venter").catch("tid", timer(date="=dato")).end(),
        lambda: _race(second_is_timer=True),
        "venter",
        "færre enn to veier ut",
    ),
    Case(
        "event-gateways-lead-to-events",
        lambda: (
            _asked().race("venter").catch("tid", timer(date="=dato")).end("e1").at("venter").task("t").end()
        ),
        lambda: _race(second_is_timer=False),
        "t",
        "hendelsesbasert port kan ikke gå hit",
    ),
    Case(
        "event-gateways-lead-to-events",
        lambda: (
            _asked()
            .race("venter")
            .receive("svar", message("Svar"))
            .end("e1")
            .deadline("svar", event=timer(date="=dato"))
            .at("venter")
            .catch("tid", timer(date="=dato"))
            .end()
        ),
        lambda: _race(second_is_timer=False),
        "svar",
        "ikke ha kanthendelser",
    ),
)
