"""Functions on strings (DMN 1.5, 10.3.4.3)."""

from collections.abc import Sequence
from decimal import Decimal

from prosesser.feel.budget import Run, check_text
from prosesser.feel.builtins.patterns import compile_pattern, expand, replacement_parts
from prosesser.feel.builtins.registry import builtin, form, metered
from prosesser.feel.values import Value

_PATTERN_COST = 200


def _substring(text: str, start: Decimal, length: Decimal | None) -> str | None:
    first = int(start)
    if first == 0 or (length is not None and length < 0):
        return None
    index = first - 1 if first > 0 else max(len(text) + first, 0)
    return text[index:] if length is None else text[index : index + int(length)]


def _substring_before(text: str, match: str) -> str:
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


def _substring_after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


def _string_join(
    run: Run, texts: Sequence[Value], delimiter: str | None, prefix: str | None, suffix: str | None
) -> Value:
    present = [text for text in texts if text is not None]
    strings = [text for text in present if isinstance(text, str)]
    if len(strings) < len(present):
        return None
    size = (
        sum(map(len, strings)) + len(delimiter or "") * len(strings) + len(prefix or "") + len(suffix or "")
    )
    check_text(size)
    run.charge(size // 16)
    return f"{prefix or ''}{(delimiter or '').join(strings)}{suffix or ''}"


def _matches(run: Run, text: str, pattern: str, flags: str | None) -> bool:
    _charge(run, text, pattern)
    return compile_pattern(pattern, flags or "").search(text) is not None


def _replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None) -> str:
    _charge(run, text, pattern)
    regex = compile_pattern(pattern, flags or "")
    if regex.search("") is not None:
        raise ValueError(pattern)  # XPath: a pattern that matches nothing at all cannot be replaced
    parts = replacement_parts(replacement, regex.groups)
    pieces: list[str] = []
    end = size = 0
    for match in regex.finditer(text):
        pieces += (text[end : match.start()], expand(parts, match))
        size += len(pieces[-1]) + len(pieces[-2])
        check_text(size)
        end = match.end()
    return "".join([*pieces, text[end:]])


def _split(run: Run, text: str, delimiter: str) -> list[Value]:
    _charge(run, text, delimiter)
    regex = compile_pattern(delimiter, "")
    if regex.search("") is not None:
        raise ValueError(delimiter)
    pieces: list[Value] = []
    end = 0
    for match in regex.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
    return [*pieces, text[end:]]


def _charge(run: Run, text: str, pattern: str) -> None:
    run.charge(_PATTERN_COST + len(text) * (1 + len(pattern) // 8) // 16)


STRINGS = (
    builtin(
        "substring",
        "Deler ut en del av teksten fra en posisjon (1 er første tegn, -1 siste).",
        form("string: string, start position: number, length?: number", _substring),
    ),
    builtin(
        "string length", "Antall tegn i teksten.", form("string: string", lambda text: Decimal(len(text)))
    ),
    builtin("upper case", "Teksten med store bokstaver.", form("string: string", str.upper)),
    builtin("lower case", "Teksten med små bokstaver.", form("string: string", str.lower)),
    builtin(
        "substring before",
        "Teksten foran første forekomst av en annen tekst.",
        form("string: string, match: string", _substring_before),
    ),
    builtin(
        "substring after",
        "Teksten etter første forekomst av en annen tekst.",
        form("string: string, match: string", _substring_after),
    ),
    builtin(
        "replace",
        "Bytter ut det som passer med et søkemønster.",
        metered("input: string, pattern: string, replacement: string, flags?: string", _replace),
    ),
    builtin(
        "contains",
        "Om teksten inneholder en annen tekst.",
        form("string: string, match: string", lambda text, match: match in text),
    ),
    builtin(
        "starts with",
        "Om teksten begynner med en annen tekst.",
        form("string: string, match: string", str.startswith),
    ),
    builtin(
        "ends with",
        "Om teksten slutter med en annen tekst.",
        form("string: string, match: string", str.endswith),
    ),
    builtin(
        "matches",
        "Om noe i teksten passer med et søkemønster.",
        metered("input: string, pattern: string, flags?: string", _matches),
    ),
    builtin(
        "split",
        "Deler teksten i en liste ved hvert sted et søkemønster passer.",
        metered("string: string, delimiter: string", _split),
    ),
    builtin(
        "string join",
        "Setter tekstene i en liste sammen til én tekst.",
        metered("list: list, delimiter?: string, prefix?: string, suffix?: string", _string_join),
    ),
)
