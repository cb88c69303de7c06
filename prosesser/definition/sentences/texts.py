"""A text or a party that follows from the facts, in words: "bydelen når …, ellers institusjonen"."""

from collections.abc import Callable

from prosesser.definition.sentences.phrases import said_condition
from prosesser.definition.sentences.vocabulary import NotSaid, Vocabulary
from prosesser.feel import Expression
from prosesser.feel.nodes import Constant, If, Node, Text


def text_words(expression: Expression, words: Vocabulary, name: Callable[[str], str]) -> str:
    """Say which text an expression gives and when, each called by ``name``; else the formula."""
    try:
        return _text(expression.tree, words, name)
    except NotSaid:
        return f"formelen «{expression.text}»"


def _text(node: Node, words: Vocabulary, name: Callable[[str], str]) -> str:
    match node:
        case Text(text):
            return name(text)
        case Constant(None):
            return "ingenting"
        case If(condition, then, instead):
            said = f"{_text(then, words, name)} når {said_condition(condition, words)}"
            return f"{said}, ellers {_text(instead, words, name)}"
    raise NotSaid
