"""What the use cases on revisions refuse."""

from prosesser.errors import Broken, Refused


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


class ActedMeanwhile(Refused):
    """En annen har gjort noe med utkastet samtidig. Ingenting er endret. Se hvor det står nå."""


class TitleMissing(Refused):
    """Gi utkastet et navn på høyst {longest} tegn, så andre ser hva det gjelder."""


class NotAFile(Refused):
    """«{path}» er ingen fil i en prosess. Et utkast har diagrammet, skjemaer, sjekklister og scenarioer."""


class NothingChanged(Refused):
    """Utkastet er likt versjonen som det bygger på. Endre noe før du kontrollerer det."""


class CheckOutdated(Refused):
    """Utkastet er lagret etter at det ble kontrollert. Kontroller det på nytt."""


class NotChecked(Refused):
    """Utkastet kan ikke sendes til godkjenning ennå. Kontroller det, og rett feilene først."""


class NotSent(Refused):
    """Utkastet venter ikke på godkjenning. Se hvor det står, og hva som er neste steg."""


class NotApproved(Refused):
    """Utkastet er ikke godkjent, så det kan ikke publiseres. En annen prosesseier må godkjenne det først."""


class OwnWork(Refused):
    """Du har selv arbeidet med utkastet. En prosesseier som ikke har det, må godkjenne det."""


class ReasonMissing(Refused):
    """Skriv en begrunnelse på høyst {longest} tegn."""


class DayPassed(Refused):
    """Nye saker kan ikke få versjonen fra en dag som er over. Velg {today} eller en senere dag."""


class BaseReplaced(Refused):
    """Versjonen som utkastet bygger på, ble erstattet {day} av {by}.

    Ingenting er publisert. Flytt utkastet over på den nye versjonen, eller lag et nytt utkast av den.
    """


class BothChanged(Refused):
    """Både utkastet og den nye versjonen har endret {files}.

    Utkastet står som før. Lag et nytt utkast av den nye versjonen, og gjør endringen der.
    """


class OtherProcess(Refused):
    """Utkastet har fått en annen prosess-id enn «{key}». Sett den tilbake i diagrammet."""


class NotAsApproved(Broken):
    """Filene i utkastet er ikke de som ble godkjent. Ingenting er publisert."""
