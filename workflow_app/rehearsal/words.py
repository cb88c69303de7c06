"""Invented people and plausible Norwegian words for forms that are filled in by nobody."""

from random import Random

from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

FIRST_NAMES = (
    "Amal", "Anders", "Astrid", "Bilal", "Bjørg", "Dag", "Elif", "Eirik", "Fatima", "Frode", "Gro", "Halvor",
    "Hodan", "Ingrid", "Jamal", "Jorunn", "Kari", "Kjetil", "Leila", "Magnus", "Mina", "Nils", "Oda", "Omar",
    "Petter", "Ragnhild", "Samira", "Sigurd", "Solveig", "Terje", "Tuva", "Yusuf", "Åse", "Øyvind",
)  # fmt: skip
LAST_NAMES = (
    "Aasbø", "Bakkemo", "Dalvang", "Ekrefjell", "Fossnes", "Granmyr", "Haugbakk", "Isvoll", "Jordet",
    "Kvistad", "Lundemark", "Moseng", "Nesbrekk", "Oterholt", "Prestvik", "Rognlien", "Skogvang", "Tverrdal",
    "Ulvmo", "Vassbotten", "Ødemyr", "Åsgrav",
)  # fmt: skip
LINES = (
    "Gjennomgått sammen med beboeren.",
    "Avklart i samtale, følges opp ved neste kontakt.",
    "Ønsker rolig nærmiljø med kort vei til kollektivtransport.",
    "Trenger støtte til økonomi og faste avtaler den første tiden.",
    "Har god kontakt med familien og deltar på dagtilbud.",
)
PARAGRAPHS = (
    "Beboeren har deltatt aktivt og gitt uttrykk for egne ønsker. Vi er enige om hva som skal gjøres videre.",
    "Det er behov for oppfølging i hverdagen. Nettverket er kartlagt, og ansvaret er fordelt mellom partene.",
    "Bolig ble drøftet først. Beboeren ønsker en liten leilighet og vil gjerne ha hjelp med innflyttingen.",
    "Arbeidet følger planen. Det som gjenstår, er ført opp med ansvarlig og frist.",
)
OWN_WORDS = (
    "Jeg vil bo et rolig sted, helst med kort vei til butikk og buss.",
    "Jeg ønsker meg en liten leilighet for meg selv, og noen å ringe til når det er tungt.",
    "Jeg vil ha hjelp til å ordne økonomien, så jeg klarer husleia.",
    "Jeg vil tilbake i jobb, og bo så nær at jeg kan gå dit.",
)
MAIL_ADDRESS = "{name}@oslo.example"
BIRTH_YEARS = (50, 99)
SYNTHETIC_MONTH = 80
NATIONAL_ID_LENGTH = 11
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def full_name(rng: Random) -> str:
    """Return an invented name."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def national_id(rng: Random) -> str:
    """Return a national id that no person has: valid check digits, month of birth plus 80."""
    while True:
        year = rng.randint(*BIRTH_YEARS)
        body = (
            f"{rng.randint(1, 28):02}{rng.randint(1, 12) + SYNTHETIC_MONTH}{year:02}{rng.randint(0, 499):03}"
        )
        digits = body + calc_check_digit1(body)
        number = digits + calc_check_digit2(digits)
        if len(number) == NATIONAL_ID_LENGTH:  # a check digit of 10 is none: the number is not used
            return number


def phone_number(rng: Random) -> str:
    """Return eight digits that look like a telephone number, and like an example of one."""
    return f"400000{rng.randint(0, 99):02}"


def mail_address(rng: Random) -> str:
    """Return an address that no mail goes to."""
    name = full_name(rng).lower().replace(" ", ".")
    return MAIL_ADDRESS.format(name=name.translate(_PLAIN_LETTERS))


def own_words(rng: Random) -> str:
    """Return something that a resident might say."""
    return rng.choice(OWN_WORDS)


def line(rng: Random) -> str:
    """Return a line of text."""
    return rng.choice(LINES)


def paragraph(rng: Random) -> str:
    """Return a few sentences."""
    return rng.choice(PARAGRAPHS)
