"""What the linter says of files that are being edited, as JSON."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from prosesser.definition import Examination, Finding, Unreadable, examine
from prosesser.definition.bundle import DIAGRAM, Bundle
from workflow_app.web.editing.dictionary import facts

Files = tuple[tuple[str, bytes], ...]


def checked(bundle: Bundle) -> dict[str, Any]:
    """Return the findings of a bundle, and the facts that can be read in it."""
    examination = examined(bundle)
    findings = [{**asdict(finding), "name": finding.element_name} for finding in examination.findings]
    return {"findings": findings, "facts": facts(examination.definition)}


def examined(bundle: Bundle) -> Examination:
    """Return what the linter says; of files that cannot be opened at all, that as a finding."""
    return _examined(tuple(sorted(bundle.items())))


@lru_cache(maxsize=8)
def _examined(files: Files) -> Examination:
    """Examine files once: what has just been checked is saved a moment later."""
    try:
        return examine(dict(files))
    except Unreadable as unreadable:
        return Examination(None, (Finding("error", None, DIAGRAM, "readable", str(unreadable)),))
