"""Tasks that adopt a plan or go through it: the plan stands on their page, and the form is the plan."""

from collections.abc import Callable

import pytest

from prosesser.engine.messages import CompleteTask, ItemSaved, SaveItem
from tests.web.conftest import BEGINNING, Case, actor
from tests.web.meetings import begin, gone_through, write
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]

COMPLETE, KEEP, OPEN_PLAN = "Fullfør oppgaven", "Lagre utkast", "Lagre utkast og skriv i planen"
FIRST, SECOND = "gjennomgang-plan.1", "gjennomgang-plan.2"
MINUTES = {"Bolig": "Alt er klart"}


@pytest.fixture
def begun(desk: Desk) -> Case:
    """The case at the meeting that adopts the plan."""
    return begin(desk)


@pytest.fixture
def case(desk: Desk) -> Case:
    """The case at the meeting that goes through the plan: two open items, and one that is done."""
    return gone_through(desk)


def change(desk: Desk, case: Case, number: int, **answers: str) -> None:
    """Let a colleague change an item that was changed never before."""
    item = {"oppgave": "Endret", "ansvarlig": "andre", **answers}
    command = SaveItem("plan", "okonomi", "bydel", item, f"plan.{number}", 1)
    desk.cases.execute(actor("kollega"), case.id, command, BEGINNING, f"e{number}" * 10)


def task(visit: Visit, case: Case) -> Seen:
    return visit("bydel").get(case.task_address)


def chosen(page: Seen, name: str) -> list[str]:
    return [str(value) for value in page.tree.xpath(f"//input[@name='{name}'][@checked]/@value")]


def value(page: Seen, name: str) -> str:
    (field,) = page.tree.xpath(f"//*[@name='{name}']")
    return (
        str(field.get("value", "")) if field.tag == "input" else str(field.xpath("string(option[@selected])"))
    )


def decided(page: Seen, first: str = "gjort", second: str = "gjort", **more: object) -> Seen:
    return page.press(COMPLETE, MINUTES, **{f"{FIRST}-status": first, f"{SECOND}-status": second, **more})


def saved(desk: Desk, case: Case) -> dict[str, dict[str, object]]:
    """What the items became when the task was completed."""
    timeline = desk.inbox.timeline(actor("bydel"), case.id, BEGINNING)
    row = next(row for row in timeline if isinstance(row.command, CompleteTask))
    return {event.item: dict(event.answers) for event in row.events if isinstance(event, ItemSaved)}


def test_the_task_that_adopts_a_plan_shows_it_and_makes_it_a_version(visit: Visit, begun: Case) -> None:
    page = task(visit, begun)
    assert "Ingenting er skrevet i planen ennå." in page.text
    done = page.press(COMPLETE, MINUTES)
    assert "Versjon 1 av «Planen» er fastsatt" in done.text
    plan = done.follow("Planen")
    assert "Versjon 1 er fastsatt" in plan.text
    assert plan.follow("Versjon 1").heading == "Planen, versjon 1"


def test_what_is_typed_in_the_task_is_kept_while_the_plan_is_written(visit: Visit, begun: Case) -> None:
    plan = task(visit, begun).press(OPEN_PLAN, MINUTES)
    assert plan.heading == "Planen"
    assert "Utkastet er lagret. Det venter i oppgaven." in plan.text
    written = plan.follow("Legg til punkt i Økonomi").press(
        "Lagre punktet", {"Oppgave": "Søke lån", "Ansvarlig": "Bydel"}
    )
    back = written.follow("Tilbake til oppgaven mote")
    assert back.tree.xpath("//textarea[@name='bolig']/text()")[0].strip() == "Alt er klart"
    assert "1. Søke lån" in back.text


def test_the_way_back_is_kept_over_errors_and_sections(visit: Visit, begun: Case) -> None:
    plan = task(visit, begun).press(OPEN_PLAN)
    wrong = plan.follow("Legg til punkt i Økonomi").press("Lagre punktet")
    assert wrong.status == 422
    right = wrong.press("Lagre punktet", {"Oppgave": "Søke lån", "Ansvarlig": "Bydel"})
    left_out = right.follow("Merk som ikke aktuelt Naboskap").press(
        "Lagre", {"Hvorfor er den ikke aktuell?": "Nei"}
    )
    assert left_out.follow("Tilbake til oppgaven mote").heading == "mote"


