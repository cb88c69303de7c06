"""What a party proposes to the other, as the page of the task that answers it shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.cases import OptionLists
from prosesser.definition.forms import Line, display
from prosesser.engine.codec import Due
from prosesser.inbox import ProposalView, TaskPage
from workflow_app.web import clauses
from workflow_app.web.clauses import Clause


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal in words: about another date where ``timer``, else about a task with its answers.

    ``stands`` is the deadline as it is, ``rule`` the routine's date (None: waits for a date).
    """

    party: str
    about: str
    timer: bool
    day: date | None
    stands: date | None
    rule: date | None
    reason: str
    residents_view: str
    clauses: tuple[Clause, ...]
    answers: tuple[Line, ...]


def proposed(page: TaskPage, options: OptionLists) -> Proposed | None:
    """Return what an open task answers; None when it answers no proposal."""
    view = page.proposed
    if view is None:
        return None
    proposal, timer = view.proposal, view.timer
    return Proposed(
        party=proposal.party,
        about=view.about.name,
        timer=timer is not None,
        day=proposal.day,
        stands=None if timer is None else _day(timer.stands),
        rule=None if timer is None else _day(timer.due),
        reason=proposal.reason,
        residents_view=proposal.residents_view,
        clauses=() if timer is None else clauses.of(page.definition, timer.element),
        answers=_answers(view, options),
    )


def _answers(view: ProposalView, options: OptionLists) -> tuple[Line, ...]:
    return () if view.form is None else display(view.form, view.proposal.answers, options)


def _day(due: Due) -> date | None:
    return oslo_date(due) if isinstance(due, datetime) else due
