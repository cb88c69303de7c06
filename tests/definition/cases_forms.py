"""Right and wrong forms."""

import json
from typing import Any

from tests.builders import Journey
from tests.definition.case import Case, plain
from tests.form_files import Json, checkbox, date, group, number, rows, select, textfield


def _asks(*components: Json) -> Journey:
    return Journey().form("f", *components).start().task("oppgave", form="f").end()


def _file(schema: dict[str, Any] | bytes) -> Journey:
    content = schema if isinstance(schema, bytes) else json.dumps(schema).encode()
    return Journey().file("forms/f.form", content).start().task("oppgave", form="f").end()


def _schema(*components: Json, **more: Any) -> dict[str, Any]:
    return {"id": "f", "type": "default", "components": list(components), **more}


CASES = (
    Case(
        "form-exceptions-can-be-answered",
        lambda: _asks(select("sted", valuesKey="enheter", properties={"unntak": "avtale"})),
        lambda: _asks(
            select("sted", valuesKey="enheter", properties={"unntak": "avtale"}),
            select("avtale", options=("ja", "nei"), type="radio"),
        ),
        None,
        "der det kan svares «ja»",
    ),
    Case("forms-are-readable", lambda: _file(b"{"), plain, None, "er ikke gyldig JSON"),
    Case("forms-are-readable", lambda: _file(b'{"id": "f", "id": "g"}'), plain, None, "er ikke gyldig JSON"),
    Case("forms-are-readable", lambda: _file(b"[" * 100_000), plain, None, "er ikke gyldig JSON"),
    Case(
        "forms-are-readable",
        lambda: _file(_schema({"type": "iframe", "id": "x", "label": "Kart"})),
        plain,
        None,
        "feltet «Kart»: felttypen «iframe» vises ikke",
    ),
    Case(
        "forms-are-readable",
        lambda: _file(_schema(textfield("navn", "Navn", appearance={"prefixAdorner": "kr"}))),
        plain,
        None,
        "feltet «Navn»: «appearance» støttes ikke her",
    ),
    Case(
        "forms-are-readable",
        lambda: _file(_schema(checkbox("ja", "Ja", hide="=navn ="))),
        plain,
        None,
        "feltet «Ja»: «hide»: Uttrykket kan ikke leses (linje 1, tegn ",
    ),
    Case(
        "forms-are-readable",
        lambda: _file({**_schema(textfield("navn")), "id": "annen"}),
        plain,
        None,
        "Gi filen navnet «annen.form»",
    ),
    Case(
        "form-keys-are-unique",
        lambda: _asks(textfield("navn"), group(textfield("navn"))),
        lambda: _asks(textfield("navn"), rows("liste", textfield("navn"))),
        None,
        "nøkkelen «navn» er brukt 2 ganger",
    ),
    Case("form-fields-have-labels", lambda: _asks(textfield("navn", " ")), plain, None, "ingen ledetekst"),
    Case(
        "form-choices-have-options",
        lambda: _asks(select("type", options=())),
        lambda: _asks(select("type", valuesKey="bydeler")),
        None,
        "oppgi enten valgene selv",
    ),
    Case(
        "form-choices-have-options",
        lambda: _asks(select("type", options=("a", "a"))),
        lambda: _asks(select("type")),
        None,
        "to valg har samme verdi",
    ),
    Case(
        "form-bounds-can-be-met",
        lambda: _asks(number("antall", min=3, max=2)),
        lambda: _asks(number("antall", min=2, max=2)),
        None,
        "Rett grensene",
    ),
    Case(
        "form-bounds-can-be-met",
        lambda: _asks(textfield("navn", minLength=3, maxLength=2)),
        lambda: _asks(textfield("navn", minLength=2, maxLength=2)),
        None,
        "Rett grensene",
    ),
    Case(
        "form-patterns-can-be-matched",
        lambda: _asks(textfield("navn", pattern="(a+)+(?=b)")),
        lambda: _asks(textfield("navn", pattern="^[A-Z]+$")),
        None,
        "mønsteret",
    ),
    Case(
        "form-formats-fit",
        lambda: _asks(number("antall", properties={"format": "telefon"})),
        lambda: _asks(textfield("telefon", properties={"format": "telefon"})),
        None,
        "hører til på et tekstfelt",
    ),
    Case(
        "form-formats-fit",
        lambda: _asks(textfield("dato", properties={"tidligst": "=today()"})),
        lambda: _asks(date("dato", properties={"tidligst": "=today()"})),
        None,
        "hører til på en dato",
    ),
    Case(
        "form-texts-are-plain",
        lambda: _asks(textfield("navn", "Hei {{navn}}")),
        lambda: _asks(textfield("navn", "Hei")),
        None,
        "regnes ikke ut",
    ),
    Case(
        "form-lists-have-plain-rows",
        lambda: _asks(rows("liste")),
        lambda: _asks(rows("liste", textfield("navn"))),
        None,
        "listen har ingen felter",
    ),
    Case(
        "form-lists-have-plain-rows",
        lambda: _asks(rows("liste", rows("indre", textfield("navn")))),
        lambda: _asks(rows("liste", group(textfield("navn")))),
        None,
        "en liste i en liste",
    ),
    Case(
        "form-lists-have-plain-rows",
        lambda: _asks(rows("liste", textfield("navn", defaultValue="Ola"))),
        lambda: _asks(rows("liste", textfield("navn")), textfield("hvem", defaultValue="Ola")),
        None,
        "forvalg i radene har ingen virkning",
    ),
)
