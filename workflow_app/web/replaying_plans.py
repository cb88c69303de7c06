"""The plans of a replay in words, as their own pages tell them: how they stood, and what became different."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from prosesser.audit.replaying_frames import Frame
from prosesser.audit.replaying_plans import Living, PlanChanges, Written
from prosesser.audit.signed import Signed
from prosesser.calendar import oslo_date
from prosesser.definition.forms import Form
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from prosesser.engine.plan_state import Item
from workflow_app.web.glossary import Glossary
from workflow_app.web.plan_words import (
    item_form,
    item_named,
    item_stands,
    plan_adopted,
    section_set,
)
from workflow_app.web.plans import Document, ItemView, arranged, as_of, differences, timeless
from workflow_app.web.replaying_values import who_made
from workflow_app.wording import count, short_date


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as it stood, in the words of the version of that digest.

    ``notes`` say of each item who wrote it when, ``adopted`` of each version of the plan what made it one.
    """

    title: str
    digest: str
    document: Document
    notes: Mapping[str, str]
    adopted: tuple[str, ...]

    @property
    def is_begun(self) -> bool:
        """Whether anything stood in it, or it was adopted as it was."""
        return bool(self.document.versions) or not self.document.is_empty

    @property
    def brief(self) -> str:
        """The plan in a few words."""
        version = f"versjon {self.document.versions}" if self.document.versions else "utkast"
        return f"{self.title}: {count(self.document.unfinished, 'åpent punkt', 'åpne punkter')}, {version}"


class PlanBook:
    """Tells plans in words, each item once: from one row to the next most of them are the same."""

    def __init__(self) -> None:
        self._items: dict[int, tuple[Item, Form, ItemView]] = {}
        self._last: dict[str, tuple[Living, date, PlanView]] = {}

    def views(self, frame: Frame, words: Glossary) -> tuple[PlanView, ...]:
        """Return the plans of a frame; one that is told as in the frame before is the same object."""
        today = oslo_date(frame.row.at)
        return tuple(self._view(living, today, words) for living in frame.plans.values())

    def _view(self, living: Living, today: date, words: Glossary) -> PlanView:
        known = self._last.get(living.plan.id)
        if known is None or known[0] is not living or known[1] != today:
            view = self._told(living, today, words.at(living.definition))
            self._last[living.plan.id] = living, today, view
        return self._last[living.plan.id][2]

    def _told(self, living: Living, today: date, words: Glossary) -> PlanView:
        checklist, form = living.definition.checklists[living.plan.id], item_form(living.plan.id, words)
        views = {item.id: as_of(self._item(form, item, words), today) for item in living.plan.items.values()}
        return PlanView(
            title=checklist.title,
            digest=living.definition.digest,
            document=arranged(checklist, living.plan, views),
            notes={item: _note(written, words) for item, written in living.written.items()},
            adopted=tuple(
                f"Versjon {one.version}: i {words.waiting(one.task)}, {_made(one.row, words)}"
                for one in living.adopted
            ),
        )

    def _item(self, form: Form, item: Item, words: Glossary) -> ItemView:
        """Return an item in words; both are kept beside them, so that nothing else gets the item's id."""
        known = self._items.get(id(item))
        if known is None or known[1] is not form:
            known = item, form, timeless(form, item, words.options)
            self._items[id(item)] = known
        return known[2]


def _note(written: Written, words: Glossary) -> str:
    first = f"Skrevet av {_made(written.first, words)}"
    return first if written.last == written.first else f"{first}. Sist endret av {_made(written.last, words)}"


def _made(row: Signed, words: Glossary) -> str:
    return f"{who_made(row, words)}, {short_date(oslo_date(row.at))}, rad {row.sequence}"


def plan_lines(changes: PlanChanges, words: Glossary) -> Iterator[str]:
    """Say what became different in a plan, one sentence a line."""
    plan, words = changes.living.plan.id, words.at(changes.living.definition)
    for adopted in changes.adopted:
        said = plan_adopted(PlanAdopted(plan, adopted.task, adopted.version), words)
        yield f"{said} i {words.waiting(adopted.task)}"
    yield from (f"Nytt: {item_stands(_saved(plan, item), words)}" for item in changes.added)
    yield from (_rewritten(plan, before, after, words) for before, after in changes.rewritten)
    for section, reason in changes.left_out:
        yield section_set(SectionSet(plan, section, relevant=False, reason=reason), words)
    yield from (section_set(SectionSet(plan, section), words) for section in changes.taken_in)


def _rewritten(plan: str, before: Item, after: Item, words: Glossary) -> str:
    told = list(differences(item_form(plan, words), after.answers, before.answers, words.options))
    if before.section != after.section:
        now, was = words.section(plan, after.section), words.section(plan, before.section)
        told.append(f"Del: {now} (før: {was})")
    return f"Endret: {item_named(_saved(plan, after), words)}: {'. '.join(told)}".removesuffix(": ")


def _saved(plan: str, item: Item) -> ItemSaved:
    return ItemSaved(plan, item.id, item.section, item.answers, item.party)
