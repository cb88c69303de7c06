"""Proposals between the parties, and what became of them."""

from dataclasses import replace

from prosesser.definition.dialect import ANSWER_REASON
from prosesser.engine.commands import CompleteTask, ProposeDate, WithdrawTask
from prosesser.engine.events import Event, ProposalAnswered, ProposalMade, TaskWithdrawn
from prosesser.record.duties import Duties, element_of
from prosesser.record.model import Answer, Entry, Outcome, Proposal


class Proposals:
    """The proposals so far, by the task that answers them."""

    def __init__(self, duties: Duties) -> None:
        self._duties = duties
        self._by_task: dict[str, Proposal] = {}

    def take(self, entry: Entry, event: Event) -> None:
        """Take in one event."""
        match event:
            case ProposalMade():
                self._by_task[event.task] = self._made(entry, event)
            case ProposalAnswered():
                self._answer(entry, event.task, "agreed" if event.agreed else "declined")
            case TaskWithdrawn():
                self._answer(entry, event.task, "withdrawn")

    def tell(self) -> tuple[Proposal, ...]:
        """Return all proposals, in the order in which they were made."""
        return tuple(self._by_task.values())

    def _made(self, entry: Entry, event: ProposalMade) -> Proposal:
        by = self._duties.side(event.party)
        if event.timer is None:
            name = entry.definition.elements[event.element].name if event.element else ""
            return Proposal(event.task, by, entry.person, name, entry.at, entry.sequence)
        made = Proposal(event.task, by, entry.person, "", entry.at, entry.sequence)
        made = self._about_date(entry, event.timer, made)
        command = entry.command
        if not isinstance(command, ProposeDate):
            return made
        return replace(made, day=command.day, reason=command.reason, residents_view=command.residents_view)

    def _about_date(self, entry: Entry, timer: str, made: Proposal) -> Proposal:
        """Add what is known of the duty whose date is proposed."""
        elements = entry.definition.elements
        deadline = elements[element_of(timer)]
        element = elements[deadline.attached_to or deadline.id]
        made = replace(made, timer=timer, name=element.name, clauses=deadline.clauses or element.clauses)
        task = self._duties.with_timer(timer)
        if task is None:
            return made
        dates = task.deadlines[timer]
        side = None if task.party is None else self._duties.side(task.party)
        return replace(made, side=side, rule=dates.rule, stood=dates.agreed or dates.rule)

    def _answer(self, entry: Entry, task: str, how: Outcome) -> None:
        proposal = self._by_task.get(task)
        if proposal is not None and proposal.answer is None:
            answer = Answer(how, entry.person, entry.unit, _reason(entry), entry.at, entry.sequence)
            self._by_task[task] = replace(proposal, answer=answer)


def _reason(entry: Entry) -> str:
    command = entry.command
    if isinstance(command, WithdrawTask):
        return command.reason
    return str(command.answers.get(ANSWER_REASON) or "") if isinstance(command, CompleteTask) else ""
