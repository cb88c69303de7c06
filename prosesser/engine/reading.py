"""How a step reads answers: strictly, unless they were recorded on another version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from prosesser.definition import forms
from prosesser.definition.forms import FieldError, FieldPlace, Form, FormErrors
from prosesser.engine.codec import Answers
from prosesser.feel import Value


class Reading(Protocol):
    """Decides what becomes of answers that are not what a form asks for."""

    def read(
        self, form: Form, answers: Answers, facts: Mapping[str, Value], now: datetime
    ) -> dict[str, Value]:
        """Return the facts that the answers state."""

    def object_to(self, errors: Sequence[FieldError]) -> None:
        """Take in what is wrong besides the fields' own rules."""


class Strict:
    """What the form does not accept is refused, with every error: `FormErrors`."""

    def read(
        self, form: Form, answers: Answers, facts: Mapping[str, Value], now: datetime
    ) -> dict[str, Value]:
        """Return the facts that the answers state."""
        return forms.read(form, answers, facts, {}, now)

    def object_to(self, errors: Sequence[FieldError]) -> None:
        """Refuse."""
        raise FormErrors(tuple(errors))


STRICT: Reading = Strict()


class AsItStands:
    """What people recorded stands: a form that asks for something else is told, and refuses nothing."""

    def __init__(self) -> None:
        self.missing: list[tuple[str, FieldPlace]] = []
        self.unasked: list[tuple[str, FieldPlace]] = []

    def read(
        self, form: Form, answers: Answers, facts: Mapping[str, Value], now: datetime
    ) -> dict[str, Value]:
        """Return the facts that the answers state; what is missing is null."""
        try:
            return forms.read(form, answers, facts, {}, now)
        except FormErrors:
            found = forms.as_recorded(form, answers, facts, now)
        self.missing += ((form.id, field) for field in found.missing)
        self.unasked += ((form.id, field) for field in found.unasked)
        return found.values

    def object_to(self, errors: Sequence[FieldError]) -> None:
        """Note what would have to be answered."""
        self.missing += (("", FieldPlace(error.path, error.label)) for error in errors)
