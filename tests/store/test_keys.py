import base64
from pathlib import Path

import pytest

from prosesser.key_files import create_key_file
from prosesser.store.keys import (
    VARIABLE,
    KeyFileOpen,
    KeyMalformed,
    KeyMissing,
    KeyUnreadable,
    MasterKey,
    Unsealable,
    load_master_key,
)

MASTER = MasterKey(bytes(32))


def test_a_case_key_opens_what_it_sealed_after_being_stored() -> None:
    key, stored = MASTER.new_case_key("sak")
    sealed = key.seal("payload", 7, b"innhold")
    assert MASTER.case_key("sak", stored).open("payload", 7, sealed) == b"innhold"


def test_the_same_content_is_never_sealed_alike() -> None:
    key, _ = MASTER.new_case_key("sak")
    assert key.seal("payload", 7, b"innhold") != key.seal("payload", 7, b"innhold")


@pytest.mark.parametrize(("purpose", "place"), [("payload", 8), ("state", 7), ("payload", "")])
def test_a_ciphertext_that_was_moved_does_not_open(purpose: str, place: object) -> None:
    key, _ = MASTER.new_case_key("sak")
    with pytest.raises(Unsealable):
        key.open(purpose, place, key.seal("payload", 7, b"innhold"))


@pytest.mark.parametrize("position", [0, 12, -1])
def test_a_ciphertext_that_was_changed_does_not_open(position: int) -> None:
    key, _ = MASTER.new_case_key("sak")
    sealed = bytearray(key.seal("payload", 7, b"innhold"))
    sealed[position] ^= 1
    with pytest.raises(Unsealable):
        key.open("payload", 7, bytes(sealed))


def test_a_ciphertext_that_was_cut_short_does_not_open() -> None:
    key, _ = MASTER.new_case_key("sak")
    with pytest.raises(Unsealable):
        key.open("payload", 7, b"kort")


def test_another_case_or_master_key_does_not_open_a_case_key() -> None:
    _, stored = MASTER.new_case_key("sak")
    with pytest.raises(Unsealable):
        MASTER.case_key("annen", stored)
    with pytest.raises(Unsealable):
        MasterKey(bytes([1] * 32)).case_key("sak", stored)


def test_commitments_bind_to_purpose_content_and_case() -> None:
    key, stored = MASTER.new_case_key("sak")
    other, _ = MASTER.new_case_key("annen")
    made = key.commit("payload", b"innhold")
    assert made == MASTER.case_key("sak", stored).commit("payload", b"innhold")
    assert made not in {
        key.commit("state", b"innhold"),
        key.commit("payload", b"annet"),
        other.commit("payload", b"innhold"),
    }


def test_a_new_key_file_is_the_owners_alone_and_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "var" / "somlos.key"
    create_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    content = path.read_bytes()
    with pytest.raises(FileExistsError):
        create_key_file(path)
    assert path.read_bytes() == content
    load_master_key({}, path)


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "somlos.key"
    create_key_file(path)
    _, stored = MASTER.new_case_key("sak")
    text = base64.b64encode(bytes(32)).decode()
    load_master_key({VARIABLE: text}, path).case_key("sak", stored)
    with pytest.raises(Unsealable):
        load_master_key({}, path).case_key("sak", stored)


def test_without_a_key_the_refusal_says_where_one_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match=r"SOMLOS_MASTER_KEY.*somlos\.key"):
        load_master_key({}, tmp_path / "somlos.key")


def test_a_key_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "somlos.key").mkdir(mode=0o700)
    with pytest.raises(KeyUnreadable, match=r"somlos\.key.*Is a directory"):
        load_master_key({}, tmp_path / "somlos.key")


@pytest.mark.parametrize("text", ["ikke base64!", "a2ort", "æøå"])
def test_a_malformed_key_is_refused_without_repeating_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "somlos.key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    for environment in ({VARIABLE: text}, {}):
        with pytest.raises(KeyMalformed) as refusal:
            load_master_key(environment, path)
        assert text not in str(refusal.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "somlos.key"
    create_key_file(path)
    path.chmod(mode)
    with pytest.raises(KeyFileOpen):
        load_master_key({}, path)
