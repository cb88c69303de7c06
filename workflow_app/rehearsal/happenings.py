"""What happens in a story beside its tasks: messages, and what the parties add, propose and write."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from workflow_app.rehearsal.told import NO_ANCHOR, NO_DAY, ONE_TIME, Answers, Day, Order, Part, Span, fault_of


class Happening(Part):
    """Something that happens on a date, or so long after the start or after a task was done."""

    on: Day | None = Field(default=None, alias="dato")
    after: Span | None = Field(default=None, alias="etter")
    done: str | None = Field(default=None, alias="fra")
    order: Order = Field(default=0, alias="rekkefolge")
    answers: Answers = Field(default_factory=dict, alias="svar")

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if (self.on is None) == (self.after is None):
            raise fault_of(ONE_TIME)
        if self.on is not None and self.done is not None:
            raise fault_of(NO_ANCHOR)
        if self.order and self.on is None:
            raise fault_of(NO_DAY)
        return self


class Sending(Happening):
    """A message that is sent; ``catch`` is the waiting event that takes it, where several wait."""

    name: str = Field(alias="navn")
    catch: str | None = Field(default=None, alias="venter")


class Adding(Happening):
    """A task that a party adds, with the answers to the form for adding it."""

    element: str = Field(alias="oppgave")
    party: str = Field(alias="part")


class OtherDate(Happening):
    """Another date that a party proposes for a task's deadline: a date, or FEEL over the facts."""

    element: str = Field(alias="oppgave")
    party: str = Field(alias="part")
    day: str = Field(alias="ny_dato")
    reason: str = Field(default="Det trengs mer tid.", alias="grunn")
    residents_view: str = Field(default="Beboeren er enig.", alias="beboers_syn")


class Writing(Happening):
    """An item that a party writes in a living document."""

    plan: str
    section: str = Field(alias="del")
    party: str = Field(alias="part")


Sendings = Annotated[tuple[Sending, ...], Field(strict=False)]
Addings = Annotated[tuple[Adding, ...], Field(strict=False)]
OtherDates = Annotated[tuple[OtherDate, ...], Field(strict=False)]
Writings = Annotated[tuple[Writing, ...], Field(strict=False)]
