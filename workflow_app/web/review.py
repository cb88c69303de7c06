"""Going through a plan in the form of a task: each open item is decided, done or continued.

The fields of an item are those of the checklist's form, named ``gjennomgang-<item>-<field>``; only
the state is asked about differently: by the two answers that decide it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from prosesser.calendar import oslo_date
from prosesser.cases import OptionLists
from prosesser.definition import forms
from prosesser.definition.checklists import SECTION, STATE, Checklist
from prosesser.definition.forms import Form, FormErrors, Line
from prosesser.definition.forms.hiding import lenient
from prosesser.definition.model import Definition, Element
from prosesser.engine.commands import CompleteTask
from prosesser.engine.plan_review import decided, reader
from prosesser.engine.plan_state import Item, Plan
from prosesser.errors import Refused
from prosesser.feel import Value
from prosesser.inbox import TaskPage
from workflow_app.web.forms.decision import DECIDED_BY, decision, remainder
from workflow_app.web.forms.fields import ID_PREFIX, Filling, Node, nodes
from workflow_app.web.forms.filled import Filled, Problem
from workflow_app.web.forms.posted import REVIEWED, SEEN, Posted
from workflow_app.web.plans import Document, ItemView, document

ANCHOR = "gjennomgang"
"""The id of the part of the page where the items are: where an error leads whose item is not there."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """An open item with the fields that decide it, and the rest of its fields.

    ``seen`` is how often it had been changed when it was first shown; ``is_changed``: it has been
    since. ``is_opened``: something in the rest must be put right.
    """

    view: ItemView
    asked: tuple[Node, ...]
    rest: tuple[Node, ...]
    seen: int
    is_changed: bool
    is_opened: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan on the page of the task that goes through it: the document, and by item what decides it."""

    document: Document
    deciding: Mapping[str, Deciding]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the fields of the items, as a browser posts it, and how often each had been changed."""

    texts: MultiDict[str, str]
    seen: Mapping[str, int]


NOTHING = Standing(MultiDict(), {})


@dataclass(frozen=True, slots=True)
class Review:
    """A plan, as the task of a page goes through it."""

    page: TaskPage
    checklist: Checklist
    plan: Plan
    form: Form
    options: OptionLists
    now: datetime

    def decisions(self, posted: Posted) -> Mapping[str, Mapping[str, object]]:
        """Return what was decided of each item, as JSON; what cannot be read stays text."""
        return _decisions(self.form, posted)

    def check(self, command: CompleteTask) -> None:
        """Raise `FormErrors` with everything that is wrong with the decisions of a command."""
        read = reader(self.page.definition, self.checklist, self.page.state.facts, self.now)
        decided(self.plan, command, read)

    def shown(self, standing: Standing, refusal: Refused | None = None) -> Shown:
        """Return the plan with what stands in the fields; after a refusal every item counts as seen anew."""
        errors = refusal.errors if isinstance(refusal, FormErrors) else ()
        wrong = {error.path: error.message for error in errors}
        whole = document(self.checklist, self.form, self.plan, self.options, oslo_date(self.now))
        seen = {} if refusal else standing.seen
        views = (view for part in whole.sections for view in part.items)
        every = {view.item.id: view for view in (*views, *whole.strays) if view.item.unfinished}
        return Shown(
            whole, {name: self._deciding(view, standing.texts, seen, wrong) for name, view in every.items()}
        )

    def _deciding(
        self,
        view: ItemView,
        texts: MultiDict[str, str],
        seen: Mapping[str, int],
        wrong: Mapping[str, str],
    ) -> Deciding:
        item, prefix = view.item, f"{REVIEWED}{view.item.id}-"
        answers = self._standing(item, texts)
        posted = forms.as_post(self.form, answers)
        hidden = forms.hidden(self.form, answers, self._known(item), self.now)
        filling = Filling(
            post=MultiDict({prefix + name: values for name, values in posted.items()}),
            errors=wrong,
            hidden={prefix + name for name in hidden},
            rows={},
            options=self.options,
            focus="",
        )
        asked, rest = decision(self.form), remainder(self.form)
        apart = [prefix + key for key in DECIDED_BY]
        was = seen.get(item.id, item.changes)
        return Deciding(
            view=view,
            asked=nodes(asked, filling, prefix),
            rest=nodes(rest, filling, prefix),
            seen=was,
            is_changed=was != item.changes,
            is_opened=any(path.startswith(prefix) and path not in apart for path in wrong),
        )

    def _standing(self, item: Item, texts: MultiDict[str, str]) -> dict[str, object]:
        """Return what stands in the fields of an item: as posted, else as in the plan, not yet decided."""
        if item.id in _items(texts):
            return _read(self.form, item.id, texts)
        return {**lenient(self.form.components, item.answers), STATE: None}

    def _known(self, item: Item) -> Mapping[str, Value]:
        return {**self.page.state.facts, SECTION: item.section}


def review_of(page: TaskPage, options: OptionLists, now: datetime) -> Review | None:
    """Return the plan that a task goes through; None when it goes through none."""
    plan = page.definition.elements[page.task.element].reviews
    if plan is None:
        return None
    checklist = page.definition.checklists[plan]
    form = page.definition.forms[checklist.form]
    return Review(page, checklist, page.state.plans.get(plan, Plan(plan)), form, options, now)


def kept(posted: Posted) -> dict[str, list[str]]:
    """Return what stands in the fields of the items as JSON, for a draft; `taken_up` reads it."""
    texts = {name: posted.review.getlist(name) for name in posted.review}
    return {**texts, **{f"{SEEN}{item}": [str(count)] for item, count in posted.seen.items()}}


def taken_up(draft: object) -> Standing:
    """Return what stood in the fields of the items when a draft was kept."""
    if not isinstance(draft, Mapping):
        return NOTHING
    ours = {str(name): texts for name, texts in draft.items() if isinstance(texts, list)}
    return Standing(
        texts=MultiDict(
            (name, text) for name, texts in ours.items() for text in texts if name.startswith(REVIEWED)
        ),
        seen={
            name.removeprefix(SEEN): int(texts[0]) for name, texts in ours.items() if name.startswith(SEEN)
        },
    )


def with_targets(filled: Filled, shown: Shown) -> Filled:
    """Return the form with errors about items that are not on the page leading to where the items are."""
    named = {f"{ID_PREFIX}{REVIEWED}{item}-" for item in shown.deciding}

    def target(problem: Problem) -> str:
        about_item = problem.id.startswith(ID_PREFIX + REVIEWED)
        return ANCHOR if about_item and not problem.id.startswith(tuple(named)) else problem.id

    problems = [Problem(target(problem), problem.message) for problem in filled.problems]
    return Filled(filled.nodes, problems, filled.key, filled.is_conditional)


def written(
    definition: Definition, element: Element | None, posted: Posted, options: OptionLists
) -> tuple[Line, ...]:
    """Return what was decided in the form of a task at an element, in words."""
    plan = None if element is None else element.reviews
    if plan is None:
        return ()
    form = definition.forms[definition.checklists[plan].form]
    decisions = _decisions(form, posted).items()
    shown = ((item, forms.display(form, _answered(answers), options)) for item, answers in decisions)
    return tuple(Line(f"Punkt {item.rpartition('.')[2]}", "", (lines,)) for item, lines in shown)


def _answered(answers: Mapping[str, object]) -> dict[str, object]:
    return {key: answer for key, answer in answers.items() if answer not in (None, False, [])}


def _decisions(form: Form, posted: Posted) -> Mapping[str, Mapping[str, object]]:
    found = {item: _read(form, item, posted.review) for item in _items(posted.review)}
    return {
        item: {key: forms.plain(value) for key, value in answers.items()} for item, answers in found.items()
    }


def _read(form: Form, item: str, texts: MultiDict[str, str]) -> dict[str, object]:
    prefix = f"{REVIEWED}{item}-"
    own = MultiDict(
        (name.removeprefix(prefix), text) for name, text in texts.items(multi=True) if name.startswith(prefix)
    )
    return forms.parse_post(form, own)


def _items(texts: MultiDict[str, str]) -> list[str]:
    """Return the items that posted fields are about."""
    return list(dict.fromkeys(name.removeprefix(REVIEWED).partition("-")[0] for name in texts))
