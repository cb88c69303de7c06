"""What must not stand on a print is taken out of every text, whatever people have written."""

import pytest

from tests.prints.test_press import document
from workflow_app.prints.discretion import HIDDEN, Discretion, places
from workflow_app.prints.document import Card, Document, Fact, PersonName, Section, Step
from workflow_app.units import DISTRICTS, INSTITUTIONS

PLACES = places((*DISTRICTS, *INSTITUTIONS))
OPEN = Discretion(secrets=("Storgata 5, leilighet H0201, 0182 Oslo",))
PROTECTED = Discretion(OPEN.secrets, protected=True, places=PLACES)


def seen(text: str, discretion: Discretion = OPEN) -> str:
    return discretion.applied(document(text)).sections[0].texts[0]


@pytest.mark.parametrize(
    "number",
    [
        "21883649874",
        "218836 49874",
        "218836-49874",
        "21 88 36 49 874",
        "21.88.36.49874",
        "2188\N{ZERO WIDTH SPACE}3649874",
        "01010112345",
        "41010112345",
        "15461299999",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Fnr. {}.", "tlf 40000001 {} og mer", "({})", "1. {}\n2. Ja"])
def test_no_national_id_stands_in_any_text(number: str, around: str) -> None:
    text = seen(around.format(number))
    assert "3649874" not in text.replace(" ", "").replace("-", "")
    assert text == around.format(HIDDEN)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 40 00 00 01 eller 22 33 44 55.",
        "Ring +46 70 123 45 67.",
        "Konto 1234 56 78903.",
        "Møte 05.06.2026 kl. 13.00.",
        "Bydel Gamle Oslo møter i Kirkegata 12, 0153 Oslo, epost@oslo.example.",
    ],
)
def test_other_numbers_and_places_stand(text: str) -> None:
    assert seen(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Du flytter til Storgata 5.", "Du flytter til (vises ikke her)."),
        ("STORGATA  5, leilighet h0201, 0182 oslo", "(vises ikke her)"),
        ("Post: 0182 Oslo", "Post: (vises ikke her)"),
        ("Storgata 55 er en annen", "Storgata 55 er en annen"),
        ("Sto\N{SOFT HYPHEN}rgata 5", "(vises ikke her)"),
    ],
)
def test_the_homes_address_stands_nowhere(text: str, shown: str) -> None:
    assert seen(text) == shown


@pytest.mark.parametrize("unit", [unit.name for unit in (*DISTRICTS, *INSTITUTIONS)])
def test_nothing_tells_a_protected_persons_district_or_institution(unit: str) -> None:
    alone = unit.removeprefix("Bydel ").removesuffix(" behandlingssenter").removesuffix(" rehabilitering")
    for name in (unit, unit.upper(), alone.lower(), f"{alone}s"):
        shown = seen(f"Du får hjelp av {name}, som du kjenner.", PROTECTED)
        assert alone.lower() not in shown.lower()
        assert shown in {
            "Du får hjelp av bydelen, som du kjenner.",
            "Du får hjelp av institusjonen, som du kjenner.",
        }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vi møtes i Kirkegata 12 b.", "Vi møtes i (vises ikke her)."),
        ("Adresse: Nils Huus' vei 3, 0482 Oslo", "Adresse: Nils Huus' (vises ikke her), (vises ikke her)"),
        ("Skriv til line@lilleborg.example i dag", "Skriv til (vises ikke her) i dag"),
        ("Gå en annen vei 3 ganger", "Gå en annen (vises ikke her) ganger"),
    ],
)
def test_addresses_of_any_kind_are_taken_out_for_a_protected_person(text: str, shown: str) -> None:
    assert seen(text, PROTECTED) == shown
    assert seen(text, Discretion()) == text


def test_every_text_of_a_document_is_looked_at() -> None:
    told = "Bydel Sagene 21883649874"
    whole = Document(
        told,
        (Fact(told, told),),
        (told,),
        (
            Section(
                told,
                (told,),
                (Fact(told, told),),
                (Step(told, told, (told,)),),
                (Card(told, (Fact(told, told),)),),
            ),
        ),
    )
    shown = str(PROTECTED.applied(whole).to_json())
    assert "Sagene" not in shown
    assert "2188" not in shown
    assert "Oslo" not in shown
    assert shown.count("bydelen (vises ikke her)") == str(whole.to_json()).count(told)


def test_a_persons_name_stays_though_it_is_a_places_too() -> None:
    person = Document("Hvem", (), (), (Section("Ring", cards=(Card(PersonName("Kari Bjerke"), ()),)),))
    assert PROTECTED.applied(person).sections[0].cards[0].heading == "Kari Bjerke"


def test_names_of_units_are_known_with_and_without_their_kind() -> None:
    assert set(PLACES.values()) == {"bydelen", "institusjonen"}
    assert len(PLACES) == 2 * (len(DISTRICTS) + len(INSTITUTIONS))


@pytest.mark.parametrize("text", ["a.", "a@", "gate ", "a'-"])
def test_a_long_hostile_text_is_looked_through_to_its_end(text: str) -> None:
    assert seen(text * 50_000 + " Sagene", PROTECTED).endswith(" bydelen")  # hours, were a pattern unbounded
