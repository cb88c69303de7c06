"""One canonical spelling: printed and parsed again, an expression is the same."""

import pytest
from hypothesis import given, settings

from prosesser.errors import Refused
from prosesser.feel import parse, print_expression
from prosesser.feel.parser import PRECEDENCE
from tests.feel.strategies import EXPRESSIONS, NAMES


@settings(max_examples=300)
@given(EXPRESSIONS)
def test_a_printed_expression_parses_to_the_same_expression(text: str) -> None:
    try:
        expression = parse(text, NAMES)
    except Refused:
        return
    printed = print_expression(expression)
    again = parse(printed, NAMES)
    assert again == expression
    assert print_expression(again) == printed
    assert (again.names, again.item_names, again.functions) == (
        expression.names,
        expression.item_names,
        expression.functions,
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1+2*3", "1 + 2 * 3"),
        ("[a in if a then a else a..a]", "[a in (if a then a else a)..a]"),
        ("a in (a..a]", "a in (a..a]"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("((1-2))-3", "1 - 2 - 3"),
        ("-(3**2)", "-(3 ** 2)"),
        ("-3**2", "-3 ** 2"),
        ("1.50", "1.5"),
        ("1e3", "1000"),
        ("1e100", "1E+100"),
        ("a or(b and c)", "a or b and c"),
        ("(a or b)and c", "(a or b) and c"),
        ("]1..2[", "(1..2)"),
        ("(<5)", "(< 5)"),
        ("(=5)", "[5..5]"),
        ("x in <5", "x in (< 5)"),
        ("x in (5)", "x in 5"),
        ("x in ((<5))", "x in ((< 5))"),
        ("x in ((<5).end+1)", "x in ((< 5).end + 1)"),
        ("x in (1,2)", "x in (1, 2)"),
        ("1+if a then b else c", "1 + (if a then b else c)"),
        ('{"a":1,"b c":2}', "{a: 1, b c: 2}"),
        ("a\n  .b /* c */ [ 1 ]", "a.b[1]"),
        ("[1..(x[1])]", "[1..(x[1])]"),
        ('duration( "P4M" )+dato', 'duration("P4M") + dato'),
    ],
)
def test_printing_is_canonical(text: str, printed: str) -> None:
    assert print_expression(parse(text)) == printed


def test_expressions_are_equal_when_they_mean_the_same() -> None:
    assert parse("1 +2") == parse("(1)+2 // tre")
    assert hash(parse("1 +2")) == hash(parse("(1)+2"))
    assert parse("1") != parse("true")
    assert parse("1 + 2").text == "1 + 2"


def test_every_operator_has_a_precedence_that_the_printer_knows() -> None:
    for operator in PRECEDENCE:
        if operator not in {"between", "in", "-x", "instance"}:
            assert print_expression(parse(f"a {operator} b")) == f"a {operator} b"
