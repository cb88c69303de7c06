"""The answer generator: whatever the form asks, its answers are ones that the form accepts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.definition import Definition, examine, load, read_folder
from prosesser.definition.forms import Form, read
from prosesser.definition.forms.read import hidden
from prosesser.definition.national_id import is_synthetic
from tests.cli.conftest import JOURNEY
from tests.form_files import checkbox, component, form_file, number, rows, select, textarea, textfield
from tests.form_files import date as date_field
from workflow_app.rehearsal.answers import ChoiceOpen, Occasion, Style, fill
from workflow_app.rehearsal.choices import Deciding, deciding
from workflow_app.rehearsal.invent import CannotInvent

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
FACTS = {
    "innflyttet_institusjon": date(2026, 1, 12),
    "innflyttet_bolig": date(2026, 4, 20),
    "bolig_tilbudt": date(2026, 4, 1),
    "utskrevet": date(2026, 4, 27),
    "sluttrapport_oversendt": date(2026, 5, 2),
}
LISTS = {"bydeler": ("bydel-a", "bydel-b"), "institusjoner": ("inst-a",), "enheter": ("bydel-a", "inst-a")}


def options(unit: str | None) -> dict[str, tuple[str, ...]]:
    return LISTS if unit is None else {**LISTS, "ansatte": ("berit", "bjorn")}


def style(seed: str = "x", share: float = 1.0, decides: Deciding = Deciding()) -> Style:  # noqa: B008 - frozen
    return Style(seed, options, share, deciding=decides)


def form(*components: dict[str, object]) -> Form:
    return Form.model_validate_json(form_file("skjema", *components))


def filled(asked: Form, given: dict[str, object] | None = None, **more: object) -> dict[str, object]:
    return fill(Occasion(asked, FACTS, NOW), given or {}, style(**more))  # type: ignore[arg-type]  # seed, share or decides


@pytest.fixture(scope="module")
def journey() -> Definition:
    return load(read_folder(JOURNEY))


@settings(max_examples=25, deadline=None)
@given(seed=st.text(max_size=5), share=st.sampled_from([0.0, 0.3, 1.0]))
def test_every_form_of_the_journey_accepts_what_is_made_up(
    journey: Definition, seed: str, share: float
) -> None:
    for asked in journey.forms.values():
        answers = fill(Occasion(asked, FACTS, NOW, "bydel-a"), {}, style(seed, share))
        assert read(asked, answers, FACTS, {}, NOW).keys() >= answers.keys()


def test_the_same_seed_gives_the_same_answers_and_another_gives_others(journey: Definition) -> None:
    asked = journey.forms["statusrapport"]
    assert filled(asked, seed="a") == filled(asked, seed="a")
    assert filled(asked, seed="a") != filled(asked, seed="b")


def test_every_kind_of_field_gets_an_answer_within_its_rules() -> None:
    asked = form(
        textfield("navn", "Navn", required=True),
        textfield("kort", required=True, maxLength=10),
        textarea("langt", required=True, minLength=300),
        textfield("nummer", required=True, properties={"format": "fodselsnummer"}),
        textfield("telefon", required=True, properties={"format": "telefon"}),
        number("antall", required=True, min=3, max=4),
        checkbox("enig", required=True),
        select("valg", required=True),
        select("flere", type="checklist", required=True),
        select("bydel", valuesKey="bydeler", required=True),
        date_field("dato", required=True, properties={"tidligst": "=today()", "senest": "=today()"}),
        component("datetime", "klokka", "", timeLabel="Tid", subtype="time", required=True),
        component(
            "datetime", "naar", "", dateLabel="Når", timeLabel="Tid", subtype="datetime", required=True
        ),
        rows("rader", textfield("hva", required=True), properties={"minst": "2"}),
    )
    answers = filled(asked, share=0.0)
    assert read(asked, answers, FACTS, {}, NOW)
    assert is_synthetic(str(answers["nummer"]))
    assert answers["dato"] == "2026-05-04"
    assert answers["bydel"] in LISTS["bydeler"]
    assert isinstance(answers["rader"], list)
    assert len(answers["rader"]) == 2


def test_optional_fields_are_left_blank_unless_asked_for() -> None:
    asked = form(textfield("merknad"), date_field("dato"))
    assert filled(asked, share=0.0) == {}
    assert filled(asked, share=1.0).keys() == {"merknad", "dato"}


def test_a_field_that_another_answer_hides_is_not_answered() -> None:
    chain = form(
        textfield("tredje", required=True, hide='=andre != "b"'),
        select("andre", required=True, hide='=forste != "a"'),
        select("forste", required=True),
    )
    assert filled(chain, {"forste": "b"}).keys() == {"forste"}
    assert filled(chain, {"forste": "a", "andre": "b"}).keys() == {"forste", "andre", "tredje"}
    assert not hidden(chain, filled(chain, {"forste": "a", "andre": "b"}), FACTS, NOW)


def test_given_rows_are_completed_and_given_expressions_worked_out() -> None:
    asked = form(rows("rader", textfield("hva", required=True), date_field("naar", required=True)))
    answers = filled(asked, {"rader": [{"naar": '=today() + duration("P1D")'}, {"hva": "Flytte"}]})
    found = answers["rader"]
    assert isinstance(found, list)
    assert found[0]["naar"] == "2026-05-05"
    assert found[0]["hva"]
    assert found[1] == {"hva": "Flytte", "naar": "2026-05-04"}


def test_a_number_with_decimals_may_be_worked_out() -> None:
    asked = form(number("timer", decimalDigits=1))
    answers = filled(asked, {"timer": "=15 / 2"})
    assert read(asked, answers, FACTS, {}, NOW) == {"timer": Decimal("7.5")}


def test_what_decides_is_never_made_up() -> None:
    asked = form(select("vei", required=True), date_field("dato", required=True), checkbox("valgfri"))
    with pytest.raises(ChoiceOpen, match="vei"):
        filled(asked, decides=Deciding(paths=frozenset({"vei"})))
    with pytest.raises(ChoiceOpen, match="vei"):
        filled(asked, decides=Deciding(times=frozenset({"vei"})))
    with pytest.raises(ChoiceOpen, match="valgfri"):
        filled(asked, decides=Deciding(paths=frozenset({"valgfri"})))
    assert filled(asked, decides=Deciding(paths=frozenset({"dato"})))["dato"] == "2026-05-04"
    explicit = filled(asked, {"valgfri": None}, decides=Deciding(paths=frozenset({"valgfri"})))
    assert "valgfri" not in explicit


def test_what_cannot_be_made_up_says_so() -> None:
    with pytest.raises(CannotInvent, match="mønster"):
        filled(form(textfield("kode", required=True, pattern="^[A-Z]{3}$")))
    with pytest.raises(CannotInvent, match="tom"):
        filled(form(select("ansatt", valuesKey="ansatte", required=True)))


def test_what_decides_is_traced_through_gateways_lanes_outputs_and_hidden_fields(journey: Definition) -> None:
    found = deciding(journey)
    assert {"soknader", "boligspor_bortfaller", "bolig_tildelt", "bolig_tilbudt", "utskrevet"} <= found.paths
    assert "soknader_trengs" in found.paths  # it hides the list of applications
    assert "utarbeides_av" in found.columns
    assert {"innflyttet_institusjon", "bydel_til_stede"} <= found.times  # the latter through an output
    assert not {"institusjon", "primarkontakter", "mote_bolig"} & (found.paths | found.times)
    assert not examine(read_folder(JOURNEY)).errors
