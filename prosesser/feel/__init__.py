"""FEEL, the expression language of DMN 1.5, for conditions, deadlines and parties in diagrams.

An expression is parsed once, with the names it may read, and evaluated many times. Values are plain Python.
What cannot be read is refused with its position; what goes wrong while it runs is null, as the standard says;
what takes too much is refused. Our extensions: weeks in durations (P4W) and `add working days(date, count)`.
"""

from prosesser.feel.builtins import BUILTINS as FUNCTIONS
from prosesser.feel.builtins import REFUSED_FUNCTIONS
from prosesser.feel.codec import from_json, to_json
from prosesser.feel.errors import FeelBudgetExceeded, FeelSyntaxError, NotAValue, PatternRefused
from prosesser.feel.expression import Expression, evaluate, parse, print_expression
from prosesser.feel.numbers import print_number
from prosesser.feel.values import Range, Value, type_of

__all__ = [
    "FUNCTIONS",
    "REFUSED_FUNCTIONS",
    "Expression",
    "FeelBudgetExceeded",
    "FeelSyntaxError",
    "NotAValue",
    "PatternRefused",
    "Range",
    "Value",
    "evaluate",
    "from_json",
    "parse",
    "print_expression",
    "print_number",
    "to_json",
    "type_of",
]
