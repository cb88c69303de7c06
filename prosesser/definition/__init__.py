"""Diagram and forms: from bytes to an immutable, checked version."""

from prosesser.definition.bundle import Bundle, digest, read_folder, read_journey
from prosesser.definition.errors import NotRunnable, Unreadable
from prosesser.definition.examine import examine, load
from prosesser.definition.findings import Examination, Finding
from prosesser.definition.model import Definition, Element, Fact, Flow, Lane, TimerRule

__all__ = [
    "Bundle",
    "Definition",
    "Element",
    "Examination",
    "Fact",
    "Finding",
    "Flow",
    "Lane",
    "NotRunnable",
    "TimerRule",
    "Unreadable",
    "digest",
    "examine",
    "load",
    "read_folder",
    "read_journey",
]
