"""All commands and events by kind, as the journal stores them."""

from collections.abc import Mapping
from typing import Any

from prosesser.engine.codec import Answers, Due, Facts, Names
from prosesser.engine.commands import (
    AddTask,
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    Start,
    WithdrawTask,
)
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    CaseStarted,
    ConditionMet,
    ContactsChanged,
    DateAgreed,
    DeadlineOverrun,
    DeadlineSet,
    Event,
    FactsChanged,
    GapFound,
    LaneMoved,
    MessageArmed,
    MessageReceived,
    ParticipationEnded,
    ProposalAnswered,
    ProposalMade,
    TaskAdded,
    TaskAssigned,
    TaskClaimed,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskReleased,
    TaskWithdrawn,
    TimerFired,
    TimerSet,
    UnitChanged,
)
from prosesser.engine.message import Message
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from prosesser.errors import Broken


class UnknownMessage(Broken):
    """Ukjent meldingstype: {kind}."""


COMMANDS: Mapping[str, type[Command]] = {
    kind.__name__: kind
    for kind in (
        Start,
        CompleteTask,
        ClaimTask,
        ReleaseTask,
        AssignTask,
        FireTimer,
        SendMessage,
        AddTask,
        WithdrawTask,
        ProposeDate,
        SaveItem,
        SetSection,
        ChangeFacts,
        CancelCase,
        MoveCase,
        UndoMove,
    )
}

EVENTS: Mapping[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        CaseStarted,
        FactsChanged,
        UnitChanged,
        ContactsChanged,
        LaneMoved,
        TaskAdded,
        TaskOpened,
        TaskMoved,
        TaskClaimed,
        TaskReleased,
        TaskAssigned,
        TaskCompleted,
        TaskWithdrawn,
        ProposalMade,
        ProposalAnswered,
        DateAgreed,
        GapFound,
        DeadlineSet,
        DeadlineOverrun,
        TimerSet,
        TimerFired,
        MessageArmed,
        MessageReceived,
        ConditionMet,
        ParticipationEnded,
        ItemSaved,
        SectionSet,
        PlanAdopted,
        CaseCompleted,
        CaseCancelled,
        CaseMoved,
        MoveUndone,
    )
}


def command_from_json(data: Mapping[str, Any]) -> Command:
    """Read a command from what its ``to_json`` gave; UnknownMessage when there is no such kind."""
    if data.get("kind") not in COMMANDS:
        raise UnknownMessage(kind=data.get("kind"))
    return COMMANDS[data["kind"]].from_json(data)


def event_from_json(data: Mapping[str, Any]) -> Event:
    """Read an event from what its ``to_json`` gave; UnknownMessage when there is no such kind."""
    if data.get("kind") not in EVENTS:
        raise UnknownMessage(kind=data.get("kind"))
    return EVENTS[data["kind"]].from_json(data)


__all__ = [
    "COMMANDS",
    "EVENTS",
    "AddTask",
    "Answers",
    "AssignTask",
    "CancelCase",
    "CaseCancelled",
    "CaseCompleted",
    "CaseMoved",
    "CaseStarted",
    "ChangeFacts",
    "ClaimTask",
    "Command",
    "CompleteTask",
    "ConditionMet",
    "ContactsChanged",
    "DateAgreed",
    "DeadlineOverrun",
    "DeadlineSet",
    "Due",
    "Event",
    "Facts",
    "FactsChanged",
    "FireTimer",
    "GapFound",
    "ItemSaved",
    "LaneMoved",
    "Message",
    "MessageArmed",
    "MessageReceived",
    "MoveCase",
    "MoveUndone",
    "Names",
    "ParticipationEnded",
    "PlanAdopted",
    "ProposalAnswered",
    "ProposalMade",
    "ProposeDate",
    "ReleaseTask",
    "SaveItem",
    "SectionSet",
    "SendMessage",
    "SetSection",
    "Start",
    "TaskAdded",
    "TaskAssigned",
    "TaskClaimed",
    "TaskCompleted",
    "TaskMoved",
    "TaskOpened",
    "TaskReleased",
    "TaskWithdrawn",
    "TimerFired",
    "TimerSet",
    "UndoMove",
    "UnitChanged",
    "UnknownMessage",
    "WithdrawTask",
    "command_from_json",
    "event_from_json",
]
