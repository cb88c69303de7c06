"""The press: tagged PDFs, the same each time, from texts that are only ever text."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typst

from tests.prints.reading import Paper
from workflow_app.prints import characters, press, typesetter
from workflow_app.prints.characters import printable
from workflow_app.prints.document import Card, Document, Fact, Section, Step

MADE = datetime(2026, 6, 5, 10, tzinfo=UTC)


def document(*texts: str) -> Document:
    return Document(
        title="Statusrapport",
        about=(Fact("Gjelder", "Kari Prøve"),),
        lead=("Rapporten er skrevet sammen med deg.",),
        sections=(
            Section(
                "Anbefaling",
                texts=texts,
                facts=(Fact("Boligtype", "Selvstendig bolig"),),
                steps=(Step("5. juni 2026", "Du flytter.", ("Bydelen hjelper deg.",)),),
                cards=(Card("Kjøpe seng", (Fact("Ansvarlig", "Du"),)),),
            ),
        ),
    )


def printed(*texts: str) -> Paper:
    return Paper(press.press(document(*texts), MADE))


def test_a_print_is_an_accessible_pdf_in_norwegian() -> None:
    paper = printed("Blåbærsyltetøy")
    assert paper.catalog["/Lang"] == "nb-NO"
    assert paper.catalog["/MarkInfo"]["/Marked"]
    assert paper.catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.reader.metadata is not None
    assert paper.reader.metadata.title == "Statusrapport"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.content
    assert {"Title", "H1", "P", "L", "LI", "Lbl", "LBody", "H2"} <= set(paper.tags())
    assert paper.tags().index("H1") < paper.tags().index("H2")
    assert paper.fonts == {"OsloSans-Regular", "OsloSans-Medium", "OsloSans-Bold"}


def test_a_print_says_all_that_the_document_does_in_its_order() -> None:
    text = printed("Første.\nAndre linje.").text
    wanted = (
        "Oslo kommune",
        "Statusrapport",
        "Gjelder: Kari Prøve",
        "Rapporten er skrevet",
        "Anbefaling",
        "Første. Andre linje.",
        "Boligtype Selvstendig bolig",
        "5. juni 2026 Du flytter. Bydelen hjelper deg.",
        "Kjøpe seng Ansvarlig: Du",
        "Side 1 av 1",
    )
    positions = [text.index(words) for words in wanted]
    assert positions == sorted(positions)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert printed("Likt").content == printed("Likt").content


CODE = (
    '#read("/document.typ")',
    '#read("../web/security.py")',
    '#import "@preview/cetz:0.3.0"',
    '#eval("1 + 1")',
    "#panic()",
    "#sys.inputs",
    "$ x^2 $",
    "*fet* _kursiv_ `kode` ~ -- --- ...",
    "= Overskrift",
    "- punkt",
    "/ ord: forklaring",
    "<merke> @merke",
    "\\u{41} \\ # [ ] { }",
    'slutt") #panic("',
    "// kommentar /* og denne */",
    "https://example.org/",
    "{{ 7 * 7 }} <script>alert(1)</script>",
)


def test_what_people_write_is_text_also_when_it_looks_like_code() -> None:
    shown = printed(*CODE).text
    for text in CODE:
        assert text in shown
    assert shown.count("Overskrift") == 1


def test_code_in_every_place_of_a_document_is_text() -> None:
    evil = '#panic("x")'
    fact, step = Fact(evil, evil), Step(evil, evil, (evil,))
    section = Section(evil, (evil,), (fact,), (step,), (Card(evil, (fact,)),))
    paper = Document(evil, (fact,), (evil,), (section,), sender=evil)
    places = {
        "title": 2,
        "sender": 1,
        "about": 2,
        "lead": 1,
        "heading": 1,
        "text": 1,
        "fact": 2,
        "step": 3,
        "card": 3,
    }
    assert Paper(press.press(paper, MADE)).text.count(evil) == sum(places.values())


def test_the_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    template = tmp_path / "inne" / typesetter.TEMPLATE
    template.parent.mkdir()
    (tmp_path / "ute.txt").write_text("hemmelig")
    for address in ("../ute.txt", str(tmp_path / "ute.txt")):
        template.write_text(f'#read("{address}")')
        with pytest.raises(typst.TypstError):
            typesetter.typeset(template.parent, press.FONTS, "{}", 0)
    template.write_text('#read("document.typ")')
    assert "read" in Paper(typesetter.typeset(template.parent, press.FONTS, "{}", 0)).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Čohkká ŋ đ ŧ ž, Łódź, İstanbul", "Čohkká ŋ đ ŧ ž, Łódź, İstanbul"),
        (
            "a\N{RIGHT-TO-LEFT OVERRIDE}b\N{ZERO WIDTH SPACE}c\N{SOFT HYPHEN}d\0e\x0c\N{BYTE ORDER MARK}",
            "abcde",
        ),
        ("linje\N{LINE SEPARATOR}skift\tog tabulator", "linje skift og tabulator"),
        ("ikke tegn \ufffe\ud800\ue000.", "ikke tegn ."),
    ],
)
def test_odd_characters_are_printed_or_left_out(text: str, shown: str) -> None:
    paper = printed(text)
    assert shown in paper.text
    assert b"<pdfuaid:part>" in paper.content


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "שלום עולם", "Привет"])
def test_other_scripts_are_printed(text: str) -> None:
    assert b"<pdfuaid:part>" in printed(text).content


@pytest.mark.parametrize("text", ["中文", "\N{GRINNING FACE}"])
def test_what_no_font_has_is_printed_as_a_box_and_claims_no_standard(text: str) -> None:
    paper = printed(text)
    assert b"<pdfuaid:part>" not in paper.content
    assert paper.catalog["/Lang"] == "nb-NO"
    assert "H1" in paper.tags()


def test_accents_without_end_are_cut_short() -> None:
    assert printable("e" + "\N{COMBINING ACUTE ACCENT}" * 100_000) == "é" + "\N{COMBINING ACUTE ACCENT}" * 3
    printed("e" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 50_000)


def test_a_text_of_a_megabyte_is_refused_at_once() -> None:
    with pytest.raises(press.TooLongToPrint, match="Kort ned"):
        printed("x " * 500_000)


def test_what_takes_too_long_to_set_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "ACCENTS", 10**9)
    monkeypatch.setattr(press, "SECONDS", 1)
    with pytest.raises(press.NotPrintable, match="for lang tid"):
        printed("e" + "\N{COMBINING ACUTE ACCENT}" * 80_000)
    monkeypatch.undo()
    assert "etterpå" in printed("etterpå").text


def test_what_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "CHARACTERS", 10**9)
    monkeypatch.setattr(press, "SECONDS", 600)  # the machine may be busy; the limit on memory is not
    with pytest.raises(press.NotPrintable) as stopped:
        printed("a\n" * 2_500_000)
    assert isinstance(stopped.value.__cause__, subprocess.CalledProcessError)
    assert b"memory" in stopped.value.__cause__.stderr


def test_a_few_print_at_once_and_the_rest_wait_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "PATIENCE_SECONDS", 0.01)
    for _ in range(press.AT_ONCE):
        press.free.acquire()
    with pytest.raises(press.PressBusy):
        printed("En til")
    for _ in range(press.AT_ONCE):
        press.free.release()
    assert "En til" in printed("En til").text


def test_the_typesetter_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    real = subprocess.run

    def run(*arguments: Any, **options: Any) -> Any:
        given.update(options)
        return real(*arguments, **options)

    monkeypatch.setenv("SOMLOS_MASTER_KEY", "hemmelig")
    monkeypatch.setattr(subprocess, "run", run)
    printed("Hei")
    assert "hemmelig" not in str(given["env"])
    assert given["env"] is press.ENVIRONMENT


def test_fonts_that_are_not_built_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(press, "FONTS", tmp_path)
    with pytest.raises(press.FontsMissing, match="make frontend"):
        printed("Hei")
