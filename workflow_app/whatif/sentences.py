"""What came of a run, in sentences."""

from collections.abc import Iterator, Mapping

from prosesser.impact import CANNOT, CHOICE, ERASED, FOLLOWS, NEUTRAL, UNREADABLE, Number, Totals
from workflow_app.wording import count

NOBODY = "Ingen må ses på for hånd, og ingen stopper."

_RUNNING: Mapping[str, tuple[str, str]] = {
    NEUTRAL: ("{} merker ingenting.", "Noen saker merker ingenting."),
    FOLLOWS: ("{} følger med, og noe blir annerledes.", "Noen saker følger med, og noe blir annerledes."),
    CHOICE: ("{} må noen se på.", "Noen saker må noen se på."),
    CANNOT: ("{} kan ikke følge.", "Noen saker kan ikke følge."),
    UNREADABLE: ("{} kunne ikke leses.", "Noen saker kunne ikke leses."),
    ERASED: ("{} er slettet og ble ikke prøvd.", "Noen slettede saker ble ikke prøvd."),
}
_ENDED: Mapping[str, tuple[str, str]] = {
    NEUTRAL: ("{} ville gått som før.", "Noen saker ville gått som før."),
    FOLLOWS: ("{} ville fått noe annerledes.", "Noen saker ville fått noe annerledes."),
    CHOICE: _RUNNING[CHOICE],
    CANNOT: ("{} kunne ikke gått slik de ble registrert.", "Noen kunne ikke gått slik de ble registrert."),
    UNREADABLE: _RUNNING[UNREADABLE],
    ERASED: _RUNNING[ERASED],
}


def sentences(totals: Totals) -> Iterator[tuple[str, str]]:
    """Yield what is said of the running cases, and of those that have ended, where there are any."""
    for title, counts, most, said in (
        ("Saker som pågår", totals.running, totals.most[0], _RUNNING),
        ("Avsluttede saker", totals.ended, totals.most[1], _ENDED),
    ):
        if any(number != 0 for number in counts.values()):
            yield title, " ".join(_said(counts, most, said))


def _said(
    counts: Mapping[str, Number], most: str | None, said: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    for outcome, (known, hidden) in said.items():
        number = counts[outcome]
        if number is None:
            yield known.format("De fleste sakene") if outcome == most else f"{hidden} Antallet er skjult."
        elif number:
            yield known.format(count(number, "sak", "saker"))
    if counts[CHOICE] == counts[CANNOT] == 0:
        yield NOBODY
