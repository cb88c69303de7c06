"""What verification can find: what is stored is not what the journal leads to."""

from prosesser.errors import SomlosError


class Mismatch(SomlosError):
    """Det som er lagret, svarer ikke til journalen."""


class RowMissing(Mismatch):
    """Raden mangler i journalen."""


class RowUnlinked(Mismatch):
    """Raden henger ikke sammen med den foran."""


class RowChanged(Mismatch):
    """Raden er endret etter at den ble skrevet."""


class ContentChanged(Mismatch):
    """Innholdet i raden er endret etter at det ble skrevet."""


class DefinitionDiffers(Mismatch):
    """Prosessdefinisjonen er endret etter at den ble publisert."""


class StepImpossible(Mismatch):
    """Steget lar seg ikke gjøre om igjen ({error})."""


class EventsDiffer(Mismatch):
    """Hendelsene blir andre når steget gjøres om igjen."""


class StateDiffers(Mismatch):
    """Tilstanden blir en annen når steget gjøres om igjen."""


class VersionDiffers(Mismatch):
    """Raden er gjort etter en annen versjon av rutinen enn saken følger."""


class UndoDiffers(Mismatch):
    """Angringen gjør ikke saken til det den var før flyttingen."""


class CaseDiffers(Mismatch):
    """Saksraden svarer ikke til journalen ({column})."""


class ProjectionDiffers(Mismatch):
    """Tabellen «{table}» svarer ikke til journalen."""


class JournalCut(Mismatch):
    """Saken står på versjon {version}, men journalen slutter på rad {rows}."""
