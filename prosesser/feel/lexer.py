"""Text to tokens (DMN 1.5, 10.3.1.2: grammar rules 25 to 39, 61 and 62)."""

import re
import sys
from typing import NamedTuple

from prosesser.feel.budget import MAX_SOURCE
from prosesser.feel.errors import FeelBudgetExceeded, FeelSyntaxError

_NAME_START = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME_PART = _NAME_START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"
_SPACE = r"\s\u180E\u200B\u3000\uFEFF"

_TOKEN = re.compile(
    rf"""
      (?P<space>[{_SPACE}]+|//[^\n]*|/\*.*?\*/)
    | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[{_NAME_START}][{_NAME_PART}]*)
    | (?P<string>"(?:[^"\\\n\r]|\\.)*")
    | (?P<symbol>\*\*|\.\.|->|<=|>=|!=|[-+*/=<>()\[\]{{}},:.@])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}

_ADVICE = {
    **dict.fromkeys("“”„‟«»", 'Bruk rette anførselstegn ("), ikke typografiske (“ ”).'),
    **dict.fromkeys("‘’\u201a'`\u00b4", 'Tekst står mellom rette, doble anførselstegn: "tekst".'),
    **dict.fromkeys("–—\u2212", "Bruk vanlig bindestrek (-) som minustegn."),
    '"': 'Teksten mangler avsluttende anførselstegn ("), eller går over flere linjer.',
    "/": "Kommentaren mangler avslutningen */.",
    "&": "Skriv «and» for og.",
    "|": "Skriv «or» for eller.",
    "!": "Skriv «not(...)» for ikke.",
    "%": "Skriv «modulo(a, b)» for resten etter en deling.",
    "≤": "Skriv <= for mindre enn eller lik.",
    "≥": "Skriv >= for større enn eller lik.",
    "≠": "Skriv != for ulik.",
    ";": "Skill elementer med komma.",
}


class Token(NamedTuple):
    """One token: `text` is decoded for a string, `glued` says that no space stands before it."""

    kind: str  # number | word | string | symbol | end
    text: str
    start: int
    glued: bool


def position(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of an offset."""
    line_start = source.rfind("\n", 0, offset) + 1
    return source.count("\n", 0, offset) + 1, offset - line_start + 1


def syntax_error(source: str, offset: int, advice: str) -> FeelSyntaxError:
    """Make the error that points at an offset."""
    line, column = position(source, offset)
    return FeelSyntaxError(line=line, column=column, advice=advice)


def tokenize(source: str) -> list[Token]:
    """Return the tokens of an expression, ended by one of kind "end"."""
    if len(source) > MAX_SOURCE:
        raise FeelBudgetExceeded(what=f"mer enn {MAX_SOURCE} tegn")
    tokens: list[Token] = []
    offset, glued = 0, False
    while offset < len(source):
        match = _TOKEN.match(source, offset)
        if match is None or (source.startswith("/*", offset) and match["space"] is None):
            raise syntax_error(source, offset, _advice(source[offset]))
        kind = str(match.lastgroup)
        if kind != "space":
            text = _decode(source, offset, match[0]) if kind == "string" else match[0]
            tokens.append(Token(kind, text, offset, glued))
        glued = kind != "space"
        offset = match.end()
    tokens.append(Token("end", "", len(source), glued=False))
    return tokens


def _advice(character: str) -> str:
    return _ADVICE.get(
        character, f"Tegnet «{character}» kan ikke stå her. Fjern det eller sett det inn i en tekst."
    )


def _decode(source: str, offset: int, literal: str) -> str:
    def replace(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if code is None and match[3] in _ESCAPED:
            return _ESCAPED[match[3]]
        if code is None or int(code, 16) > sys.maxunicode:
            advice = f"«{match[0]}» er ingen gyldig kode i en tekst. Skriv \\\\ for en omvendt skråstrek."
            raise syntax_error(source, offset + 1 + match.start(), advice)
        return chr(int(code, 16))

    text = _ESCAPE.sub(replace, literal[1:-1])
    try:
        # Two \u escapes may be the halves of one character.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise syntax_error(source, offset, "Teksten har en halv tegnkode (\\uD800 til \\uDFFF).") from None


def quote(text: str) -> str:
    """Write a string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for character, letter in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        escaped = escaped.replace(character, f"\\{letter}")
    return f'"{escaped}"'
