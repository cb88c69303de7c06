"""What a browser posted from one of our forms: the fields' texts, and which button was pressed."""

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from workflow_app.requests import posted_key

TOKEN, KEY, BUTTON = "csrf_token", "nokkel", "handling"
COMPLETE, SAVE = "fullfor", "lagre"


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as posted; ``key`` is its idempotency key."""

    fields: MultiDict[str, str]
    button: str
    key: str

    @staticmethod
    def of_request() -> "Posted":
        """Read the request at hand."""
        ours = {TOKEN, KEY, BUTTON}
        fields = MultiDict((name, text) for name, text in request.form.items(multi=True) if name not in ours)
        return Posted(fields, request.form.get(BUTTON, COMPLETE), posted_key())

    @property
    def completes(self) -> bool:
        """Whether the form was sent in for good."""
        return self.button == COMPLETE

    @property
    def saves(self) -> bool:
        """Whether it is to be kept as a draft."""
        return self.button == SAVE
