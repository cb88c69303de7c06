"""Answers to a form: read strictly, refused with a sentence for each field."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from prosesser.calendar import OSLO
from prosesser.definition import forms
from prosesser.definition.forms import FieldError, Form, FormErrors, Option
from prosesser.feel import Value
from tests import form_files as make
from tests.form_files import Json

NOW = datetime(2026, 6, 5, 10, tzinfo=UTC)
BYDELER = {"bydeler": (Option(label="Gamle Oslo", value="bydel-gamle-oslo"),)}


def form(*components: Json) -> Form:
    return Form.model_validate(json.loads(make.form_file("f", *components)))


def read(
    asked: Form, answers: Mapping[str, object], facts: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    return forms.read(asked, answers, facts or {}, BYDELER, NOW)


def errors(
    asked: Form, answers: Mapping[str, object], facts: Mapping[str, Value] | None = None
) -> tuple[FieldError, ...]:
    with pytest.raises(FormErrors) as refusal:
        read(asked, answers, facts)
    return refusal.value.errors


def messages(asked: Form, answers: Mapping[str, object]) -> list[str]:
    return [error.message for error in errors(asked, answers)]


def test_a_choice_that_the_facts_rule_out_is_refused_by_name() -> None:
    asked = form(make.select("til", "Bydel", valuesKey="bydeler", properties={"ikke": "=var"}))
    chosen = {"til": "bydel-gamle-oslo"}
    assert read(asked, chosen, {"var": "bydel-sagene"}) == chosen
    (error,) = errors(asked, chosen, {"var": "bydel-gamle-oslo"})
    assert error.message == "Bydel kan ikke være Gamle Oslo. Velg noe annet."
    with pytest.raises(FormErrors):
        forms.read(asked, chosen, {"var": "bydel-gamle-oslo"}, {}, NOW)


MOMENT = make.date("x", "Tid", subtype="datetime")
CLOCK = make.date("x", "Klokken", subtype="time")

ACCEPTED: tuple[tuple[Json, object, Value], ...] = (
    (make.textfield("x"), "  Kari  ", "Kari"),
    (make.textfield("x"), "", None),
    (make.textarea("x"), "en\r\nto", "en\nto"),
    (make.textfield("x", properties={"format": "fodselsnummer"}), "018190 10001", "01819010001"),
    (make.textfield("x", properties={"format": "telefon"}), "+47 912 34 567", "91234567"),
    (make.textfield("x", properties={"format": "telefon"}), "0046 70 123 45 67", "+46701234567"),
    (make.number("x"), 3, Decimal(3)),
    (make.number("x"), Decimal("1234.5"), Decimal("1234.5")),
    (make.number("x", decimalDigits=0), Decimal("3.0"), Decimal("3.0")),
    (make.checkbox("x"), True, True),
    (make.checkbox("x"), None, False),
    (make.select("x"), "a", "a"),
    (make.select("x", type="radio"), "b", "b"),
    (make.select("x", valuesKey="bydeler"), "bydel-gamle-oslo", "bydel-gamle-oslo"),
    (make.select("x", valuesKey="ansatte"), "hvem-som-helst", "hvem-som-helst"),
    (make.select("x", type="checklist"), ["b", "a", "b"], ["b", "a"]),
    (make.date("x"), date(2026, 6, 5), date(2026, 6, 5)),
    (make.date("x"), "2026-06-05", date(2026, 6, 5)),
    (CLOCK, "13:00", time(13)),
    (MOMENT, "2026-06-05T13:00", datetime(2026, 6, 5, 13, tzinfo=OSLO)),
    (make.rows("x", make.textfield("navn")), [{"navn": "A"}, {}], [{"navn": "A"}, {"navn": None}]),
    (make.rows("x", make.textfield("navn")), None, []),
)


@pytest.mark.parametrize(("component", "answer", "value"), ACCEPTED)
def test_an_answer_becomes_a_fact_of_its_type(component: Json, answer: object, value: Value) -> None:
    assert read(form(component), {"x": answer}) == {"x": value}


LABELLED: tuple[tuple[Json, object, str], ...] = (
    (make.textfield("x", "Navn", required=True), " ", "Navn må fylles ut."),
    (make.textfield("x", "Navn", required=True), None, "Navn må fylles ut."),
    (make.textfield("x", "Navn"), 3, "Navn må være tekst."),
    (make.textfield("x", "Navn"), "a" * 501, "Navn kan ha høyst 500 tegn."),
    (make.textarea("x", "Vurdering"), "a" * 20_001, "Vurdering kan ha høyst 20000 tegn."),
    (make.textfield("x", "Navn", maxLength=3), "Kari", "Navn kan ha høyst 3 tegn."),
    (make.textfield("x", "Navn", minLength=5), "Kari", "Navn må ha minst 5 tegn."),
    (make.textfield("x", "Navn"), "a\x00b", "Navn har tegn som ikke kan lagres. Skriv teksten på nytt."),
    (make.textfield("x", "Navn"), "a\u202eb", "Navn har tegn som ikke kan lagres. Skriv teksten på nytt."),
    (make.textfield("x", "Navn"), "a\ufffdb", "Navn har tegn som ikke kan lagres. Skriv teksten på nytt."),
    (make.textarea("x", "Navn"), "a\x85b", "Navn har tegn som ikke kan lagres. Skriv teksten på nytt."),
    (make.textfield("x", "Navn", required=True), "\u200b\ufeff \u00ad", "Navn må fylles ut."),
    (make.textfield("x", "Navn"), "a\nb", "Navn har tegn som ikke kan lagres. Skriv teksten på nytt."),
    (
        make.textfield("x", "Kode", pattern="^[A-Z]+$", description="Bare A–Z"),
        "a",
        "Kode har ikke riktig form: Bare A–Z.",
    ),
    (
        make.textfield("x", "Fødselsnummer", properties={"format": "fodselsnummer"}),
        "0181",
        "Fødselsnummer må ha 11 siffer.",
    ),
    (
        make.textfield("x", "Fødselsnummer", properties={"format": "fodselsnummer"}),
        "01819010002",
        "Fødselsnummer har en tastefeil: kontrollsifrene stemmer ikke med resten.",
    ),
    (
        make.textfield("x", "Telefon", properties={"format": "telefon"}),
        "1234567",
        "Telefon må ha 8 siffer, eller landkode som +46 foran.",
    ),
    (make.number("x", "Antall"), "tre", "Antall må være et tall."),
    (make.number("x", "Antall"), True, "Antall må være et tall."),
    (make.number("x", "Antall"), Decimal("NaN"), "Antall er for stort. Skriv et tall med høyst 15 siffer."),
    (make.number("x", "Antall"), 10**15, "Antall er for stort. Skriv et tall med høyst 15 siffer."),
    (make.number("x", "Antall", decimalDigits=0), Decimal("3.5"), "Antall må være et helt tall."),
    (make.number("x", "Beløp", decimalDigits=2), Decimal("3.555"), "Beløp kan ha høyst 2 desimaler."),
    (make.number("x", "Antall", min=1.5), 1, "Antall kan ikke være mindre enn 1,5."),
    (make.number("x", "Antall", max=3), 4, "Antall kan ikke være større enn 3."),
    (
        make.checkbox("x", "Beboeren er informert", required=True),
        False,
        "Kryss av for Beboeren er informert.",
    ),
    (make.checkbox("x", "Informert"), "ja", "Informert må være krysset av eller ikke."),
    (make.select("x", "Er det nok?", required=True), None, "Velg et svar på «Er det nok?»."),
    (make.select("x", "Type"), "c", "Velg blant svarene på Type."),
    (make.select("x", "Type"), ["a"], "Velg ett av svarene på Type."),
    (make.select("x", "Bydel", valuesKey="bydeler"), "bydel-x", "Velg blant svarene på Bydel."),
    (make.select("x", "Type", type="checklist"), "a", "Velg blant svarene på Type."),
    (make.select("x", "Type", type="checklist"), ["a", "c"], "Velg blant svarene på Type."),
    (make.select("x", "Type", type="checklist", required=True), [], "Velg et svar på Type."),
    (
        make.date("x", "Møtedato"),
        "32.06.2026",
        "Møtedato må skrives som dag, måned og år, for eksempel 05.06.2026.",
    ),
    (
        make.date("x", "Møtedato"),
        "2026-W23-5",
        "Møtedato må skrives som dag, måned og år, for eksempel 05.06.2026.",
    ),
    (make.date("x", "Møtedato"), NOW, "Møtedato må skrives som dag, måned og år, for eksempel 05.06.2026."),
    (make.date("x", "Møtedato"), date(1026, 6, 5), "Møtedato må være mellom 1900 og 2100."),
    (make.date("x", "Møtedato", required=True), None, "Møtedato må fylles ut."),
    (CLOCK, "25:00", "Klokken må skrives som timer og minutter, for eksempel 13.00."),
    (MOMENT, "2026-06-05Tx", "Tid må skrives som dato og klokkeslett, for eksempel 05.06.2026 13.00."),
    (make.rows("x", make.textfield("navn"), label="Kontakter"), {}, "Kontakter må være en liste av rader."),
    (
        make.rows("x", make.textfield("navn"), label="Kontakter"),
        ["a"],
        "Kontakter må være en liste av rader.",
    ),
    (
        make.rows("x", make.textfield("navn"), label="Kontakter"),
        [{}] * 101,
        "Kontakter kan ha høyst 100 rader.",
    ),
    (
        make.rows("x", make.textfield("navn"), label="Kontakter", properties={"minst": "1"}),
        [],
        "Kontakter må ha minst én rad.",
    ),
)


@pytest.mark.parametrize(("component", "answer", "message"), LABELLED)
def test_a_wrong_answer_is_refused_in_words_that_name_the_label(
    component: Json, answer: object, message: str
) -> None:
    assert messages(form(component), {"x": answer}) == [message]


def test_every_error_is_told_at_once_in_the_forms_order() -> None:
    asked = form(make.textfield("navn", "Navn", required=True), make.date("dato", "Dato", required=True))
    assert [(error.path, error.label) for error in errors(asked, {})] == [("navn", "Navn"), ("dato", "Dato")]


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    (error,) = errors(form(make.textfield("navn")), {"navn": "Kari", "rolle": "leder"})
    assert (error.path, error.message) == ("rolle", "Skjemaet har ikke dette feltet. Last siden på nytt.")


def test_an_error_in_a_row_is_told_at_the_rows_field() -> None:
    asked = form(make.rows("soknader", make.select("type", "Type", required=True)))
    (error,) = errors(asked, {"soknader": [{"type": "a"}, {}]})
    assert (error.path, error.label) == ("soknader-1-type", "Type")


def test_errors_never_repeat_what_was_answered() -> None:
    asked = form(make.textfield("x", "Fødselsnummer", properties={"format": "fodselsnummer"}))
    with pytest.raises(FormErrors) as refusal:
        read(asked, {"x": "01819010002"})
    assert "0181" not in f"{refusal.value}{refusal.value.errors}{refusal.value.details}"


class TestBounds:
    """«tidligst» and «senest» of a date."""

    ASKED = form(
        make.date("dato", "Møtedato", properties={"tidligst": "=innflyttet", "senest": "=today()"}),
    )

    def test_a_date_on_the_bounds_is_accepted(self) -> None:
        for day in (date(2026, 6, 1), date(2026, 6, 5)):
            assert read(self.ASKED, {"dato": day}, {"innflyttet": date(2026, 6, 1)}) == {"dato": day}

    def test_a_date_before_its_anchor_is_refused_with_the_anchor(self) -> None:
        (error,) = errors(self.ASKED, {"dato": "2026-05-31"}, {"innflyttet": date(2026, 6, 1)})
        assert error.message == "Møtedato kan ikke være før 01.06.2026."

    def test_a_date_in_the_future_is_refused_by_oslos_calendar(self) -> None:
        (error,) = errors(self.ASKED, {"dato": "2026-06-06"})
        assert error.message == "Møtedato kan ikke være etter 05.06.2026."
        late = datetime(2026, 6, 5, 22, 30, tzinfo=UTC)
        accepted = forms.read(self.ASKED, {"dato": "2026-06-06"}, {}, {}, late)
        assert accepted == {"dato": date(2026, 6, 6)}

    def test_an_anchor_that_is_not_known_yet_bounds_nothing(self) -> None:
        assert read(self.ASKED, {"dato": "2020-01-01"}) == {"dato": date(2020, 1, 1)}

    def test_a_bound_can_be_another_answer_of_the_same_form(self) -> None:
        to = make.date("til", "Til", properties={"tidligst": "=fra"})
        (error,) = errors(form(make.date("fra", "Fra"), to), {"fra": "2026-06-05", "til": "2026-06-04"})
        assert error.path == "til"


class TestHiding:
    """Fields that other answers hide."""

    ASKED = form(
        make.checkbox("plass", "Beholder plass"),
        make.textfield("grunn", "Grunn", required=True, hide="=plass != true"),
        make.group(make.textfield("omfang", "Omfang", hide="=grunn = null")),
    )

    def test_a_hidden_field_is_not_required_and_gives_no_fact(self) -> None:
        assert read(self.ASKED, {"plass": False}) == {"plass": False}

    def test_a_visible_one_is_required(self) -> None:
        assert messages(self.ASKED, {"plass": True}) == ["Grunn må fylles ut."]

    def test_a_hidden_field_that_is_answered_is_refused(self) -> None:
        said = messages(self.ASKED, {"plass": False, "grunn": "x"})
        assert said == ["Grunn gjelder ikke med de andre svarene. Tøm feltet."]

    def test_what_a_hidden_field_says_does_not_show_others(self) -> None:
        assert forms.hidden(self.ASKED, {"grunn": "x"}, {}, NOW) == {"felt_grunn", "felt_omfang"}

    def test_a_fact_of_the_case_can_hide(self) -> None:
        asked = form(make.textfield("x", "X", required=True, hide="=utskrevet != null"))
        assert read(asked, {}, {"utskrevet": date(2026, 6, 1)}) == {}

    def test_a_row_hides_by_its_own_answers(self) -> None:
        asked = form(
            make.rows(
                "liste", make.checkbox("egen", "Egen"), make.textfield("hva", "Hva", hide="=egen != true")
            )
        )
        answers = {"liste": [{"egen": True, "hva": "x"}, {"egen": False}]}
        assert read(asked, answers) == {"liste": [{"egen": True, "hva": "x"}, {"egen": False}]}
        assert forms.hidden(asked, answers, {}, NOW) == {"liste-1-felt_hva"}

    def test_an_answered_field_hidden_by_its_group_is_refused(self) -> None:
        asked = form(make.group(make.textfield("a", "A"), conditional={"hide": "=true"}))
        assert messages(asked, {"a": "x"}) == ["A gjelder ikke med de andre svarene. Tøm feltet."]


def test_proposed_answers_come_from_constants_and_facts() -> None:
    asked = form(
        make.textfield("kommune", defaultValue="Oslo"),
        make.date("dato", defaultValue="=innflyttet"),
        make.date("fast", defaultValue="2026-01-01"),
        make.textfield("tom"),
        make.number("antall", defaultValue=2),
    )
    proposed: dict[str, Any] = forms.defaults(asked, {"innflyttet": date(2026, 6, 1)}, NOW)
    assert proposed == {
        "kommune": "Oslo",
        "dato": date(2026, 6, 1),
        "fast": date(2026, 1, 1),
        "antall": Decimal(2),
    }
