"""The parts of a frame that are cut into pieces, most of which are the same from one row to the next.

Facts are cut into their rows. Items of plans are cut too, and within each how far off its date is: that is
another every day, and the same for all items with that date.
"""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from workflow_app.web.plans import ItemView
from workflow_app.web.replaying import FrameView
from workflow_app.web.replaying_plans import PlanView
from workflow_app.web.replaying_values import FactView

FACTS, ITEMS = "opplysninger", "punkter"
WHEN = Markup("<!--when-->")
"""Where an item is cut for its date; no text that somebody wrote can be like it, for that is escaped."""


class Parts:
    """The macros of parts, by name."""

    def __init__(self, environment: Environment) -> None:
        self._module = environment.get_template("audit/replay_parts.html").module

    def make(self, name: str, *values: object) -> Markup:
        """Return a part as HTML."""
        made: Markup = getattr(self._module, name)(*values)
        return made


class Cuts:
    """Makes the pieces of one case's frames, each once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._facts: dict[int, tuple[FactView, Markup]] = {}
        self._plans: dict[int, tuple[PlanView, tuple[Markup, ...]]] = {}
        self._due: dict[tuple[object, object], Markup] = {}
        self._items: dict[tuple[int, str, str], tuple[ItemView, tuple[Markup, ...]]] = {}

    def facts(self, view: FrameView) -> tuple[Markup, ...]:
        """Return what was known, row by row."""
        return tuple(self._known(view))

    def _known(self, view: FrameView) -> Iterator[Markup]:
        if not view.facts:
            yield self._parts.make("ingen_fakta")
        for group in view.facts:
            yield self._parts.make("fakta_fra", group)
            yield from map(self._row, group.facts)
            yield self._parts.make("fakta_til")

    def _row(self, fact: FactView) -> Markup:
        """Return a fact's row; the fact is kept beside it, so that nothing else gets its id."""
        if id(fact) not in self._facts:
            self._facts[id(fact)] = fact, self._parts.make("faktum", fact)
        return self._facts[id(fact)][1]

    def items(self, view: FrameView) -> tuple[Markup, ...]:
        """Return what stood in the plans, item by item."""
        filled = [plan for plan in view.plans if not plan.document.is_empty]
        if not filled:
            return (self._parts.make("ingen_punkter"),)
        return tuple(piece for plan in filled for piece in self._plan(plan))

    def _plan(self, plan: PlanView) -> tuple[Markup, ...]:
        """Return a plan's pieces; the plan is kept beside them, as a fact is."""
        if id(plan) not in self._plans:
            self._plans[id(plan)] = plan, tuple(self._sections(plan))
        return self._plans[id(plan)][1]

    def _sections(self, plan: PlanView) -> Iterator[Markup]:
        yield self._parts.make("plan_fra", plan)
        for part in plan.document.sections:
            if part.items or part.left_out is not None:
                yield self._parts.make("del_fra", part.section.title, part.left_out)
                yield from self._listed(part.items, plan)
        if plan.document.strays:
            yield self._parts.make("del_fra", "Punkter fra deler som er tatt ut av planen", None)
            yield from self._listed(plan.document.strays, plan)

    def _listed(self, views: tuple[ItemView, ...], plan: PlanView) -> Iterator[Markup]:
        if views:
            yield self._parts.make("punkter_fra")
            for view in views:
                yield from self._item(view, plan)
            yield self._parts.make("punkter_til")

    def _item(self, view: ItemView, plan: PlanView) -> Iterator[Markup]:
        note = plan.notes[view.item.id]
        key = id(view.item), plan.digest, note
        if key not in self._items:
            whole = self._parts.make("punkt", view, WHEN, note)
            self._items[key] = view, tuple(map(Markup, whole.split(WHEN)))
        before, *after = self._items[key][1]
        yield before
        for rest in after:
            yield self._when(view)
            yield rest

    def _when(self, view: ItemView) -> Markup:
        key = view.due, view.deadline
        if key not in self._due:
            self._due[key] = self._parts.make("nar", view)
        return self._due[key]
