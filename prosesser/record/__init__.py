"""What a case's journal tells: duties kept or not, and what happened.

Pure: a fold over journal entries. The journal stays the truth; a record is made anew from it.
"""

from prosesser.record.fold import record_of
from prosesser.record.model import Duty, Entry, Happening, Record, Standing

__all__ = ["Duty", "Entry", "Happening", "Record", "Standing", "record_of"]
