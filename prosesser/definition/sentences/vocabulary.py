"""What a version calls its facts and their answers."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from prosesser.definition.forms.model import Choice, DynamicList, Form, InputField, walk
from prosesser.definition.model import Definition

_QUESTION = ("?", ":", ".")
_ANYTHING = frozenset({"Dato", "Frist", "Tid"})
"""Labels that name what is asked for only where they stand."""

_DAYS = frozenset({"date", "date and time"})
_PREPOSITIONS = frozenset({"av", "fra", "i", "med", "om", "på", "til"})


class NotSaid(Exception):
    """There are no words for this expression."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``labels`` and stored ``answers`` by fact, as readers know them; ``days`` are the facts that are days.

    A key of rows (``soknad.type``) stands under its own name, where all rows that have it agree.
    """

    labels: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: AbstractSet[str] = frozenset()

    def quoted(self, fact: str) -> str:
        """Name a fact as it is asked: "«Har beboeren individuell plan?»"."""
        return f"«{self.labels.get(fact, fact)}»"

    def noun(self, fact: str) -> str:
        """Name a fact inside a sentence: "innflytting i institusjon"; one that fits in none, in quotes."""
        label = self.labels.get(fact, fact)
        last = label.split()[-1:]
        unfit = label.endswith(_QUESTION) or label in _ANYTHING or not _PREPOSITIONS.isdisjoint(last)
        if fact not in self.labels or unfit:
            return f"«{label}»"
        is_acronym = label[:2].isupper()
        return label if is_acronym else label[:1].lower() + label[1:]

    def answer(self, fact: str, value: str) -> str:
        """Name an answer as it is offered: "«Nei»"."""
        return f"«{self.answers.get(fact, {}).get(value, value)}»"


def vocabulary(definition: Definition) -> Vocabulary:
    """Return the words of a version."""
    labels, answers = dict(_agreed(definition)), dict[str, dict[str, str]]()
    labels |= {name: fact.label for name, fact in definition.facts.items()}
    for component in _inputs(definition.forms):
        if isinstance(component, Choice):
            offered = {option.value: option.label for option in component.values}
            answers[component.key] = {**offered, **answers.get(component.key, {})}
    days = {name for name, fact in definition.facts.items() if fact.type in _DAYS}
    return Vocabulary(labels, answers, frozenset(days))


def _inputs(forms: Mapping[str, Form]) -> Iterator[InputField]:
    for form in forms.values():
        yield from (component for component in walk(form.components) if isinstance(component, InputField))


def _agreed(definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield what keys of rows are called, where all that have them call them the same."""
    found: dict[str, set[str]] = {}
    for form in definition.forms.values():
        for rows in walk(form.components):
            if isinstance(rows, DynamicList):
                for component in walk(rows.components):
                    if isinstance(component, InputField) and component.label:
                        found.setdefault(component.key, set()).add(component.label)
    yield from ((key, next(iter(labels))) for key, labels in found.items() if len(labels) == 1)
