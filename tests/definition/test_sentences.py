"""Deadlines, waiting times and conditions in words."""

from datetime import timedelta

import pytest

from prosesser.calendar import MonthsDuration
from prosesser.definition.model import TimerRule
from prosesser.definition.sentences import (
    Vocabulary,
    condition_words,
    day_words,
    text_words,
    timer_words,
    typed_words,
    vocabulary,
)
from prosesser.definition.words import span, the_party
from prosesser.feel import FeelSyntaxError, parse
from tests.definition.edits import edited, files, in_field, journey

WORDS = Vocabulary(
    {
        "innflyttet": "Innflytting i institusjon",
        "tilbudt": "Bolig tilbudt",
        "plass_til": "Plassen varer til",
        "ip": "Har beboeren IP?",
        "ip_tilbudt": "IP tilbudt",
        "frist": "Frist",
        "type": "Type",
    },
    {"ip": {"ja": "Ja", "nei": "Nei"}},
    frozenset({"innflyttet", "tilbudt"}),
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('innflyttet + duration("P4M")', "4 måneder etter innflytting i institusjon"),
        ('duration("P4W") + innflyttet', "4 uker etter innflytting i institusjon"),
        ('innflyttet + duration("P14D")', "14 dager etter innflytting i institusjon"),
        ('innflyttet + duration("P1D")', "1 dag etter innflytting i institusjon"),
        ('innflyttet - duration("P2W")', "14 dager før innflytting i institusjon"),
        ('innflyttet + duration("-P3D")', "3 dager før innflytting i institusjon"),
        ('innflyttet + duration("P0D")', "samme dag som innflytting i institusjon"),
        ("innflyttet", "samme dag som innflytting i institusjon"),
        ("plass_til", "samme dag som «Plassen varer til»"),
        ("frist", "samme dag som «Frist»"),
        ("ip_tilbudt", "samme dag som IP tilbudt"),
        ("ukjent", "samme dag som «ukjent»"),
        ("soknad.type", "samme dag som type"),
        (
            'innflyttet + duration("P6M") - duration("P14D")',
            "6 måneder minus 14 dager etter innflytting i institusjon",
        ),
        (
            'innflyttet + duration("P2M") + duration("P14D")',
            "2 måneder og 14 dager etter innflytting i institusjon",
        ),
        ("add working days(tilbudt, 5)", "5 virkedager etter bolig tilbudt"),
        ("add working days(tilbudt, -1)", "1 virkedag før bolig tilbudt"),
        ("add working days(tilbudt, 0)", "første virkedag fra og med bolig tilbudt"),
        (
            '(if tilbudt != null then tilbudt else innflyttet) + duration("P2M")',
            "2 måneder etter bolig tilbudt (før det er kjent: innflytting i institusjon)",
        ),
        (
            'min([tilbudt, innflyttet + duration("P4W")][item != null])',
            "det som kommer først av bolig tilbudt og 4 uker etter innflytting i institusjon",
        ),
        ("max(tilbudt, innflyttet)", "det som kommer sist av bolig tilbudt og innflytting i institusjon"),
        ("min([tilbudt])", "bolig tilbudt"),
        (
            'if ip = "ja" then plass_til else null',
            "samme dag som «Plassen varer til» når «Har beboeren IP?» er «Ja»",
        ),
        (
            'if ip = "ja" then tilbudt + duration("P1M") else type + duration("P2M")',
            "1 måned etter bolig tilbudt når «Har beboeren IP?» er «Ja», ellers 2 måneder etter type",
        ),
        ('date("2026-06-05")', "5. juni 2026"),
        ('@"2026-06-05"', "5. juni 2026"),
        ('duration("P14D")', "14 dager etter at steget begynte"),
        ('duration("PT36H")', "1 dag og 12 timer etter at steget begynte"),
        ('duration("P0D")', "samme dag som steget begynte"),
    ],
)
def test_a_day_is_told_from_what_it_counts(text: str, says: str) -> None:
    assert day_words(parse(text), WORDS) == says


