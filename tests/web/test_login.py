"""Logging in and out: who gets in, how guessing is slowed down, what a session is worth."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from prosesser.access import CASEWORKER
from prosesser.store import Store
from prosesser.store.directory import Directory, Membership, Person, WrongPassword
from tests.web.conftest import BEGINNING, Case, hasher
from tests.web.visitor import PASSWORD, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.identity import Doorkeeper, TooManyAttempts
from workflow_app.web.throttle import Throttle

Visit = Callable[..., Visitor]


def test_a_wrong_password_is_refused_without_saying_which_part_is_wrong(visit: Visit) -> None:
    wrong = visit().log_in("bydel", "feil")
    unknown = visit().log_in("ingen-slik", "feil")
    assert wrong.status == unknown.status == 422
    assert "Brukernavn eller passord er feil" in wrong.text
    assert wrong.text == unknown.text.replace("ingen-slik", "bydel")


def test_five_failures_close_the_door_for_that_person_even_with_the_right_password(visit: Visit) -> None:
    for _ in range(5):
        assert visit().log_in("bydel", "feil").status == 422
    closed = visit().log_in("bydel")
    assert closed.status == 429
    assert "Du har prøvd for mange ganger" in closed.text
    assert visit().log_in("kollega").heading == "Oppgaver"


def test_the_door_opens_again_after_a_quarter_of_an_hour(visit: Visit, clock: ManualClock) -> None:
    for _ in range(5):
        visit().log_in("bydel", "feil")
    clock.advance(timedelta(minutes=15))
    assert visit().log_in("bydel").heading == "Oppgaver"


def test_failures_on_many_names_close_the_door_for_that_address(store: Store) -> None:
    doorkeeper = Doorkeeper(Directory(store, hasher()))
    for number in range(30):
        with pytest.raises(WrongPassword):
            doorkeeper.admit(f"gjetning-{number}", "feil", "192.0.2.1", BEGINNING)
    with pytest.raises(TooManyAttempts):
        doorkeeper.admit("bydel", PASSWORD, "192.0.2.1", BEGINNING)
    assert doorkeeper.admit("bydel", PASSWORD, "192.0.2.2", BEGINNING).id == "bydel"


def test_a_session_that_somebody_planted_is_gone_after_login(app: Flask) -> None:
    planted = Visitor(app.test_client())
    with planted.client.session_transaction() as session:
        session["unit"] = "inst-lilleborg"
        session["planted"] = "yes"
    before = planted.token()
    planted.log_in("bydel")
    with planted.client.session_transaction() as session:
        assert session["unit"] == "bydel-gamle-oslo"
        assert "planted" not in session
    assert planted.token() != before


def test_the_session_holds_no_more_than_ids_times_and_counts(visit: Visit) -> None:
    visitor = visit("bydel")
    with visitor.client.session_transaction() as session:
        assert set(session) == {"person", "unit", "since", "logouts", "csrf_token"}


def test_a_session_ends_ten_hours_after_login(visit: Visit, clock: ManualClock) -> None:
    visitor = visit("bydel")
    clock.advance(timedelta(hours=9, minutes=59))
    assert visitor.get("/oppgaver").heading == "Oppgaver"
    clock.advance(timedelta(minutes=1))
    assert visitor.get("/oppgaver").heading == "Logg inn"


def test_logging_out_ends_the_session(visit: Visit) -> None:
    visitor = visit("bydel")
    assert visitor.get("/oppgaver").press("Logg ut").heading == "Logg inn"
    assert visitor.get("/oppgaver").heading == "Logg inn"


def test_a_copy_of_the_cookie_is_worth_nothing_after_logging_out(app: Flask, visit: Visit) -> None:
    visitor, thief = visit("bydel"), Visitor(app.test_client())
    with visitor.client.session_transaction() as own, thief.client.session_transaction() as copy:
        copy.update(own)
    assert thief.get("/oppgaver").heading == "Oppgaver"
    visitor.get("/oppgaver").press("Logg ut")
    assert thief.get("/oppgaver").heading == "Logg inn"
    assert visitor.log_in("bydel").heading == "Oppgaver"


def test_who_works_in_several_units_chooses_one_and_can_change(visit: Visit) -> None:
    visitor = visit()
    choosing = visitor.log_in("begge")
    assert choosing.heading == "Velg enhet"
    inbox = choosing.press("Fortsett", {"Enhet": "Lilleborg rehabiliteringssenter leder"})
    assert "Lilleborg rehabiliteringssenter" in inbox.response.get_data(as_text=True)
    changed = inbox.follow("Bytt enhet").press("Fortsett", {"Enhet": "Bydel Gamle Oslo saksbehandler"})
    assert "Bydel Gamle Oslo" in changed.response.get_data(as_text=True)


def test_a_unit_that_one_does_not_work_in_cannot_be_chosen(visit: Visit, case: Case) -> None:
    visitor = visit("fremmed")
    visitor.post("/enhet", [("csrf_token", visitor.token()), ("enhet", "bydel-gamle-oslo")])
    assert visitor.get(case.address).status == 404


def test_a_membership_that_ends_shuts_the_person_out_at_once(
    visit: Visit, store: Store, clock: ManualClock
) -> None:
    directory = Directory(store, hasher())
    end = BEGINNING + timedelta(hours=1)
    directory.add_person(Person("vikar", "Vikar Hansen"), PASSWORD)
    directory.add_membership(Membership("vikar", "bydel-sagene", frozenset({CASEWORKER}), BEGINNING, end))
    visitor = visit("vikar")
    assert visitor.get("/oppgaver").heading == "Oppgaver"
    clock.advance(timedelta(hours=1))
    shut_out = visitor.get("/oppgaver")
    assert shut_out.heading == "Velg enhet"
    assert "Du er ikke knyttet til noen enhet nå" in shut_out.text


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil"])
def test_login_never_leads_to_another_site(target: str, visit: Visit) -> None:
    visitor = visit()
    data = {"csrf_token": visitor.token(), "bruker": "bydel", "passord": PASSWORD}
    answered = visitor.client.post("/logg-inn", query_string={"til": target}, data=data)
    assert answered.status_code == 303
    assert answered.location == "/"


def test_login_leads_back_to_the_page_that_was_asked_for(visit: Visit, case: Case) -> None:
    visitor = visit()
    login = visitor.get(case.address)
    assert login.heading == "Logg inn"
    shown = login.press("Logg inn", {"Brukernavn": "bydel", "Passord": PASSWORD})
    assert shown.path == case.address


def test_a_throttle_forgets_the_oldest_key_rather_than_grow() -> None:
    throttle = Throttle(limit=1, window=timedelta(hours=1), keys=2)
    for key in ("a", "b", "c"):
        throttle.failed(key, BEGINNING)
    assert [throttle.is_closed(key, BEGINNING) for key in "abc"] == [False, True, True]


def test_a_success_forgets_the_failures_before_it() -> None:
    throttle = Throttle(limit=2, window=timedelta(hours=1))
    throttle.failed("a", BEGINNING)
    throttle.succeeded("a")
    throttle.failed("a", BEGINNING)
    assert not throttle.is_closed("a", BEGINNING)


def test_a_form_that_is_refreshed_without_a_session_gets_no_login_page_put_into_it(
    app: Flask, case: Case
) -> None:
    client = app.test_client()
    token = Visitor(client).token()
    answered = client.post(case.task_address, data={"csrf_token": token}, headers={"HX-Request": "true"})
    assert answered.status_code == 401
    assert answered.get_data() == b""
