"""What people write in forms, and what they read afterwards."""

import json
import string
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from prosesser.calendar import OSLO
from prosesser.definition import forms
from prosesser.definition.forms import Form, Line, Option
from prosesser.definition.national_id import is_synthetic, is_valid
from tests import form_files as make

NOW = datetime(2026, 6, 5, 10, tzinfo=UTC)
FORM = Form.model_validate(
    json.loads(
        make.form_file(
            "f",
            make.textfield("navn", "Navn"),
            make.textarea("tekst", "Tekst"),
            make.number("antall", "Antall"),
            make.checkbox("informert", "Informert"),
            make.select("type", "Type"),
            make.select("flere", "Flere", type="checklist"),
            make.select("bydel", "Bydel", valuesKey="bydeler"),
            make.group(make.date("dato", "Dato")),
            make.date("klokken", "Klokken", subtype="time"),
            make.date("tid", "Tid", subtype="datetime"),
            make.rows("liste", make.textfield("hva", "Hva"), make.date("frist", "Frist"), label="Liste"),
        )
    )
)


def _post(pairs: Iterable[tuple[str, str]]) -> MultiDict[str, str]:
    return MultiDict(pairs)


def _one(name: str, text: str) -> object:
    return forms.parse_post(FORM, _post([(name, text)]))[name]


@pytest.mark.parametrize(
    "text",
    [
        "05.06.2026",
        "5.6.2026",
        "5.6.26",
        "05062026",
        "5-6-2026",
        "2026-06-05",
        "5/6 2026",
        "5. juni 2026",
        "5 JUNI 2026",
        "5. jun. 2026",
        " 05.06.2026 ",
    ],
)
def test_a_date_can_be_written_in_many_ways(text: str) -> None:
    assert _one("dato", text) == date(2026, 6, 5)


@pytest.mark.parametrize("text", ["31.02.2026", "i morgen", "5. ju 2026", "2026", "99999999999999"])
def test_what_is_no_date_stays_as_it_was_written(text: str) -> None:
    assert _one("dato", text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1.234", "1234"),
        ("1.5", "1.5"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("007", "7"),
    ],
)
def test_a_number_can_be_written_as_norwegians_do(text: str, number: str) -> None:
    assert _one("antall", text) == Decimal(number)


@pytest.mark.parametrize("text", ["tre", "1,2,3", "1.23.456", "1e5", "NaN", "٣", "--1"])
def test_what_is_no_number_stays_as_it_was_written(text: str) -> None:
    assert _one("antall", text) == text


@pytest.mark.parametrize(
    ("text", "clock"),
    [("13.00", time(13)), ("9:05", time(9, 5)), ("kl. 13", time(13)), ("0815", time(8, 15))],
)
def test_a_time_of_day_can_be_written_in_many_ways(text: str, clock: time) -> None:
    assert _one("klokken", text) == clock


@pytest.mark.parametrize("text", ["05.06.2026 13.00", "5. juni 2026 kl. 13.00", "2026-06-05T13:00"])
def test_a_date_and_time_is_oslos(text: str) -> None:
    assert _one("tid", text) == datetime(2026, 6, 5, 13, tzinfo=OSLO)


def test_a_box_is_ticked_or_open() -> None:
    assert [_one("informert", text) for text in ("true", "on", "ja", "", "kanskje")] == [
        True,
        True,
        True,
        False,
        "kanskje",
    ]


def test_zero_is_an_answer() -> None:
    assert forms.as_post(FORM, {"antall": Decimal(0)})["antall"] == ["0"]
    assert forms.without_empty_rows({"liste": [{"antall": Decimal(0)}]}) == {
        "liste": [{"antall": Decimal(0)}]
    }


def test_rows_are_read_in_order_and_empty_ones_are_none() -> None:
    post = _post([("liste-7-hva", "b"), ("liste-2-hva", "a"), ("liste-3-hva", " "), ("liste-3-frist", "")])
    answers = forms.parse_post(FORM, post)
    assert answers["liste"] == [{"hva": "a", "frist": None}, {"hva": "b", "frist": None}]


def test_names_that_the_form_does_not_have_are_kept_for_the_reader_to_refuse() -> None:
    answers = forms.parse_post(FORM, _post([("rolle", "leder"), ("liste-0-rolle", "leder")]))
    with pytest.raises(forms.FormErrors) as refusal:
        forms.read(FORM, answers, {}, {}, NOW)
    assert {error.path for error in refusal.value.errors} == {"rolle", "liste-0-rolle"}


TEXTS = st.text(st.sampled_from(string.printable + "æøåÆØÅ«»–0123456789.,-:/ "), max_size=20)


