"""Forms: that each asks something that can be answered, shown and kept."""

from collections import Counter
from collections.abc import Iterator

import re2

from prosesser.definition.facts import label_of
from prosesser.definition.form_files import form_of
from prosesser.definition.forms.model import (
    AnyComponent,
    Choice,
    Component,
    Datetime,
    DynamicList,
    Form,
    InputField,
    Number,
    Textarea,
    Textfield,
    fields_of,
    walk,
)
from prosesser.definition.rules.subject import Problem, Subject


def _components(subject: Subject) -> Iterator[tuple[Form, AnyComponent]]:
    for form in subject.definition.forms.values():
        for component in walk(form.components):
            yield form, component


def _say(form: Form, component: Component, sentence: str) -> Problem:
    return None, f"Skjemaet «{form.id}», feltet «{label_of(component)}»: {sentence}", form.id


def forms_are_readable(subject: Subject) -> Iterator[Problem]:
    for problem in subject.form_problems:
        yield None, problem.message, form_of(problem.path)


def form_keys_are_unique(subject: Subject) -> Iterator[Problem]:
    for form in subject.definition.forms.values():
        rows = [part.components for part in walk(form.components) if isinstance(part, DynamicList)]
        for level in (form.components, *rows):
            for key, count in Counter(field.key for field in fields_of(level)).items():
                if count > 1:
                    yield (
                        None,
                        f"Skjemaet «{form.id}»: nøkkelen «{key}» er brukt {count} ganger. Bruk ulike nøkler.",
                        form.id,
                    )


def form_fields_have_labels(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if isinstance(component, InputField | DynamicList) and not component.label.strip():
            yield _say(form, component, "feltet har ingen ledetekst. Skriv hva det spør om.")


def form_choices_have_options(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if not isinstance(component, Choice):
            continue
        if bool(component.values) == (component.values_key is not None):
            yield _say(form, component, "oppgi enten valgene selv eller én liste (valuesKey).")
        if len({option.value for option in component.values}) < len(component.values):
            yield _say(form, component, "to valg har samme verdi. Gi dem ulike verdier.")


def form_exceptions_can_be_answered(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if not isinstance(component, InputField) or not component.properties.unntak:
            continue
        found = (field for field in form.fields() if field.key == component.properties.unntak)
        exception = next(found, None)
        values = {option.value for option in exception.values} if isinstance(exception, Choice) else set()
        if "ja" not in values:
            yield _say(
                form, component, "«unntak» må navngi et felt i skjemaet der det kan svares «ja». Rett det."
            )


def form_bounds_can_be_met(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if isinstance(component, Number):
            low, high = component.rules.min, component.rules.max
            if low is not None and high is not None and low > high:
                yield _say(form, component, "den minste verdien er større enn den største. Rett grensene.")
        if isinstance(component, Textfield | Textarea):
            shortest, longest = component.rules.min_length or 0, component.rules.max_length
            if longest is not None and shortest > longest:
                yield _say(form, component, "den minste lengden er større enn den største. Rett grensene.")


def form_patterns_can_be_matched(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if isinstance(component, Textfield | Textarea) and component.rules.pattern is not None:
            try:
                re2.compile(component.rules.pattern)
            except re2.error:
                yield _say(form, component, "mønsteret (pattern) kan ikke brukes. Skriv det enklere.")


def form_formats_fit(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if not isinstance(component, InputField):
            continue
        properties = component.properties
        if properties.format is not None and not isinstance(component, Textfield):
            yield _say(
                form, component, f"formatet «{properties.format}» hører til på et tekstfelt. Ta det bort."
            )
        bounded = properties.tidligst is not None or properties.senest is not None
        if bounded and not (isinstance(component, Datetime) and component.subtype != "time"):
            yield _say(form, component, "«tidligst» og «senest» hører til på en dato. Ta dem bort.")


def form_texts_are_plain(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        names = ("text", "label", "description")
        texts = [getattr(component, name, "") for name in names]
        if any(text.startswith("=") or "{{" in text for text in texts):
            yield _say(form, component, "uttrykk i tekster regnes ikke ut. Skriv teksten rett ut.")


def form_lists_have_plain_rows(subject: Subject) -> Iterator[Problem]:
    for form, component in _components(subject):
        if isinstance(component, DynamicList):
            if not list(fields_of(component.components)):
                yield _say(
                    form, component, "listen har ingen felter. Legg til det som skal fylles ut i hver rad."
                )
            if any(isinstance(inner, DynamicList) for inner in walk(component.components)):
                yield _say(form, component, "en liste i en liste kan ikke vises. Del opp skjemaet.")
            if any(getattr(inner, "default", None) is not None for inner in walk(component.components)):
                yield _say(form, component, "forvalg i radene har ingen virkning. Ta dem bort.")
