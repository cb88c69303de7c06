"""The living documents of a case as a row left them: what stood in them, who wrote it, what adopted them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from prosesser.audit.signed import Signed
from prosesser.definition.model import Definition
from prosesser.engine.messages import Event, ItemSaved, PlanAdopted
from prosesser.engine.plan_state import Item, Plan


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that an item was first written in, and last."""

    first: Signed
    last: Signed


@dataclass(frozen=True, slots=True)
class Adopted:
    """The row, and the task of it, that made a plan a version."""

    version: int
    task: str
    row: Signed


@dataclass(frozen=True, slots=True)
class Living:
    """A plan as it stood; ``definition`` is the last version by then that had it: its words are that one's.

    ``written`` says of each item, ``adopted`` of each version of the plan where it comes from.
    """

    plan: Plan
    definition: Definition
    written: Mapping[str, Written]
    adopted: tuple[Adopted, ...] = ()


Plans = Mapping[str, Living]
"""Plans by their ids: those of the version in its order, then those that only something stands in."""


def plans_after(
    before: Plans, row: Signed, definition: Definition, events: Iterable[Event], plans: Mapping[str, Plan]
) -> Plans:
    """Return the plans as a row left them; a plan or an item that is as it was is the same object."""
    happened = tuple(event for event in events if isinstance(event, ItemSaved | PlanAdopted))
    ids = dict.fromkeys((*definition.checklists, *plans))
    told = ((its, definition if its in definition.checklists else before[its].definition) for its in ids)
    return {
        its: _after(before.get(its), plans.get(its, Plan(its)), version, row, happened)
        for its, version in told
    }


def _after(
    before: Living | None,
    plan: Plan,
    definition: Definition,
    row: Signed,
    events: tuple[ItemSaved | PlanAdopted, ...],
) -> Living:
    if before is not None and before.plan == plan and before.definition is definition:
        return before
    written = {} if before is None else dict(before.written)
    adopted = () if before is None else before.adopted
    for event in events:
        if event.plan != plan.id:
            continue
        if isinstance(event, PlanAdopted):
            adopted += (Adopted(event.version, event.task, row),)
        else:
            known = written.get(event.item)
            written[event.item] = Written(row if known is None else known.first, row)
    return Living(_keeping({} if before is None else before.plan.items, plan), definition, written, adopted)


def _keeping(known: Mapping[str, Item], plan: Plan) -> Plan:
    """Return a plan with the items that were known, where they are alike: what is told of them is kept."""
    items = {its: known[its] if known.get(its) == item else item for its, item in plan.items.items()}
    return replace(plan, items=items)


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What is different in a plan at the later moment.

    ``rewritten`` are items with other answers, or in another section: before and after. ``left_out`` are
    sections that are not relevant any more, or for another reason; ``taken_in`` those that are again.
    Items never leave a plan: one that is dropped says so in its state.
    """

    living: Living
    added: tuple[Item, ...]
    rewritten: tuple[tuple[Item, Item], ...]
    left_out: tuple[tuple[str, str], ...]
    taken_in: tuple[str, ...]
    adopted: tuple[Adopted, ...]

    @property
    def nothing(self) -> bool:
        """Whether the plan was alike."""
        return not any((self.added, self.rewritten, self.left_out, self.taken_in, self.adopted))


def plan_changes(before: Plans, after: Plans) -> Iterator[PlanChanges]:
    """Yield what is different in each plan, the earlier moment first; nothing for one that is alike."""
    for its, living in after.items():
        old = before[its] if its in before else Living(Plan(its), living.definition, {})
        found = _changes(old, living)
        if not found.nothing:
            yield found


def _changes(before: Living, after: Living) -> PlanChanges:
    old, new = before.plan, after.plan
    by_number = sorted(new.items.values(), key=lambda item: item.number)
    both = ((old.items[item.id], item) for item in by_number if item.id in old.items)
    return PlanChanges(
        living=after,
        added=tuple(item for item in by_number if item.id not in old.items),
        rewritten=tuple(
            (was, now) for was, now in both if (was.section, was.answers) != (now.section, now.answers)
        ),
        left_out=tuple(
            (section, reason)
            for section, reason in new.left_out.items()
            if old.left_out.get(section) != reason
        ),
        taken_in=tuple(section for section in old.left_out if section not in new.left_out),
        adopted=after.adopted[len(before.adopted) :],
    )
