"""THE table of what may be said of a form's component: where form-js has it, and our words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "textarea", "number", "switch", "choice", "feel", "default", "options", "clauses", "exception"
]
"""How a setting is filled in: ``feel`` is an expression over the facts, ``default`` a constant or one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Something to say of a component: where form-js has it (``validate.required``), and in what words.

    ``options`` are pairs of value and word. It is offered for ``only`` some types, ``not_on`` others,
    and for some ``subtypes`` of a date.
    """

    path: str
    label: str
    kind: Kind
    group: str
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    only: frozenset[str] = frozenset()
    not_on: frozenset[str] = frozenset()
    subtypes: tuple[str, ...] = ()


ASKED, ANSWERED, CONDITION, MORE, HANDLED = (
    "Spørsmålet",
    "Svaret",
    "Når feltet vises",
    "Forvalg",
    "Bruk av svaret",
)
_CHOICES = frozenset({"radio", "select", "checklist"})
_DATES = ("date", "datetime")
_FORMATS = {"fodselsnummer": "Fødselsnummer", "telefon": "Telefonnummer"}
_SCREENED = {
    "overalt": "Aldri, heller ikke i andre tekster til beboeren",
    "alltid": "Aldri på utskrifter",
    "adressesperre": "Ikke når beboeren har adressesperre",
}
_SUBTYPES = {"date": "Dato", "time": "Klokkeslett", "datetime": "Dato og klokkeslett"}
_LISTS = {
    "bydeler": "Bydelene",
    "institusjoner": "Institusjonene",
    "enheter": "Alle enheter",
    "ansatte": "De ansatte i enheten",
}
_KEY_HELP = (
    "Navnet som uttrykk leser svaret under. Bruk små bokstaver a–z, tall og understrek: dato_for_mote. "
    "Et navn som er i bruk, bør ikke endres."
)


def _said(words: Mapping[str, str], none: str = "") -> tuple[tuple[str, str], ...]:
    return ((("", none),) if none else ()) + tuple(words.items())


SETTINGS = (
    Setting("text", "Tekst", "textarea", ASKED, "Skriv en blank linje mellom avsnittene."),
    Setting(
        "label",
        "Ledetekst",
        "text",
        ASKED,
        "Det feltet spør om, eller overskriften over en gruppe.",
        not_on=frozenset({"datetime"}),
    ),
    Setting("dateLabel", "Ledetekst", "text", ASKED, "Det feltet spør om.", subtypes=_DATES),
    Setting("timeLabel", "Ledetekst for klokkeslettet", "text", ASKED, subtypes=("time", "datetime")),
    Setting("description", "Forklaring", "textarea", ASKED, "Står under ledeteksten."),
    Setting("validate.required", "Må fylles ut", "switch", ANSWERED),
    Setting("subtype", "Det svares med", "choice", ANSWERED, options=_said(_SUBTYPES)),
    Setting("values", "Svar å velge mellom", "options", ANSWERED),
    Setting(
        "valuesKey",
        "Eller en liste fra systemet",
        "choice",
        ANSWERED,
        "Listen brukes i stedet for svarene over.",
        options=_said(_LISTS, "Ingen"),
    ),
    Setting("validate.minLength", "Minst så mange tegn", "number", ANSWERED),
    Setting("validate.maxLength", "Høyst så mange tegn", "number", ANSWERED),
    Setting(
        "validate.pattern",
        "Mønster",
        "text",
        ANSWERED,
        "Et regulært uttrykk som svaret må passe med. Forklar i klartekst hva som skal skrives.",
    ),
    Setting("validate.min", "Minste tall", "number", ANSWERED),
    Setting("validate.max", "Største tall", "number", ANSWERED),
    Setting("decimalDigits", "Desimaler", "number", ANSWERED, "0 for hele tall."),
    Setting(
        "properties.format",
        "Form",
        "choice",
        ANSWERED,
        "Kontrollerer at det er et gyldig nummer.",
        options=_said(_FORMATS, "Fri tekst"),
        only=frozenset({"textfield"}),
    ),
    Setting(
        "properties.tidligst",
        "Tidligste dato",
        "feel",
        ANSWERED,
        "Et uttrykk som gir en dato, for eksempel =innflyttet_institusjon.",
        only=frozenset({"datetime"}),
        subtypes=_DATES,
    ),
    Setting(
        "properties.senest",
        "Seneste dato",
        "feel",
        ANSWERED,
        "Et uttrykk som gir en dato, for eksempel =today().",
        only=frozenset({"datetime"}),
        subtypes=_DATES,
    ),
    Setting(
        "properties.ikke",
        "Verdien som ikke kan velges",
        "feel",
        ANSWERED,
        "Et uttrykk, for eksempel =ansvarlig_bydel.",
        only=_CHOICES,
    ),
    Setting(
        "properties.unntak",
        "Feltet som åpner for unntak",
        "exception",
        ANSWERED,
        "Svaret «Ja» i det feltet gjør at en enhet som rundskrivet ikke omfatter, kan velges.",
        only=_CHOICES,
    ),
    Setting("properties.minst", "Minst så mange rader", "number", ANSWERED, only=frozenset({"dynamiclist"})),
    Setting("defaultRepetitions", "Rader fra start", "number", ANSWERED),
    Setting(
        "conditional.hide",
        "Skjul når",
        "feel",
        CONDITION,
        'Et uttrykk som er sant når feltet ikke skal vises, for eksempel =rapport_utarbeidet != "ja". '
        "Et skjult felt kreves ikke, og svaret tas ikke imot.",
    ),
    Setting(
        "defaultValue",
        "Foreslått svar",
        "default",
        MORE,
        "Et fast svar, eller et uttrykk som begynner med likhetstegn. "
        "Det kan ikke lese andre felter i skjemaet.",
    ),
    Setting("key", "Nøkkel", "text", HANDLED, _KEY_HELP),
    Setting("path", "Nøkkel", "text", HANDLED, _KEY_HELP, only=frozenset({"dynamiclist"})),
    Setting("properties.krav", "Krav som feltet oppfyller", "clauses", HANDLED),
    Setting(
        "properties.skjermes",
        "Vises for beboeren",
        "choice",
        HANDLED,
        options=_said(_SCREENED, "Ja"),
    ),
    Setting(
        "properties.egne_ord",
        "Overskrift når svaret er beboerens egne ord",
        "text",
        HANDLED,
        "Det beboeren leser over svaret, for eksempel «Dine ønsker».",
    ),
)
"""Every setting, in the order of the panel."""