NAMES = ["a", "navn", "antall", "dato", "tid", "klokken", "liste-0-frist", "liste-999-x", "flere"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXTS)))
def test_any_post_is_read_or_refused_with_errors(pairs: list[tuple[str, str]]) -> None:
    answers = forms.parse_post(FORM, _post(pairs))
    try:
        values = forms.read(FORM, answers, {}, {}, NOW)
    except forms.FormErrors as refusal:
        assert refusal.errors  # noqa: PT017 - which answers are refused is not the point here
    else:
        assert forms.read(FORM, values, {}, {}, NOW) == values


LINES = st.text(st.sampled_from("abcæøå 123"), min_size=1).map(str.strip).filter(bool)
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - wall clock in Oslo
    lambda moment: moment.replace(second=0, microsecond=0, fold=0, tzinfo=OSLO)
)
EXISTING = MOMENTS.filter(lambda moment: moment.astimezone(UTC).astimezone(OSLO) == moment)
ANSWERS = st.fixed_dictionaries(
    {
        "navn": st.none() | LINES,
        "antall": st.none() | st.decimals(-999_999, 999_999, places=3),
        "informert": st.booleans(),
        "type": st.none() | st.sampled_from(["a", "b"]),
        "flere": st.lists(st.sampled_from(["a", "b"]), unique=True),
        "dato": st.none() | DATES,
        "klokken": st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0)),
        "tid": st.none() | EXISTING,
        "liste": st.lists(st.fixed_dictionaries({"hva": LINES, "frist": st.none() | DATES}), max_size=3),
        "tekst": st.none() | LINES,
        "bydel": st.none() | LINES,
    }
)


@given(ANSWERS)
def test_what_is_shown_for_correction_is_read_back_as_the_same_answers(answers: dict[str, object]) -> None:
    texts = forms.as_post(FORM, answers)
    post = _post((name, text) for name, values in texts.items() for text in values)
    assert forms.parse_post(FORM, post) == answers


def test_what_could_not_be_read_comes_back_as_written() -> None:
    answers = forms.parse_post(FORM, _post([("dato", "i morgen"), ("antall", "tre")]))
    assert forms.as_post(FORM, answers) == {"dato": ["i morgen"], "antall": ["tre"], "flere": []}


def test_history_shows_labels_and_values_in_norwegian() -> None:
    answers = {
        "navn": None,
        "antall": Decimal("1234.5"),
        "informert": True,
        "type": "a",
        "flere": ["a", "b"],
        "bydel": "bydel-gamle-oslo",
        "dato": date(2026, 6, 5),
        "klokken": time(13, 5),
        "tid": datetime(2026, 6, 5, 11, tzinfo=UTC),
        "liste": [{"hva": "Senger", "frist": date(2026, 6, 6)}],
    }
    options = {"bydeler": (Option(label="Gamle Oslo", value="bydel-gamle-oslo"),)}
    assert forms.display(FORM, answers, options) == (
        Line("Navn", "Ikke fylt ut"),
        Line("Antall", "1234,5"),
        Line("Informert", "Ja"),
        Line("Type", "A"),
        Line("Flere", "A, B"),
        Line("Bydel", "Gamle Oslo"),
        Line("Dato", "05.06.2026"),
        Line("Klokken", "13.05"),
        Line("Tid", "05.06.2026 13.00"),
        Line("Liste", "", ((Line("Hva", "Senger"), Line("Frist", "06.06.2026")),)),
    )


def test_an_option_that_is_gone_is_shown_as_stored_and_an_empty_list_as_unanswered() -> None:
    assert forms.display(FORM, {"bydel": "bydel-x", "liste": [], "flere": []}, {}) == (
        Line("Flere", "Ikke fylt ut"),
        Line("Bydel", "bydel-x"),
        Line("Liste", "Ikke fylt ut"),
    )


class TestNationalIds:
    """Eleven digits, of real or of made-up persons."""

    @pytest.mark.parametrize("number", ["01819010001", "41819010186"])
    def test_a_synthetic_number_is_valid_and_known_as_synthetic(self, number: str) -> None:
        assert is_valid(number)
        assert is_synthetic(number)

    @pytest.mark.parametrize(
        "number",
        ["01819010002", "01819010011", "31829010051", "0181901000", "018190100011", "0181901000x", ""],
    )
    def test_wrong_digits_dates_or_lengths_are_not_valid(self, number: str) -> None:
        assert not is_valid(number)
        assert not is_synthetic(number)

    @given(st.text(st.sampled_from("0123456789"), min_size=11, max_size=11))
    def test_at_most_one_in_a_hundred_control_digits_fits(self, number: str) -> None:
        valid = [f"{number[:9]}{check:02}" for check in range(100) if is_valid(f"{number[:9]}{check:02}")]
        assert len(valid) <= 1
