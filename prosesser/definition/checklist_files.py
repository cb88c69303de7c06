"""Reading the checklists of a bundle, and the expressions of their items' forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from prosesser.definition.bundle import Bundle
from prosesser.definition.checklists import SECTION, Checklist
from prosesser.definition.expressions import Site
from prosesser.definition.facts import label_of
from prosesser.definition.forms.model import PROPOSAL, Form, walk
from prosesser.definition.json_files import NOT_JSON, read_json, said

FOLDER, SUFFIX = "checklists/", ".json"


@dataclass(frozen=True, slots=True)
class ChecklistProblem:
    """Why a checklist file cannot be used, as a sentence in bokmål."""

    path: str
    message: str


def path_of(checklist: str) -> str:
    """Return where a checklist of that id lies in the journey's folder."""
    return f"{FOLDER}{checklist}{SUFFIX}"


def read_checklists(bundle: Bundle) -> tuple[dict[str, Checklist], tuple[ChecklistProblem, ...]]:
    """Return the usable checklists by id, and what is wrong with the others."""
    checklists: dict[str, Checklist] = {}
    problems: list[ChecklistProblem] = []
    for path in sorted(path for path in bundle if path.startswith(FOLDER) and path.endswith(SUFFIX)):
        try:
            checklist = Checklist.model_validate(read_json(bundle[path]))
        except ValidationError as error:
            problems.extend(_problems(path, error))
        except NOT_JSON:
            advice = "Lagre den på nytt."
            problems.append(ChecklistProblem(path, f"Sjekklisten «{path}» er ikke gyldig JSON. {advice}"))
        else:
            problems.extend(_misplaced(path, checklist))
            checklists.setdefault(checklist.id, checklist)
    return checklists, tuple(problems)


def _problems(path: str, error: ValidationError) -> Iterator[ChecklistProblem]:
    for details, sentence in said(error, "sjekklisten"):
        number = next((part for part in details["loc"] if isinstance(part, int)), None)
        place = "" if number is None else f", del {number + 1}"
        yield ChecklistProblem(path, f"Sjekklisten «{path}»{place}: {sentence}")


def _misplaced(path: str, checklist: Checklist) -> Iterator[ChecklistProblem]:
    if path != path_of(checklist.id):
        advice = f"Gi filen navnet «{checklist.id}{SUFFIX}», eller rett id-en."
        yield ChecklistProblem(path, f"Sjekklisten i «{path}» har id-en «{checklist.id}». {advice}")


def item_forms(checklists: Mapping[str, Checklist], forms: Mapping[str, Form]) -> tuple[Form, ...]:
    """Return the forms of the checklists' items, each once."""
    named = dict.fromkeys(checklist.form for checklist in checklists.values())
    return tuple(forms[form] for form in named if form in forms)


def item_sites(checklists: Mapping[str, Checklist], forms: Mapping[str, Form]) -> Iterator[Site]:
    """Yield the expressions of the item forms; only a proposal reads nothing of what the form itself asks."""
    for form in item_forms(checklists, forms):
        asked = frozenset(field.key for field in form.fields())
        for component in walk(form.components):
            for what, expression in component.expressions():
                place = f"{what} på «{label_of(component)}» i skjemaet «{form.id}»"
                own = frozenset({SECTION}) if what == PROPOSAL else asked | {SECTION}
                yield Site(None, place, f"={expression.text}", expression, names=own, form=form.id)
