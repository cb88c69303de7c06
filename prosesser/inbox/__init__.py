"""Reads: the inbox and the case page, each within what the actor may see, each logged."""

from prosesser.inbox.case_view import MessageNotWaiting
from prosesser.inbox.reads import Inbox
from prosesser.inbox.rows import (
    CasePage,
    CaseRow,
    Counts,
    KeyDate,
    MessageOffer,
    Name,
    Page,
    Part,
    Responsible,
    StartOffer,
    TaskPage,
    TaskRow,
    TimelineRow,
)

__all__ = [
    "CasePage",
    "CaseRow",
    "Counts",
    "Inbox",
    "KeyDate",
    "MessageNotWaiting",
    "MessageOffer",
    "Name",
    "Page",
    "Part",
    "Responsible",
    "StartOffer",
    "TaskPage",
    "TaskRow",
    "TimelineRow",
]
