"""A package that is no package, or made to harm: refused, and nothing of it is written or run."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.packages import Fault, NewerFormat, verify
from tests.packages.altering import again, refused
from tests.packages.conftest import Handed


@settings(max_examples=300)
@given(data=st.data())
def test_any_flipped_byte_is_found(handed: Handed, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(handed.zip) - 1))
    flip = data.draw(st.integers(1, 255))
    changed = bytearray(handed.zip)
    changed[place] ^= flip
    refused(bytes(changed), handed.root)


@settings(max_examples=40)
@given(data=st.data())
def test_a_package_cut_short_or_grown_is_found(handed: Handed, data: st.DataObject) -> None:
    refused(handed.zip[: data.draw(st.integers(0, len(handed.zip) - 1))], handed.root)
    refused(handed.zip + data.draw(st.binary(min_size=1, max_size=40)), handed.root)


def test_a_newer_format_is_not_read_and_says_so(handed: Handed) -> None:
    with pytest.raises(NewerFormat, match="format 2"):
        verify.unpack(again(handed.files, format=2))
    for unknown in (0, True, None, "1"):
        assert "format" in refused(again(handed.files, format=unknown), handed.root)


def test_a_manifest_that_lies_is_refused(handed: Handed) -> None:
    assert "annen sak" in refused(again(handed.files, case="annen"), handed.root)
    assert "manifestet sier noe annet" in refused(again(handed.files, rows=7), handed.root)
    assert "manifestet sier noe annet" in refused(again(handed.files, head="0" * 64), handed.root)


VERSION = f"versions/{'0' * 64}"
HOSTILE = (
    "../utenfor",
    "/etc/passwd",
    "C:\\utenfor",
    "mappe/fil",
    ".skjult",
    "Manifest.json",
    "versions/../../utenfor",
    f"{VERSION}/../../utenfor",
    f"{VERSION}/forms/../../../utenfor",
    f"{VERSION}/forms\\utenfor",
    f"{VERSION}/forms/.skjult",
    f"{VERSION}/linje\nskift",
    f"{VERSION}/{'lang' * 60}",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_of_the_folder_is_refused(handed: Handed, name: str) -> None:
    assert "ikke hører til" in refused(again({**handed.files, name: b""}), handed.root)


def test_a_zip_by_another_program_is_refused_whatever_is_in_it(handed: Handed) -> None:
    """Names that stand twice, links, other times, comments: no zip but the one we write is read."""
    for files in (handed.files.items(), [*handed.files.items(), ("case.json", b"{}")]):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive, pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *_arguments, **_more: None)
            for name, content in files:
                archive.writestr(zipfile.ZipInfo(name), content)
        assert refused(made.getvalue(), handed.root)


def test_a_bomb_is_never_unpacked(handed: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = again({**handed.files, "avspilling.html": bytes(5_000_000)})
    assert len(bomb) < 50_000
    told = json.loads(verify.unpack(bomb)[verify.MANIFEST])
    del told["digest"]
    told["files"]["avspilling.html"]["size"] = 1000
    lying = verify.canonical({**told, "digest": verify.sha256(verify.canonical(told))})
    after = 43 + int.from_bytes(bomb[22:26], "little")
    smaller = bomb[:22] + len(lying).to_bytes(4, "little") + bomb[26:43] + lying + bomb[after:]
    assert "annen lengde" in refused(smaller, handed.root)
    monkeypatch.setattr(verify, "MAX_BYTES", 1_000_000)
    with pytest.raises(Fault, match="ikke en liste"):
        verify.unpack(bomb)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\3\4" + bytes(40), b"[" * 100_000, b"\0" * 1000])
def test_what_is_no_package_at_all_is_refused(handed: Handed, content: bytes) -> None:
    assert refused(content, handed.root)


def unpacked(handed: Handed, folder: Path) -> Path:
    for name, content in handed.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_the_unpacked_folder_holds_as_the_zip_does(handed: Handed, tmp_path: Path) -> None:
    folder = unpacked(handed, tmp_path / "pakke")
    assert verify.check(verify.read(folder), handed.root).is_whole
    (folder / "ekstra.txt").write_text("noe")
    with pytest.raises(Fault, match="ekstra"):
        verify.check(verify.read(folder), handed.root)


def test_links_in_the_folder_are_refused(handed: Handed, tmp_path: Path) -> None:
    folder = unpacked(handed, tmp_path / "pakke")
    (folder / "people.json").rename(tmp_path / "people.json")
    (folder / "people.json").symlink_to(tmp_path / "people.json")
    with pytest.raises(Fault, match="vanlig fil"):
        verify.read(folder)
    (folder / "people.json").unlink()
    (folder / "mappe").symlink_to(tmp_path)
    with pytest.raises(Fault, match="lenke"):
        verify.read(folder)
