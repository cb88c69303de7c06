"""What views read from a request: page numbers, ids and idempotency keys, whatever a client may send."""

import re
import secrets

from flask import abort, request

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
MOST_DIGITS = 6
LONGEST_ID = 100
NUL = "\0"


def page_number() -> int:
    """Return the number of the page asked for; 1 when none or nonsense is."""
    return max(1, number_or_zero(request.args.get("side", "")))


def number_or_zero(text: str) -> int:
    """Read a number of few digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def posted_id(name: str) -> str:
    """Return the posted id of a person or a unit; "" for a text that can be none: PostgreSQL takes no NUL."""
    text = request.form.get(name, "").strip()[:LONGEST_ID]
    return "" if NUL in text else text


def refuse_nul() -> None:
    """Answer an address with NUL in it as one that does not exist: no id of ours has any."""
    if NUL in request.path:
        abort(404)


def new_key() -> str:
    """Return an idempotency key for a form about to be shown."""
    return secrets.token_urlsafe(18)


def posted_key() -> str:
    """Return the idempotency key of the form that was posted, a new one when it has none."""
    text = request.form.get("nokkel", "")
    return text if KEY.fullmatch(text) else new_key()
