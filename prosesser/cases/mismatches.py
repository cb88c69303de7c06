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


class KeySpoilt(Mismatch):
    """Nøkkelen til saken er endret etter at den ble laget, så innholdet kan ikke leses."""


class NotComparable(Mismatch):
    """Det som er lagret om saken, lar seg ikke sammenligne med journalen ({error})."""


class ClockBackwards(Mismatch):
    """Klokka gikk bakover mellom rad {before} og {after}."""


class CaseGone(Mismatch):
    """Saken er borte. Den er forankret til rad {row} (anker {anchor})."""


class TailCut(Mismatch):
    """Raden er borte: saken er forankret til rad {row} (anker {anchor}), og journalen har {rows}."""


class NotAsAnchored(Mismatch):
    """Journalen er en annen enn den som ble forankret: rad {row} i anker {anchor} har en annen hash."""


class ErasedWithoutCertificate(Mismatch):
    """Nøkkelen til saken er borte, og det finnes ikke noe slettebevis."""


class CertificateForged(Mismatch):
    """Slettebeviset er ikke signert med nøkkelen vi kjenner, eller gjelder en annen journal."""


class ErasedButOpen(Mismatch):
    """Det finnes et slettebevis, men nøkkelen til saken er ikke ødelagt."""


class CaseRowGone(Mismatch):
    """Saksraden er borte, men journalen eller nøkkelen til saken er der."""


class VersionUnreadable(Mismatch):
    """Versjonen av rutinen kan ikke leses av denne utgaven av programmet ({error})."""
