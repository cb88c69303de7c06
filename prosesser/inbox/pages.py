"""What the reads return of one case: the case as the actor may see it, and what is done in it, each whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.definition.forms.model import Form
from prosesser.definition.model import Definition, Element
from prosesser.engine.state import CaseState, OpenTask, Timer
from prosesser.inbox.offers import AdditionOffer, MessageOffer, ProposalView
from prosesser.inbox.plan_rows import PlanSummary
from prosesser.inbox.rows import KeyDate, Part, Responsible, TaskRow


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as the actor may see it.

    ``additions`` are the tasks that may be added, ``negotiable`` gives by task the deadline (id of its
    timer) that another date may be proposed for, ``withdrawable`` the added tasks and proposals that
    the actor may take back, ``main_responsible`` who follows the resident up first of all.

    ``versions`` are the versions that the case has followed, the last first.

    Once the unit's part has ended (``ended``), phase, lanes, contacts, dates and what can be done are
    empty and ``tasks`` holds only what the unit still owes: it sees nothing newer.
    """

    case: str
    subject: str
    national_id: str
    process: str
    definition: str
    versions: tuple[Definition, ...]
    status: str
    opened_at: datetime
    phase: tuple[str, ...]
    responsible: tuple[Responsible, ...]
    parts: tuple[Part, ...]
    tasks: tuple[TaskRow, ...]
    contacts: Mapping[str, object]
    dates: tuple[KeyDate, ...]
    messages: tuple[MessageOffer, ...]
    plans: tuple[PlanSummary, ...]
    additions: tuple[AdditionOffer, ...]
    negotiable: Mapping[str, str]
    withdrawable: frozenset[str]
    main_responsible: Responsible | None
    may_change_facts: bool
    may_cancel: bool
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """An open task with its form, for the unit it stands with.

    ``draft`` is what was saved last (the object given to ``save_draft``), None without one. ``facts``
    are the names and values that the form's expressions read: the case's and the round's.
    ``may_complete``: unassigned, or assigned to the actor. ``proposed``: what the task answers.
    """

    row: TaskRow
    task: OpenTask
    form: Form | None
    facts: Mapping[str, object]
    draft: object | None
    may_complete: bool
    proposed: ProposalView | None
    definition: Definition
    state: CaseState


@dataclass(frozen=True, slots=True)
class DatePage:
    """A deadline that the actor may propose another date for, on behalf of ``party``.

    ``timer`` holds the rule's date and the one agreed on before; ``element`` the clauses.
    """

    row: TaskRow
    timer: Timer
    element: Element
    party: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """An added task, or a proposal, that the actor may take back on behalf of ``party``."""

    row: TaskRow
    party: str
