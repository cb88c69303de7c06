"""What the actor may do in a case besides its tasks, and what the parties propose to each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from prosesser.definition.forms.model import Form
from prosesser.definition.model import Element
from prosesser.engine.state import Proposal, Timer


@dataclass(frozen=True, slots=True)
class StartOffer:
    """A published process that the actor may start a case of, with its form."""

    key: str
    name: str
    form: Form | None


@dataclass(frozen=True, slots=True)
class MessageOffer:
    """A message that waits in the case and that the actor may send. ``form`` None: nothing to fill in.

    ``catch`` is the id of the event that waits for it; ``facts`` are what the form's expressions read.
    """

    name: str
    catch: str
    element: Element
    form: Form | None
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AdditionOffer:
    """A task that the actor may add to the case, on behalf of ``party``, with the form for adding it."""

    element: Element
    party: str
    form: Form
    facts: Mapping[str, object]

    @property
    def agreed(self) -> bool:
        """Whether the other party has to agree before the task is added."""
        return self.element.addition is not None and self.element.addition.agreed


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What a party proposes to the other: another date for the deadline of ``about``, or a task.

    ``timer`` is the deadline as it stands; ``form`` asks what ``answers`` tell of a proposed task.
    """

    proposal: Proposal
    about: Element
    timer: Timer | None
    form: Form | None
