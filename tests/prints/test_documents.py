"""What each document says to the resident: composed of a case, in plain words, and nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from prosesser.engine.messages import ChangeFacts, CompleteTask
from prosesser.engine.plan_commands import SaveItem
from tests.prints.home import BED, DISTRICT_CONTACT, REPORTED, STAY_CONTACT, Home, refer
from tests.web.conftest import RESIDENT, actor
from workflow_app.prints import plan, report, resident
from workflow_app.prints.discretion import places
from workflow_app.prints.document import Card, Document, Fact, Section, Step
from workflow_app.prints.sources import Sources
from workflow_app.web.desk import Desk


def sources(home: Home, person: str = "bydel", days: int = 0) -> Sources:
    acting = actor(person)
    papers = home.desk.inbox.printed(acting, home.case, home.now + timedelta(days=days))
    options = home.desk.policy.options(acting)
    people = {known.id: known.name for known in home.desk.directory.persons()}
    return Sources(papers, options, people, places(home.desk.directory.units()))


def overview(home: Home, days: int = 0) -> Document:
    return resident.overview(sources(home, days=days))


def section(document: Document, heading: str) -> Section:
    return next(section for section in document.sections if section.heading == heading)


def headings(document: Document) -> list[str]:
    return [section.heading for section in document.sections]


def test_the_overview_says_what_matters_most_first(home: Home) -> None:
    document = overview(home)
    assert document.title == "Din oversikt"
    assert document.about == (Fact("Gjelder", RESIDENT), Fact("Laget", "5. januar 2026"))
    assert headings(document) == [
        "Dette skjer videre",
        "Dette skal du gjøre",
        "Hvem du kan ringe",
        "Det du har sagt selv",
        "Dette har skjedd",
    ]


def test_what_comes_is_in_order_of_time_with_who_does_it(home: Home) -> None:
    who = ("Bydelen har ansvaret for dette.",)
    assert section(overview(home), "Dette skjer videre").steps == (
        Step("12. januar 2026", "Dere møtes.", who),
        Step("Omkring 5. februar 2026", "Du har bodd her en måned."),
        Step("Datoen er ikke satt", "Du flytter hjem.", who),
        Step("Datoen er ikke satt", "uten_ord", who),
    )


def test_a_deadline_stands_until_the_day_is_agreed_on_and_is_said_when_it_has_passed(desk: Desk) -> None:
    home = refer(desk)
    home.moves_in()
    steps = {step.text: step.when for step in section(overview(home), "Dette skjer videre").steps}
    assert steps["Institusjonen skriver Rapporten."] == "Innen 19. januar 2026"
    assert steps["Dere møtes."] == "Innen 4. februar 2026"
    late = {step.text: step.when for step in section(overview(home, days=15), "Dette skjer videre").steps}
    assert "Skulle vært gjort innen 19. januar 2026" in late.values()
    assert late["Dere møtes."] == "Innen 4. februar 2026"


def test_what_may_happen_is_said_until_it_does(desk: Desk, home: Home) -> None:
    assert "Dette kan også skje" not in headings(overview(home))
    waiting = refer(desk)
    waiting.moves_in()
    assert section(overview(waiting), "Dette kan også skje").steps == (
        Step("", "Får du tilbud om en bolig, snakker vi sammen."),
    )


def test_what_the_resident_need_not_read_is_not_there(home: Home) -> None:
    assert "internt" in str(home.desk.inbox.case_page(actor("bydel"), home.case, home.now).tasks)
    assert "internt" not in str(overview(home))


def test_what_has_happened_is_told_from_the_latest(home: Home) -> None:
    assert [(step.when, step.text) for step in section(overview(home), "Dette har skjedd").steps] == [
        ("5. januar 2026", "Du fikk tilbud om en bolig."),
        ("5. januar 2026", "Du flyttet inn på institusjonen."),
        ("4. januar 2026", "Rapporten er skrevet."),
    ]


def test_words_may_follow_from_the_facts_and_from_what_was_answered(desk: Desk) -> None:
    home = refer(desk)
    home.moves_in(mote="2026-01-12")
    assert "Institusjonen skriver Rapporten før møtet." in str(section(overview(home), "Dette skjer videre"))
    home.reports(boligtype="annen")
    assert "Rapporten" not in str(section(overview(home), "Dette har skjedd"))


def test_it_is_told_by_the_day_on_which_it_really_happened(desk: Desk) -> None:
    home = refer(desk)
    home.moves_in(innflyttet="2025-12-01")
    assert section(overview(home), "Dette har skjedd").steps[0].when == "1. desember 2025"


def test_what_the_resident_has_taken_on_stands_with_its_date(home: Home) -> None:
    later = {**BED, "oppgave": "Melde flytting", "frist": None}
    sooner = {**BED, "oppgave": "Bestille time", "frist": "2026-01-20"}
    done = {**BED, "oppgave": "Rydde", "status": "gjort"}
    for item in (later, sooner, done):
        home.sends("institusjon", SaveItem("flytteplan", "naboskap", "institusjon", item))
    assert section(overview(home), "Dette skal du gjøre").steps == (
        Step("Innen 20. januar 2026", "Bestille time", ("Står i flytteplan.",)),
        Step("Innen 1. februar 2026", "Kjøpe seng", ("Står i flytteplan.",)),
        Step("", "Melde flytting", ("Står i flytteplan.",)),
    )


def test_whom_to_call_are_the_contacts_with_numbers_to_press(home: Home) -> None:
    found = section(overview(home), "Hvem du kan ringe")
    assert found.texts == ("Bydelen har hovedansvaret for å følge deg opp nå.",)
    assert found.cards == (
        Card(
            DISTRICT_CONTACT,
            (
                Fact("Fra", "Bydel Gamle Oslo"),
                Fact("Telefon", "40000001", "tel:40000001"),
                Fact("E-post", "jon@gamleoslo.example", "mailto:jon@gamleoslo.example"),
            ),
        ),
        Card(
            STAY_CONTACT,
            (
                Fact("Fra", "Lilleborg rehabiliteringssenter"),
                Fact("Telefon", "+47 400 00 002", "tel:+4740000002"),
                Fact("E-post", "line@lilleborg.example", "mailto:line@lilleborg.example"),
            ),
        ),
    )


def test_a_contact_may_be_named_by_person_alone_and_what_is_no_address_is_no_link(desk: Desk) -> None:
    home = refer(desk, kontakter=[{"navn": "", "telefon": "40000009", "epost": "spør i resepsjonen"}])
    assert section(overview(home), "Hvem du kan ringe").texts[-1] == resident.NO_CONTACT
    home.sends("bydelsleder", ChangeFacts({"kontakter": [{"person": "kollega", "epost": "spør"}]}, "Rettet"))
    (card,) = section(overview(home), "Hvem du kan ringe").cards
    assert card == Card("Kollega Hansen", (Fact("Fra", "Bydel Gamle Oslo"), Fact("E-post", "spør")))


def test_the_residents_words_are_the_latest(desk: Desk) -> None:
    home = refer(desk)
    home.moves_in()
    assert "Det du har sagt selv" not in headings(overview(home))
    home.reports()
    words = section(overview(home), "Det du har sagt selv").facts
    assert words == (Fact("Dette ønsker du, 5. januar 2026", REPORTED["onsker"]),)  # type: ignore[arg-type] # a text


def test_a_case_that_is_over_says_so(home: Home) -> None:
    home.moves_home()
    home.now += timedelta(days=40)
    home.desk.cases.fire_due(home.now)
    for task in ("mote", "internt", "uten_ord"):
        home.sends("bydel", CompleteTask(f"{task}.1"))
    document = overview(home)
    assert section(document, "Dette skjer videre").texts == (resident.NOTHING_COMES,)
    assert section(document, "Dette har skjedd").steps[0] == Step("14. februar 2026", "Saken er avsluttet.")
    assert [card.heading for card in section(document, "Hvem du kan ringe").cards] == [DISTRICT_CONTACT]


def test_a_plan_is_printed_section_by_section(home: Home) -> None:
    document = plan.plan(sources(home), "flytteplan")
    assert document.title == "Flytteplan"
    assert document.about[1:] == (Fact("Versjon", "Utkast"), Fact("Laget", "5. januar 2026"))
    okonomi, naboskap, rus = document.sections
    assert naboskap.texts == ("Ingenting er skrevet her ennå.",)
    assert rus.texts == ("Ikke aktuelt nå.",)
    bed = (
        Fact("Tiltak", "Søke om penger til innbo"),
        Fact("Ansvarlig", "Du"),
        Fact("Frist", "01.02.2026"),
        Fact("Status", "Apen"),
    )
    assert okonomi.cards[0] == Card("Kjøpe seng", bed)
    assert [card.heading for card in okonomi.cards] == ["Kjøpe seng", "Fast trekk til husleie"]
    assert "Ikke noe problem" not in str(document)


def test_an_item_with_much_to_say_has_a_number_for_a_heading(home: Home) -> None:
    long = "Finne ut av hva som skal til for å bo godt. " * 4
    home.sends("bydel", SaveItem("flytteplan", "naboskap", "bydel", {**BED, "oppgave": long}))
    (card,) = section(plan.plan(sources(home), "flytteplan"), "Naboskap").cards
    assert card.heading == "Punkt 4"
    assert card.facts[0] == Fact("Oppgave", long.strip())


def test_a_report_is_printed_as_it_was_answered_last(home: Home) -> None:
    document = report.report(sources(home), "rapport")
    assert document.title == "Rapporten om deg"
    assert document.about[1:] == (
        Fact("Skrevet av", "Lilleborg rehabiliteringssenter"),
        Fact("Ferdig", "4. januar 2026"),
        Fact("Laget", "5. januar 2026"),
    )
    wishes, assessment = document.sections
    own = (Fact("Dine ønsker", "Jeg vil bo nær skolen.\nOg ha en hund."),)
    assert wishes == Section("Det du ønsker", facts=own)
    assert [fact.label for fact in assessment.facts] == ["Boligtype", "Vurdering", "Møtested"]
    assert assessment.facts[0].text == "Selvstendig"
    assert assessment.cards == (
        Card("Deltaker 1", (Fact("Hvem", "Institusjonen"), Fact("Slik", "I møte"))),
        Card("Deltaker 2", (Fact("Hvem", "Bydelen"),)),
    )


def test_a_report_that_is_not_written_is_refused_with_its_name(desk: Desk) -> None:
    home = refer(desk)
    home.moves_in()
    with pytest.raises(report.NotWritten, match="«Rapporten om deg» er ikke skrevet ennå"):
        report.report(sources(home), "rapport")


def test_a_unit_whose_part_has_ended_prints_its_reports_and_the_plan_as_it_was(home: Home) -> None:
    home.moves_home()
    home.sends("bydel", SaveItem("flytteplan", "naboskap", "bydel", {**BED, "oppgave": "Nytt siden"}))
    theirs, ours = sources(home, "institusjon"), sources(home)
    assert report.report(theirs, "rapport").sections == report.report(ours, "rapport").sections
    assert "Nytt siden" in str(plan.plan(ours, "flytteplan"))
    as_it_was = plan.plan(theirs, "flytteplan")
    assert "Kjøpe seng" in str(as_it_was)
    assert "Nytt siden" not in str(as_it_was)


def test_items_of_a_section_that_was_taken_out_are_printed_last(home: Home) -> None:
    found = sources(home)
    flytteplan = found.papers.plans["flytteplan"]
    bed, *others = flytteplan.items.values()
    items = {bed.id: replace(bed, section="tatt_ut"), **{item.id: item for item in others}}
    plans = {"flytteplan": replace(flytteplan, items=items)}
    document = plan.plan(replace(found, papers=replace(found.papers, plans=plans)), "flytteplan")
    assert headings(document)[-1] == "Andre punkter"
    assert [card.heading for card in document.sections[-1].cards] == ["Kjøpe seng"]