def test_a_colleagues_task_leads_to_the_plan_without_keeping_anything(visit: Visit, begun: Case) -> None:
    visit("kollega").get("/oppgaver?visning=ufordelte").press("Ta oppgaven")
    page = task(visit, begun)
    assert OPEN_PLAN not in page.text
    assert page.follow("Åpne Planen").heading == "Planen"


def test_the_form_is_the_plan_item_by_item(visit: Visit, case: Case) -> None:
    page = task(visit, case)
    legends = [" ".join(legend.text_content().split()) for legend in page.tree.xpath("//fieldset/legend")]
    assert [legend for legend in legends if legend[0].isdigit()] == ["1. Søke lån", "2. Hilse på"]
    assert chosen(page, f"{FIRST}-status") == []
    assert "3. Åpne konto Gjort" in page.text
    labels = page.tree.xpath(f"//input[@name='{FIRST}-status']/following-sibling::label/text()")
    assert [label.strip() for label in labels] == ["Gjort", "Viderefores"]


def test_every_item_is_decided_in_one_go_with_the_minutes(visit: Visit, case: Case, desk: Desk) -> None:
    more = {f"{SECOND}-ansvarlig": "bydel", f"{SECOND}-frist": "1. mars 2026", f"{SECOND}-tiltak": "Hjelp"}
    done = decided(task(visit, case), second="viderefores", **more)
    assert done.path == case.address, done.errors()
    assert saved(desk, case) == {
        "plan.1": {
            "oppgave": "Søke lån",
            "tiltak": None,
            "ansvarlig": "beboer",
            "frist": None,
            "status": "gjort",
        },
        "plan.2": {
            "oppgave": "Hilse på",
            "tiltak": "Hjelp",
            "ansvarlig": "bydel",
            "frist": "2026-03-01",
            "status": "viderefores",
        },
    }
    assert "Punkt 2 i «Planen», «Hilse på»: Viderefores. Ansvarlig: Bydel. Frist: 1. mars 2026" in done.text
    assert "Versjon 2 av «Planen» er fastsatt" in done.text


def test_what_is_wrong_in_the_form_and_in_the_items_is_said_at_once(visit: Visit, case: Case) -> None:
    raw = {f"{FIRST}-status": "viderefores", f"{FIRST}-frist": "i morgen", f"{FIRST}-oppgave": ""}
    wrong = task(visit, case).press(COMPLETE, **raw)
    assert wrong.status == 422
    assert wrong.errors() == [
        "Bolig må fylles ut.",
        "Punkt 1: Oppgave må fylles ut.",
        "Punkt 1: Frist må skrives som dag, måned og år, for eksempel 05.06.2026.",
        "Punkt 2: velg om det er gjort eller videreføres.",
    ]
    targets = [link.get("href")[1:] for link in wrong.tree.xpath("//section[@id='feil']//a")]
    assert all(wrong.tree.get_element_by_id(target).get("aria-invalid") == "true" for target in targets)
    assert value(wrong, f"{FIRST}-frist") == "i morgen"
    assert chosen(wrong, f"{FIRST}-status") == ["viderefores"]
    opened = wrong.tree.xpath(f"//details[@open][.//input[@name='{FIRST}-oppgave']]")
    assert len(opened) == 1  # what must be put right is not hidden
    assert decided(wrong, **{f"{FIRST}-frist": "", f"{FIRST}-oppgave": "Søke"}).path == case.address


def test_an_item_that_a_colleague_changed_meanwhile_is_shown_as_it_stands(
    visit: Visit, case: Case, desk: Desk
) -> None:
    late = task(visit, case)
    change(desk, case, 1, oppgave="Søke startlån")
    refused = decided(late, second="viderefores", **{f"{SECOND}-ansvarlig": "andre"})
    assert refused.status == 422
    assert refused.errors() == ["Punkt 1: punktet er endret siden du åpnet siden. Se hva som står nå."]
    assert "1. Søke startlån" in refused.text
    assert value(refused, f"{SECOND}-ansvarlig") == "Andre"
    assert decided(refused, second="viderefores").path == case.address


