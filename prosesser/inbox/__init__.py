"""Reads: the inbox and the case page, each within what the actor may see, each logged."""

from prosesser.inbox.case_view import MessageNotWaiting, is_open, is_taken
from prosesser.inbox.offers import (
    AdditionOffer,
    MessageOffer,
    ProposalView,
    StartOffer,
)
from prosesser.inbox.pages import (
    CasePage,
    DatePage,
    TaskPage,
    WithdrawPage,
)
from prosesser.inbox.papers import Papers, PartHasEnded, Present
from prosesser.inbox.plan_rows import PlanSummary
from prosesser.inbox.plans import PlanPage
from prosesser.inbox.reads import Inbox
from prosesser.inbox.rows import (
    CaseRow,
    Counts,
    KeyDate,
    Name,
    Page,
    Part,
    Responsible,
    TaskRow,
    TimelineRow,
)
from prosesser.inbox.timeline import told

__all__ = [
    "AdditionOffer",
    "CasePage",
    "CaseRow",
    "Counts",
    "DatePage",
    "Inbox",
    "KeyDate",
    "MessageNotWaiting",
    "MessageOffer",
    "Name",
    "Page",
    "Papers",
    "Part",
    "PartHasEnded",
    "PlanPage",
    "PlanSummary",
    "Present",
    "ProposalView",
    "Responsible",
    "StartOffer",
    "TaskPage",
    "TaskRow",
    "TimelineRow",
    "WithdrawPage",
    "is_open",
    "is_taken",
    "told",
]
