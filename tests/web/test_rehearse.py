"""«Prøvekjør»: a process owner plays a draft by hand, on pages, and no case comes of it."""

from collections.abc import Callable

import pytest

from prosesser.definition.bundle import DIAGRAM
from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
P4M = b'=innflyttet_institusjon + duration("P4M")'


@pytest.fixture
def draft(visit: Visit, desk: Desk) -> Seen:
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(actor("prosesseier"), version.digest, "Rapporten", BEGINNING)
    return visit("prosesseier").get(f"/utkast/{revision.id}")


@pytest.fixture
def run(draft: Seen) -> Seen:
    """A run that has just begun, on 5 January 2026."""
    return draft.follow("Prøvekjør").press("Begynn")


def revision_of(page: Seen) -> str:
    return page.path.split("/")[2]


def edit(desk: Desk, page: Seen, old: bytes, new: bytes, path: str = DIAGRAM) -> None:
    owner, revision = actor("prosesseier"), revision_of(page)
    found = desk.revisions.get(owner, revision, BEGINNING)
    assert old in found.bundle[path]
    edited = found.bundle[path].replace(old, new)
    desk.revisions.save(owner, revision, found.edition, {path: edited}, BEGINNING)


def admitted(run: Seen) -> Seen:
    return run.press("Fyll ut for meg Innflytting i institusjon")


def today(page: Seen) -> str:
    return " ".join(page.tree.xpath("string(//h2)").split())


def alert(page: Seen) -> str:
    return " ".join(page.tree.xpath("string(//*[@role='alert'])").split())


def test_a_run_begins_with_the_real_start_form_filled_in_with_an_invented_person(draft: Seen) -> None:
    page = draft.follow("Prøvekjør")
    standing = dict(page.form("Begynn")._standing({}))  # noqa: SLF001 - what stands in the form is the point
    assert standing["beboer_navn"]
    assert standing["beboer_fodselsnummer"][2] in "89"  # a month plus 80: nobody's number
    run = page.press("Begynn", {"Navn": "Odd Prøve"})
    assert "5. januar 2026" in run.tree.xpath("string(//h2)")
    assert "Innflytting i institusjon" in run.text
    assert "Odd Prøve" in run.text


def test_the_start_form_says_what_is_wrong_as_it_does_to_caseworkers(draft: Seen) -> None:
    page = draft.follow("Prøvekjør").press("Begynn", {"Navn": ""})
    assert page.status == 422
    assert page.errors()
    assert all("Navn" in error for error in page.errors())


def test_no_real_person_is_let_into_a_run(draft: Seen) -> None:
    page = draft.follow("Prøvekjør").press("Begynn", {"Fødselsnummer": "01010750160"})
    assert page.status == 422
    assert page.errors()


def test_the_case_begins_on_another_day(draft: Seen) -> None:
    page = draft.follow("Prøvekjør")
    wrong = page.visitor.get(f"{page.path}?dato=snart")
    assert wrong.status == 422
    assert "Skriv en dato" in wrong.text
    later = page.visitor.get(f"{page.path}?dato=12.02.2026")
    assert "12. februar 2026" in later.press("Begynn").tree.xpath("string(//h2)")


def test_a_task_is_done_in_one_go_and_others_appear_in_their_lanes(run: Seen) -> None:
    page = admitted(run)
    lanes = [" ".join(one.text_content().split()) for one in page.tree.xpath("//h3")]
    assert lanes == ["Bydel", "Institusjon", "Møteansvarlig (institusjonen)"]
    assert "Statusrapport" in page.text
    assert "05.05.2026" in page.text  # four months from admission


def test_a_task_that_decides_asks_for_the_outcome_and_fills_in_the_rest(run: Seen) -> None:
    page = admitted(run).follow("Velg utfall Kartlegging")
    assert page.heading == "Velg utfall: Kartlegging"
    assert "Fødselsnummer" not in page.text
    wrong = page.press("Fullfør med disse valgene")
    assert wrong.status == 422
    assert len(wrong.errors()) == 2
    chosen = {"Har beboeren individuell plan?": "Ja", "Er det aktuelt å involvere pårørende?": "Ja"}
    more = wrong.press("Fullfør med disse valgene", chosen)
    assert more.errors() == ["Velg et svar på «Har beboeren samtykket?»."]  # follows from the other answer
    done = more.press("Fullfør med disse valgene", {"Har beboeren samtykket?": "Ja"})
    assert "Gjort: «Kartlegging»" in done.response.get_data(as_text=True)
    assert "Involver pårørende" in done.text


def test_what_decides_is_asked_about_also_when_somebody_tries_to_fill_in_at_once(run: Seen) -> None:
    page = admitted(run)
    form = page.form("Fyll ut for meg Bydelskontakter")
    form.form.set("action", form.form.get("action").replace("bydelskontakter.1", "kartlegging.1"))
    assert form.submit({}).heading == "Velg utfall: Kartlegging"


