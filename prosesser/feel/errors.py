"""What this package refuses, and what it cannot have been given."""

from prosesser.errors import Broken, Refused


class FeelSyntaxError(Refused):
    """Uttrykket kan ikke leses (linje {line}, tegn {column}). {advice}"""  # noqa: D400 - the advice is a sentence

    def __init__(self, *, line: int, column: int, advice: str) -> None:
        super().__init__(line=line, column=column, advice=advice)
        self.line = line
        self.column = column
        self.advice = advice


class FeelBudgetExceeded(Refused):
    """Uttrykket krever for mye: {what}. Gjør det enklere, eller del det opp."""


class PatternRefused(Refused):
    """Søkemønsteret kan ikke brukes: {advice}"""  # noqa: D400 - the advice is a sentence


class NotAValue(Broken):
    """Et uttrykk fikk en verdi av typen {type}, som ikke finnes i FEEL. Meld fra til driften."""
