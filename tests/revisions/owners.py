"""What process owners do with a revision, step by step: Petra makes it, Pia approves it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.definition import Definition
from prosesser.definition.bundle import DIAGRAM, digest
from prosesser.revisions import Check, Concern, Publishing, Release, Revision, Revisions
from tests.cases.world import MONDAY, World

PROCESS_NAME = re.compile(rb'(<[^<>]*process [^<>]*name=")[^"]*')
TODAY = date(2026, 6, 1)
SHORTER = Concern("frist", "Fristen for «plan» blir kortere.", ("Fra 14 dager til 7 dager",))


@dataclass
class Owners:
    """The process owners of a world, and short words for what they do."""

    world: World
    revisions: Revisions
    publishing: Publishing

    def version(self) -> Definition:
        (version,) = self.world.cases.versions.latest()
        return version

    def opens(self, title: str = "Plan etter en uke", person: str = "petra") -> Revision:
        return self.revisions.open(self.world.actor(person), self.version().digest, title, MONDAY)

    def edits(self, revision: Revision, name: str = "Den nye reisen", person: str = "petra") -> Revision:
        drawing = PROCESS_NAME.sub(rf"\g<1>{name}".encode(), revision.bundle[DIAGRAM], count=1)
        actor = self.world.actor(person)
        return self.revisions.save(actor, revision.id, revision.edition, {DIAGRAM: drawing}, MONDAY)

    def checks(
        self, revision: Revision, *concerns: Concern, errors: tuple[str, ...] = (), person: str = "petra"
    ) -> Revision:
        check = Check(revision.edition, digest(revision.bundle), errors, concerns)
        return self.publishing.check(self.world.actor(person), revision.id, check, MONDAY)

    def sends(self, revision: Revision, person: str = "petra", **reasons: str) -> Revision:
        actor = self.world.actor(person)
        return self.publishing.send(actor, revision.id, revision.edition, reasons, MONDAY)

    def approves(self, revision: Revision, comment: str = "Det er greit", person: str = "pia") -> Revision:
        actor = self.world.actor(person)
        return self.publishing.approve(actor, revision.id, revision.edition, comment, MONDAY)

    def sends_back(self, revision: Revision, reason: str, person: str = "pia") -> Revision:
        actor = self.world.actor(person)
        return self.publishing.send_back(actor, revision.id, revision.edition, reason, MONDAY)

    def publishes(
        self,
        revision: Revision,
        day: date = TODAY,
        reason: str = "Nytt rundskriv",
        now: datetime = MONDAY,
    ) -> Definition:
        actor, release = self.world.actor("petra"), Release(day, reason)
        return self.publishing.publish(actor, revision.id, revision.edition, release, now)

    def moves_over(self, revision: Revision) -> Revision:
        return self.publishing.rebase(self.world.actor("petra"), revision.id, revision.edition, MONDAY)

    def has_approved(self, name: str = "Den nye reisen", title: str = "Plan etter en uke") -> Revision:
        """A revision that Petra made and Pia approved."""
        return self.approves(self.sends(self.checks(self.edits(self.opens(title), name))))

    def stands(self, revision: Revision) -> Revision:
        return self.revisions.get(self.world.actor("petra"), revision.id, MONDAY)

    def log(self, revision: Revision) -> list[tuple[str, str]]:
        acts = self.publishing.acts(self.world.actor("petra"), revision.id, MONDAY)
        return [(act.deed.act, act.deed.person) for act in acts]
