"""The page that answers "why?": for an auditor of the case, logged, and clear where nothing can be said."""

from collections.abc import Callable

import pytest
from lxml import html
from sqlalchemy import delete, select, text, update

from prosesser.store import Store
from prosesser.store.tables import access_log, case_keys, journal
from tests.web.conftest import Case
from tests.web.moving import ordered_move, work_on
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

REPORT = "statusrapport_frist.1"


@pytest.fixture
def auditor(visit: Callable[..., Visitor]) -> Visitor:
    return visit("revisor")


def why(visitor: Visitor, case: Case, query: str = "") -> Seen:
    return visitor.get(f"/tilsyn/saker/{case.id}/hvorfor{query}")


def looked_at(store: Store) -> list[tuple[str, str]]:
    with store.read() as connection:
        rows = connection.execute(select(access_log.c.action, access_log.c.what).order_by(access_log.c.id))
        return [(row.action, row.what) for row in rows if row.action == "REPLAY_CASE" or row.what]


def change_row(store: Store, case: Case, row: int, **values: object) -> None:
    """Change a row, as whoever owns the database can."""
    where = (journal.c.case_id == case.id) & (journal.c.sequence == row)
    with store.maintain() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_update"))
        connection.execute(update(journal).where(where).values(values))


def test_from_the_case_an_auditor_comes_to_a_date_and_reads_why_it_is_what_it_is(
    auditor: Visitor, admitted: Case
) -> None:
    lists = auditor.get(f"/tilsyn/saker/{admitted.id}").follow("Hvorfor")
    (link,) = lists.tree.xpath("//section[h2='Frister']//a[text()='Statusrapport']/@href")
    page = auditor.get(link)
    assert page.heading == "Hvorfor er fristen for «Statusrapport» 5. mai 2026?"
    assert (
        "Frist 5. mai 2026: fire måneder etter innflytting i institusjon 5. januar 2026 (F §2.2)."
        in page.text
    )
    assert 'innflyttet_institusjon + duration("P4M")' in page.text
    assert "Institusjon Hansen (Lilleborg rehabiliteringssenter), 5. januar 2026" in page.text
    assert "Saken er regnet ut på nytt av journalen, rad 1 til 2." in page.text
    assert page.follow("Fellesskriv 3/2021 §2.2").status == 200


def test_every_link_of_the_lists_leads_to_an_answer(auditor: Visitor, admitted: Case) -> None:
    links = why(auditor, admitted).tree.xpath("//tbody//a/@href")
    assert len(links) > 15
    for link in links:
        page = auditor.get(link)
        assert page.status == 200, link
        assert page.heading.startswith("Hvorfor"), link
        assert "stemmer ikke" not in page.text, link


def test_the_log_says_what_was_asked_about(auditor: Visitor, admitted: Case, store: Store) -> None:
    why(auditor, admitted)
    why(auditor, admitted, f"?rad=2&frist={REPORT}")
    why(auditor, admitted, "?rad=2&oppgave=statusrapport.1")
    why(auditor, admitted, "?frist=Kari+Ulvmo+21883649874")
    assert [what for _, what in looked_at(store)][-4:] == [
        "hvorfor",
        "hvorfor: fristen statusrapport_frist",
        "hvorfor: oppgaven statusrapport",
        "hvorfor",
    ]


@pytest.mark.parametrize(
    "query", ["?frist=tull.1", "?oppgave=boligmote.1&rad=1", "?valg=neste_mote", "?melding=x.1"]
)
def test_what_is_not_in_the_case_is_said_above_what_is(auditor: Visitor, admitted: Case, query: str) -> None:
    page = why(auditor, admitted, query)
    assert page.status == 404
    assert "Fant ikke det du spør om" in page.text
    assert "Statusrapport" in page.links()


def test_an_erased_case_says_that_it_cannot_be_explained(
    auditor: Visitor, admitted: Case, store: Store
) -> None:
    with store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == admitted.id))
    for query in ("", f"?frist={REPORT}"):
        page = why(auditor, admitted, query)
        assert (page.status, page.heading) == (409, "Saken kan ikke forklares")
        assert "Innholdet i saken er slettet" in page.text
    assert len(looked_at(store)) == 2


