"""What a browser posted from one of our forms: the fields' texts, and which button was pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import MultiDict

from prosesser.engine.plan_review import REVIEW
from workflow_app.web.requests import number_or_zero, posted_key

TOKEN, KEY, BUTTON, LIST = "csrf_token", "nokkel", "handling", "liste"
COMPLETE, SAVE = "fullfor", "lagre"
PLAN = "plan "
"""Before the id of a plan: the button that keeps a draft and goes there."""
REVIEWED = f"{REVIEW}-"
"""Before an item's id, a hyphen and a field: what was decided of it."""
SEEN, FROM = "sett-", "fra-oppgave"
"""Before an item's id: how often it had been changed when it was shown; and the task that one came from."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as posted: ``lists`` names the lists on the page, ``key`` is the idempotency key.

    Of plans: ``review`` holds the fields of the items that are gone through, ``seen`` how often each
    item had been changed when it was shown.
    """

    fields: MultiDict[str, str]
    lists: frozenset[str]
    button: str
    key: str
    review: MultiDict[str, str] = field(default_factory=MultiDict)
    seen: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def of_request() -> "Posted":
        """Read the request at hand."""
        ours = {TOKEN, KEY, BUTTON, LIST, FROM}
        answers = [(name, text) for name, text in request.form.items(multi=True) if name not in ours]
        return Posted(
            fields=MultiDict(pair for pair in answers if not pair[0].startswith((REVIEWED, SEEN))),
            lists=frozenset(request.form.getlist(LIST)),
            button=request.form.get(BUTTON, COMPLETE),
            key=posted_key(),
            review=MultiDict(pair for pair in answers if pair[0].startswith(REVIEWED)),
            seen={
                name.removeprefix(SEEN): number_or_zero(text)
                for name, text in answers
                if name.startswith(SEEN)
            },
        )

    @property
    def completes(self) -> bool:
        """Whether the form was sent in for good."""
        return self.button == COMPLETE

    @property
    def plan(self) -> str:
        """The plan that is to be opened once a draft is kept; empty for none."""
        return self.button.removeprefix(PLAN) if self.button.startswith(PLAN) else ""

    @property
    def saves(self) -> bool:
        """Whether it is to be kept as a draft."""
        return self.button == SAVE
