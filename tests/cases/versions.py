"""Other versions of the small world's journey, as process owners make them."""

from tests.bpmn_xml import Xml
from tests.builders import Journey, timer
from tests.cases.world import begun, ended, journey

PLAN = '=innflyttet + duration("P14D")'
SOONER = '=innflyttet + duration("P7D")'


def drawn(*, plan: bool = True, rule: str = PLAN, after: bool = False, before: bool = False) -> Journey:
    """Draw the journey: with the plan or without, with its deadline's rule, with a talk before or after."""
    route = begun()
    if before:
        route = route.task("samtale", lane="institusjon", form="tekst")
    if plan:
        route = route.task("plan", lane="institusjon", form="tekst")
        route = route.deadline("plan", event=timer(date=rule, kan_avtales="ja"))
    if after:
        route = route.task("samtale", lane="institusjon", form="tekst")
    return ended(route.parallel("samle"))


def sooner() -> Journey:
    """Draw the plan's deadline a week after admission instead of two."""
    return drawn(rule=SOONER)


def with_more() -> Journey:
    """Draw a talk after the plan."""
    return drawn(after=True)


def without_plan() -> Journey:
    """Draw a talk in place of the plan."""
    return drawn(plan=False, after=True)


def talk_first() -> Journey:
    """Draw a talk before the plan: where a case stands that is at the plan, somebody has to choose."""
    return drawn(before=True)


def renamed() -> Journey:
    """Call the plan something else."""
    return journey().edit(_rename)


def _rename(root: Xml) -> None:
    plan = root.find(".//{*}userTask[@id='plan']")
    assert plan is not None
    plan.set("name", "Tiltaksplanen")
