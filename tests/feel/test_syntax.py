"""What cannot be read is refused with its place and a sentence that says what to do."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.errors import Refused
from prosesser.feel import FeelSyntaxError, parse


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"),
    [
        ("", 1, 1, "mangler et uttrykk på slutten"),
        ("1 +", 1, 4, "mangler et uttrykk på slutten"),
        ("1 + * 2", 1, 5, "mangler et uttrykk før «*»"),
        ("1 2", 1, 3, "«2» passer ikke her"),
        ("første møte", 1, 8, "«møte» passer ikke her"),
        ("if a then b", 1, 12, "mangler «else»"),
        ("if a b", 1, 6, "mangler «then»"),
        ("(1 + 2", 1, 7, "mangler «)» før slutten"),
        ("[1, 2", 1, 6, "mangler «]»"),
        ("[1,]", 1, 4, "mangler et uttrykk før «]»"),
        ("{a 1}", 1, 5, "mangler «:»"),
        ("{a: 1, a: 2}", 1, 9, "«a» er brukt to ganger"),
        ("for x return x", 1, 15, "mangler «in»"),
        ("for in [1] return 1", 1, 5, "skal det stå et navn"),
        ("some x in [1] return x", 1, 15, "mangler «satisfies»"),
        ("1 between 2", 1, 12, "mangler «and»"),
        ("1 instance number", 1, 12, "mangler «of»"),
        ("1 instance of tall", 1, 15, "skal det stå en type"),
        ("a.", 1, 3, "skal det stå et navn"),
        ("a.1", 1, 2, "«.1» passer ikke her"),
        ("and true", 1, 1, "mangler et uttrykk før «and»"),
        ("? > 1", 1, 1, "«?» kan bare stå i en test"),
        ("[1..2", 1, 6, "Intervallet mangler avslutning"),
        ("function(x) external {}", 1, 13, "utenfor diagrammet"),
        ("function(x, x) x", 1, 16, "samme navn"),
        ("\n\n  1 +\n  ]", 4, 3, "mangler et uttrykk"),
        ("a = “tekst”", 1, 5, "Bruk rette anførselstegn"),
        ("a = „tekst“", 1, 5, "Bruk rette anførselstegn"),
        ("a = «tekst»", 1, 5, "Bruk rette anførselstegn"),
        ("a = 'tekst'", 1, 5, "rette, doble anførselstegn"),
        ('a = "tekst', 1, 5, "mangler avsluttende anførselstegn"),
        ('"a\nb"', 1, 1, "går over flere linjer"),
        ('"a\\qb"', 1, 3, "ingen gyldig kode"),
        ('"\\uD83D"', 1, 1, "halv tegnkode"),
        ('"\\UFFFFFF"', 1, 2, "ingen gyldig kode"),
        ("a == 1", 1, 4, "mangler et uttrykk før «=»"),
        ("a && b", 1, 3, "Skriv «and»"),
        ("a || b", 1, 3, "Skriv «or»"),
        ("!a", 1, 1, "Skriv «not(...)»"),
        ("a ≤ b", 1, 3, "Skriv <="),
        ("a – b", 1, 3, "vanlig bindestrek"),
        ("a; b", 1, 2, "komma"),
        ("1 /* uten slutt", 1, 3, "avslutningen */"),
        ("a # b", 1, 3, "Tegnet «#» kan ikke stå her"),
        ("\x00", 1, 1, "kan ikke stå her"),
        ("1e99999", 1, 1, "for stort"),
        ("count()", 1, 1, "kalles slik: count(list: list)"),
        ('substring("a")', 1, 1, "kalles slik: substring("),
        ("count(liste: [1])", 1, 1, "kalles slik: count(list: list)"),
        ('substring(string: "a", 2)', 1, 25, "alle argumenter navn"),
        ("count(list: [], list: [])", 1, 25, "hvert navn bare én gang"),
        ('matches("a", "(")', 1, 1, "gyldig regulært uttrykk"),
        ('matches("a", "(a)\\\\1")', 1, 1, "støttes ikke"),
    ],
)
def test_a_syntax_error_says_where_and_what_to_do(text: str, line: int, column: int, advice: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text)
    assert advice in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert f"linje {line}, tegn {column}" in str(caught.value)


@given(st.text(alphabet='ab1 .,:()[]{}<>=!+-*/"@?\nifthenelsorandbwyæ\\u', max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with suppress(Refused):
        assert parse(text, ["a", "b", "a b"]).text == text


@given(st.text(max_size=40))
def test_any_unicode_text_is_parsed_or_refused(text: str) -> None:
    with suppress(Refused):
        assert parse(text, [text]).text == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a + b.c", {"a", "b"}),
        ("{x: a, y: x + b}.y", {"a", "b"}),
        ("for x in a return x + y", {"a", "y"}),
        ("for x in x return x", {"x"}),
        ("some x in a satisfies x > item", {"a", "item"}),
        ("function(x) x + z", {"z"}),
        ("a[item > b]", {"a", "b"}),
        ("a[item > b] + item", {"a", "b", "item"}),
        ("if a then today() else count(b)", {"a", "b"}),
        ("a in (? > b)", {"a", "b"}),
        ("partial", {"partial"}),
        ('"a"', set()),
    ],
)
def test_an_expression_knows_the_variables_it_reads(text: str, names: set[str]) -> None:
    assert parse(text, ["a", "b"]).names == names


def test_a_name_that_cannot_be_written_is_not_found() -> None:
    assert parse("a + 1", ["a // b", 'a "b"', "", "1a", "if a", "a + 1 /* x */"]).names == {"a"}


def test_unknown_names_in_a_filter_may_be_keys_of_the_items() -> None:
    expression = parse('søknader[type = "bolig" and beløp > grense].dato', ["søknader", "grense"])
    assert expression.names == {"søknader", "grense"}
    assert expression.item_names == {"type", "beløp"}


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("1", set()),
        ("count([1]) + ukjent(2)", {"count", "ukjent"}),
        ("is defined(a)", {"is defined"}),
        ('date and time("2026-05-17T10:00:00")', {"date and time"}),
        ("{f: function(x) x, r: f(1)}", set()),
    ],
)
def test_an_expression_knows_the_functions_it_calls(text: str, functions: set[str]) -> None:
    assert parse(text).functions == functions
