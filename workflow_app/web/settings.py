"""Settings of a running app, read once from the environment and never changed after."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prosesser.errors import Refused
from prosesser.store import MasterKey

DEFAULT_PORT = 8000
MEBIBYTE = 1024 * 1024


class BadSetting(Refused):
    """Innstillingen {name} må være {expected}."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this app runs.

    ``master``: the key that seals the cases' keys; ``demo``: demo persons are shown at login, and
    national ids must be synthetic; ``tls``: browsers reach the app by https; ``hosts``: names the
    app answers to (empty: any); ``proxies``: reverse proxies in front whose forwarded headers are
    believed; ``max_body``: bytes of a request; ``session_hours``: from login to a new login.
    """

    database_url: str
    master: MasterKey = field(repr=False)
    demo: bool = False
    tls: bool = False
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    max_body: int = MEBIBYTE
    max_fields: int = 2000
    session_hours: int = 10


def whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    """Read a whole number of at least 0 from ``environ``."""
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit()):
        raise BadSetting(name=name, expected="et helt tall, 0 eller mer")
    return int(text)


def switch(environ: Mapping[str, str], name: str) -> bool:
    """Read an on/off setting: "1" or "ja" is on; "0", "nei" or nothing is off."""
    text = environ.get(name, "").strip().lower()
    if text in {"", "0", "nei"}:
        return False
    if text in {"1", "ja"}:
        return True
    raise BadSetting(name=name, expected="1 (ja) eller 0 (nei)")
