"""What a check of a revision found.

The application makes checks, since it is the one that can play scenarios; here they are data. A check
is of the very files whose digest it names, and counts for no others.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Concern:
    """What may be meant, but is not sent for approval without a reason; ``details`` say more of it.

    ``id`` tells the concerns of a check apart.
    """

    id: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in one edition of a revision, in sentences.

    ``errors`` have to be put right, ``concerns`` to be given reasons, ``remarks`` are told.
    """

    edition: int
    digest: str
    errors: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    remarks: tuple[str, ...] = ()

    def told(self) -> Mapping[str, Any]:
        """Return the check as JSON data."""
        return asdict(self)


def read_check(told: Mapping[str, Any]) -> Check:
    """Return the check that `Check.told` told."""
    concerns = (Concern(one["id"], one["text"], tuple(one["details"])) for one in told["concerns"])
    errors, remarks = tuple(told["errors"]), tuple(told["remarks"])
    return Check(told["edition"], told["digest"], errors, tuple(concerns), remarks)
