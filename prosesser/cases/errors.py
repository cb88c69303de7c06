"""What the use cases refuse, beyond what the access table and the engine do."""

from prosesser.errors import Broken, Refused


class KeyReused(Refused):
    """Skjemaet er allerede sendt inn med andre svar. Last siden på nytt, og se hva som er registrert."""


class Busy(Refused):
    """Mange arbeider i saken akkurat nå. Ingenting er endret. Prøv igjen."""


class DefinitionUnknown(Refused):
    """Det finnes ingen publisert prosess med navnet «{key}». Velg en annen, eller publiser den først."""


class NotOurCase(Refused):
    """Enheten din blir ikke part i saken. Velg din egen enhet i skjemaet."""


class NotColleague(Refused):
    """Personen arbeider ikke i enheten som har oppgaven. Velg en kollega som gjør det."""


class SyntheticOnly(Refused):
    """Dette er en demo: bruk bare syntetiske fødselsnumre (måneden er 80 høyere)."""


class UnitNotCovered(Refused):
    """{unit} er ikke omfattet av fellesskriv 3/2021, som gjelder Velferdsetatens rusinstitusjoner der
    oppholdet er forventet å vare over 60 dager. Velg en annen institusjon, eller svar ja på
    «{exception}» når begge parter har avtalt å følge rutinen likevel.
    """  # noqa: D205 - the docstring is the message


class OptionUnknown(Refused):
    """Valget i feltet «{field}» finnes ikke i listen. Last siden på nytt, og velg på nytt."""


class CannotFollow(Refused):
    """Saken kan ikke følge den nye versjonen: {reason}"""  # noqa: D400 - the reason ends the sentence


class ChoiceNeeded(Refused):
    """Noen må velge hvor saken skal stå i den nye versjonen."""


class NotInForce(Refused):
    """Versjonen gjelder fra {day}. Saker kan flyttes til den fra og med den dagen."""


class DraftLost(Refused):
    """Noen har begynt på «{element}», som faller bort. Be dem fullføre eller tømme skjemaet først."""


class NothingToUndo(Refused):
    """Saken følger ikke lenger versjonen den ble flyttet til, så det er ingen flytting å angre."""


class TimerUnknown(Broken):
    """En frist i fristlisten finnes ikke i saken."""


class CaseOpen(Refused):
    """Saken er ikke avsluttet. Bare en sak som er fullført eller avbrutt, kan slettes."""


class ErasedAlready(Refused):
    """Innholdet i saken er slettet fra før. Slettebeviset står ved lag."""


class ReasonNeeded(Refused):
    """Skriv hjemmelen for slettingen, hvem som har bestemt den, og hvem som utfører den."""
