"""A form as it stands on a page: its nodes, what is wrong, and the idempotency key it carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.web.forms.fields import Node


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry of the error summary, which leads to the field ``id``."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form templates render; ``is_conditional``: answers decide which fields are shown."""

    nodes: Sequence[Node]
    problems: Sequence[Problem]
    key: str
    is_conditional: bool

    @property
    def status(self) -> int:
        """The HTTP status of a page with this form."""
        return 422 if self.problems else 200