def test_a_case_without_a_row_that_holds_says_so_and_the_look_is_logged(
    auditor: Visitor, admitted: Case, store: Store
) -> None:
    change_row(store, admitted, 1, payload=b"x" * 80)
    page = why(auditor, admitted)
    assert (page.status, page.heading) == (409, "Saken kan ikke forklares")
    assert "Rad 1: Innholdet i raden er endret etter at det ble skrevet. Kontroller saken." in page.text
    assert len(looked_at(store)) == 1


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        ({"payload": b"x" * 80}, "Innholdet i raden er endret etter at det ble skrevet."),
        ({"person": "lars"}, "Raden er endret etter at den ble skrevet."),
        ({"definition": "0" * 64}, "Raden er endret etter at den ble skrevet."),
        ({"previous": b"x" * 32}, "Raden henger ikke sammen med den foran."),
    ],
)
def test_from_a_row_that_was_changed_on_nothing_is_explained_and_the_page_says_what_is_wrong(
    auditor: Visitor, admitted: Case, store: Store, forged: dict[str, object], told: str
) -> None:
    change_row(store, admitted, 2, **forged)
    page = why(auditor, admitted, f"?frist={REPORT}")
    assert (page.status, page.heading) == (409, "Hvorfor")
    assert f"Fra rad 2 forklares ingenting: {told} Kontroller saken." in page.text
    lists = why(auditor, admitted)
    assert "Fra rad 2" in lists.text
    assert "Statusrapport" not in lists.links()
    assert why(auditor, admitted, "?rad=1&oppgave=innflytting.1").status == 200


def test_a_journal_that_was_cut_is_not_explained_as_if_the_case_ended_there(
    auditor: Visitor, admitted: Case, store: Store
) -> None:
    with store.maintain() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_delete"))
        connection.execute(delete(journal).where(journal.c.sequence == 2))
    page = why(auditor, admitted, "?oppgave=innflytting.1")
    assert page.status == 409
    assert "Saken står på versjon 2, men journalen slutter på rad 1." in page.text
    assert why(auditor, admitted, "?rad=1&oppgave=innflytting.1").status == 200


def test_a_row_that_comes_out_otherwise_than_recorded_is_not_explained(
    auditor: Visitor, admitted: Case, store: Store
) -> None:
    change_row(store, admitted, 2, state_commitment=b"x" * 32)
    page = why(auditor, admitted, f"?frist={REPORT}")
    assert page.status == 409
    assert "Forklaringen stemmer ikke med det som er registrert." in page.text
    assert "Fra rad 2" in page.text
    assert "fire måneder" not in page.text
    before = why(auditor, admitted, "?rad=1&oppgave=innflytting.1")
    assert before.status == 200
    assert "Oppgaven åpnet i rad 1" in before.text


def test_a_case_that_was_moved_is_explained_by_the_version_that_counted_the_date(
    auditor: Visitor, admitted: Case, desk: Desk, clock: ManualClock
) -> None:
    ordered_move(desk, clock.now())
    work_on(desk)
    told = "Saken er siden flyttet til en annen versjon av rutinen. Datoen ble stående."
    then = why(auditor, admitted, f"?rad=2&frist={REPORT}").text
    now = why(auditor, admitted, f"?frist={REPORT}").text
    for page in (then, now):
        assert "Frist 5. mai 2026: fire måneder etter innflytting i institusjon 5. januar 2026" in page
    assert told in now
    assert told not in then


def test_the_page_needs_no_script_and_its_tables_name_their_columns(auditor: Visitor, admitted: Case) -> None:
    page = why(auditor, admitted, f"?frist={REPORT}")
    tables = page.tree.xpath("//main//table")
    assert [
        html.tostring(table.find("caption"), method="text", encoding="unicode").strip() for table in tables
    ] == [
        "Opplysningene som ble lest",
        "Reglene i diagrammet",
    ]
    for cell in page.tree.xpath("//tbody//td"):
        assert cell.get("data-label")
    assert page.tree.xpath("//main//script") == []
