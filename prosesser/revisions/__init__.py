"""Revisions: the process owners' working copies of a version, until one is published."""

from prosesser.revisions.errors import (
    EditedMeanwhile,
    NotAFile,
    RevisionClosed,
    RevisionUnknown,
    TitleMissing,
)
from prosesser.revisions.use_cases import Files, Revisions
from prosesser.store.revisions import Revision

__all__ = [
    "EditedMeanwhile",
    "Files",
    "NotAFile",
    "Revision",
    "RevisionClosed",
    "RevisionUnknown",
    "Revisions",
    "TitleMissing",
]
