"""Days and conditions in words. Each may hold the other: a day "når" something holds, a day compared.

A day: "4 måneder etter innflytting i institusjon". A condition fits after "at" and "når":
"«Har beboeren individuell plan?» er «Nei»".
"""

from collections.abc import Callable, Sequence
from datetime import date

from prosesser.definition.sentences.lengths import taken_apart, total
from prosesser.definition.sentences.vocabulary import NotSaid, Vocabulary
from prosesser.definition.words import count, listed, long_date
from prosesser.feel import Expression, print_number
from prosesser.feel.nodes import (
    AtLiteral,
    Binary,
    Call,
    Constant,
    Filter,
    If,
    In,
    ListLiteral,
    Name,
    Negation,
    Node,
    Number,
    Path,
    Test,
    Text,
)

NULL = Constant(None)
KNOWN_ITEMS = Binary("!=", Name("item"), NULL)
"""The filter that leaves out what is not known yet."""

EXTREMES = {"min": "det som kommer først av", "max": "det som kommer sist av"}
JOINED = {"and": "og", "or": "eller"}
SIZES = {"<": "er mindre enn", "<=": "er høyst", ">": "er større enn", ">=": "er minst"}
TIMES = {"<": "er før", "<=": "er senest", ">": "er etter", ">=": "er tidligst"}
TODAY = "dagens dato"
YES_NO = {True: "«Ja»", False: "«Nei»"}


def day_words(expression: Expression, words: Vocabulary) -> str:
    """Say when: "4 måneder etter …", "samme dag som …"; «etter formelen …» where there are no words."""
    try:
        return _when(expression.tree, words)
    except NotSaid:
        return f"etter formelen «{expression.text}»"


def condition_words(expression: Expression, words: Vocabulary) -> str:
    """Say what has to hold; as the formula where there are no words."""
    try:
        return said_condition(expression.tree, words)
    except NotSaid:
        return f"formelen «{expression.text}» er sann"


def _when(node: Node, words: Vocabulary) -> str:
    match node:
        case If() if not _is_choice(node):
            return _by_case(node, words, _when)
        case Name() | Path() | If():
            return f"samme dag som {_day(node, words)}"
    base, lengths = taken_apart(node)
    if base is None:
        said = f"{total(lengths)[0]} etter at" if any(lengths) else "samme dag som"
        return f"{said} steget begynte"
    if lengths and not any(lengths):
        return f"samme dag som {_day(base, words)}"
    return _day(node, words)


def _day(node: Node, words: Vocabulary) -> str:
    """Name a day as a part of a sentence."""
    match node:
        case Name(name) | Path(_, name):
            said = words.noun(name)
        case If(_, known, instead) if _is_choice(node):
            said = f"{_day(known, words)} (før det er kjent: {_day(instead, words)})"
        case If():
            said = _by_case(node, words, _day)
        case Binary("+" | "-"):
            said = _counted(node, words)
        case Call("add working days", (base, days)):
            said = _working_days(_day(base, words), days)
        case Call("min" | "max" as extreme, arguments):
            items = [_day(item, words) for item in _items(arguments)]
            said = f"{EXTREMES[extreme]} {listed(items)}" if len(items) > 1 else "".join(items)
        case Call("date", (Text(text),)) | AtLiteral(text):
            said = _date(text)
        case Call("today", ()):
            said = TODAY
        case _:
            raise NotSaid
    return said


def _is_choice(node: If) -> bool:
    """Tell whether this is something, or another thing as long as that is not known."""
    return node.condition == Binary("!=", node.consequence, NULL)


def _by_case(node: If, words: Vocabulary, say: Callable[[Node, Vocabulary], str]) -> str:
    then = f"{say(node.consequence, words)} når {said_condition(node.condition, words)}"
    return then if node.alternative == NULL else f"{then}, ellers {say(node.alternative, words)}"


