"""What a case's journal tells: duties kept or not, gaps, proposals, and what happened.

Pure: a fold over journal entries. The journal stays the truth; a record is made anew from it.
"""

from prosesser.record.duty import Close, Duty, Standing
from prosesser.record.fold import record_of, records_at
from prosesser.record.model import Answer, Entry, Gap, Happening, Proposal, Record, Side, Since

__all__ = [
    "Answer",
    "Close",
    "Duty",
    "Entry",
    "Gap",
    "Happening",
    "Proposal",
    "Record",
    "Side",
    "Since",
    "Standing",
    "record_of",
    "records_at",
]
