"""What every answer carries against misuse, and what errors tell: as little as possible."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.web.conftest import NATIONAL_ID, PROCESS, RESIDENT, Case
from tests.web.visitor import Visitor
from workflow_app import logs
from workflow_app.app import assemble
from workflow_app.clock import ManualClock
from workflow_app.web.assets import Assets
from workflow_app.web.desk import Desk
from workflow_app.web.settings import Settings

Visit = Callable[..., Visitor]

POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)


@pytest.mark.parametrize("address", ["/logg-inn", "/oppgaver", "/finnes-ikke", "/healthz", "/hjelp"])
def test_every_answer_carries_the_headers(address: str, visit: Visit) -> None:
    headers = visit("bydel").client.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_no_page_has_style_or_script_of_its_own(visit: Visit, case: Case) -> None:
    visitor = visit("institusjon")
    for address in ("/logg-inn", "/oppgaver", "/saker", case.address, case.task_address, "/hjelp"):
        tree = visitor.get(address).tree
        assert not tree.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visit: Visit) -> None:
    cookie = visit().client.get("/logg-inn").headers["Set-Cookie"]
    assert cookie.startswith("somlos=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(
    settings: Settings, store: Store, clock: ManualClock
) -> None:
    app = assemble(replace(settings, tls=True), store, clock, Assets((), "dist/app.js"))
    headers = app.test_client().get("/logg-inn", base_url="https://localhost").headers
    assert headers["Set-Cookie"].startswith("__Host-somlos=")
    assert "Secure" in headers["Set-Cookie"]
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_host_that_is_not_ours_is_refused(settings: Settings, store: Store, clock: ManualClock) -> None:
    app = assemble(replace(settings, hosts=("somlos.test",)), store, clock, Assets((), "dist/app.js"))
    client = app.test_client()
    assert client.get("/logg-inn", base_url="http://somlos.test").status_code == 200
    assert client.get("/logg-inn", base_url="http://evil.test").status_code == 400


def test_every_post_needs_its_token(app: Flask, visit: Visit, case: Case) -> None:
    visitor = visit("institusjon")
    posts = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())]
    known: dict[str, Any] = {
        "case": case.id,
        "task": case.task,
        "name": "Bolig tildelt",
        "process": PROCESS,
        "number": 1,
    }
    with app.test_request_context():
        addresses = [
            app.url_for(rule.endpoint, **{name: known.get(name, "noe") for name in rule.arguments})
            for rule in posts
        ]
    assert len(addresses) >= 8
    for address in addresses:
        answered = visitor.client.post(address, data={"handling": "fullfor"})
        assert answered.status_code == 400, address
        assert "Siden har vært åpen for lenge" in answered.get_data(as_text=True)


def test_a_body_that_is_too_large_is_refused(visit: Visit, case: Case) -> None:
    visitor = visit("institusjon")
    data = {"csrf_token": visitor.token(), "handling": "lagre", "innflyttet_institusjon": "x" * 1_100_000}
    answered = visitor.client.post(case.task_address, data=data)
    assert answered.status_code == 413
    assert "Du sendte for mye på en gang" in answered.get_data(as_text=True)


@pytest.mark.parametrize("address", ["{}", "{}/oppgaver/innflytting.1", "{}/meldinger/Bolig%20tildelt"])
def test_a_hidden_case_answers_exactly_as_one_that_does_not_exist(
    address: str, visit: Visit, case: Case, store: Store
) -> None:
    client = visit("fremmed").client
    hidden = client.get(address.format(case.address))
    missing = client.get(address.format(f"/saker/{'0' * 32}"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.get_data() == missing.get_data()
    assert dict(hidden.headers) == dict(missing.headers)
    denied = [access for access in accesses(store) if access.person == "fremmed" and not access.permitted]
    assert {access.case for access in denied} == {case.id, "0" * 32}


def test_addresses_name_no_person(visit: Visit, case: Case) -> None:
    visitor = visit("institusjon")
    for address in ("/oppgaver?visning=enhetens", "/saker", case.address, case.task_address):
        links = [urlsplit(link).geturl() for link in visitor.get(address).links().values()]
        assert not any("Kari" in link or NATIONAL_ID in link for link in links)


def test_an_error_of_ours_shows_a_number_and_nothing_else(
    visit: Visit, case: Case, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall_over(*_: object) -> None:
        message = f"{RESIDENT} {NATIONAL_ID}"
        raise RuntimeError(message)

    visitor = visit("institusjon")
    monkeypatch.setattr(type(desk.inbox), "case_page", fall_over)
    answered = visitor.get(case.address)
    assert answered.status == 500
    assert answered.heading == "Noe gikk galt hos oss"
    incident = answered.tree.xpath("//strong/text()")[0]
    logged = capsys.readouterr()
    written = next(line for line in (logged.out + logged.err).splitlines() if incident in line)
    assert "fall_over" in written
    for told in (RESIDENT, NATIONAL_ID, "Traceback"):
        assert told not in answered.response.get_data(as_text=True)
        assert told not in logged.out + logged.err


def test_a_database_that_is_lost_on_the_way_is_said_to_be_out_of_reach(
    visit: Visit, settings: Settings, store: Store, case: Case
) -> None:
    visitor = visit("institusjon")
    assert visitor.get("/healthz").status == 200
    store.close()  # the connections in use; the next one finds no file to open
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    file.unlink()
    file.mkdir()
    for address in ("/healthz", "/oppgaver", case.address):
        answered = visitor.get(address)
        assert answered.status == 503
        assert answered.heading == "Systemet er ikke tilgjengelig akkurat nå"
        assert "sqlite" not in answered.text


def test_a_page_asked_for_in_the_wrong_way_says_which_ways_there_are(visit: Visit) -> None:
    answered = visit("bydel").client.get("/logg-ut")
    assert answered.status_code == 405
    assert "POST" in answered.headers["Allow"]


def test_logs_are_lines_of_json(visit: Visit, case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    visit("fremmed").get(case.address)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"event": "refused", "status": 404}.items() <= lines[-1].items()
