"""Reading the forms of a bundle."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from prosesser.definition.bundle import Bundle
from prosesser.definition.forms.model import Form

FOLDER, SUFFIX = "forms/", ".form"


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Why a form file cannot be used, as a sentence in bokmål."""

    path: str
    message: str


def form_paths(bundle: Bundle) -> list[str]:
    """Return the paths of the form files."""
    return sorted(path for path in bundle if path.startswith(FOLDER) and path.endswith(SUFFIX))


def read_forms(bundle: Bundle) -> tuple[dict[str, Form], tuple[FormProblem, ...]]:
    """Return the usable forms by id, and what is wrong with the others."""
    forms: dict[str, Form] = {}
    problems: list[FormProblem] = []
    for path in form_paths(bundle):
        try:
            form = Form.model_validate(_json(bundle[path]))
        except ValidationError as error:
            problems.extend(_problems(path, bundle[path], error))
        except (ValueError, RecursionError):
            problems.append(FormProblem(path, f"Skjemaet «{path}» er ikke gyldig JSON. Lagre det på nytt."))
        else:
            problems.extend(_misplaced(path, form))
            forms.setdefault(form.id, form)
    return forms, tuple(problems)


def _misplaced(path: str, form: Form) -> Iterator[FormProblem]:
    if path != f"{FOLDER}{form.id}{SUFFIX}":
        advice = f"Gi filen navnet «{form.id}{SUFFIX}», eller rett id-en."
        yield FormProblem(path, f"Skjemaet i «{path}» har id-en «{form.id}». {advice}")


def _json(content: bytes) -> Any:  # noqa: ANN401 - JSON is any shape until the model has seen it
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


def _problems(path: str, content: bytes, error: ValidationError) -> Iterator[FormProblem]:
    schema = _json(content)
    for details in error.errors(include_url=False):
        sentence = _SENTENCES.get(details["type"], "«{key}» har en verdi som ikke kan brukes. Rett den.")
        context = details.get("ctx", {})
        said = sentence.format(
            key=_key(details),
            tag=context.get("tag", ""),
            reason=context.get("error", ""),
            expected=context.get("expected", ""),
        )
        yield FormProblem(path, f"Skjemaet «{path}», {_place(schema, details)}: {said}")


def _key(details: ErrorDetails) -> str:
    return next((part for part in reversed(details["loc"]) if isinstance(part, str)), "skjemaet")


def _place(schema: object, details: ErrorDetails) -> str:
    """Name the innermost component around an error: by label, key or id."""
    place, current = "skjemaet selv", schema
    for part in details["loc"]:
        if isinstance(current, list) and isinstance(part, int):
            current = current[part]
        elif isinstance(current, dict) and part in current:
            current = current[str(part)]
        if isinstance(current, dict) and "type" in current and current is not schema:
            names = (current.get(name) for name in ("label", "dateLabel", "key", "path", "id"))
            place = f"feltet «{next((name for name in names if name), current['type'])}»"
    return place
