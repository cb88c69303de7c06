"""Writing form files: a new one, and a copy of one."""

import json
from collections.abc import Mapping
from typing import Any

from prosesser.definition.form_files import path_of
from prosesser.definition.json_files import NOT_JSON
from prosesser.definition.rules.data import FACT_NAME
from prosesser.errors import Refused

LONGEST_ID = 80
BEGINNING: Mapping[str, Any] = {
    "type": "default",
    "schemaVersion": 18,
    "executionPlatform": "Camunda Cloud",
    "executionPlatformVersion": "8.6.0",
    "components": [],
}


class FormIdUnfit(Refused):
    """«{form}» kan ikke være id på et skjema. Bruk små bokstaver a–z, tall og understrek: ny_innkalling."""


class FormExists(Refused):
    """Det finnes allerede et skjema med id-en «{form}». Velg en annen."""


class FormNotCopied(Refused):
    """Skjemaet kan ikke kopieres: filen er ikke gyldig JSON. Last opp en som er det."""


def new_form(bundle: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """Return an empty form's file by path; raises `FormIdUnfit` or `FormExists`."""
    return {_free(bundle, form): written({**BEGINNING, "id": form})}


def copied(bundle: Mapping[str, bytes], path: str, form: str) -> dict[str, bytes]:
    """Return a copy of a form's file under another id; raises also `FormNotCopied`."""
    target = _free(bundle, form)
    try:
        schema = json.loads(bundle[path])
    except NOT_JSON:
        raise FormNotCopied from None
    if not isinstance(schema, dict):
        raise FormNotCopied
    return {target: written({**schema, "id": form})}


def written(schema: Mapping[str, Any]) -> bytes:
    """Return a schema as our files are laid out."""
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _free(bundle: Mapping[str, bytes], form: str) -> str:
    if len(form) > LONGEST_ID or not FACT_NAME.fullmatch(form):
        raise FormIdUnfit(form=form[:LONGEST_ID])
    path = path_of(form)
    if path in bundle:
        raise FormExists(form=form)
    return path
