"""What happens to the plans of a case, in words for its timeline."""

from collections.abc import Iterator
from datetime import date

from prosesser.definition.checklists import DUE, RESPONSIBLE, STATE, heading
from prosesser.definition.forms import Form, display
from prosesser.engine.codec import Answers
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from workflow_app.web.glossary import Glossary
from workflow_app.wording import long_date


def item_written(command: SaveItem, words: Glossary) -> str:
    """Say that an item was written or changed, in which section of which plan."""
    place = f"{words.plan(command.plan)}, {words.section(command.plan, command.section)}"
    if command.item is None:
        return f"Skrev et punkt i {place}"
    return f"Endret punkt {_number(command.item)} i {place}"


def section_set(said: SetSection | SectionSet, words: Glossary) -> str:
    """Say that a section was left out or taken in again."""
    place = f"«{words.section(said.plan, said.section)}» i {words.plan(said.plan)}"
    if said.relevant:
        return f"Merket {place} som aktuelt igjen"
    return f"Merket {place} som ikke aktuelt. Grunn: {said.reason.strip()}"


def item_stands(event: ItemSaved, words: Glossary) -> str:
    """Say how an item stands: what it is, its state, who and when."""
    form = item_form(event.plan, words)
    said = " ".join(_standing(form, event.answers, words))
    return f"{item_named(event, words)}: {said}".removesuffix(".")


def item_named(event: ItemSaved, words: Glossary) -> str:
    """Name an item: its number in which plan, and what it is."""
    title = heading(item_form(event.plan, words), event.answers)
    named = f", «{title}»" if title else ""
    return f"Punkt {_number(event.item)} i {words.plan(event.plan)}{named}"


def item_form(plan: str, words: Glossary) -> Form:
    """Return the form of a plan's items, of the version that the words are of."""
    return words.definition.forms[words.definition.checklists[plan].form]


def plan_adopted(event: PlanAdopted, words: Glossary) -> str:
    """Say which version the plan has become."""
    return f"Versjon {event.version} av {words.plan(event.plan)} er fastsatt"


def _standing(form: Form, answers: Answers, words: Glossary) -> Iterator[str]:
    labels = {key: _shown(form, answers, key, words) for key in (STATE, RESPONSIBLE)}
    yield f"{labels[STATE]}."
    if answers.get(RESPONSIBLE):
        yield f"Ansvarlig: {labels[RESPONSIBLE]}."
    if answers.get(DUE):
        yield f"Frist: {long_date(date.fromisoformat(str(answers[DUE])))}."


def _shown(form: Form, answers: Answers, key: str, words: Glossary) -> str:
    lines = display(form, {key: answers.get(key)}, words.options)
    return lines[0].value if lines else ""


def _number(item: str) -> str:
    return item.rpartition(".")[2]
