"""A form being filled in: opened, read, and shown again with what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from prosesser.cases import NotOurCase, OptionLists, SyntheticOnly, UnitNotCovered
from prosesser.cases.errors import OptionUnknown
from prosesser.definition import forms
from prosesser.definition.forms import Form, FormErrors, Line
from prosesser.definition.forms.hiding import lenient
from prosesser.definition.forms.model import Select, walk
from prosesser.errors import Refused
from prosesser.feel import Value, from_json, to_json
from workflow_app.web.forms import rows
from workflow_app.web.forms.fields import ID_PREFIX, Filling, nodes
from workflow_app.web.forms.filled import Filled, Problem
from workflow_app.web.forms.posted import Posted
from workflow_app.web.requests import new_key

NO_FORM = Form(id="uten_skjema", components=())
BAD_ANSWERS = (FormErrors, SyntheticOnly, OptionUnknown, NotOurCase, UnitNotCovered)
"""Refusals that whoever filled in the form can put right in it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form, and what its expressions, options and dates are read with."""

    form: Form
    facts: Mapping[str, Value]
    options: OptionLists
    now: datetime

    def opened(self, draft: object | None = None, own: str = "") -> Filled:
        """Return the form as it is first seen: with the draft, else with what it proposes.

        ``own`` is chosen beforehand in the lists of the application that have it.
        """
        kept: Any = {**self._chosen(own), **forms.defaults(self.form, self.facts, self.now)}
        if draft is not None:
            kept = from_json(draft)  # type: ignore[arg-type]  # JSON that `draft` made
        return self._filled(rows.begun(self.form.components, kept), new_key())

    def holding(self, answers: Mapping[str, object]) -> Filled:
        """Return the form as it was answered before, to be changed; ``answers`` are typed JSON."""
        kept: Any = lenient(self.form.components, answers)
        return self._filled(rows.begun(self.form.components, kept), new_key())

    def draft(self, posted: Posted) -> object:
        """Return what stands in the posted form as JSON, for `opened` to take up again."""
        standing: Any = self._standing(posted)
        return to_json(standing)

    def answers(self, posted: Posted) -> dict[str, object]:
        """Return the posted answers to the fields that are shown, as JSON, checked; raises `FormErrors`."""
        given = forms.without_empty_rows(self._standing(posted))
        values = forms.read(self.form, given, self.facts, self.options, self.now)
        return {key: forms.plain(value) for key, value in values.items()}

    def written(self, posted: Posted) -> tuple[Line, ...]:
        """Return what was written in the posted form, by label."""
        answers = forms.without_empty_rows(self._standing(posted))
        given = {key: answer for key, answer in answers.items() if answer not in (None, False, [])}
        return forms.display(self.form, given, self.options)

    def again(self, posted: Posted) -> Filled:
        """Return the form after one of its own buttons: a row more or less, fields shown and hidden."""
        answers, focus = rows.changed(self.form.components, self._standing(posted), posted.button)
        return self._filled(answers, posted.key, focus=focus)

    def filled_up(
        self, posted: Posted, fill: Callable[[Mapping[str, object]], Mapping[str, object]]
    ) -> Filled:
        """Return the form with its gaps filled by ``fill``, which gets what stands there as JSON."""
        standing = forms.without_empty_rows(self._standing(posted))
        made: Any = lenient(self.form.components, fill(_given(standing)))
        kept = {**made, **{key: answer for key, answer in _given(standing).items() if key not in made}}
        return self._filled(rows.begun(self.form.components, kept), posted.key)

    def refused(self, posted: Posted, refusal: Refused) -> Filled:
        """Return the form with what is wrong in it; the key is new, so that what is put right is sent."""
        answers = forms.without_empty_rows(self._standing(posted))
        return self._filled(rows.begun(self.form.components, answers), new_key(), refusal)

    def _chosen(self, own: str) -> rows.Answers:
        lists = {
            name for name, options in self.options.items() if own in {option.value for option in options}
        }
        return {
            field.key: own
            for field in self.form.fields()
            if isinstance(field, Select) and field.values_key in lists
        }

    def _standing(self, posted: Posted) -> rows.Answers:
        standing = forms.standing(self.form, posted.fields)
        return rows.begun(self.form.components, standing, posted.lists)

    def _filled(
        self, answers: rows.Answers, key: str, refusal: Refused | None = None, focus: str = ""
    ) -> Filled:
        errors = refusal.errors if isinstance(refusal, FormErrors) else ()
        components = self.form.components
        filling = Filling(
            post=MultiDict(forms.as_post(self.form, answers)),
            errors={error.path: error.message for error in errors},
            hidden=forms.hidden(self.form, answers, self.facts, self.now),
            rows=rows.counted(components, answers),
            options=self.options,
            focus=focus,
        )
        problems = [Problem(ID_PREFIX + error.path, error.message) for error in errors]
        if refusal is not None and not problems:
            problems = [Problem("skjema", str(refusal))]
        return Filled(
            nodes=nodes(self.form, filling),
            problems=problems,
            key=key,
            is_conditional=any(part.conditional.hide is not None for part in walk(components)),
        )


def _given(standing: Mapping[str, object]) -> dict[str, object]:
    """Return what has been answered of what stands in a form, as JSON; in rows too."""
    return {key: _plain(answer) for key, answer in standing.items() if not _is_blank(answer)}


def _plain(answer: object) -> object:
    if isinstance(answer, list | tuple):
        return [_given(row) if isinstance(row, Mapping) else row for row in answer]
    return forms.plain(answer)


def _is_blank(answer: object) -> bool:
    return answer is None or answer is False or answer in ("", [], ())
