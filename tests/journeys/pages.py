"""What stands on the pages of a case, read as a person reads them."""

from dataclasses import dataclass
from functools import cached_property

from lxml import html

from tests.web.visitor import Seen
from workflow_app.units import UNITS

UNIT_IDS = {unit.name: unit.id for unit in UNITS}
UNIT_NAMES = {unit.id: unit.name for unit in UNITS}
THE_PARTY = {"bydel": "bydelen", "institusjon": "institusjonen"}


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


@dataclass(frozen=True)
class TaskLine:
    """A task in the list of a case's open tasks; ``address`` leads to it for the unit that has it."""

    line: html.HtmlElement

    @property
    def task(self) -> str:
        return str(self.line.get("data-task"))

    @property
    def element(self) -> str:
        return self.task.rpartition(".")[0]

    @property
    def unit(self) -> str:
        """The id of the unit that the task lies with."""
        name, _, _ = words(self.line.xpath(".//*[@class='muted']")[0]).partition(",")
        return UNIT_IDS[name]

    @property
    def address(self) -> str | None:
        links = self.line.xpath(".//a/@href")
        return str(links[0]) if links else None

    @property
    def assignee(self) -> str:
        """The name of whoever has the task; empty while nobody has."""
        _, _, name = words(self.line.xpath(".//*[@class='muted']")[0]).partition(", ")
        return name

    @property
    def title(self) -> str:
        """What the task is about, after its name; empty where it has only a name."""
        name, _, title = words(self.line.find("span")).partition(": ")
        return title.partition(UNIT_NAMES[self.unit])[0].strip() if name else ""

    def address_of(self, link: str) -> str:
        """Where one of the links beside the task's deadline leads."""
        found = self.line.xpath(".//a[starts-with(normalize-space(), $link)]/@href", link=link)
        assert found, f"no {link!r} for {self.task}"
        return str(found[0])

    def offers(self, link: str) -> bool:
        return link in words(self.line)

    @property
    def rule(self) -> str:
        """What stands of the rule's own date beside one that was agreed on."""
        beside = self.line.xpath(".//*[@class='deadline-side']/*[@class='muted']")
        return words(beside[0]) if beside else ""

    @property
    def due(self) -> str | None:
        dates = self.line.xpath(".//*[@class='deadline']//time/@datetime")
        return str(dates[0]) if dates else None

    @property
    def overdue(self) -> bool:
        return words(self.line.xpath(".//*[@class='deadline']")[0]).startswith("Forfalt")


class CaseSeen:
    """The page of a case."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    @cached_property
    def _main(self) -> html.HtmlElement:
        return self.seen.tree.xpath("//main")[0]

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        return tuple(map(TaskLine, self._main.xpath(".//li[@data-task]")))

    @property
    def status(self) -> str:
        return words(self._main.xpath(".//h1/following-sibling::p/*[@class='ds-tag']")[0])

    @property
    def phase(self) -> str:
        return words(self._main.xpath(".//h1/following-sibling::p/strong")[0])

    @property
    def messages(self) -> dict[str, str]:
        """The events that can be registered, with the address of each one's form."""
        links = self._main.xpath(".//section[@aria-labelledby='meldinger']//a")
        return {words(link): link.get("href") for link in links}

    @property
    def additions(self) -> dict[str, str]:
        """What can be added, with the address of each one's form."""
        links = self._main.xpath(".//section[@aria-labelledby='legg-til']//a")
        return {words(link): link.get("href") for link in links}

    @property
    def deviations(self) -> list[str]:
        return self._told_in("avtalte-frister")

    @property
    def gaps(self) -> list[str]:
        return self._told_in("mangler")

    def _told_in(self, section: str) -> list[str]:
        return [words(item) for item in self._main.xpath(f".//section[@aria-labelledby='{section}']/ul/li")]

    @property
    def responsible(self) -> dict[str, str]:
        rows = self._section("Ansvarlig nå").xpath(".//dl/div")
        return {words(row.find("dt")): words(row.find("dd")) for row in rows}

    @property
    def dates(self) -> list[tuple[str, str]]:
        rows = self._section("Datoer").xpath(".//dl/div")
        return [(words(row.find("dt")), row.xpath(".//time/@datetime")[0]) for row in rows]

    def contacts(self, party: str) -> str:
        return words(self._section(f"Kontakter hos {THE_PARTY[party]}"))

    @property
    def has_ended(self) -> bool:
        """Whether the page says that the unit's part in the case is over."""
        return "Enhetens del i saken ble avsluttet" in words(self._main)

    @property
    def history(self) -> list[str]:
        """What has happened, the newest first."""
        return [words(entry) for entry in self._main.xpath(".//ol[@class='timeline']/li")]

    def _section(self, heading: str) -> html.HtmlElement:
        found = self._main.xpath(".//section[h2[normalize-space()=$heading]]", heading=heading)
        assert found, f"no section {heading!r} on {self.seen.path}"
        return found[0]
