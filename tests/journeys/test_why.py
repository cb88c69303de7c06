"""Why: an auditor asks of dates, ways and tasks of a case that went far, and reads what decided them."""

from collections.abc import Iterator

import pytest

from prosesser.audit.why import NothingToExplain, overview, why_date
from prosesser.engine.events import DateAgreed, DeadlineSet
from tests.journeys.asked import Auditor, goes_far
from tests.journeys.town import Town
from workflow_app.wording import NO_BREAK


@pytest.fixture(scope="module")
def auditor(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditor]:
    office = town.opens_office(tmp_path_factory.mktemp("why"))
    yield Auditor(goes_far(office))
    office.store.close()


# question -> what its first sentences say
SAID: dict[str, tuple[dict[str, str], list[str]]] = {
    "a date that a corrected day moved": (
        {"frist": "boligmote_frist.1", "rad": "8"},
        [
            "Frist 6. juni 2026: fem måneder etter innflytting i institusjon 6. januar 2026 (F §2.1).",
            (
                "«Innflytting i institusjon» ble rettet til 6. januar 2026 av Berit (Bydel Gamle Oslo) "
                "12. januar 2026 (grunn: Skrivefeil i innflyttingsdagen)."
            ),
            (
                "Fristen ble flyttet fra 5. juni 2026 til 6. juni 2026 i rad 3, "
                "da «Innflytting i institusjon» ble registrert."
            ),
        ],
    ),
    "the same date before the correction": (
        {"frist": "boligmote_frist.1", "rad": "2"},
        [
            "Frist 5. juni 2026: fem måneder etter innflytting i institusjon 5. januar 2026 (F §2.1).",
            (
                "«Innflytting i institusjon» ble satt til 5. januar 2026 av Ingrid "
                "(Lilleborg rehabiliteringssenter) 5. januar 2026."
            ),
        ],
    ),
    "a date that the parties agreed on": (
        {"frist": "statusrapport_frist.1"},
        [
            "Frist 6. mai 2026: fire måneder etter innflytting i institusjon 6. januar 2026 (F §2.2).",
            "Partene har avtalt 5. juni 2026 i stedet. Det er den datoen som står.",
            "Ingrid (Lilleborg rehabiliteringssenter) foreslo det 10. april 2026",
            "Grunn: Beboeren har vært innlagt.",
            "Beboerens syn: Vil heller vente.",
            "Berit (Bydel Gamle Oslo) godtok det 10. april 2026",
        ],
    ),
    "the earliest of several days": (
        {"frist": "utflyttingsmote_frist.1"},
        [
            (
                "det som kommer først av fem virkedager etter bolig tilbudt eller funnet 28. mai 2026 "
                "og planlagt innflytting i bolig 1. juli 2026"
            )
        ],
    ),
    "a date that the minutes name": (
        {"frist": "revidert_rapport_frist.1"},
        ["Frist 29. mai 2026: samme dag som «Revidert statusrapport avtalt til» 29. mai 2026 (F §2.2)."],
    ),
    "a date that counts from its own beginning": (
        {"frist": "svar_bydel_frist.1"},
        ["Frist 24. april 2026: 14 dager etter at steget begynte 10. april 2026"],
    ),
    "a date that waits for another": (
        {"frist": "utskriving_frist.1"},
        [
            "Fristen venter på dato. Den regnes samme dag som «Plassen varer til»",
            "«Plassen varer til» var ikke kjent.",
        ],
    ),
    "a waiting time": (
        {"frist": "to_maneder_etter_forrige_mote.1", "rad": "2"},
        ["Ventetid til 5. mars 2026: to måneder etter innflytting i institusjon 5. januar 2026 (F §2)."],
    ),
    "a handover that was sent back": (
        {"valg": "er_saken_tatt_imot", "rad": "first"},
        [
            (
                "Saken ble sendt tilbake til «Overføring til ny bydel» («Nei, sendt tilbake») "
                "fordi ingen av de andre vilkårene var oppfylt: «Tar bydelen imot saken?» ble besvart med "
                "«Nei, saken sendes tilbake» av Siv (Bydel Sagene) 28. mai 2026 (lokal avgjørelse)."
            )
        ],
    ),
    "a report that was not enough": (
        {"valg": "er_den_tilstrekkelig", "rad": "first"},
        [
            (
                "Saken gikk til «Felles kartlegging av årsakene» («Nei») "
                "fordi «Gir rapporten nok informasjon til å avgjøre boform?» "
                "ble besvart med «Nei» av Berit (Bydel Gamle Oslo) 20. mai 2026 (F §2.2)."
            )
        ],
    ),
    "a condition that came true": (
        {"valg": "boligen_ligger_i_annen_bydel"},
        ["«Boligen ligger i en annen bydel» inntraff fordi", "Bydel Sagene"],
    ),
    "a task that went to the district": (
        {"oppgave": "samarbeidsmote.1"},
        [
            (
                "Oppgaven ligger hos bydelen fordi «Bolig tilbudt eller funnet» ble satt til 28. mai 2026 "
                "av Berit (Bydel Gamle Oslo) 28. mai 2026"
            ),
            (
                "Bydelen var Bydel Sagene fordi «Ansvarlig bydel» var «Bydel Sagene» etter det som ble "
                "registrert i «Ta imot saken» av Siv (Bydel Sagene) 28. mai 2026."
            ),
        ],
    ),
    "the same task before the offer": (
        {"oppgave": "samarbeidsmote.1", "rad": "12"},
        ["Oppgaven ligger hos institusjonen fordi", "«Utskriving» ikke var kjent"],
    ),
    "a message that could be sent": (
        {"melding": "tilbudet_faller_bort.1"},
        [
            "«Tilbudet faller bort eller blir avslått» kunne meldes av",
            "fordi «Innflytting i bolig» ikke var kjent",
        ],
    ),
    "a message that could not": (
        {"melding": "kontakt_i_overgangen.1"},
        ["«Kontakt i overgangen» kunne ikke meldes fordi «Utskriving» ikke var kjent (F §3)."],
    ),
}