@pytest.mark.parametrize(
    "text",
    [
        "innflyttet + duration(lengde)",
        "innflyttet + tilbudt",
        'duration("P1D") - innflyttet',
        "innflyttet * 2",
        "add working days(tilbudt, antall)",
        "add working days(tilbudt, 1.5)",
        "min(datoer)[1]",
        '@"2026-06-05T10:00:00"',
        "if sum(liste) > a[1] then innflyttet else null",
        "for x in datoer return x",
    ],
)
def test_what_has_no_words_is_told_as_the_formula_that_it_is(text: str) -> None:
    assert day_words(parse(text), WORDS) == f"etter formelen «{text}»"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('ip = "nei"', "«Har beboeren IP?» er «Nei»"),
        ('ip != "nei"', "«Har beboeren IP?» er noe annet enn «Nei»"),
        ('ip = "annet"', "«Har beboeren IP?» er «annet»"),
        ("innflyttet = null", "«Innflytting i institusjon» mangler"),
        ("innflyttet != null", "«Innflytting i institusjon» er kjent"),
        ("ip = true", "«Har beboeren IP?» er «Ja»"),
        ("ip != true", "«Har beboeren IP?» er «Nei»"),
        ("ip", "«Har beboeren IP?» er «Ja»"),
        ("antall >= 3", "«antall» er minst 3"),
        ("antall < 2.5", "«antall» er mindre enn 2,5"),
        ("tilbudt < innflyttet", "«Bolig tilbudt» er før «Innflytting i institusjon»"),
        ("tilbudt <= today()", "«Bolig tilbudt» er senest dagens dato"),
        (
            'tilbudt > innflyttet + duration("P4W")',
            "«Bolig tilbudt» er etter 4 uker etter innflytting i institusjon",
        ),
        ('ip = "ja" and antall > 1', "«Har beboeren IP?» er «Ja» og «antall» er større enn 1"),
        (
            '(ip = "ja" or ip = "nei") and tilbudt = null',
            "(«Har beboeren IP?» er «Ja» eller «Har beboeren IP?» er «Nei») og «Bolig tilbudt» mangler",
        ),
        ('ip in ("ja", "nei")', "«Har beboeren IP?» er «Ja» eller «Nei»"),
        ('list contains(ip, "ja")', "«Har beboeren IP?» omfatter «Ja»"),
        ('not(ip = "ja")', "det ikke stemmer at «Har beboeren IP?» er «Ja»"),
        ('soknad.type = "lan"', "«Type» er «lan»"),
        ("true", "det alltid gjelder"),
        ("false", "det aldri gjelder"),
        ("count(liste) > 2", "formelen «count(liste) > 2» er sann"),
        ("ip in (> 5)", "formelen «ip in (> 5)» er sann"),
    ],
)
def test_a_condition_is_told_by_what_is_asked_and_answered(text: str, says: str) -> None:
    assert condition_words(parse(text), WORDS) == says


def test_a_party_that_follows_from_facts_is_told_with_when() -> None:
    party = parse('if tilbudt != null then "bydel" else if ip then null else "institusjon"')
    assert text_words(party, WORDS, the_party) == (
        "bydelen når «Bolig tilbudt» er kjent, ellers ingenting når «Har beboeren IP?» er «Ja», "
        "ellers institusjonen"
    )
    assert text_words(parse("lower case(a)"), WORDS, the_party) == "formelen «lower case(a)»"


def test_a_rule_is_told_with_its_working_day_reminder_and_whether_the_parties_may_agree() -> None:
    expression = parse('innflyttet + duration("P4M")')
    rule = TimerRule("date", expression, "forrige", timedelta(days=7), deadline=True, negotiable=True)
    assert timer_words(rule, WORDS) == (
        "4 måneder etter innflytting i institusjon, siste virkedag før når dagen ikke er en virkedag, "
        "påminnelse 7 dager før, partene kan avtale en annen dato"
    )
    later = TimerRule("date", expression, "neste", MonthsDuration(1))
    assert timer_words(later, WORDS).endswith("ikke er en virkedag, påminnelse 1 måned før")


def test_an_editor_is_told_while_one_types() -> None:
    assert (
        typed_words(' =innflyttet + duration("P3M") ', WORDS) == "3 måneder etter innflytting i institusjon"
    )
    assert typed_words("P14D", WORDS) == "14 dager etter at steget begynte"
    assert typed_words("2026-06-05", WORDS) == "5. juni 2026"
    for unfinished in ("=innflyttet +", "P1M2W", ""):
        with pytest.raises(FeelSyntaxError):
            typed_words(unfinished, WORDS)


def test_lengths_of_less_than_a_day_are_told_too() -> None:
    assert span(timedelta(hours=1, minutes=30, seconds=2)) == "1 time, 30 minutter og 2 sekunder"
    assert span(timedelta(0)) == "samme dag"


def test_the_real_journeys_deadlines_all_have_words() -> None:
    words = vocabulary(journey())
    timers = [e.timer for e in journey().elements.values() if e.timer is not None]
    assert len(timers) > 30
    assert [told for rule in timers if "formelen" in (told := timer_words(rule, words))] == []


def test_the_conditions_of_the_real_journeys_ways_all_have_words() -> None:
    words = vocabulary(journey())
    told = [
        condition_words(flow.condition, words)
        for flow in journey().flows.values()
        if flow.condition is not None
    ]
    assert len(told) > 10
    assert [one for one in told if "formelen" in one] == []


def test_a_key_of_rows_has_words_only_while_all_rows_agree() -> None:
    assert vocabulary(journey()).labels["bidrag_avtalt"] == "Skal institusjonen bidra?"
    both = [form for form in files() if b'"bidrag_avtalt"' in files()[form] and form.endswith(".form")]
    assert len(both) > 1
    form = both[0].removeprefix("forms/").removesuffix(".form")
    other = edited(in_field(form, "bidrag_avtalt", label="Bidrar institusjonen?"))
    assert "bidrag_avtalt" not in vocabulary(other).labels
