"""CEF: a line that any reader splits as it was meant, whatever stands in the fields."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.audit.cef import line
from prosesser.store.audit import Access

AT = datetime(2026, 3, 3, 12, 0, 1, 500_000, tzinfo=UTC)
_FIELD = re.compile(r"(?:^| )([A-Za-z0-9]+)=")


def access(**changed: str) -> Access:
    texts = {"person": "amina", "unit": "bydel-sagene", "action": "se sak", "ground": "had_part", "what": ""}
    texts |= changed
    return Access(at=AT, case="c1", permitted=True, roles=("leder", "saksbehandler"), **texts)


def test_a_row_is_told_in_the_fields_that_loggers_know() -> None:
    assert line(access(what="plan utflyttingsplan")) == (
        "CEF:0|Oslo kommune|Sømløs|1.0|audit:access|se sak|INFO|end=1772539201500 suid=amina duid=c1 "
        "act=se sak spriv=leder saksbehandler cs1Label=Unit cs1=bydel-sagene cs2Label=Ground cs2=had_part "
        "msg=plan utflyttingsplan flexString1Label=Decision flexString1=Permit"
    )


def test_a_denial_warns() -> None:
    denied = Access(AT, "odd", "inst-b", "se sak", None, "none", permitted=False)
    assert "|WARN|" in line(denied)
    assert " duid= " in line(denied)
    assert line(denied).endswith("flexString1=Deny")


@pytest.mark.parametrize("nasty", ["a|b", "a\\b", "a=b", "a\nb", "a\r\nb", "\\|=\n", "x flexString1=Permit"])
def test_what_separates_is_escaped(nasty: str) -> None:
    written = line(access(what=nasty, action=nasty))
    assert "\n" not in written
    assert "\r" not in written
    assert read(written)["msg"] == nasty


@given(st.text(max_size=40).map(str.strip), st.text(max_size=40))
def test_whatever_is_written_is_read_back(what: str, action: str) -> None:
    written = line(access(what=what, action=action))
    assert read(written)["msg"] == what
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", written.split("|end=", 1)[0] + "|")) == 7


def read(written: str) -> dict[str, str]:
    """Read the extension as the format says: a name begins a field where its equals sign is not escaped."""
    extension = re.split(r"(?<!\\)(?:\\\\)*\|", written, maxsplit=7)[7]
    starts = list(_FIELD.finditer(extension))
    ends = [match.start() for match in starts[1:]] + [len(extension)]
    raw = {match[1]: extension[match.end() : end] for match, end in zip(starts, ends, strict=True)}
    return {name: unescaped(value) for name, value in raw.items()}


def unescaped(value: str) -> str:
    plain = {"n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: plain.get(match[1], match[1]), value)
