"""What our properties are called and mean, in bokmål: for the editor, which offers and explains them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prosesser.definition.dialect import PLAIN, PLAIN_DONE, PLAIN_WHEN, PRINT

Value = Literal[
    "text", "feel", "text-or-feel", "clauses", "form", "checklist", "party", "parties", "duration"
]


@dataclass(frozen=True, slots=True)
class Words:
    """A property's label, meaning and kind of value; ``follows`` says what follows a family's dot."""

    label: str
    meaning: str
    value: Value
    follows: str = ""


PROPERTY_WORDS: Mapping[str, Words] = {
    "krav": Words("Krav", "Kravene i katalogen som elementet oppfyller.", "clauses"),
    "virkedag": Words("Virkedag", "Hvor en dato flyttes som ikke er en virkedag.", "text"),
    "varsel": Words("Varsel", "Hvor lenge før fristen det minnes om den, for eksempel P7D.", "duration"),
    "sjekkliste": Words("Vedtar plan", "Planen som står vedtatt når oppgaven er fullført.", "checklist"),
    "gjennomgar": Words(
        "Går gjennom plan",
        "Planen der hvert åpne punkt avgjøres før oppgaven fullføres.",
        "checklist",
    ),
    "punkter.": Words(
        "Rader som blir punkter",
        "Planen som får radene i listen som punkter.",
        "checklist",
        "Liste i skjemaet",
    ),
    "kan_avtales": Words("Kan avtales", "Partene kan avtale en annen dato enn fristen.", "text"),
    "part": Words(
        "Part",
        "Hvem som arbeider i banen, eller som kan sende meldingen eller legge til oppgaven. "
        "Flere navn skilles med mellomrom.",
        "parties",
    ),
    "skjema": Words("Skjema", "Skjemaet for å sende meldingen eller legge til oppgaven.", "form"),
    "gjelder_nar": Words("Gjelder når", "Meldingen kan bare sendes mens dette er sant.", "feel"),
    "tittel": Words("Tittel", "Hva oppgaven gjelder, etter navnet i lister. Lagres kryptert.", "feel"),
    PLAIN: Words(
        "Klarspråk",
        "Det beboeren leser mens det venter. {tittel} blir oppgavens tittel. Skriv «nei» for ingenting.",
        "text-or-feel",
    ),
    PLAIN_DONE: Words(
        "Klarspråk når det er gjort",
        "Det beboeren leser når det har skjedd. Uten den leser beboeren ingenting.",
        "text-or-feel",
    ),
    PLAIN_WHEN: Words(
        "Klarspråk: dagen",
        "Dagen det skjer, når den er avtalt. Beboeren leser den i stedet for fristen.",
        "feel",
    ),
    PRINT: Words("Utskrift", "Hva svarene heter som utskrift til beboeren.", "text"),
    "utfort": Words("Utført", "Dagen oppgaven virkelig ble gjort. Rapporter teller fra den.", "feel"),
    "avtales": Words("Må avtales", "Den andre parten må si ja før oppgaven blir lagt til.", "text"),
    "svarer_pa": Words("Svarer på", "Oppgaven er svaret på et forslag fra den andre parten.", "text"),
    "mangel.": Words(
        "Mangel", "Sann når svarene viser at kravet ikke er fulgt. Ingenting stanses.", "feel", "Krav (id)"
    ),
    "oppgaver.": Words(
        "Rader som blir oppgaver",
        "Id-ene til oppgavene som radene i listen kan bli, med mellomrom mellom.",
        "text",
        "Liste i skjemaet",
    ),
    "avslutter": Words("Avslutter", "Parten som er ferdig i saken her.", "party"),
    "bortfall": Words(
        "Bortfall", "Oppgavene faller bort fordi bolig er funnet. Rapporter teller dem for seg.", "text"
    ),
    "versjon": Words("Versjon", "Eierens eget versjonsmerke. Uten virkning.", "text"),
    "navn": Words("Navn", "Eierens eget navn på prosessen. Uten virkning.", "text"),
    "enhet.": Words(
        "Enhet", "Enheten som er parten i saken. Uten enhet ser parten ikke saken.", "feel", "Part"
    ),
    "kontakter.": Words("Kontakter", "Listen over dem som kan nås hos parten.", "feel", "Part"),
    "opplysning.": Words("Opplysning", "Hva saken kaller et faktum.", "text", "Faktum"),
    "ansvarlig.": Words(
        "Ansvarlig", "Personen som får partens oppgaver til noen sier noe annet.", "feel", "Part"
    ),
    "maling.": Words("Måling", "Det rapporter teller i saken.", "feel", "Navn"),
    "hovedansvar": Words("Hovedansvar", "Parten som har hovedansvaret for oppfølgingen nå.", "feel"),
    "beboer.navn": Words("Beboerens navn", "Hvem saken gjelder.", "feel"),
    "beboer.fodselsnummer": Words("Beboerens fødselsnummer", "Hvem saken gjelder.", "feel"),
    "beboer.adressesperre": Words("Adressesperre", "«ja» når beboerens adresse er sperret.", "feel"),
}
"""By the names of the dialect's own table, a family's with its dot."""
