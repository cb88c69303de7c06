"""What is asked, as the address says it, and the answers to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from prosesser.audit.file import AuditFile
from prosesser.audit.replaying import readable
from prosesser.audit.why import Retold, why_choice, why_date, why_message, why_task
from prosesser.cases import OptionLists
from prosesser.definition.model import Definition
from prosesser.definition.sentences import vocabulary
from workflow_app.web.glossary import Glossary
from workflow_app.web.requests import number_or_zero
from workflow_app.web.why.answer import Answer
from workflow_app.web.why.choices import choice_answer
from workflow_app.web.why.dates import date_answer
from workflow_app.web.why.tasks import message_answer, task_answer
from workflow_app.web.why.values import Words

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}(\.[0-9]{1,6})?")
"""An element's id, and how many times it has been there, as the journal has them."""

LOGGED = {
    "frist": "fristen {}",
    "valg": "valget {}",
    "oppgave": "oppgaven {}",
    "melding": "meldingen {}",
}
"""What is asked about, by the parameter of the address, as the access log says it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the address: about what (a key of ``LOGGED``; "" for nothing yet), and at which row.

    ``row`` None is the end of the case.
    """

    about: str
    id: str
    row: int | None

    @classmethod
    def read(cls, address: Mapping[str, str]) -> Self:
        """Read a question; what can be no id asks for nothing."""
        row = number_or_zero(address.get("rad", "")) or None
        named = ((about, address[about]) for about in LOGGED if about in address)
        about, id_ = next(named, ("", ""))
        return cls(about, id_ if ID.fullmatch(id_) else "", row)

    @property
    def logged(self) -> str:
        """What the access log says was looked at."""
        if not self.id:
            return "hvorfor"
        return "hvorfor: " + LOGGED[self.about].format(self.id.partition(".")[0])


class Speaker:
    """Says things in the words of the version that they belong to."""

    def __init__(self, file: AuditFile, options: OptionLists) -> None:
        versions = readable(file)
        self.glossary = Glossary(versions[0], file.units, file.persons, options, versions[1:])

    def words(self, definition: Definition) -> Words:
        """Return the words of a version."""
        return Words(self.glossary.at(definition), vocabulary(definition))


def ask(told: Retold, question: Question, speaker: Speaker) -> tuple[Answer, ...]:
    """Answer a question; raises `NothingToExplain`."""
    return ANSWERS[question.about](told, question, speaker)


def _date(told: Retold, question: Question, speaker: Speaker) -> tuple[Answer, ...]:
    why = why_date(told, question.id, question.row)
    return (date_answer(why, speaker.words(why.definition)),)


def _choice(told: Retold, question: Question, speaker: Speaker) -> tuple[Answer, ...]:
    found = why_choice(told, question.id, question.row)
    return tuple(choice_answer(why, speaker.words(why.definition)) for why in found)


def _task(told: Retold, question: Question, speaker: Speaker) -> tuple[Answer, ...]:
    why = why_task(told, question.id, question.row)
    return (task_answer(why, speaker.words(why.definition)),)


def _message(told: Retold, question: Question, speaker: Speaker) -> tuple[Answer, ...]:
    why = why_message(told, question.id, question.row)
    return (message_answer(why, speaker.words(why.definition)),)


ANSWERS: Mapping[str, Callable[[Retold, Question, Speaker], tuple[Answer, ...]]] = {
    "frist": _date,
    "valg": _choice,
    "oppgave": _task,
    "melding": _message,
}
