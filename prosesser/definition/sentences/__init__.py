"""What a version's expressions say, in bokmål: deadlines, waiting times and conditions as sentences.

Facts are called what the version calls them. What is not recognised is told as the formula it is,
never guessed: «etter formelen …».
"""

from prosesser.definition.sentences.phrases import condition_words, day_words
from prosesser.definition.sentences.texts import text_words
from prosesser.definition.sentences.timers import timer_parts, timer_words, typed_words
from prosesser.definition.sentences.vocabulary import Vocabulary, vocabulary

__all__ = [
    "Vocabulary",
    "condition_words",
    "day_words",
    "text_words",
    "timer_parts",
    "timer_words",
    "typed_words",
    "vocabulary",
]
