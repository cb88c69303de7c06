"""What a browser posted from one of our forms: the fields' texts, and which button was pressed."""

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from workflow_app.web.requests import posted_key

TOKEN, KEY, BUTTON, LIST = "csrf_token", "nokkel", "handling", "liste"
COMPLETE, SAVE = "fullfor", "lagre"


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as posted: ``lists`` names the lists on the page, ``key`` is the idempotency key."""

    fields: MultiDict[str, str]
    lists: frozenset[str]
    button: str
    key: str

    @staticmethod
    def of_request() -> "Posted":
        """Read the request at hand."""
        ours = {TOKEN, KEY, BUTTON, LIST}
        fields = MultiDict((name, text) for name, text in request.form.items(multi=True) if name not in ours)
        lists = frozenset(request.form.getlist(LIST))
        return Posted(fields, lists, request.form.get(BUTTON, COMPLETE), posted_key())

    @property
    def completes(self) -> bool:
        """Whether the form was sent in for good."""
        return self.button == COMPLETE

    @property
    def saves(self) -> bool:
        """Whether it is to be kept as a draft."""
        return self.button == SAVE
