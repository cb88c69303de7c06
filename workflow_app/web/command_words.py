"""Commands in words: what somebody did, as a case's timeline says it."""

from functools import singledispatch

from prosesser.engine import commands
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.plan_commands import SaveItem, SetSection
from workflow_app.web import move_words, plan_words
from workflow_app.web.glossary import Glossary
from workflow_app.wording import any_date


@singledispatch
def headline(command: object, words: Glossary) -> str:
    """Say what somebody did, as a sentence without its subject: "Fullførte «Statusrapport»"."""
    raise NotImplementedError(type(command))


@headline.register
def _(_command: commands.Start, words: Glossary) -> str:
    return f"Opprettet saken: {words.element(words.definition.start.id)}"


@headline.register
def _(command: commands.CompleteTask, words: Glossary) -> str:
    return f"Fullførte {words.waiting(command.task)}"


@headline.register
def _(command: commands.ClaimTask, words: Glossary) -> str:
    return f"Tok oppgaven {words.waiting(command.task)}"


@headline.register
def _(command: commands.ReleaseTask, words: Glossary) -> str:
    return f"La oppgaven {words.waiting(command.task)} tilbake til enheten"


@headline.register
def _(command: commands.AssignTask, words: Glossary) -> str:
    return f"Fordelte oppgaven {words.waiting(command.task)} til {words.person(command.person)}"


@headline.register
def _(command: commands.FireTimer, words: Glossary) -> str:
    return f"Tiden er inne: {words.waiting(command.timer)}"


@headline.register
def _(command: commands.SendMessage, _words: Glossary) -> str:
    return f"Registrerte «{command.name}»"


@headline.register
def _(command: commands.ChangeFacts, words: Glossary) -> str:
    return f"Rettet {words.facts(tuple(command.facts))}. Grunn: {command.reason}"


@headline.register
def _(command: commands.CancelCase, _words: Glossary) -> str:
    return f"Avbrøt saken. Grunn: {command.reason}"


@headline.register
def _(command: commands.AddTask, words: Glossary) -> str:
    return f"La til oppgaven {words.element(command.element)}"


@headline.register
def _(command: commands.WithdrawTask, words: Glossary) -> str:
    return f"Trakk tilbake {words.waiting(command.task)}. Grunn: {command.reason}"


@headline.register
def _(command: commands.ProposeDate, words: Glossary) -> str:
    return (
        f"Foreslo {any_date(command.day)} som ny dato for {words.waiting(command.timer)}. "
        f"Grunn: {command.reason}. Beboerens syn: {command.residents_view}"
    )


headline.register(MoveCase)(move_words.move_made)
headline.register(UndoMove)(move_words.move_undone)
headline.register(SaveItem)(plan_words.item_written)
headline.register(SetSection)(plan_words.section_set)
