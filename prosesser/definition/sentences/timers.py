"""When a timer fires or a deadline falls, in words, with its working-day rule and its reminder."""

from collections.abc import Iterator

from prosesser.definition.expressions import literal_expression, parse_feel
from prosesser.definition.model import TimerRule
from prosesser.definition.sentences.phrases import day_words
from prosesser.definition.sentences.vocabulary import Vocabulary
from prosesser.definition.words import span

WORKING_DAY = {
    "forrige": "siste virkedag før når dagen ikke er en virkedag",
    "neste": "første virkedag etter når dagen ikke er en virkedag",
}


def timer_words(rule: TimerRule, words: Vocabulary) -> str:
    """Say all of a rule: "4 måneder etter innflytting i institusjon, påminnelse 4 uker før"."""
    return ", ".join(timer_parts(rule, words))


def timer_parts(rule: TimerRule, words: Vocabulary) -> Iterator[str]:
    """Yield what a rule says: when, where a day goes that is no working day, when to remind."""
    yield day_words(rule.expression, words)
    if rule.working_day is not None:
        yield WORKING_DAY[rule.working_day]
    if rule.reminder is not None:
        yield f"påminnelse {span(rule.reminder)} før"
    if rule.negotiable:
        yield "partene kan avtale en annen dato"


def typed_words(text: str, words: Vocabulary) -> str:
    """Say when, for a timer as it is written: ``=expression`` or an ISO 8601 literal.

    Raises FeelSyntaxError or FeelBudgetExceeded where it cannot be read.
    """
    literal = literal_expression(text)
    return day_words(parse_feel(text.strip() if literal is None else f"={literal}"), words)
