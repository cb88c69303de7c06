"""What the use cases on revisions refuse."""

from prosesser.errors import Refused


class RevisionUnknown(Refused):
    """Utkastet finnes ikke. Gå til listen over utkast."""


class RevisionClosed(Refused):
    """Utkastet kan ikke endres lenger: det er publisert eller forkastet. Lag et nytt utkast."""


class EditedMeanwhile(Refused):
    """{by} har lagret utkastet etter at du åpnet det. Ingenting er endret. Se det som står der nå."""

    def __init__(self, *, by: str, edition: int) -> None:
        super().__init__(by=by)
        self.by = by
        self.edition = edition


class TitleMissing(Refused):
    """Gi utkastet et navn på høyst {longest} tegn, så andre ser hva det gjelder."""


class NotAFile(Refused):
    """«{path}» er ingen fil i en prosess. Et utkast har diagrammet, skjemaer, sjekklister og scenarioer."""
