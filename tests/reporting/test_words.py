"""Reports in words: tables, files and charts tell what the report does, and no more."""

import csv
import io
import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from prosesser.calendar import parse_duration
from prosesser.definition import load
from prosesser.definition.requirements import Deadline, Requirement
from prosesser.reports import (
    GapLine,
    Lateness,
    Period,
    Quartiles,
    Report,
    RequirementLine,
    Retention,
    Section,
    Stays,
)
from prosesser.reports.suppression import line
from tests import form_files
from tests.builders import Journey
from workflow_app.reporting import HIDDEN, Words, as_csv, as_json, as_text, tables, words_of
from workflow_app.reporting.words import DECIDED
from workflow_app.web.charts import bars, spread

WORDS = Words(
    requirements={
        "A": Requirement("F §2", "Rapporten skal sendes."),
        "R": Requirement(
            "F §2", "Møter bør holdes.", deadline=Deadline("x", "x", parse_duration("P2M"), "advice", "")
        ),
    },
    units={"bydel-a": "Bydel A"},
    answers={"rus": "Rusrelatert"},
)
counts = st.lists(st.integers(0, 60), min_size=4, max_size=4)


def report(*lines: RequirementLine, gaps: tuple[GapLine, ...] = ()) -> Report:
    return Report(
        unit="bydel-a",
        period=Period(2026, 1),
        shared=True,
        cases=30,
        sections=(Section("bydel", own=True, lines=lines, gaps=gaps),),
        proposals=line({"agreed": 6, "declined": 7}),
        stays=Stays(9, Quartiles(100, 150.25, 200)),
        retention=(
            Retention(
                3,
                line({"bor_fortsatt": 9, "flyttet": 0, "mistet": 6, "ukjent": 0}),
                line({"rus": 6}),
                line({"ja": 5, "nei": 10, "ukjent": 0}),
                2 / 3,
            ),
        ),
    )


def deadline(*parts: int, name: str = "Rapport", clauses: tuple[str, ...] = ("A",)) -> RequirementLine:
    decided = line(dict(zip(DECIDED, parts, strict=True)))
    late = Lateness(6.5, 30) if decided.parts["late"] else None
    return RequirementLine(clauses, (name,), decided, line({"in_time": 8, "overdue": 0}), late)


def cells(made: Report) -> dict[str, dict[str, str]]:
    return {
        row.heading: dict(zip(table.columns, row.cells, strict=True))
        for table in tables(made, WORDS)
        for row in table.rows
    }


def test_the_tables_hold_every_count_under_its_name() -> None:
    told = cells(report(deadline(9, 8, 7, 6), gaps=(GapLine("A", 5), GapLine("ukjent", None))))
    assert told["Rapport"] == {
        "I tide": "9",
        "I tide etter avtale": "8",
        "Bortfalt (bolig funnet)": "7",
        "For sent": "6",
        "Avgjort i alt": "30",
        "Dager for sent (median)": "6,5",
        "Dager for sent (lengst)": "30",
        "Åpne i tide": "8",
        "Åpne og forfalt": "0",
    }
    assert told["Rapporten skal sendes."] == {"Ganger registrert": "5"}
    assert told["ukjent"] == {"Ganger registrert": HIDDEN}
    assert told["Forslag om annen frist"] == {"Avtalt": "6", "Avslått": "7", "I alt": "13"}
    assert list(told["Avsluttede opphold"].values()) == ["9", "100", "150,2", "200"]


def test_homes_are_told_with_reasons_by_their_labels() -> None:
    by_title = {table.title: table for table in tables(report(), WORDS)}
    homes = by_title["Bosituasjon etter innflytting i egen bolig"]
    assert (
        dict(zip(homes.columns, homes.rows[0].cells, strict=True))["Frister holdt i sakene (median)"]
        == "67 %"
    )
    assert homes.rows[0].heading == "3 måneder"
    assert by_title["Hvorfor boliger er mistet"].columns == ("Rusrelatert", "I alt")


