"""A form of a revision as a caseworker would get it, while it is still being written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from prosesser.definition import Examination, Finding, Unreadable, examine
from prosesser.definition.bundle import Bundle
from prosesser.definition.form_files import form_of, read_forms
from prosesser.definition.forms import Form, FormErrors
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import Sheet

SCHEMA = "skjema-json"
"""Under which name the preview posts the schema; no field can be called that."""

TRY = "prov"
"""The button that tries whether the answers would be taken."""

SheetOf = Callable[[Form], Sheet]


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown beside the editor.

    ``filled`` is the form (None when the file cannot be read as one), ``faults`` and ``notes`` what the
    rules say of it, ``elsewhere`` what they say of the rest of the journey only since it was changed.
    ``accepted``: the answers that were tried would be taken.
    """

    filled: Filled | None
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    elsewhere: tuple[Finding, ...] = ()
    accepted: bool = False


def preview(bundle: Bundle, path: str, content: bytes, sheet_of: SheetOf, posted: Posted | None) -> Preview:
    """Show a form file of a bundle as it would be with that content, and with what was posted in it."""
    forms, problems = read_forms({path: content})
    after = _examined({**bundle, path: content})
    own = [finding for finding in after if finding.form == form_of(path)]
    shown = Preview(
        filled=None,
        faults=tuple(problem.message for problem in problems) or _said(own, "error"),
        notes=_said(own, "warning", "info"),
        elsewhere=_elsewhere(bundle, after, own),
    )
    form = next(iter(forms.values()), None)
    return shown if form is None else _filled(shown, sheet_of(form), posted)


def _filled(shown: Preview, sheet: Sheet, posted: Posted | None) -> Preview:
    if posted is None:
        return replace(shown, filled=sheet.opened())
    if posted.button != TRY:
        return replace(shown, filled=sheet.again(posted))
    try:
        sheet.answers(posted)
    except FormErrors as refusal:
        return replace(shown, filled=sheet.refused(posted, refusal))
    return replace(shown, filled=sheet.again(posted), accepted=True)


def answers_only(posted: Posted) -> Posted:
    """Return what was posted in the form itself, without the schema that came along."""
    fields = ((name, text) for name, text in posted.fields.items(multi=True) if name != SCHEMA)
    return replace(posted, fields=MultiDict(fields))


def _examined(bundle: Bundle) -> tuple[Finding, ...]:
    try:
        return examine(bundle).findings
    except Unreadable:  # of a diagram that cannot be read there is nothing to say here
        return ()


def _said(findings: list[Finding], *severities: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.message for finding in findings if finding.severity in severities))


def _elsewhere(bundle: Bundle, after: tuple[Finding, ...], own: list[Finding]) -> tuple[Finding, ...]:
    """Return the faults that the change brought elsewhere; the bundle is only linted where there are any."""
    faults = tuple(finding for finding in after if finding.severity == "error" and finding not in own)
    before = _examined(bundle) if faults else ()
    return tuple(finding for finding in faults if finding not in before)


def findings_by_form(examination: Examination) -> Mapping[str, tuple[Finding, ...]]:
    """Return the faults and warnings that are put right in a form, by its id."""
    found: dict[str, list[Finding]] = {}
    for finding in examination.findings:
        if finding.form is not None and finding.severity != "info":
            found.setdefault(finding.form, []).append(finding)
    return {form: tuple(dict.fromkeys(findings)) for form, findings in found.items()}
