"""One answer, of the right type for its field: a FEEL value, or None where nothing was answered."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from prosesser.calendar import OSLO
from prosesser.definition.forms.errors import Wrong
from prosesser.definition.forms.model import (
    Checkbox,
    Checklist,
    Datetime,
    InputField,
    Number,
    Radio,
    Select,
    Textarea,
    Textfield,
)
from prosesser.definition.national_id import LENGTH, is_valid
from prosesser.feel import Value

MAX_LINE, MAX_TEXT = 500, 20_000
MAX_DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2100
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")
"""Besides control characters: what reverses the text after it, and what stands for bytes that were lost."""
INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PHONE = re.compile(r"(?:(?:\+|00)47)?([2-9]\d{7})", re.ASCII)
FOREIGN_PHONE = re.compile(r"(?:\+|00)([1-9]\d{5,14})", re.ASCII)


def typed(field: InputField, answer: object) -> Value:
    """Return the answer as the field's FEEL type. Raises Wrong with a sentence that names the label."""
    if answer is None or answer == "":
        return _EMPTY.get(type(field))
    return _READERS[type(field)](field, answer)


def _text(field: Textfield | Textarea, answer: object) -> Value:
    if not isinstance(answer, str):
        raise Wrong(field, "{label} må være tekst")
    text = answer.replace("\r\n", "\n").strip()
    if INVISIBLE.fullmatch(text):
        return None
    longest = field.rules.max_length or (MAX_LINE if isinstance(field, Textfield) else MAX_TEXT)
    if len(text) > longest:
        raise Wrong(field, "{label} kan ha høyst {most} tegn", most=longest)
    if CONTROL.search(text) or (isinstance(field, Textfield) and "\n" in text):
        raise Wrong(field, "{label} har tegn som ikke kan lagres. Skriv teksten på nytt")
    formatted = _FORMATS.get(field.properties.format or "")
    return formatted(field, text) if formatted and text else text or None


def _national_id(field: InputField, text: str) -> str:
    digits = re.sub(r"[ .-]", "", text)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        raise Wrong(field, "{label} må ha {count} siffer", count=LENGTH)
    if not is_valid(digits):
        raise Wrong(field, "{label} har en tastefeil: kontrollsifrene stemmer ikke med resten")
    return digits


def _phone(field: InputField, text: str) -> str:
    plain = re.sub(r"[ ()-]", "", text)
    if match := PHONE.fullmatch(plain):
        return match[1]
    if (match := FOREIGN_PHONE.fullmatch(plain)) and not match[1].startswith("47"):
        return f"+{match[1]}"
    raise Wrong(field, "{label} må ha 8 siffer, eller landkode som +46 foran")


_FORMATS: Mapping[str, Callable[[InputField, str], str]] = {
    "fodselsnummer": _national_id,
    "telefon": _phone,
}


def _number(field: Number, answer: object) -> Value:
    if isinstance(answer, float):
        answer = Decimal(str(answer))
    if isinstance(answer, bool) or not isinstance(answer, int | Decimal):
        raise Wrong(field, "{label} må være et tall")
    number = Decimal(answer)
    if not number.is_finite() or number.adjusted() >= MAX_DIGITS:
        raise Wrong(field, "{label} er for stort. Skriv et tall med høyst {most} siffer", most=MAX_DIGITS)
    decimals = MAX_DIGITS if field.decimals is None else field.decimals
    if number != round(number, decimals):
        sentence = "{label} kan ha høyst {most} desimaler" if decimals else "{label} må være et helt tall"
        raise Wrong(field, sentence, most=decimals)
    return number


def _checkbox(field: Checkbox, answer: object) -> Value:
    if not isinstance(answer, bool):
        raise Wrong(field, "{label} må være krysset av eller ikke")
    return answer


def _choice(field: Radio | Select, answer: object) -> Value:
    if not isinstance(answer, str) or len(answer) > MAX_LINE:
        raise Wrong(field, "Velg ett av svarene på {label}")
    return answer


def _checklist(field: Checklist, answer: object) -> Value:
    if not isinstance(answer, list | tuple) or not all(isinstance(one, str) for one in answer):
        raise Wrong(field, "Velg blant svarene på {label}")
    return list(dict.fromkeys(answer))


def _datetime(field: Datetime, answer: object) -> Value:
    value = _TEMPORAL[field.subtype](answer)
    if value is None:
        raise Wrong(field, "{label} må skrives som {example}", example=EXAMPLES[field.subtype])
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Wrong(field, "{label} må være mellom {first} og {last}", first=FIRST_YEAR, last=LAST_YEAR)
    return value


def _date(answer: object) -> date | None:
    if isinstance(answer, str):
        answer = _parsed(date.fromisoformat, answer) if DAY.fullmatch(answer) else None
    return answer if isinstance(answer, date) and not isinstance(answer, datetime) else None


def _time(answer: object) -> time | None:
    value = _parsed(time.fromisoformat, answer) if isinstance(answer, str) else answer
    return value if isinstance(value, time) and value.tzinfo is None else None


def _instant(answer: object) -> datetime | None:
    value = _parsed(datetime.fromisoformat, answer) if isinstance(answer, str) else answer
    if not isinstance(value, datetime):
        return None
    return value.replace(tzinfo=OSLO) if value.tzinfo is None else value


def _parsed(parse: Callable[[str], object], text: str) -> object:
    try:
        return parse(text)
    except ValueError:
        return None


_TEMPORAL: Mapping[str, Callable[[object], date | time | None]] = {
    "date": _date,
    "time": _time,
    "datetime": _instant,
}
EXAMPLES: Mapping[str, str] = {
    "date": "dag, måned og år, for eksempel 05.06.2026",
    "time": "timer og minutter, for eksempel 13.00",
    "datetime": "dato og klokkeslett, for eksempel 05.06.2026 13.00",
}
"""How an answer may be written, by subtype."""

_EMPTY: Mapping[type, Value] = {Checkbox: False, Checklist: ()}
"""What no answer means where it is not null: a box left open is a no."""

_READERS: Mapping[type, Callable[[Any, object], Value]] = {
    Textfield: _text,
    Textarea: _text,
    Number: _number,
    Checkbox: _checkbox,
    Radio: _choice,
    Select: _choice,
    Checklist: _checklist,
    Datetime: _datetime,
}
