"""The plan for the stay and the move-out plan: begun early, written by all, adopted, gone through at last."""

from collections.abc import Mapping

import pytest

from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office
from tests.web.visitor import Seen

clause = pytest.mark.clause
STAY, MOVE = "plan_for_oppholdet", "utflyttingsplan"
GOAL = {
    "Mål": "Få et sted å bo nær søsteren min",
    "Tiltak": "Søke kommunal bolig",
    "Er det viktig for å bo godt?": "Ja",
    "Gir det sosial tilhørighet?": "Ja",
    "Ansvarlig": "Institusjonen",
}
HOME = {
    "bolig_bydel": DISTRICT,
    "kommunalt_disponert": "nei",
    "vilkar_om_oppfolging": "nei",
    "vedtak_om_booppfolging": "nei",
}
HELD = {
    "mote_dato": "29.05.2026",
    "mote_innkalte": "beboer",
    "beboer_til_stede": "ja",
    "bydel_til_stede": "ja",
    "institusjon_til_stede": "ja",
    "mote_bolig": "Beboeren trives.",
    "behov_bydel": "ja",
    "behov_institusjon": "nei",
    "institusjon_deltar_utover": "nei",
}
EXTENT = {
    "nye_punkter-0-del": "rusmestring",
    "nye_punkter-0-oppgave": "Samtale med ruskonsulent",
    "nye_punkter-0-ansvarlig": "bydel",
    "nye_punkter-0-tiltak": "Samtaler på kontoret",
    "nye_punkter-0-omfang": "Hver uke i tre måneder",
    "nye_punkter-0-frist": "",
}


def plan(case: Case, name: str, unit: str = DISTRICT) -> Seen:
    return case.office.at(unit).get(f"/saker/{case.id}/planer/{name}")


def item(page: Seen, number: int) -> str:
    return " ".join(" ".join(page.tree.get_element_by_id(f"punkt-{number}").itertext()).split())


def writes(case: Case, unit: str, name: str, section: str, answers: Mapping[str, object]) -> Seen:
    """A party writes an item; what is on the screens is out of date then."""
    case.office.screens.clear()
    form = plan(case, name, unit).follow(f"Legg til punkt i {section}")
    done = form.press("Lagre punktet", answers)
    assert done.status == 200, done.errors()
    return done


@clause("F2.2-stay-plan-start", "F2.2-stay-plan")
def test_the_plan_for_the_stay_is_begun_with_its_first_item_written_with_the_resident(office: Office) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-01-08")
    page = writes(
        case, INSTITUTION, STAY, "Bolig", {**GOAL, "Hvem var med og skrev punktet?": ["Institusjonen"]}
    )
    assert "Begynt sammen med beboeren" not in page.text
    office.on("2026-01-12")
    together = {"Hvem var med og skrev punktet?": ["Beboeren", "Institusjonen"]}
    page = writes(case, INSTITUTION, STAY, "Fritid og interesser", {**GOAL, **together})
    assert "Begynt sammen med beboeren 12. januar 2026" in page.text
    assert item(page, 1).startswith("1. Få et sted å bo nær søsteren min Åpen")


@clause("F2.2-stay-plan")
def test_both_parties_write_the_plan_over_all_life_areas_and_the_first_meeting_adopts_it(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    together = {"Hvem var med og skrev punktet?": ["Beboeren"]}
    writes(case, INSTITUTION, STAY, "Helse", {**GOAL, **together})
    page = writes(case, DISTRICT, STAY, "Økonomi", {**GOAL, **together, "Ansvarlig": "Bydelen"})
    areas = [title.text_content() for title in page.tree.xpath("//main//section/h2[@id]")]
    assert len(areas) == 10
    left_out = page.follow("Merk som ikke aktuelt Rettigheter og rettssaker")
    left_out.press("Lagre", {"Hvorfor er den ikke aktuell?": "Ingen saker går"})
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    adopted = plan(case, STAY).follow("Versjon 1")
    assert "Ikke aktuelt Ingen saker går" in adopted.text
    writes(case, DISTRICT, STAY, "Bolig", {**GOAL, **together})
    assert "Ingen punkter ennå" in adopted.visitor.get(adopted.path).text.partition("Økonomi")[0]


@clause("F3.2-moveout-plan-early", "F3.2-moveout-plan", "F3.2-moveout-plan-sections")
def test_the_move_out_plan_is_begun_before_there_is_a_home(office: Office) -> None:
    case = office.admits("2026-01-05")
    writes(case, INSTITUTION, MOVE, "Økonomi", {"Oppgave": "Ordne bankkort", "Ansvarlig": "Beboeren"})
    contact = {"Navn": "Ida Ruud", "Kontaktinformasjon": "40000003", "Ansvarlig": "Bydelen"}
    page = writes(case, DISTRICT, MOVE, "Kontaktpersoner", contact)
    assert item(page, 1).startswith("1. Ordne bankkort Åpen")
    assert "Kontaktinformasjon 40000003" in item(page, 2)
    assert "vedlegg 1 til fellesskrivet er ikke blant kildene våre" in page.text
    assert "Utkast, ikke fastsatt ennå" in page.text


def followed_up(office: Office) -> Case:
    """A case at the follow-up meeting, with two open items in the move-out plan."""
    case = office.admits("2026-01-05")
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-04-01")
    case.is_offered_a_home("2026-04-01", planlagt_innflytting="2026-05-01", **HOME)
    writes(case, INSTITUTION, MOVE, "Økonomi", {"Oppgave": "Ordne bankkort", "Ansvarlig": "Beboeren"})
    writes(case, DISTRICT, MOVE, "Naboskap", {"Oppgave": "Hilse på naboene", "Ansvarlig": "Beboeren"})
    office.on("2026-04-08")
    case.holds("utflyttingsmote", "2026-04-08", boligspor_bortfaller="ja", soknader_trengs="nei")
    case.does("utflyttingsplan", institusjon_deltar_utover="nei")
    office.on("2026-05-01")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-01")
    office.on("2026-05-29")
    return case


@clause("F3.3-followup-meeting", "F3.2-moveout-plan")
def test_the_follow_up_meeting_goes_through_the_move_out_plan_item_by_item(office: Office) -> None:
    case = followed_up(office)
    assert "Versjon 1 er fastsatt" in plan(case, MOVE).text
    task = office.at(DISTRICT).get(f"/saker/{case.id}/oppgaver/{case.row('oppfolgingsmote').task}")
    shown = task.press("Vis feltene som følger av svarene", **HELD)
    wrong = shown.press("Fullfør oppgaven", **{**HELD, **EXTENT})
    assert wrong.errors() == [f"Punkt {number}: velg om det er gjort eller videreføres." for number in (1, 2)]
    decided = {
        f"gjennomgang-{MOVE}.1-status": "gjort",
        f"gjennomgang-{MOVE}.2-status": "viderefores",
        f"gjennomgang-{MOVE}.2-ansvarlig": "bydel",
        f"gjennomgang-{MOVE}.2-omfang": "To besøk sammen",
    }
    done = wrong.press("Fullfør oppgaven", **{**HELD, **EXTENT, **decided})
    assert done.status == 200, done.errors()
    page = plan(case, MOVE)
    assert item(page, 1).startswith("1. Ordne bankkort Gjort")
    assert item(page, 2).startswith("2. Hilse på naboene Videreføres")
    assert "Ansvarlig Bydelen Omfang To besøk sammen" in item(page, 2)
    assert "Tiltak Samtaler på kontoret Omfang Hver uke i tre måneder" in item(page, 3)
    assert "Versjon 2 er fastsatt" in page.text
