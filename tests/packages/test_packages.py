"""A package is made of a case, the same every time, and holds by itself and by the engine."""

import io
import zipfile

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select, update

from prosesser.access import SYSTEM, CaseNotFound
from prosesser.audit import Audits, ContentErased
from prosesser.packages import CaseDoesNotHold, Fault, Packages, SignedByOther, check, verify
from prosesser.proof.signing import SigningKey
from prosesser.store.tables import access_log, case_keys, journal
from tests.cases.test_moving import move, publish
from tests.cases.versions import sooner
from tests.cases.world import World
from tests.packages.altering import again
from tests.packages.conftest import LATER, PUBLIC, Handed, anchored, handing, newest, worked


def test_a_package_holds_by_itself_and_by_the_engine(handed: Handed) -> None:
    assert verify.check(handed.files, handed.root).is_whole
    assert check(handed.files, PUBLIC).is_whole
    assert not check(handed.files).is_whole


def test_the_same_case_at_the_same_instant_is_the_same_package(
    packages: Packages, audits: Audits, case: str, handed: Handed
) -> None:
    assert packages.export(SYSTEM, case, LATER, handing(newest(audits))) == handed.zip


def test_any_zip_program_opens_it(handed: Handed) -> None:
    with zipfile.ZipFile(io.BytesIO(handed.zip)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == handed.files


def test_it_holds_the_journal_the_states_and_every_version(handed: Handed, case: str) -> None:
    rows = handed.json("journal.json")
    assert [row["sequence"] for row in rows] == list(range(1, 7))
    assert {row["case"] for row in rows} == {case}
    assert len(handed.json("states.json")) == 6
    assert handed.json("case.json")["subject"]["navn"] == "Kari Test"
    assert {part["unit"] for part in handed.json("case.json")["participations"]} == {"bydel-a", "inst-a"}
    people = handed.json("people.json")
    assert people["persons"] == {"berit": "Berit", "ingrid": "Ingrid"}
    assert set(people["units"]) == {"bydel-a", "inst-a"}
    (digest,) = verify.versions(handed.files)
    assert digest == rows[0]["definition"]


def test_the_key_of_the_case_is_not_in_it(office: World, case: str, handed: Handed) -> None:
    with office.store.read() as connection:
        found = connection.execute(select(case_keys.c.sealed).where(case_keys.c.case_id == case))
        sealed: bytes = found.scalar_one()
    master, bound_to = AESGCM(bytes(range(32))), b"case key\0%s\0" % case.encode()
    secret = master.decrypt(sealed[:12], sealed[12:], bound_to)[:32]
    everything = b"".join(handed.files.values())
    assert secret not in everything
    assert secret.hex().encode() not in everything


def test_every_package_handed_out_is_logged(office: World, handed: Handed, case: str) -> None:
    assert handed.zip
    with office.store.read() as connection:
        query = select(access_log.c.what).where(access_log.c.case_id == case)
        assert "uttrekk: pakke" in connection.execute(query).scalars().all()


def test_without_an_anchor_it_says_so(packages: Packages, case: str) -> None:
    files = verify.unpack(packages.export(SYSTEM, case, LATER, handing()))
    report = check(files, PUBLIC)
    assert not report.is_whole
    assert "ikke forankret" in "\n".join(report.lines())
    with pytest.raises(Fault, match="ikke forankret"):
        check(files, root="00" * 32)


def test_rows_after_the_anchor_are_said_to_be_unchecked(
    packages: Packages, handed: Handed, case: str
) -> None:
    head = handed.json("journal.json")[2]["hash"]
    made = packages.export(SYSTEM, case, LATER, handing(lambda _case: anchored(case, 3, head)))
    report = check(verify.unpack(made), PUBLIC)
    assert report.unchecked == ["Radene 4–6 er skrevet etter ankeret."]


def test_another_root_or_key_than_the_one_known_is_refused(handed: Handed) -> None:
    with pytest.raises(Fault, match="en annen enn den som er oppgitt"):
        verify.check(handed.files, "00" * 32)
    with pytest.raises(SignedByOther):
        check(handed.files, (SigningKey(bytes(32)).public,), handed.root)
    assert check(handed.files, (SigningKey(bytes(32)).public, *PUBLIC)).is_whole


def test_nobody_without_an_assignment_gets_one(office: World, packages: Packages, case: str) -> None:
    for asked in (case, "finnes-ikke"):
        with pytest.raises(CaseNotFound):
            packages.export(office.actor("ragna"), asked, LATER, handing())


@pytest.mark.parametrize("sequence", [1, 4, 6])
def test_no_package_is_made_of_a_case_that_does_not_hold(unguarded_world: World, sequence: int) -> None:
    case, other = worked(unguarded_world), unguarded_world.admitted()
    where = (journal.c.case_id == case) & (journal.c.sequence == sequence)
    with unguarded_world.store.maintain() as connection:
        connection.execute(update(journal).where(where).values(person="noen"))
    open_to = Packages(unguarded_world.store, unguarded_world.cases.versions)
    with pytest.raises(CaseDoesNotHold, match=f"(?i)rad {sequence}"):
        open_to.export(SYSTEM, case, LATER, handing())
    assert open_to.export(SYSTEM, other, LATER, handing())


def test_an_erased_case_has_no_contents_to_hand_out(
    office: World, packages: Packages, audits: Audits
) -> None:
    case = office.admitted()
    with office.store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    with pytest.raises(ContentErased):
        packages.export(SYSTEM, case, LATER, handing(newest(audits)))


def test_a_moved_case_brings_both_versions(office: World, packages: Packages, audits: Audits) -> None:
    case = office.admitted()
    move(office, case, publish(office, sooner()))
    files = verify.unpack(packages.export(SYSTEM, case, LATER, handing(newest(audits))))
    assert len(verify.versions(files)) == 2
    assert check(files, PUBLIC).is_whole


def test_a_program_that_is_not_ours_is_pointed_out(handed: Handed) -> None:
    files = verify.unpack(again({**handed.files, "verify.py": b"print('alt stemmer')"}))
    assert any("verify.py i pakken er en annen" in note for note in check(files, PUBLIC).notes)
    assert not any("verify.py i pakken" in note for note in check(handed.files, PUBLIC).notes)