def test_what_has_too_little_to_show_is_named_below() -> None:
    few = RequirementLine(("A",), ("Møte",), line({"on_time": 3}), line({"in_time": 1}), None)
    fewer = RequirementLine(("B",), ("Plan",), line({"on_time": 3}), line({"in_time": 0}), None)
    table = tables(report(few, fewer, deadline(9, 8, 7, 6)), WORDS)[0]
    assert ([row.heading for row in table.rows], table.few) == (["Rapport"], "Møte og Plan")


def test_advice_is_said_to_be_advice() -> None:
    assert "Samarbeidsmøte (råd, ikke plikt)" in cells(
        report(deadline(9, 8, 7, 6, name="Samarbeidsmøte", clauses=("R",)))
    )


def test_a_spreadsheet_computes_nothing_of_a_name() -> None:
    file = as_csv(report(deadline(9, 8, 7, 6, name="=1+1;x")), WORDS)
    rows = list(csv.DictReader(io.StringIO(file.removeprefix("\ufeff")), delimiter=";"))
    assert "'=1+1;x" in {row["Rad"] for row in rows}
    assert {row["Enhet"] for row in rows} == {"Bydel A"}


def test_json_has_null_for_what_is_hidden() -> None:
    told = json.loads(as_json(report(deadline(20, 3, 9, 9))))
    assert told["sections"][0]["lines"][0]["decided"]["parts"] == {
        "on_time": 20,
        "by_agreement": None,
        "lapsed": None,
        "late": None,
    }


def test_text_tells_when_there_is_nothing() -> None:
    nothing = line({"agreed": 0})
    empty = replace(report(), sections=(), proposals=nothing, stays=Stays(0, None), retention=())
    assert as_text(empty, WORDS) == "Bydel A, 1. halvår 2026\n\nIngenting er registrert i perioden."


@given(st.lists(counts, max_size=5))
def test_no_hidden_count_is_in_any_table_file_or_chart(rows: list[list[int]]) -> None:
    lines = [deadline(*parts, name=f"Rad {letter}") for parts, letter in zip(rows, "abcde", strict=False)]
    made = report(*lines)
    for table in tables(made, WORDS)[: len(made.sections)]:
        for row in table.rows:
            assert not {"1", "2", "3", "4"} & set(row.cells)
    drawn = bars([(made_line.names[0], made_line.decided) for made_line in lines], DECIDED)
    for bar in drawn.bars:
        assert all(int(number) >= 5 for number in re.findall(r"\d+", bar.words))
        assert sum(float(segment.width.rstrip("%")) for segment in bar.segments) <= 100.1
        parts = [segment.part for segment in bar.segments]
        assert ("hidden" in parts) == (HIDDEN in bar.words)
    assert as_csv(made, WORDS).count(HIDDEN) == sum(
        cell == HIDDEN for table in tables(made, WORDS) for row in table.rows for cell in row.cells
    )


@given(st.tuples(*[st.floats(0, 2000)] * 3).map(sorted))
def test_a_spread_lies_within_its_drawing(days: list[float]) -> None:
    drawn = spread(Quartiles(*days))
    x, width, median = (float(text.rstrip("%")) for text in (drawn.x, drawn.width, drawn.median))
    assert 0 <= x <= median <= x + width + 0.02
    assert x + width <= 100


def test_answers_that_measures_read_have_the_labels_of_their_forms() -> None:
    drawn = Journey().lane("bydel").prop("maling.arsak_3", "=arsak_etter_3")
    drawn.form("utfall", form_files.select("hvorfor", options=("rus", "annet")), form_files.select("farge"))
    drawn.start(form="utfall").task("en", form="utfall", outputs={"arsak_etter_3": "=hvorfor"})
    words = words_of([load(drawn.end().bundle())], {})
    assert words.answers == {"rus": "Rus", "annet": "Annet"}
    assert words.answer("noe_helt_annet") == "Noe helt annet"
