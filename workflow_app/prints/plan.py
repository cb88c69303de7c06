"""A living document of the case, section by section, for the resident to keep."""

from collections.abc import Iterable, Iterator

from prosesser.definition.checklists import DROPPED, RESPONSIBLE, Checklist, heading
from prosesser.definition.checklists import Section as Part
from prosesser.engine.codec import Answers
from prosesser.engine.plan_state import Item, Plan
from workflow_app.prints.answers import lines
from workflow_app.prints.document import Card, Document, Fact, Section
from workflow_app.prints.sources import Sources

HEADING_LENGTH = 90  # characters; what is longer stands under its label instead
STRAYS = "Andre punkter"
RESIDENT, YOU = "beboer", "Du"


def plan(sources: Sources, plan_id: str) -> Document:
    """Compose a plan as it stands; raises `UnknownPlan` for one that no version of the case has had."""
    checklist = sources.papers.with_plan(plan_id).checklists[plan_id]
    written = sources.papers.plans.get(plan_id, Plan(plan_id))
    sections = [_section(sources, checklist, part, written) for part in checklist.sections]
    strays = Section(STRAYS, cards=_cards(sources, checklist, _strays(checklist, written)))
    sections += () if strays.is_empty else (strays,)
    about = Fact("Versjon", str(written.versions) if written.versions else "Utkast")
    return sources.document(checklist.title, sections, about=(about,))


def card(sources: Sources, checklist: Checklist, item: Item) -> Card:
    """Return an item under what it is about, or under its number where that is long."""
    form = sources.papers.with_plan(checklist.id).forms[checklist.form]
    title = " ".join(heading(form, item.answers).split())
    is_short = 0 < len(title) <= HEADING_LENGTH
    facts = (
        Fact(line.label, line.value)
        for line in lines(form, _addressed(item), sources.options, protected=sources.papers.protected)
        if not (is_short and line.value.split() == title.split())
    )
    return Card(title if is_short else f"Punkt {item.number}", tuple(facts))


def _addressed(item: Item) -> Answers:
    """Return an item's answers to be read by the resident; what is no option is shown as it stands."""
    is_theirs = item.answers.get(RESPONSIBLE) == RESIDENT
    return {**item.answers, RESPONSIBLE: YOU} if is_theirs else item.answers


def _section(sources: Sources, checklist: Checklist, part: Part, written: Plan) -> Section:
    cards = _cards(sources, checklist, written.in_section(part.id))
    return Section(part.title, texts=tuple(_instead(part, written, cards)), cards=cards)


def _strays(checklist: Checklist, written: Plan) -> Iterable[Item]:
    """Return the items of sections that the diagram's owners have since taken out."""
    return (item for item in written.items.values() if checklist.section(item.section) is None)


def _cards(sources: Sources, checklist: Checklist, items: Iterable[Item]) -> tuple[Card, ...]:
    return tuple(card(sources, checklist, item) for item in items if item.state != DROPPED)


def _instead(part: Part, written: Plan, cards: tuple[Card, ...]) -> Iterator[str]:
    if part.id in written.left_out:
        yield "Ikke aktuelt nå."
    elif not cards:
        yield "Ingenting er skrevet her ennå."
