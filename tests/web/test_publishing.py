"""A change becomes a version through the pages: two process owners, and everybody who reads versions."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from prosesser.definition.bundle import DIAGRAM, digest
from prosesser.revisions import Check, Concern, Revision
from tests.web.conftest import BEGINNING, PROCESS, REFERRAL, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
TITLE = "Rapporten etter tre måneder"
WHY = "Bystyret vil ha rapporten tidligere"
FORM = "forms/avslutning.form"


@pytest.fixture
def edited(desk: Desk) -> Revision:
    """A revision of the journey with another deadline."""
    return edit(desk)


def edit(desk: Desk, months: str = "P3M", title: str = TITLE) -> Revision:
    owner = actor("prosesseier")
    (version,) = desk.cases.versions.latest()
    opened = desk.revisions.open(owner, version.digest, title, BEGINNING)
    drawing = opened.bundle[DIAGRAM].replace(b'duration("P4M")', f'duration("{months}")'.encode())
    without = {path: None for path in opened.bundle if path.startswith("stories/")}  # checked in no time
    return desk.revisions.save(owner, opened.id, 1, {DIAGRAM: drawing, **without}, BEGINNING)


def at(revision: Revision) -> str:
    return f"/utkast/{revision.id}"


def sent(visit: Visit, revision: Revision) -> Seen:
    return reasoned(visit("prosesseier").get(at(revision)).press("Kontroller utkastet"))


def reasoned(page: Seen) -> Seen:
    """Send a checked revision, with a reason for whatever the check asks."""
    reasons = dict.fromkeys(page.tree.xpath("//textarea/@name"), "Vedtatt")
    return page.press("Send til godkjenning", **reasons)


def approved(visit: Visit, revision: Revision) -> Seen:
    sent(visit, revision)
    return visit("medeier").get(at(revision)).press("Godkjenn", {"Kommentar": "Det er avtalt"})


def published(visit: Visit, revision: Revision, **answers: str) -> Seen:
    approved(visit, revision)
    page = visit("prosesseier").get(at(revision))
    return page.press("Publiser", {"Hvorfor endres rutinen?": WHY, **answers})


def test_a_change_is_checked_sent_approved_and_published(visit: Visit, edited: Revision, desk: Desk) -> None:
    page = visit("prosesseier").get(at(edited))
    assert "Utkastet er ikke kontrollert slik det står nå." in page.text
    page = page.press("Kontroller utkastet")
    assert "Neste steg: send utkastet til godkjenning" in page.text
    page = reasoned(page)
    assert "Det kan gis av Medeier Hansen." in page.text
    waiting = visit("medeier").get("/utkast")
    assert "Venter på at du godkjenner Rapporten etter tre måneder" in waiting.text
    page = waiting.follow(TITLE)
    assert "Neste steg er ditt" in page.text
    page = page.press("Godkjenn", {"Kommentar": "Det er avtalt"})
    assert "Utkastet er godkjent." in page.response.get_data(as_text=True)
    page = page.press("Publiser", {"Hvorfor endres rutinen?": WHY})
    assert "Nye saker får den fra 5. januar 2026." in page.response.get_data(as_text=True)
    assert "Utkastet er publisert som en versjon" in page.text
    assert "Forkast" not in page.text
    assert desk.cases.versions.published(BEGINNING)[0].digest == digest(edited.bundle)


def test_every_act_stands_on_the_page(visit: Visit, edited: Revision) -> None:
    page = published(visit, edited)
    for what in (
        "Påbegynt",
        "Endret",
        "Kontrollert: ingen feil",
        "Sendt til godkjenning",
        "Det er avtalt",
        WHY,
    ):
        assert what in page.text


def test_errors_are_put_right_before_it_is_sent(visit: Visit, edited: Revision, desk: Desk) -> None:
    broken = edited.bundle[DIAGRAM].replace(b'duration("P3M")', b'duration("P3M"')
    desk.revisions.save(actor("prosesseier"), edited.id, edited.edition, {DIAGRAM: broken}, BEGINNING)
    page = visit("prosesseier").get(at(edited)).press("Kontroller utkastet")
    assert "Neste steg: rett feilene" in page.text
    assert "Send til godkjenning" not in page.text


def test_what_changes_nothing_is_not_checked(visit: Visit) -> None:
    page = visit("prosesseier").get("/utkast").press("Lag utkastet", {"Hva skal endres?": TITLE})
    page = page.press("Kontroller utkastet")
    assert page.status == 422
    assert "Endre noe før du kontrollerer det." in page.text


def test_each_concern_is_given_a_reason(visit: Visit, edited: Revision, desk: Desk) -> None:
    concerns = (
        Concern("kortere", "Fristen for «Statusrapport» blir kortere.", ("Fra 4 måneder til 3 måneder",)),
        Concern("scenarioer", "Scenarioene går annerledes."),
    )
    check = Check(edited.edition, digest(edited.bundle), (), concerns)
    desk.publishing.check(actor("prosesseier"), edited.id, check, BEGINNING)
    page = visit("prosesseier").get(at(edited))
    answers = {"Scenarioene går annerledes.": "Det er meningen"}
    wrong = page.press("Send til godkjenning", answers)
    assert wrong.status == 422
    assert wrong.tree.xpath("//textarea[@aria-invalid]/@id") == ["grunn-kortere"]
    assert "Det er meningen" in wrong.text
    done = wrong.press("Send til godkjenning", {"Fristen for «Statusrapport» blir kortere.": "Vedtatt"})
    assert "Fristen for «Statusrapport» blir kortere.Vedtatt" in done.text
    assert "Venter på godkjenning" in visit("medeier").get(at(edited)).text


def test_nobody_approves_their_own_version(visit: Visit, edited: Revision) -> None:
    page = sent(visit, edited)
    assert "Godkjenn eller send tilbake" not in page.text
    refused = page.press("Send tilbake", {"Kommentar": "Jeg vil selv"}, svar="godkjenn")
    assert refused.status == 409
    assert "Du har selv arbeidet med utkastet." in refused.text
    assert "Venter på godkjenning" in refused.text


def test_what_was_saved_after_it_was_opened_is_not_approved(
    visit: Visit, edited: Revision, desk: Desk
) -> None:
    sent(visit, edited)
    page = visit("medeier").get(at(edited))
    desk.revisions.save(actor("prosesseier"), edited.id, edited.edition, {FORM: None}, BEGINNING)
    refused = page.press("Godkjenn", {"Kommentar": "Fint"})
    assert refused.status == 409
    assert "Prosesseier Hansen har lagret utkastet etter at du åpnet det." in refused.text
    assert "Under arbeid" in refused.text


def test_an_answer_has_a_comment(visit: Visit, edited: Revision) -> None:
    sent(visit, edited)
    page = visit("medeier").get(at(edited)).press("Send tilbake")
    assert page.status == 422
    assert page.tree.xpath("//textarea[@aria-invalid]/@id") == ["kommentar"]
    page = page.press("Send tilbake", {"Kommentar": "Fristen må være fire måneder"})
    assert "Under arbeid" in page.text
    assert "Fristen må være fire måneder" in page.text


@pytest.mark.parametrize(
    ("answers", "status", "told"),
    [
        ({"Nye saker får versjonen fra": "04.01.2026"}, 422, "Velg 05.01.2026 eller en senere dag."),
        ({"Nye saker får versjonen fra": "snart"}, 422, "Skriv datoen som dag.måned.år"),
        ({"Hvorfor endres rutinen?": " "}, 422, "Skriv en begrunnelse"),
    ],
)
def test_a_version_is_published_from_a_day_and_for_a_reason(
    visit: Visit, edited: Revision, desk: Desk, answers: dict[str, str], status: int, told: str
) -> None:
    page = published(visit, edited, **answers)
    assert page.status == status
    assert told in page.text
    assert len(page.tree.xpath("//*[@aria-invalid]")) == 1
    assert desk.cases.versions.latest()[0].digest == edited.base


def test_what_is_not_approved_is_not_published(visit: Visit, edited: Revision, desk: Desk) -> None:
    visitor = visit("prosesseier")
    posted = {"csrf_token": visitor.token(), "utgave": edited.edition, "dato": "05.01.2026", "hvorfor": "Nå"}
    refused = visitor.post(f"{at(edited)}/publiser", [(name, str(value)) for name, value in posted.items()])
    assert refused.status == 409
    assert "Utkastet er ikke godkjent" in refused.text
    assert desk.cases.versions.latest()[0].digest == edited.base


def test_of_two_with_the_same_base_the_second_is_told_what_to_do(visit: Visit, desk: Desk) -> None:
    first, second = edit(desk), edit(desk, "P2M", "Enda tidligere")
    for revision in (first, second):
        approved(visit, revision)
    page = visit("prosesseier").get(at(second))
    visit("prosesseier").get(at(first)).press("Publiser", {"Hvorfor endres rutinen?": WHY})
    refused = page.press("Publiser", {"Hvorfor endres rutinen?": "Fortere"})
    assert refused.status == 409
    assert "ble erstattet 05.01.2026 av Prosesseier Hansen." in refused.text
    torn = refused.press("Flytt over på den nye versjonen")
    assert torn.status == 409
    assert "har endret journey.bpmn" in torn.text


def test_what_is_published_is_not_discarded(visit: Visit, edited: Revision) -> None:
    published(visit, edited)
    visitor = visit("prosesseier")
    refused = visitor.post(f"{at(edited)}/forkast", [("csrf_token", visitor.token())])
    assert refused.status == 409
    assert "publisert eller forkastet" in refused.text


def test_new_cases_take_it_from_its_day(
    visit: Visit, edited: Revision, desk: Desk, clock: ManualClock
) -> None:
    old = desk.cases.start(actor("bydel"), PROCESS, REFERRAL, BEGINNING, "a" * 20)
    published(visit, edited, **{"Nye saker får versjonen fra": "12.01.2026"})
    before = desk.cases.start(actor("bydel"), PROCESS, REFERRAL, BEGINNING, "b" * 20)
    clock.advance(timedelta(days=7))
    after = desk.cases.start(actor("bydel"), PROCESS, REFERRAL, clock.now(), "c" * 20)
    visitor = visit("bydel")
    for case, version in ((old, edited.base), (before, edited.base), (after, digest(edited.bundle))):
        page = visitor.get(f"/saker/{case}")
        assert page.links()[f"versjon {version[:12]}"] == f"/versjoner/{version}"


def test_everybody_reads_who_changed_the_routine_and_why(visit: Visit, edited: Revision) -> None:
    published(visit, edited)
    page = visit("bydel").get("/versjoner")
    for told in (WHY, "av Prosesseier Hansen", "av Medeier Hansen", "Gjelder nå", "Erstattet"):
        assert told in page.text
    page = page.follow(f"{TITLE}, versjon {digest(edited.bundle)[:12]}")
    assert page.heading == TITLE
    assert "Statusrapport" in page.text
    assert "Det er avtalt" in page.text
    assert "Lag utkast av denne versjonen" not in page.text
    assert "uten utkast og godkjenning" in page.follow("Versjonen før").text


def test_few_cases_are_not_counted_aloud(visit: Visit, desk: Desk) -> None:
    visitor = visit("prosesseier")
    assert "Saker i gang0" in visitor.get("/versjoner").text
    for number in range(5):
        desk.cases.start(actor("bydel"), PROCESS, REFERRAL, BEGINNING, f"{number}" * 20)
        told = "Færre enn 5" if number < 4 else "5"
        assert f"Saker i gang{told}" in visitor.get("/versjoner").text


def test_a_revision_is_made_of_an_earlier_version(visit: Visit, edited: Revision) -> None:
    published(visit, edited)
    page = visit("prosesseier").get(f"/versjoner/{edited.base}")
    assert "tar tilbake alt som er endret siden" in page.text
    unnamed = page.press("Lag utkastet")
    assert unnamed.status == 422
    page = unnamed.press("Lag utkastet", {"Hva skal endres?": "Tilbake til fire måneder"})
    assert page.links()[f"Fra institusjon til bolig, versjon {digest(edited.bundle)[:12]}"]
    assert "Neste steg: send" in page.press("Kontroller utkastet").text


def test_a_version_that_does_not_exist_is_not_found(visit: Visit) -> None:
    assert visit("bydel").get(f"/versjoner/{'0' * 64}").status == 404


def test_an_address_that_things_are_sent_to_leads_back_to_the_page(visit: Visit, edited: Revision) -> None:
    assert visit("prosesseier").get(f"{at(edited)}/send").heading == TITLE
