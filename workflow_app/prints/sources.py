"""What a document is composed from, and what all documents have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prosesser.calendar import oslo_date
from prosesser.cases import OptionLists
from prosesser.inbox import Papers
from workflow_app.prints.answers import secrets
from workflow_app.prints.discretion import Discretion, Places
from workflow_app.prints.document import Document, Fact, PersonName, Section
from workflow_app.wording import long_date


@dataclass(frozen=True, slots=True)
class Sources:
    """The papers of a case, the lists that its forms choose from, and what persons and units are called."""

    papers: Papers
    options: OptionLists
    people: Mapping[str, str]
    places: Places

    def document(
        self, title: str, sections: Iterable[Section], about: Iterable[Fact] = (), lead: tuple[str, ...] = ()
    ) -> Document:
        """Return a document about the resident, made today, with nothing in it that must not stand there."""
        whose = Fact("Gjelder", PersonName(self.papers.name))
        made = Fact("Laget", long_date(oslo_date(self.papers.now)))
        discretion = Discretion(secrets(self.papers), protected=self.papers.protected, places=self.places)
        return discretion.applied(Document(title, (whose, *about, made), lead, tuple(sections)))
