"""What the resident reads and is handed on the real journey: plain, dated, and nothing that is not theirs."""

from collections.abc import Iterator

import pytest

from tests.journeys.office import DISTRICT, INSTITUTION, REFERRAL, Case, Office
from tests.journeys.test_plans import writes
from tests.prints.reading import Paper
from tests.web.visitor import Seen
from workflow_app.units import UNITS

clause = pytest.mark.clause
CONTACT = {"navn": "Line Prestvik", "telefon": "40000002", "fra_dato": "2026-01-05"}
HOME = "Ringgata 14, leilighet H0302"
WISHES = "Jeg vil bo et sted der jeg kan ha hunden min."
TELLING = "Lilleborg og Bydel Gamle Oslo møtes i Ringgata 14. Skriv til line@lilleborg.example."
PARTIES = ("Bydelen", "Institusjonen")
UNIT_NAMES = {unit.name.lower() for unit in UNITS}
GOAL = {
    "Mål": "Komme i gang med å trene",
    "Tiltak": "Gå tur hver dag",
    "Er det viktig for å bo godt?": "Ja",
    "Gir det sosial tilhørighet?": "Ja",
    "Ansvarlig": "Beboeren",
    "Frist": "02.02.2026",
    "Hvem var med og skrev punktet?": ["Beboeren", "Institusjonen"],
}


def resident(case: Case, unit: str = DISTRICT) -> Seen:
    """The page that a caseworker opens beside the resident."""
    return case.office.at(unit).get(f"/saker/{case.id}/beboer")


def section(seen: Seen, heading: str) -> list[str]:
    """What stands under a heading, entry by entry."""
    found = seen.tree.xpath("//section[h2[normalize-space()=$heading]]", heading=heading)
    assert found, f"no section {heading!r}: {seen.text}"
    return [
        " ".join(" ".join(entry.itertext()).split()) for entry in found[0].xpath(".//li|.//dl/div|.//h3|./p")
    ]


def admitted(office: Office, **referral: object) -> Case:
    case = office.refers(**referral)
    contacts = {"primarkontakt_tildelt": "ja", "primarkontakter": [CONTACT]}
    case.does("innflytting", innflyttet_institusjon="2026-01-05", **contacts)
    return case


def reported(office: Office, **referral: object) -> Case:
    """A case with the status report just written."""
    case = admitted(office, **referral)
    case.does("innkalling", mote_avtalt="2026-01-22")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-04-20")
    written = {"rapport_utarbeidet": "ja", "rapport_ferdigstilt": "2026-04-20"}
    case.does("statusrapport", beboers_onsker=WISHES, faglige_vurderinger=TELLING, **written)
    return case


@clause("R-resident")
def test_the_resident_reads_what_comes_by_when_and_who_does_it(office: Office) -> None:
    case = admitted(office)
    comes = section(resident(case), "Dette skjer videre")
    plan = "Du lager en plan for oppholdet, sammen med institusjonen og bydelen."
    assert f"Innen 19. januar 2026 {plan} Institusjonen har ansvaret for dette." in comes
    assert all("har ansvaret for dette" in entry or entry.startswith("Omkring") for entry in comes)
    assert {party for party in PARTIES for entry in comes if party in entry} == set(PARTIES)


@clause("R-resident")
def test_a_meeting_that_has_a_day_is_read_with_its_day(office: Office) -> None:
    case = admitted(office)
    case.does("innkalling", mote_avtalt="2026-01-22")
    comes = section(resident(case), "Dette skjer videre")
    (meeting,) = (entry for entry in comes if "første samarbeidsmøtet" in entry)
    assert meeting.startswith("22. januar 2026")


@clause("R-resident")
def test_the_resident_reads_what_has_happened_whom_to_call_and_their_own_wishes(office: Office) -> None:
    seen = resident(reported(office), INSTITUTION)
    assert section(seen, "Dette har skjedd")[:2] == [
        "20. april 2026 Rapporten om hva slags bolig og hjelp du trenger, ble ferdig.",
        "22. januar 2026 Det første samarbeidsmøtet ble holdt.",
    ]
    calls = section(seen, "Hvem du kan ringe")
    assert {"Line Prestvik", "Fra Lilleborg rehabiliteringssenter", "Telefon 40000002"} <= set(calls)
    assert section(seen, "Det du har sagt selv") == [f"Dette ønsker du, 20. april 2026 {WISHES}"]


@clause("R-resident")
def test_a_report_that_was_not_written_is_not_told_as_written(office: Office) -> None:
    case = admitted(office)
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-05-05")
    case.does("statusrapport", rapport_utarbeidet="nei")
    assert "ble ferdig" not in resident(case).text


