"""The living documents in a case's state, and what each event makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from prosesser.definition.checklists import DROPPED, OPEN, RESIDENT, STATE, UNFINISHED, WRITTEN_BY
from prosesser.engine.codec import Answers, Code, records
from prosesser.engine.events import Event
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a plan: the answers to its form as JSON, the section that it stands in.

    ``changes`` counts how often it has been saved, from 1. ``begun`` and ``changed`` are the instants
    of the first and the last time, ``party`` who saved it then.
    """

    id: str
    section: str
    answers: Answers
    begun: datetime
    changed: datetime
    party: str
    changes: int = 1

    @property
    def number(self) -> int:
        """The item's number in its plan, from 1: what people call it."""
        return int(self.id.rpartition(".")[2])

    @property
    def state(self) -> str:
        """How it stands: open, done, continued or dropped, as checklists name them."""
        return str(self.answers.get(STATE) or OPEN)

    @property
    def with_resident(self) -> bool:
        """Whether it says that the resident took part in writing it."""
        wrote = self.answers.get(WRITTEN_BY)
        return isinstance(wrote, list | tuple) and RESIDENT in wrote

    @property
    def unfinished(self) -> bool:
        """Whether it still has to be done."""
        return self.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class Plan:
    """A living document as it stands. No item ever leaves it.

    ``left_out`` are the sections that are not relevant, with the reason; ``versions`` counts how
    often the plan has been adopted.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"items": records(Item)}

    id: str
    items: Mapping[str, Item] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    versions: int = 0

    @property
    def next_item(self) -> str:
        """The id of the item that is written next."""
        return f"{self.id}.{len(self.items) + 1}"

    @property
    def begun(self) -> datetime | None:
        """When the first item was written that the resident took part in; None while there is none."""
        return min((item.begun for item in self.items.values() if item.with_resident), default=None)

    def in_section(self, section: str) -> tuple[Item, ...]:
        """Return the items of a section, those that are dropped last, else as they were written."""
        found = (item for item in self.items.values() if item.section == section)
        return tuple(sorted(found, key=lambda item: (item.state == DROPPED, item.number)))

    def unfinished(self) -> tuple[Item, ...]:
        """Return the items that still have to be done, as they were written."""
        found = (item for item in self.items.values() if item.unfinished)
        return tuple(sorted(found, key=lambda item: item.number))


def follow(plans: Mapping[str, Plan], event: Event, at: datetime) -> Mapping[str, Plan]:
    """Return the plans after an event; other events than those of plans leave them as they are."""
    if not isinstance(event, ItemSaved | SectionSet | PlanAdopted):
        return plans
    plan = plans.get(event.plan, Plan(event.plan))
    return {**plans, plan.id: _after(plan, event, at)}


def _after(plan: Plan, event: ItemSaved | SectionSet | PlanAdopted, at: datetime) -> Plan:
    if isinstance(event, PlanAdopted):
        return replace(plan, versions=event.version)
    if isinstance(event, ItemSaved):
        return replace(plan, items={**plan.items, event.item: _saved(plan.items.get(event.item), event, at)})
    left_out = {section: reason for section, reason in plan.left_out.items() if section != event.section}
    if not event.relevant:
        left_out[event.section] = event.reason
    return replace(plan, left_out=left_out)


def _saved(before: Item | None, event: ItemSaved, at: datetime) -> Item:
    return Item(
        id=event.item,
        section=event.section,
        answers=event.answers,
        begun=at if before is None else before.begun,
        changed=at,
        party=event.party,
        changes=1 if before is None else before.changes + 1,
    )
