"""Whether a single file can be taken into a bundle: why not, before anything is changed."""

import yaml

from prosesser.definition.bundle import DIAGRAM, REQUIREMENTS
from prosesser.definition.checklist_files import FOLDER as CHECKLISTS
from prosesser.definition.checklist_files import read_checklists
from prosesser.definition.errors import Unreadable
from prosesser.definition.form_files import FOLDER as FORMS
from prosesser.definition.form_files import read_forms
from prosesser.definition.requirements import read_catalogue
from prosesser.definition.safe_xml import read_xml

NOT_YAML = (yaml.YAMLError, ValueError, RecursionError)


def file_problems(path: str, content: bytes) -> tuple[str, ...]:
    """Return what keeps a file from being read at all, in bokmål; empty when it can be.

    What the rules say of the whole journey with the file in it is another matter.
    """
    if path.startswith(FORMS):
        return tuple(problem.message for problem in read_forms({path: content})[1])
    if path.startswith(CHECKLISTS):
        return tuple(problem.message for problem in read_checklists({path: content})[1])
    try:
        _read(path, content)
    except Unreadable as unreadable:
        return (str(unreadable),)
    except NOT_YAML:
        return (f"Filen «{path}» er ikke gyldig YAML. Lagre den på nytt.",)
    return ()


def _read(path: str, content: bytes) -> None:
    if path == DIAGRAM:
        read_xml(content, path)
    elif path == REQUIREMENTS:
        read_catalogue({path: content})
    else:
        yaml.safe_load(content)
