"""Reading the forms of a bundle."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from prosesser.definition.bundle import Bundle
from prosesser.definition.forms.model import Form
from prosesser.definition.json_files import NOT_JSON, read_json, said

FOLDER, SUFFIX = "forms/", ".form"


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Why a form file cannot be used, as a sentence in bokmål."""

    path: str
    message: str


def path_of(form: str) -> str:
    """Return where a form of that id lies in the journey's folder."""
    return f"{FOLDER}{form}{SUFFIX}"


def form_of(path: str) -> str:
    """Return the id that the form in a file is to have."""
    return path.removeprefix(FOLDER).removesuffix(SUFFIX)


def form_paths(bundle: Bundle) -> list[str]:
    """Return the paths of the form files."""
    return sorted(path for path in bundle if path.startswith(FOLDER) and path.endswith(SUFFIX))


def read_forms(bundle: Bundle) -> tuple[dict[str, Form], tuple[FormProblem, ...]]:
    """Return the usable forms by id, and what is wrong with the others."""
    forms: dict[str, Form] = {}
    problems: list[FormProblem] = []
    for path in form_paths(bundle):
        try:
            form = Form.model_validate(read_json(bundle[path]))
        except ValidationError as error:
            problems.extend(_problems(path, bundle[path], error))
        except NOT_JSON:
            problems.append(FormProblem(path, f"Skjemaet «{path}» er ikke gyldig JSON. Lagre det på nytt."))
        else:
            problems.extend(_misplaced(path, form))
            forms.setdefault(form.id, form)
    return forms, tuple(problems)


def _misplaced(path: str, form: Form) -> Iterator[FormProblem]:
    if path != path_of(form.id):
        advice = f"Gi filen navnet «{form.id}{SUFFIX}», eller rett id-en."
        yield FormProblem(path, f"Skjemaet i «{path}» har id-en «{form.id}». {advice}")


def _problems(path: str, content: bytes, error: ValidationError) -> Iterator[FormProblem]:
    schema = read_json(content)
    for details, sentence in said(error, "skjemaet"):
        yield FormProblem(path, f"Skjemaet «{path}», {_place(schema, details)}: {sentence}")


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
