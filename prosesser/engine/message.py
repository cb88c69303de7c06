"""What every command and event is: a frozen record with a kind and a JSON form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from prosesser.engine.codec import decode, encode


@dataclass(frozen=True, slots=True)
class Message:
    """What commands and events share."""

    @property
    def kind(self) -> str:
        """The name that the message is journaled under: its class's."""
        return type(self).__name__

    def to_json(self) -> dict[str, Any]:
        """Return the message as JSON data, tagged with its kind."""
        return {"kind": self.kind, **encode(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Build the message from what ``to_json`` gave."""
        return decode(cls, data)
