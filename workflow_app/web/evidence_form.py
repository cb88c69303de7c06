"""Which cases evidence is asked for: read from an address or a form, and put back into them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.datastructures import MultiDict

from prosesser.definition.forms.written import read_date
from prosesser.evidence import Narrowing, NotASelection
from prosesser.store.directory import Unit
from prosesser.store.versions import KnownVersion
from workflow_app.web.requests import LONGEST_ID, NUL
from workflow_app.wording import listed, long_date, short_date

MOST_UNITS = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen among, and what is: for the form, for addresses, and in words."""

    chosen: Narrowing
    units: Sequence[Unit]
    versions: Sequence[KnownVersion]

    @property
    def processes(self) -> Mapping[str, str]:
        """The names of the processes by key."""
        return {version.key: version.name for version in self.versions}

    @property
    def address(self) -> dict[str, object]:
        """The parameters of an address that asks for the same cases."""
        return {
            "enhet": list(self.chosen.units) or None,
            "fra": _date(self.chosen.opened_from),
            "til": _date(self.chosen.opened_until),
            "prosess": self.chosen.process or None,
            "versjon": self.chosen.version or None,
        }

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The same as names and values of hidden fields."""
        fields: list[tuple[str, str]] = [("enhet", unit) for unit in self.chosen.units]
        named = {name: text for name, text in self.address.items() if name != "enhet"}
        return fields + [(name, str(text)) for name, text in named.items() if text]

    @property
    def words(self) -> str:
        """What is chosen, as a sentence."""
        chosen = self.chosen
        names = {unit.id: unit.name for unit in self.units}
        parts = [listed([names.get(unit, unit) for unit in chosen.units])] if chosen.units else []
        parts += [f"opprettet fra {long_date(chosen.opened_from)}"] if chosen.opened_from else []
        parts += [f"opprettet til og med {long_date(chosen.opened_until)}"] if chosen.opened_until else []
        parts += [self.processes.get(chosen.process, chosen.process)] if chosen.process else []
        parts += [f"versjon {chosen.version[:8]}"] if chosen.version else []
        return "; ".join(parts) or "Alle sakene i oppdragene dine"


def asked() -> Narrowing:
    """Return the selection that the address asks for; raises `NotASelection`."""
    return narrowing(request.args)


def narrowing(sent: MultiDict[str, str]) -> Narrowing:
    """Read a selection from what was sent; raises `NotASelection`."""
    units = tuple(dict.fromkeys(map(_id, filter(None, sent.getlist("enhet")))))
    if len(units) > MOST_UNITS:
        raise NotASelection
    return Narrowing(
        units=units,
        opened_from=_day(sent.get("fra", "")),
        opened_until=_day(sent.get("til", "")),
        process=_id(sent.get("prosess", "")),
        version=_id(sent.get("versjon", "")),
    )


def _id(text: str) -> str:
    if NUL in text or len(text) > LONGEST_ID:
        raise NotASelection
    return text.strip()


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    day = read_date(text)
    if isinstance(day, str):
        raise NotASelection
    return day


def _date(day: date | None) -> str | None:
    return None if day is None else short_date(day)