def _counted(node: Node, words: Vocabulary) -> str:
    base, lengths = taken_apart(node)
    if base is None or not lengths:
        raise NotSaid
    if not any(lengths):
        return _day(base, words)
    said, forward = total(lengths)
    return f"{said} {'etter' if forward else 'før'} {_day(base, words)}"


def _working_days(base: str, days: Node) -> str:
    match days:
        case Number(value) if value == int(value):
            number, side = int(value), "etter"
        case Negation(Number(value)) if value == int(value):
            number, side = int(value), "før"
        case _:
            raise NotSaid
    if not number:
        return f"første virkedag fra og med {base}"
    return f"{count(number, 'virkedag', 'virkedager')} {side} {base}"


def _items(arguments: Sequence[Node]) -> Sequence[Node]:
    match arguments:
        case (Filter(ListLiteral(items), condition),) if condition == KNOWN_ITEMS:
            return items
        case (ListLiteral(items),):
            return items
    return arguments


def said_condition(node: Node, words: Vocabulary) -> str:
    """Say what has to hold; raises NotSaid."""
    match node:
        case Binary("and" | "or" as operator, left, right):
            sides = (_side(part, operator, words) for part in (left, right))
            said = f" {JOINED[operator]} ".join(sides)
        case Binary("=" | "!=" as operator, left, right):
            said = _equal(operator, left, right, words)
        case Binary("<" | "<=" | ">" | ">=" as operator, left, right):
            compared = TIMES if _is_day(left, words) or _is_day(right, words) else SIZES
            said = f"{_value(left, words)} {compared[operator]} {_value(right, words)}"
        case Name(name) | Path(_, name):
            said = f"{words.quoted(name)} er «Ja»"
        case Call("not", (inner,)):
            said = f"det ikke stemmer at {said_condition(inner, words)}"
        case Call("list contains", (Name(name) | Path(_, name), Text(value))):
            said = f"{words.quoted(name)} omfatter {words.answer(name, value)}"
        case In(Name(name) | Path(_, name), tests):
            choices = [_choice(name, test, words) for test in tests]
            said = f"{words.quoted(name)} er {listed(choices, 'eller')}"
        case Constant(bool() as value):
            said = f"det {'alltid' if value else 'aldri'} gjelder"
        case _:
            raise NotSaid
    return said


def _side(part: Node, operator: str, words: Vocabulary) -> str:
    said = said_condition(part, words)
    other = isinstance(part, Binary) and part.operator in JOINED and part.operator != operator
    return f"({said})" if other else said


def _equal(operator: str, left: Node, right: Node, words: Vocabulary) -> str:
    what, same = _value(left, words), operator == "="
    match right:
        case Constant(None):
            return f"{what} {'mangler' if same else 'er kjent'}"
        case Constant(bool() as answer):
            return f"{what} er {YES_NO[answer is same]}"
    return f"{what} er {'' if same else 'noe annet enn '}{_answer(left, right, words)}"


def _answer(left: Node, right: Node, words: Vocabulary) -> str:
    match left, right:
        case ((Name(name) | Path(_, name)), Text(text)):
            return words.answer(name, text)
    return _value(right, words)


def _choice(name: str, test: Node, words: Vocabulary) -> str:
    match test:
        case Test(Text(text)):
            return words.answer(name, text)
        case Test(expression):
            return _value(expression, words)
    raise NotSaid


def _value(node: Node, words: Vocabulary) -> str:
    match node:
        case Name(name) | Path(_, name):
            return words.quoted(name)
        case Number(number):
            return print_number(number).replace(".", ",")
        case Text(text):
            return f"«{text}»"
    return _day(node, words)


def _is_day(node: Node, words: Vocabulary) -> bool:
    match node:
        case Name(name) | Path(_, name):
            return name in words.days
        case Binary("+" | "-", left, _):
            return _is_day(left, words)
        case Call("today" | "date" | "add working days") | AtLiteral():
            return True
        case If(_, known, _):
            return _is_day(known, words)
    return False


def _date(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        raise NotSaid from None
