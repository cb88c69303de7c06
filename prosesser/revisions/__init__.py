"""Revisions: the process owners' working copies of a version, until one is published."""

from prosesser.revisions.changing import AUTHORING, EDITED, OPEN, OPENED, REBASED
from prosesser.revisions.check import Check, Concern
from prosesser.revisions.errors import (
    ActedMeanwhile,
    BaseReplaced,
    BothChanged,
    CheckOutdated,
    DayPassed,
    EditedMeanwhile,
    NotAFile,
    NotApproved,
    NotAsApproved,
    NotChecked,
    NothingChanged,
    NotSent,
    OtherProcess,
    OwnWork,
    ReasonMissing,
    RevisionClosed,
    RevisionUnknown,
    TitleMissing,
)
from prosesser.revisions.log import authors_of, last_check
from prosesser.revisions.publishing import RETURNED, Publishing, Release
from prosesser.revisions.registry import Published, Registry, Running
from prosesser.revisions.rehearsals import NOT_BEGUN, Rehearsals, RehearsedMeanwhile
from prosesser.revisions.use_cases import Files, Revisions
from prosesser.store.rehearsals import Rehearsal
from prosesser.store.revision_acts import Act
from prosesser.store.revisions import APPROVED, CHECKED, DISCARDED, DRAFT, PUBLISHED, SENT, Revision

__all__ = [
    "APPROVED",
    "AUTHORING",
    "CHECKED",
    "DISCARDED",
    "DRAFT",
    "EDITED",
    "NOT_BEGUN",
    "OPEN",
    "OPENED",
    "PUBLISHED",
    "REBASED",
    "RETURNED",
    "SENT",
    "Act",
    "ActedMeanwhile",
    "BaseReplaced",
    "BothChanged",
    "Check",
    "CheckOutdated",
    "Concern",
    "DayPassed",
    "EditedMeanwhile",
    "Files",
    "NotAFile",
    "NotApproved",
    "NotAsApproved",
    "NotChecked",
    "NotSent",
    "NothingChanged",
    "OtherProcess",
    "OwnWork",
    "Published",
    "Publishing",
    "ReasonMissing",
    "Registry",
    "Rehearsal",
    "Rehearsals",
    "RehearsedMeanwhile",
    "Release",
    "Revision",
    "RevisionClosed",
    "RevisionUnknown",
    "Revisions",
    "Running",
    "TitleMissing",
    "authors_of",
    "last_check",
]
