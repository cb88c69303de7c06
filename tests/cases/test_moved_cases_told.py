"""What pages, prints and reports read of a case that has followed several versions of its journey."""

from datetime import date

from prosesser.engine.messages import CompleteTask, SendMessage
from prosesser.inbox import told
from prosesser.record import Record, Standing
from prosesser.reports import Asked, Period, Reports
from tests.builders import Journey
from tests.cases.test_moving import due, is_whole, move, publish, undo
from tests.cases.versions import drawn, renamed, sooner, with_more, without_plan
from tests.cases.world import DAY, MONDAY, World
from workflow_app.prints.discretion import places
from workflow_app.prints.plan import plan as plan_print
from workflow_app.prints.resident import overview
from workflow_app.prints.sources import Sources
from workflow_app.web.glossary import Glossary
from workflow_app.web.history import entries

HALF = Period.read("2026H1")
NEXT_YEAR = MONDAY + 400 * DAY


def history(world: World, case: str, person: str = "ingrid") -> str:
    """The case's history in words, newest first."""
    actor = world.actor(person)
    page = world.inbox.case_page(actor, case, MONDAY)
    last, *others = page.versions
    words = Glossary(last, {}, {}, {}, tuple(others))
    rows = entries(world.inbox.timeline(actor, case, MONDAY), words)
    return "\n".join(f"{row.what}. {' '.join(row.consequences)}" for row in rows)


def record(world: World, case: str) -> Record:
    return told(world.inbox.timeline(world.actor("ingrid"), case, MONDAY))


def without_checklist() -> Journey:
    """Draw the journey without its living document."""
    other = drawn()
    del other.files["checklists/tiltak.json"]
    for node in other.nodes:
        if node.id == "rapport":
            other.edit(_without_review)
    return other


def _without_review(root: object) -> None:
    for found in root.findall(".//{*}property"):  # type: ignore[attr-defined] # an element
        if found.get("name") in {"gjennomgar", "sjekkliste"}:
            found.getparent().remove(found)


def test_the_history_says_that_the_case_was_moved_and_uses_the_names_of_then(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, renamed()))
    said = history(world, case)
    assert "Saken følger fra nå versjon" in said
    assert "Grunn: Ny rutine" in said
    world.complete("ingrid", case, "plan.1")
    said = history(world, case)
    assert "Fullførte «Tiltaksplanen»" in said
    assert "Ny oppgave hos institusjonen: «plan»" in said  # opened before, when it was called so


def test_a_step_that_is_gone_keeps_its_name_in_the_history(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, without_plan()))
    said = history(world, case)
    assert "Oppgaven «plan» falt bort" in said
    assert "Ny oppgave hos institusjonen: «samtale»" in said
    world.complete("ingrid", case, "samtale.1")
    assert "Fullførte «samtale»" in history(world, case)


def test_duties_follow_the_case_to_the_version(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, renamed()))
    (open_duty,) = [duty for duty in record(world, case).open_duties if duty.element == "plan"]
    assert (open_duty.name, open_duty.rule) == ("Tiltaksplanen", date(2026, 6, 15))
    world.complete("ingrid", case, "plan.1")
    (done,) = [duty for duty in record(world, case).duties if duty.element == "plan"]
    assert done.standing(date(2026, 6, 2)) is Standing.ON_TIME


def test_a_date_that_was_set_anew_is_the_duty_s(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, sooner()), recompute=frozenset({"plan_frist"}))
    (duty,) = [duty for duty in record(world, case).open_duties if duty.element == "plan"]
    assert duty.rule == due(world, case, "plan.1") == date(2026, 6, 8)


def test_a_duty_whose_step_is_gone_is_no_longer_needed(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, without_plan()))
    (duty,) = [duty for duty in record(world, case).duties if duty.element == "plan"]
    assert duty.standing(date(2026, 12, 1)) is Standing.NOT_NEEDED


def test_nothing_of_an_undone_move_is_in_the_record(world: World) -> None:
    case, version = world.admitted(), publish(world, without_plan())
    before = record(world, case)
    move(world, case, version)
    assert record(world, case) != before
    undo(world, case, version)
    assert record(world, case) == before
    assert "Saken følger igjen versjon" in history(world, case)


def test_a_plan_that_a_version_no_longer_has_is_still_read(world: World) -> None:
    case, ingrid = world.admitted(), world.actor("ingrid")
    world.write("ingrid", case)
    move(world, case, publish(world, without_checklist()))
    page = world.inbox.case_page(ingrid, case, MONDAY)
    assert [plan.id for plan in page.plans] == ["tiltak"]
    plan = world.inbox.plan(ingrid, case, "tiltak", MONDAY)
    assert plan.party is None  # it can be read, and not written in
    assert [item.answers["oppgave"] for item in plan.plan.items.values()] == ["Kjøpe seng"]
    sources = Sources(world.inbox.printed(ingrid, case, MONDAY), {}, {}, places(world.directory.units()))
    assert "Kjøpe seng" in repr(plan_print(sources, "tiltak"))
    assert "Kjøpe seng" in repr(overview(sources))
    assert "«Kjøpe seng»" in history(world, case)
    assert is_whole(world, case)


def test_a_unit_whose_part_has_ended_is_told_of_no_later_version(world: World) -> None:
    case, ingrid = world.admitted(), world.actor("ingrid")
    world.complete("ingrid", case, "plan.1")
    world.send("berit", case, SendMessage("Bolig tildelt"))
    before = world.inbox.case_page(ingrid, case, MONDAY + 4 * DAY)
    world.cases.fire_due(MONDAY + 4 * DAY)
    ended = world.inbox.case_page(ingrid, case, MONDAY + 4 * DAY)
    assert ended.ended is not None
    move(world, case, publish(world, renamed()))
    after = world.inbox.case_page(ingrid, case, MONDAY + 4 * DAY)
    assert after.definition == before.definition
    assert "følger fra nå" not in history(world, case)
    assert world.inbox.case_page(world.actor("berit"), case, MONDAY).definition != before.definition


def test_reports_count_a_moved_case(fresh_world: World) -> None:
    world = fresh_world
    case = world.admitted()
    move(world, case, publish(world, with_more()))
    world.send("ingrid", case, CompleteTask("plan.1"))
    other = world.admitted()
    move(world, other, publish(world, without_plan()))
    reports = Reports(world.store, world.cases.versions)
    report = reports.report(world.actor("line"), Asked("inst-a", HALF), NEXT_YEAR)
    assert report.unit == "inst-a"
    assert {name for section in report.sections for line in section.lines for name in line.names} >= {"plan"}
