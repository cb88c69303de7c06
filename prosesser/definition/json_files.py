"""Reading the JSON files of a bundle strictly, and saying in bokmål why one cannot be used."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

NOT_JSON = (ValueError, RecursionError)
"""What `read_json` raises of content that is no JSON."""


def read_json(content: bytes) -> Any:  # noqa: ANN401 - JSON is any shape until a model has seen it
    """Read JSON with decimal numbers; a key twice in one object, or NaN, is no JSON (`NOT_JSON`)."""
    return json.loads(
        content, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_duplicates
    )


def _no_constant(text: str) -> None:
    raise ValueError(text)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


_SENTENCES = {
    "extra_forbidden": "«{key}» støttes ikke her. Ta det bort.",
    "missing": "«{key}» mangler. Fyll det ut.",
    "union_tag_invalid": "felttypen «{tag}» vises ikke. Velg en annen felttype.",
    "union_tag_not_found": "feltet har ingen type. Velg en felttype.",
    "value_error": "«{key}»: {reason}",
    "literal_error": "«{key}» kan bare være {expected}.",
}


def said(error: ValidationError, whole: str) -> Iterator[tuple[ErrorDetails, str]]:
    """Yield each thing that is wrong with a sentence about it; ``whole`` is what the file is called."""
    for details in error.errors(include_url=False):
        sentence = _SENTENCES.get(details["type"], "«{key}» har en verdi som ikke kan brukes. Rett den.")
        context = details.get("ctx", {})
        yield (
            details,
            sentence.format(
                key=next((part for part in reversed(details["loc"]) if isinstance(part, str)), whole),
                tag=context.get("tag", ""),
                reason=context.get("error", ""),
                expected=context.get("expected", ""),
            ),
        )
