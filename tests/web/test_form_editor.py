"""A process owner's forms: the list, a new one, a copy, deleting one, and what a form would look like."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from prosesser.definition.form_files import path_of
from prosesser.revisions import Revision
from tests.form_files import form_file, group, rows, select, textfield
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]


@pytest.fixture
def revision(desk: Desk) -> Revision:
    (version,) = desk.cases.versions.latest()
    return desk.revisions.open(actor("prosesseier"), version.digest, "Nye spørsmål", BEGINNING)


@pytest.fixture
def owner(visit: Visit) -> Visitor:
    return visit("prosesseier")


def saved(desk: Desk, revision: Revision, form: str) -> Any:
    found = desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING)
    return json.loads(found.bundle[path_of(form)])


def forms(revision: Revision) -> str:
    return f"/utkast/{revision.id}/skjema"


def row(page: Seen, form: str) -> str:
    (found,) = page.tree.xpath("//tr[th/a[text()=$form]]", form=form)
    return " ".join(found.text_content().split())


def shown(page: Seen) -> str:
    """The words of the preview, without the schema that it came from."""
    (preview,) = page.tree.xpath("//div[@id='visning']")
    return " ".join(preview.text_content().split())


def look(owner: Visitor, revision: Revision, form: str, schema: bytes, **more: str) -> Seen:
    data = [("csrf_token", owner.token()), ("skjema-json", schema.decode()), *more.items()]
    return owner.post(f"{forms(revision)}/{form}/visning", data)


def test_the_list_says_where_each_form_is_filled_in(owner: Visitor, revision: Revision) -> None:
    page = owner.get(f"/utkast/{revision.id}").follow("Skjemaer")
    assert "Oppgave «Statusrapport»" in row(page, "statusrapport")
    assert "Oppgave «Revidert statusrapport»" in row(page, "statusrapport")
    assert "Melding «Bolig tilbudt eller funnet»" in row(page, "bolig_tilbudt")
    assert "Start av en sak" in row(page, "henvisning")
    assert "Legges til som" in row(page, "ny_rapport")
    assert "Punkt i «Utflyttingsplan»" in row(page, "utflyttingsplan_punkt")
    assert "Ingen fe" in row(page, "henvisning")


def test_a_new_form_is_made_and_stands_in_the_list(owner: Visitor, revision: Revision, desk: Desk) -> None:
    page = owner.get(forms(revision)).press("Lag skjemaet", {"Id": "tolkebehov"})
    assert "Skjemaet tolkebehov" in page.text
    assert "ikke i bruk" in page.text
    assert saved(desk, revision, "tolkebehov")["components"] == []
    assert "Ikke i bruk" in row(owner.get(forms(revision)), "tolkebehov")


@pytest.mark.parametrize("form", ["", "Tolk", "møte", "a b", "../../etc/passwd", "a" * 81, "henvisning"])
def test_an_id_that_will_not_do_makes_nothing(
    form: str, owner: Visitor, revision: Revision, desk: Desk
) -> None:
    page = owner.get(forms(revision)).press("Lag skjemaet", {"Id": form})
    assert page.status == 422
    assert "Bruk små bokstaver" in page.text or "finnes allerede" in page.text
    assert desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING).bundle == revision.bundle


def test_a_copy_asks_the_same_under_an_id_of_its_own(owner: Visitor, revision: Revision, desk: Desk) -> None:
    answers = {"Id": "henvisning_kort", "Begynn med": "En kopi av henvisning"}
    owner.get(forms(revision)).press("Lag skjemaet", answers)
    original = saved(desk, revision, "henvisning")
    assert saved(desk, revision, "henvisning_kort") == {**original, "id": "henvisning_kort"}


def test_a_form_that_nothing_uses_is_deleted(owner: Visitor, revision: Revision, desk: Desk) -> None:
    owner.get(forms(revision)).press("Lag skjemaet", {"Id": "tolkebehov"})
    page = owner.get(forms(revision)).press("Slett tolkebehov")
    assert "Skjemaet «tolkebehov» er slettet." in page.response.get_data(as_text=True)
    assert desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING).bundle == revision.bundle


def test_a_form_in_use_is_not_deleted(owner: Visitor, revision: Revision, desk: Desk) -> None:
    data = [("csrf_token", owner.token()), ("utgave", "1")]
    page = owner.post(f"{forms(revision)}/statusrapport/slett", data)
    assert page.status == 409
    assert "«Statusrapport», «Revidert statusrapport»" in page.text
    assert desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING).edition == 1


def test_who_was_overtaken_deletes_nothing(owner: Visitor, revision: Revision, desk: Desk) -> None:
    page = owner.get(forms(revision))
    desk.revisions.save(actor("prosesseier"), revision.id, 1, {path_of("ny"): form_file("ny")}, BEGINNING)
    page = page.press("Lag skjemaet", {"Id": "tolkebehov"})
    assert page.status == 409
    assert "har lagret utkastet etter at du åpnet det" in page.text


def test_the_preview_is_what_caseworkers_get(owner: Visitor, revision: Revision) -> None:
    page = owner.get(f"{forms(revision)}/henvisning")
    (name,) = page.tree.xpath("//form[@id='skjema']//label[@for='felt-beboer_navn']")
    assert "må fylles ut" in name.text_content()
    assert "bydel-gamle-oslo" in page.tree.xpath("//select[@name='henvisende_bydel']/option/@value")


def test_a_schema_that_is_not_saved_is_previewed(owner: Visitor, revision: Revision, desk: Desk) -> None:
    schema = form_file("henvisning", textfield("beboer_navn", "Hva heter du?", required=True))
    page = look(owner, revision, "henvisning", schema, handling="oppdater")
    assert "Hva heter du? må fylles ut" in page.text
    assert desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING) == revision


def test_fields_of_the_preview_follow_the_answers(owner: Visitor, revision: Revision) -> None:
    schema = form_file(
        "reserveplan",
        select("tolk", "Trengs det tolk?", ("ja", "nei"), type="radio"),
        textfield("sprak", "Hvilket språk?", hide='=tolk != "ja"', required=True),
    )
    assert "Hvilket språk?" not in shown(look(owner, revision, "reserveplan", schema, handling="oppdater"))
    answered = look(owner, revision, "reserveplan", schema, handling="oppdater", tolk="ja")
    assert "Hvilket språk?" in shown(answered)
    tried = look(owner, revision, "reserveplan", schema, handling="prov", tolk="ja")
    assert tried.errors() == ["«Hvilket språk?» må fylles ut."]
    fine = look(owner, revision, "reserveplan", schema, handling="prov", tolk="ja", sprak="Somali")
    assert "Svarene ville blitt tatt imot" in fine.text


def test_rows_of_the_preview_are_added(owner: Visitor, revision: Revision) -> None:
    schema = form_file("reserveplan", rows("barn", textfield("navn", "Barnets navn"), label="Barn"))
    page = look(owner, revision, "reserveplan", schema, handling="legg-til barn")
    assert "Barn, rad 2" in page.text


def test_what_is_wrong_with_the_schema_is_said_in_words(owner: Visitor, revision: Revision) -> None:
    unlabelled = form_file("henvisning", textfield("beboer_navn", ""))
    assert "har ingen ledetekst" in look(owner, revision, "henvisning", unlabelled).text
    drawn = form_file("henvisning", {"type": "image", "id": "bilde", "source": "https://example.org/x.png"})
    page = look(owner, revision, "henvisning", drawn)
    assert "felttypen «image» vises ikke" in page.text
    assert page.tree.xpath("//main//img") == []
    assert "ikke gyldig JSON" in look(owner, revision, "henvisning", b"{").text


def test_expressions_that_read_a_key_that_went_away_are_named(owner: Visitor, revision: Revision) -> None:
    renamed = revision.bundle[path_of("innflytting")].replace(b'"innflyttet_institusjon"', b'"innflyttet"')
    page = look(owner, revision, "innflytting", renamed)
    assert "Endringen får følger andre steder" in page.text
    assert "leser «innflyttet_institusjon», som ingen fyller ut" in page.text
    told = json.loads(owner.get(f"{forms(revision)}/innflytting").tree.xpath("//script[@id]/text()")[0])
    assert "Tiden på «Frist: 4 måneder etter innflytting»" in told["readers"]["innflyttet_institusjon"]


def test_a_condition_of_the_form_itself_counts_as_a_reader(owner: Visitor, revision: Revision) -> None:
    told = json.loads(owner.get(f"{forms(revision)}/statusrapport").tree.xpath("//script[@id]/text()")[0])
    own = "Betingelsen for å skjule på «Beboerens egne ønsker» i skjemaet «statusrapport»"
    assert own in told["readers"]["rapport_utarbeidet"]


def test_a_hostile_schema_harms_nothing(owner: Visitor, revision: Revision) -> None:
    script = "<script>alert(1)</script>"
    schema = form_file("henvisning", textfield("beboer_navn", script), group(label=script))
    page = look(owner, revision, "henvisning", schema)
    assert page.tree.xpath("//script[not(@src) and not(@type='application/json')]") == []
    deep = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
    assert "ikke gyldig JSON" in look(owner, revision, "henvisning", deep).text


def test_a_form_that_does_not_exist_is_not_found(owner: Visitor, revision: Revision) -> None:
    assert owner.get(f"{forms(revision)}/finnes_ikke").status == 404
    assert look(owner, revision, "finnes_ikke", b"{}").status == 404


@pytest.mark.parametrize("person", ["bydel", "bydelsleder", "revisor"])
def test_nobody_else_has_to_do_with_the_forms(visit: Visit, person: str, revision: Revision) -> None:
    visitor = visit(person)
    for path in (forms(revision), f"{forms(revision)}/henvisning", f"/utkast/{revision.id}/alle-filer"):
        assert visitor.get(path).status == 403
