"""What differs between two versions of a journey, told like minutes.

Everything that decides how a case runs is compared; how the diagram is drawn is listed apart.
"""

from prosesser.definition.diff.compare import compare
from prosesser.definition.diff.model import GROUPS, Change, Comparison, Group

__all__ = ["GROUPS", "Change", "Comparison", "Group", "compare"]
