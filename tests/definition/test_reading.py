"""Reading a bundle: what is opened, what is refused before it is parsed, and what identifies it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from prosesser.definition import NotRunnable, Unreadable, digest, examine, load, read_folder
from prosesser.definition.bundle import MAX_FILE_BYTES
from prosesser.definition.safe_xml import MAX_DEPTH, MAX_ELEMENTS
from prosesser.errors import Refused
from tests.builders import Journey, Scope, condition, message, timer
from tests.definition.case import plain
from tests.form_files import checkbox, date, rows, textfield


def _bundle(xml: bytes) -> dict[str, bytes]:
    return {**plain().bundle(), "journey.bpmn": xml}


def test_a_folder_is_read_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    bundle = plain().bundle()
    for path, content in {**bundle, "README.md": b"x", "forms/utkast.txt": b"x"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert read_folder(tmp_path) == bundle


def test_a_folder_without_a_diagram_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"journey\.bpmn"):
        read_folder(tmp_path)


def test_the_digest_is_of_names_and_contents_and_not_of_their_order() -> None:
    assert digest({"a": b"1", "b": b"2"}) == digest({"b": b"2", "a": b"1"})
    bundles = [{"a": b"1", "b": b"2"}, {"a": b"2", "b": b"1"}, {"a": b"1b2"}, {"ab": b"12"}, {"a": b"1"}]
    assert len({digest(bundle) for bundle in bundles}) == len(bundles)


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16", "windows-1252"])
def test_any_declared_encoding_gives_the_same_names(encoding: str) -> None:
    root = etree.fromstring(Journey(name="Møte på øya").start().task("o", lane=None).end().xml())
    xml = etree.tostring(root, xml_declaration=True, encoding=encoding)
    assert isinstance(xml, bytes)
    assert load(_bundle(xml)).name == "Møte på øya"


def test_a_byte_order_mark_changes_nothing() -> None:
    assert load(_bundle(b"\xef\xbb\xbf" + plain().xml())).key == "reise"


def test_malformed_xml_is_refused_with_the_line() -> None:
    with pytest.raises(Unreadable, match="linje 2"):
        examine(_bundle(b"<a>\n<b></a>"))


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;&x;&x;&x;&x;&x;">]>',
    ],
)
def test_a_document_type_is_refused_whatever_it_declares(doctype: bytes) -> None:
    with pytest.raises(Unreadable, match=r"DOCTYPE.*ikke\.$"):
        examine(_bundle(doctype + b"<a>&x;</a>"))


def test_a_document_type_hidden_by_its_encoding_is_refused_too() -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        examine(_bundle('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")))


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1), "dypere"),
        (b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", "flere enn"),
        (b"<a %s/>" % b" ".join(b'a%d="1"' % n for n in range(101)), "flere enn 100 attributter"),
        (b"<a>" + b" " * MAX_FILE_BYTES + b"</a>", "større enn"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "Klingon|klingon|tegnkoding|encoding"),
        (b"", "ikke gyldig XML"),
        (b"\x00\xff", "ikke gyldig XML"),
    ],
    ids=["deep", "wide", "many attributes", "big", "unknown encoding", "empty", "binary"],
)
def test_what_is_no_diagram_at_all_is_refused_with_a_reason(xml: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        examine(_bundle(xml))


def test_xml_that_is_no_bpmn_has_findings_and_no_definition() -> None:
    examination = examine(_bundle(b"<html><body/></html>"))
    assert examination.definition is None
    assert {"follows-schema", "one-executable-process"} <= {finding.rule for finding in examination.errors}


def test_a_version_with_errors_does_not_load_and_says_them_all() -> None:
    bundle = Journey().start().task("a", form=None).task("b", form="borte").end().bundle()
    with pytest.raises(NotRunnable) as refusal:
        load(bundle)
    assert {finding.element for finding in refusal.value.findings} == {"a", "b"}
    assert "(1) Oppgaven har ikke skjema" in str(refusal.value)


def test_modelers_order_of_children_and_foreign_attributes_are_accepted() -> None:
    def shuffle(root: etree._Element) -> None:
        process = root.find("{*}process")
        assert process is not None
        process.append(process[0])
        task = process.find("{*}userTask")
        assert task is not None
        task.append(task[0])
        task.insert(0, task.makeelement(task[0].tag.replace("extensionElements", "incoming")))
        task[0].text = "start_til_oppgave"
        task.set("{http://camunda.org/schema/modeler/1.0}mal", "1")

    examination = examine(plain().edit(shuffle).bundle())
    assert {finding.rule for finding in examination.findings} == {"kept-elements-are-named"}


def _rich() -> dict[str, bytes]:
    inner = Scope().start("s").task("runde", form="g").deadline("runde", event=timer(duration="P6M")).end("e")
    journey = Journey().lane("bydel").lane("institusjon")
    journey = journey.form("f", date("dato"), checkbox("ferdig"), rows("liste", textfield("navn")))
    journey = journey.form("g", textfield("svar")).start(form="f").choice("samles").task("oppgave")
    journey = journey.boundary("melding", "oppgave", message("Hei"), interrupting=False).end("e1")
    journey = (
        journey.at("oppgave").choice("valg").when("=ferdig").sub("hver", inner, each="=liste", item="rad")
    )
    journey = journey.boundary("nok", "hver", condition("=dato != null")).end("e2").at("hver").end("e3")
    return journey.at("valg").otherwise().to("samles").bundle()


RICH = _rich()


def test_the_diagram_that_is_mutated_is_a_right_one() -> None:
    assert examine(RICH).findings == ()


@settings(max_examples=250, deadline=None)
@given(data=st.data(), path=st.sampled_from(sorted(RICH)))
def test_whatever_bytes_change_a_bundle_is_examined_or_refused(data: st.DataObject, path: str) -> None:
    content = bytearray(RICH[path])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.one_of(st.binary(max_size=3), st.sampled_from(_SNIPPETS)))
        content[place : place + data.draw(st.integers(0, 8))] = piece
        content = content or bytearray(b" ")
    with suppress(Refused):
        examination = examine({**RICH, path: bytes(content)})
        assert examination.definition is not None or examination.errors


_SNIPPETS = [
    b"",
    b"=",
    b'"',
    b"<",
    b"null",
    b"id",
    b"-1",
    b"e1",
    b"start",
    b"&#0;",
    b"&lt;",
    b"NaN",
    b"{}",
    b"[]",
]