def test_a_task_is_done_in_its_real_form_with_what_decides_left_open(run: Seen) -> None:
    page = admitted(run).follow("Gjør selv Kartlegging")
    standing = dict(page.form("Fullfør oppgaven")._standing({}))  # noqa: SLF001 - as above
    assert standing["helse"]
    assert "har_ip" not in standing or not standing["har_ip"]
    assert page.press("Fullfør oppgaven").status == 422
    chosen = {"Har beboeren individuell plan?": "Ja", "Er det aktuelt å involvere pårørende?": "Nei"}
    filled = page.press("Fyll ut resten for meg", {**chosen, "Helse": "Som jeg skrev det"})
    assert filled.status == 200
    assert "Som jeg skrev det" in filled.text
    done = filled.press("Fullfør oppgaven")
    assert "Fullførte «Kartlegging»" in done.text


def test_a_message_is_sent_and_a_task_added(run: Seen) -> None:
    page = admitted(run).follow("Bolig tildelt")
    assert page.heading == "Velg utfall: Bolig tildelt"
    answers = {
        "Er nødvendig oppfølging et vilkår?": "Ja",
        "Er det fattet vedtak om booppfølging?": "Ja",
        "Bydelen boligen ligger i": "Bydel Ullern",
        "Er boligen kommunalt disponert?": "Ja",
    }
    page = page.press("Fullfør med disse valgene", answers)
    assert page.errors() == []
    assert "Registrerte «Bolig tildelt»" in page.text
    page = page.follow("Ekstra møte")
    assert page.heading == "Ekstra møte"
    added = page.press("Fyll ut resten for meg").press("Legg til")
    assert "La til oppgaven «Ekstra møte»" in added.text


def test_time_goes_to_the_next_deadline_by_steps_and_to_a_date(run: Seen) -> None:
    page = admitted(run)
    page = page.press("Fram en dag").press("Fram en uke")
    assert today(page).startswith("13. januar 2026")
    assert "fristen for «Plan for oppholdet» går ut" in page.text
    page = page.press("Til neste frist")
    assert "er gått ut" in page.text
    assert "Forfalt i går" in page.text
    page = page.press("Gå til datoen", {"Dato": "01.03.2026"})
    assert today(page).startswith("1. mars 2026")
    back = page.press("Gå til datoen", {"Dato": "01.01.2026"})
    assert back.status == 409
    assert "går fram" in alert(back)
    assert "Skriv en dato" in alert(page.press("Gå til datoen", {"Dato": "snart"}))


def test_the_last_move_is_taken_back_and_the_run_begun_again(run: Seen) -> None:
    page = admitted(run).press("Angre siste")
    assert "Fyll ut for meg Innflytting i institusjon" in page.text
    again = page.press("Begynn på nytt")
    assert "Begynn en prøvekjøring" in again.text


def test_an_old_window_does_nothing(run: Seen) -> None:
    admitted(run)
    page = run.press("Fyll ut for meg Innflytting i institusjon")
    assert page.status == 409
    assert "et annet vindu" in alert(page)
    assert "Statusrapport" in page.text


def test_a_run_that_no_longer_fits_says_where_and_is_cut_there(run: Seen, desk: Desk) -> None:
    page = admitted(run).press("Fyll ut for meg Bydelskontakter").press("Fyll ut for meg Plan for oppholdet")
    optional = b'"key": "plan_sist_revidert",'
    edit(
        desk, page, optional, optional + b' "validate": {"required": true},', "forms/plan_for_oppholdet.form"
    )
    page = page.visitor.get(page.path)
    assert "Trekk 4, 5. januar 2026: Fullførte «Plan for oppholdet»." in page.text
    assert "Sist revidert" in page.tree.xpath("string(//*[@aria-labelledby='stoppet'])")
    blocked = page.press("Fram en dag")
    assert "Kutt prøvekjøringen" in alert(blocked)
    cut = page.press("Kutt prøvekjøringen her")
    assert "Prøvekjøringen passer ikke lenger" not in cut.text
    assert cut.press("Fram en dag").status == 200


def test_a_changed_deadline_shows_at_once_in_a_run_that_is_under_way(run: Seen, desk: Desk) -> None:
    page = admitted(run)
    edit(desk, page, P4M, P4M.replace(b"4", b"3"))
    assert "05.04.2026" in page.visitor.get(page.path).text


def test_a_draft_with_errors_is_not_played_and_says_which(draft: Seen, desk: Desk) -> None:
    edit(desk, draft, P4M, P4M[:-1])
    page = draft.follow("Prøvekjør")
    assert page.status == 409
    assert "Utkastet kan ikke spilles ennå" in page.text
    assert page.tree.xpath("//main//li/strong")
    assert draft.follow("Scenarioer").status == 409


def test_what_is_not_open_cannot_be_done(run: Seen) -> None:
    page = run.visitor.get(f"{run.path}/gjor/oppgave/statusrapport.1")
    assert page.status == 409
    here = page.tree.xpath("//nav[@aria-label='Sider om utkastet']//a[@aria-current]")
    assert [link.text_content() for link in here] == ["Prøvekjør"]
    assert "kan ikke gjøres" in alert(page)


def test_a_run_is_nobody_elses_and_no_case(run: Seen, desk: Desk, store: Store) -> None:
    admitted(run)
    assert desk.cases.all_cases() == ()
    assert not [row for row in accesses(store) if row.case is not None]
    assert desk.rehearsals.get(actor("prosesseier"), revision_of(run), BEGINNING) is not None