def test_an_item_that_a_colleague_finished_meanwhile_leads_to_the_plan(
    visit: Visit, case: Case, desk: Desk
) -> None:
    late = task(visit, case)
    change(desk, case, 1, status="gjort")
    refused = decided(late)
    assert refused.errors() == ["Punkt 1: punktet er ikke åpent lenger. Se hva som står i planen."]
    (target,) = [link.get("href")[1:] for link in refused.tree.xpath("//section[@id='feil']//a")]
    assert refused.tree.get_element_by_id(target).text_content() == "Planen"
    assert refused.press(COMPLETE).path == case.address


def test_an_item_that_came_meanwhile_has_to_be_decided_too(visit: Visit, case: Case, desk: Desk) -> None:
    late = task(visit, case)
    write(desk, case, "n", "naboskap", oppgave="Invitere")
    refused = decided(late)
    assert refused.errors() == ["Punkt 4: velg om det er gjort eller videreføres."]
    assert decided(refused, **{"gjennomgang-plan.4-status": "gjort"}).path == case.address


def test_decisions_are_kept_in_a_draft_and_told_apart_from_what_changed_since(
    visit: Visit, case: Case, desk: Desk
) -> None:
    raw = {f"{FIRST}-status": "gjort", f"{SECOND}-frist": "snart"}
    assert "Utkastet er lagret." in task(visit, case).press(KEEP, MINUTES, **raw).text
    again = task(visit, case)
    assert chosen(again, f"{FIRST}-status") == ["gjort"]
    assert value(again, f"{SECOND}-frist") == "snart"
    assert "endret siden utkastet" not in again.text
    change(desk, case, 1)
    changed = task(visit, case)
    assert changed.text.count("Punktet er endret siden utkastet ble lagret.") == 1
    refused = decided(changed, **{f"{SECOND}-frist": ""})
    assert refused.errors() == ["Punkt 1: punktet er endret siden du åpnet siden. Se hva som står nå."]


def test_answers_that_bring_out_fields_keep_what_was_decided(visit: Visit, case: Case) -> None:
    raw = {f"{FIRST}-status": "gjort", f"{SECOND}-ansvarlig": "andre"}
    page = task(visit, case).press("Vis feltene som følger av svarene", {"Flere møter": "Ja"}, **raw)
    assert page.tree.xpath("//input[@name='hvorfor']")
    assert chosen(page, f"{FIRST}-status") == ["gjort"]
    assert value(page, f"{SECOND}-ansvarlig") == "Andre"


def test_a_post_that_no_page_of_ours_makes_changes_nothing(visit: Visit, case: Case) -> None:
    page = task(visit, case)
    for raw in (
        {"gjennomgang-plan.9-status": "gjort"},
        {"gjennomgang-": "x"},
        {f"{FIRST}-ukjent": "x"},
        {f"{FIRST}-status": "slettet"},
        {f"{FIRST}-ansvarlig": "x"},
        {"sett-plan.1": "7"},
        {"sett-plan.1": ""},
    ):
        refused = (
            decided(page, **raw) if f"{FIRST}-status" not in raw else page.press(COMPLETE, MINUTES, **raw)
        )
        assert refused.status == 422, raw
    assert decided(page).path == case.address


def test_what_was_decided_is_given_back_when_the_task_is_gone(visit: Visit, case: Case) -> None:
    late = task(visit, case)
    decided(task(visit, case))
    refused = decided(late, second="viderefores", **{f"{SECOND}-tiltak": "Hjelp av naboen"})
    assert refused.status == 409
    written = refused.text.partition("Dette hadde du skrevet")[2]
    assert "Punkt 2" in written
    assert "Hjelp av naboen" in written


def test_a_plan_without_open_items_is_gone_through_at_once(visit: Visit, begun: Case, desk: Desk) -> None:
    adopt = CompleteTask("mote.1", {"bolig": "Ny"})
    desk.cases.execute(actor("bydel"), begun.id, adopt, BEGINNING, "m" * 20)
    page = task(visit, Case(begun.id, "oppfolging.1"))
    assert "Planen har ingen åpne punkter." in page.text
    assert page.press(COMPLETE, MINUTES).path == begun.address
