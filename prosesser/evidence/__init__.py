"""What the recorded cases tell of the process: conformance, waiting, frequencies, variants, logs of events.

`Evidence` reads and `Exports` takes out, for auditors. docs/evidence.md says what is counted and hidden.
"""

from collections.abc import Mapping

from prosesser.evidence.conformance import OUTCOMES, ClauseLine, Instance, key_of
from prosesser.evidence.csv_file import write_csv
from prosesser.evidence.errors import NotASelection
from prosesser.evidence.export import Write
from prosesser.evidence.exports import Exports, Form, not_in_it
from prosesser.evidence.frequency import MOST_PATHS, ElementLine, FlowLine, Frequencies, Rounded
from prosesser.evidence.pseudonyms import Pseudonyms, as_they_are
from prosesser.evidence.reading import Extent
from prosesser.evidence.selection import Narrowing
from prosesser.evidence.spread import Spread, Times
from prosesser.evidence.use_cases import Count, Evidence
from prosesser.evidence.variants import GRAINS, Variant, Ways
from prosesser.evidence.waiting import KindOfTask, PartyLine
from prosesser.evidence.xes import write_xes

WRITERS: Mapping[str, Write] = {"xes": write_xes, "csv": write_csv}
"""How logs of events are written, by the ending of the file's name."""

__all__ = [
    "GRAINS",
    "MOST_PATHS",
    "OUTCOMES",
    "WRITERS",
    "ClauseLine",
    "Count",
    "ElementLine",
    "Evidence",
    "Exports",
    "Extent",
    "FlowLine",
    "Form",
    "Frequencies",
    "Instance",
    "KindOfTask",
    "Narrowing",
    "NotASelection",
    "PartyLine",
    "Pseudonyms",
    "Rounded",
    "Spread",
    "Times",
    "Variant",
    "Ways",
    "as_they_are",
    "key_of",
    "not_in_it",
    "write_csv",
    "write_xes",
]
