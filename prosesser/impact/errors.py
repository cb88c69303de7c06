"""What the use cases on impact refuse."""

from prosesser.errors import Refused


class OtherProcess(Refused):
    """Utkastet har en annen prosess-id («{key}») enn det bygger på. Sett den tilbake i diagrammet."""


class NothingToTry(Refused):
    """Ingen saker følger prosessen «{key}», så det er ingenting å prøve utkastet på."""


class RunUnknown(Refused):
    """Fant ikke kjøringen. Gå til utkastet, og prøv det på sakene på nytt."""


class NotTold(Refused):
    """Det er ikke noe å fortelle om denne saken ennå, eller den kunne ikke leses."""