@pytest.mark.parametrize("asked", SAID)
def test_an_answer_says_what_decided(auditor: Auditor, asked: str) -> None:
    address, said = SAID[asked]
    if address.get("rad") == "first":
        address = {**address, "rad": auditor.row_of(address["valg"])}
    text = " ".join(auditor.asks(**address).sentences).replace(NO_BREAK, " ")
    assert [part for part in said if part not in text] == [], text


def test_the_facts_stand_with_who_recorded_them_where_and_what_they_were_before(auditor: Auditor) -> None:
    answer = auditor.asks(frist="boligmote_frist.1", rad="8")
    (fact,) = answer.facts
    assert (fact.label, fact.value, fact.decided, fact.row) == (
        "Innflytting i institusjon",
        "6. januar 2026",
        True,
        3,
    )
    assert fact.source.startswith("Rettet av Berit (Bydel Gamle Oslo)")
    assert fact.before.startswith("5. januar 2026 (rad 2, Ingrid")
    (formula,) = answer.formulas
    assert formula.feel == 'innflyttet_institusjon + duration("P5M")'
    assert [clause.id for clause in answer.clauses] == ["F2.1-housing-meeting"]


def test_each_way_on_stands_with_its_condition_and_what_it_gave(auditor: Auditor) -> None:
    answer = auditor.asks(valg="er_den_tilstrekkelig", rad=auditor.row_of("er_den_tilstrekkelig"))
    yes, no = answer.formulas
    assert (no.value, no.taken, yes.value, yes.taken) == ("Oppfylt", True, "Ikke noe vilkår", False)
    assert no.feel == 'tilstrekkelig_boform = "nei" or tilstrekkelig_oppfolging = "nei"'
    assert [fact.decided for fact in answer.facts] == [True, False]


def test_rounds_beside_each_other_are_told_apart(auditor: Auditor) -> None:
    district, institution = auditor.asks_all(valg="hvem_utarbeider")
    assert "«Søknad (bydel)»" in district.sentences[0]
    assert "«Søknad (institusjon)»" in institution.sentences[0]


def test_a_task_that_ended_says_how(auditor: Auditor) -> None:
    line = next(its for its in auditor.lists["oppgaver"] if its.query["oppgave"] == "statusrapport.1")
    answer = auditor.asks(**{key: str(value) for key, value in line.query.items()})
    assert "Den ble fullført av Ingrid (Lilleborg rehabiliteringssenter) 20. mai 2026" in answer.sentences[-1]


def test_every_date_that_stood_is_listed_and_explained_as_the_journal_has_it(auditor: Auditor) -> None:
    recorded: dict[str, tuple[object, object]] = {}
    for row in auditor.told.rows:
        for event in row.events:
            match event:
                case DeadlineSet():
                    recorded[event.timer] = (event.due, event.agreed)
                case DateAgreed():
                    recorded[event.timer] = (event.rule, event.due)
    assert len(recorded) > 20
    listed = {str(line.query["frist"]) for line in auditor.lists["frister"]}
    assert listed == recorded.keys()
    for timer, dates in recorded.items():
        why = why_date(auditor.told, timer)
        assert (why.agrees, why.due, why.timer.agreed) == (True, *dates)


def test_every_gateway_that_was_passed_is_listed_and_explained_as_the_tokens_went(auditor: Auditor) -> None:
    choices = overview(auditor.told).choices
    assert {"er_den_tilstrekkelig", "revideres_rapporten", "samtykker_beboeren", "er_saken_tatt_imot"} <= {
        choice.element.id for choice in choices
    }
    for choice in choices:
        row = auditor.told.rows[choice.entry.sequence - 1]
        went = {b for a, b, scope in row.went if (a, scope) == (choice.element.id, choice.scope)}
        if choice.flows and choice.first is None:
            assert {flow.target.id for flow in choice.taken} == went
        assert choice.agrees


@pytest.mark.parametrize(
    "address", [{"frist": "statusrapport_frist.9"}, {"oppgave": "boligmote.1", "rad": "1"}]
)
def test_what_was_not_there_at_the_time_is_not_explained(auditor: Auditor, address: dict[str, str]) -> None:
    with pytest.raises(NothingToExplain):
        auditor.asks(**address)
