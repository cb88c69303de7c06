"""What whoever publishes a version is warned of, and has to give a reason for."""

from prosesser.guards.guards import guards
from prosesser.guards.model import Guard

__all__ = ["Guard", "guards"]