@clause("R-resident", "F2.2-stay-plan")
def test_what_the_resident_takes_on_stands_on_the_page_and_in_the_printed_plan(office: Office) -> None:
    case = admitted(office)
    writes(case, INSTITUTION, "plan_for_oppholdet", "Helse", GOAL)
    own = section(resident(case), "Dette skal du gjøre")
    assert own == ["Innen 2. februar 2026 Komme i gang med å trene Står i plan for oppholdet."]
    printed = paper(office, case, "planer/plan_for_oppholdet").text
    assert "Plan for oppholdet Gjelder: Kari Prøve Versjon: Utkast" in printed
    assert "Komme i gang med å trene Tiltak: Gå tur hver dag" in printed
    assert "Ansvarlig: Du Frist: 02.02.2026" in printed


@clause("F3.2-moveout-plan")
def test_the_move_out_plan_is_printed_in_its_eight_sections(office: Office) -> None:
    case = admitted(office)
    definition = office.desk.cases.versions.latest()[0]
    printed = paper(office, case, "planer/utflyttingsplan").text
    titles = [part.title for part in definition.checklists["utflyttingsplan"].sections]
    assert len(titles) == 8
    assert [title for title in titles if title not in printed] == []


@clause("F2.2-status-report")
def test_the_status_report_is_printed_with_wishes_and_assessment_apart(office: Office) -> None:
    printed = paper(office, reported(office), "rapporter/statusrapport").text
    assert f"Beboerens stemme Beboerens egne ønsker {WISHES}" in printed
    assert printed.index(WISHES) < printed.index("Institusjonens faglige vurderinger")
    assert "Er statusrapporten utarbeidet?" not in printed


@clause("R-resident")
def test_nothing_that_is_printed_holds_the_national_id_or_the_address_of_the_home(office: Office) -> None:
    case = reported(office)
    case.is_offered_a_home("2026-04-20", konkret_bolig=HOME)
    office.on("2026-04-22")
    told = f"Kari ({REFERRAL['beboer_fodselsnummer']}) får {HOME}."
    case.holds("utflyttingsmote", "2026-04-22", mote_bolig=told)
    found = list(printed(office, case))
    assert len(found) >= 6
    for said in [resident(case).text, *(content.text for content in found)]:
        assert "Kari Prøve" in said
        assert str(REFERRAL["beboer_fodselsnummer"]) not in said.replace(" ", "")
        assert "Ringgata" not in said
    assert "får (vises ikke her)." in " ".join(content.text for content in found)


@clause("R-resident")
def test_nothing_tells_where_a_protected_person_lives_or_is_followed_up(
    office: Office,
) -> None:
    shown = {}
    for protected in ("nei", "ja"):
        case = reported(office, beboer_adressesperre=protected)
        case.is_offered_a_home("2026-04-20", konkret_bolig=HOME)
        case.holds("utflyttingsmote", "2026-04-20", mote_bolig=TELLING)
        papers = [content.text for content in printed(office, case)]
        shown[protected] = " ".join([resident(case).text, *papers]).lower()
    places = {*UNIT_NAMES, "gamle oslo", "lilleborg", "ringgata", "@"}
    assert {"gamle oslo", "lilleborg", "@"} <= {place for place in places if place in shown["nei"]}
    assert [place for place in places if place in shown["ja"]] == []
    assert "adressen din er sperret" in shown["ja"]


@clause("R-resident")
def test_an_address_that_becomes_protected_is_on_no_print_from_then_on(office: Office) -> None:
    case = admitted(office, beboer_adressesperre="nei")
    assert "Bydel Gamle Oslo" in resident(case).text
    case.institution_reports("Adressesperre endres", beboer_adressesperre="ja")
    assert "Bydel Gamle Oslo" not in resident(case).text
    assert "adressen din er sperret" in resident(case).text.lower()
    assert all("gamle oslo" not in content.text.lower() for content in printed(office, case))
    case.reports("Adressesperre endres", beboer_adressesperre="nei")
    assert "Bydel Gamle Oslo" in resident(case).text


def printed(office: Office, case: Case) -> Iterator[Paper]:
    """Everything that the case's page offers to print."""
    page = office.at(DISTRICT).get(f"/saker/{case.id}")
    for address in page.tree.xpath("//section[@aria-labelledby='til-beboeren']//a/@href"):
        if address.endswith("/utskrift"):
            answered = office.at(DISTRICT).get(address)
            assert answered.status == 200
            yield Paper(answered.response.data)


def paper(office: Office, case: Case, document: str) -> Paper:
    answered = office.at(INSTITUTION).get(f"/saker/{case.id}/{document}/utskrift")
    assert answered.status == 200, answered.text
    return Paper(answered.response.data)
