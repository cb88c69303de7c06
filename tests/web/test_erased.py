"""A case that was erased: lists say so, its pages say what has become of it, and nothing breaks."""

from collections.abc import Callable

import pytest
from flask import Flask

from prosesser.access import SYSTEM
from prosesser.cases import Erasing, ErasureOrder
from prosesser.engine.messages import CancelCase
from prosesser.proof.signing import SigningKey
from prosesser.store import Store
from tests.web.conftest import BEGINNING, NATIONAL_ID, RESIDENT, Case, actor
from tests.web.visitor import Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
ORDER = ErasureOrder("personvernforordningen artikkel 17", "Bydelsdirektøren", "Drift")


@pytest.fixture
def erased(admitted: Case, desk: Desk, store: Store) -> Case:
    desk.cases.execute(actor("bydelsleder"), admitted.id, CancelCase("Feil"), BEGINNING, "c" * 20)
    Erasing(store, lambda: SigningKey(bytes(32))).erase(SYSTEM, admitted.id, ORDER, BEGINNING)
    return admitted


def test_the_list_says_so_and_the_case_page_tells_what_has_become_of_it(erased: Case, visit: Visit) -> None:
    visitor = visit("bydel")
    listed = visitor.get("/saker")
    assert "(slettet)" in listed.tree.text_content()
    page = visitor.get(erased.address)
    assert page.response.status_code == 410
    told = page.tree.text_content()
    assert "Innholdet i saken er slettet" in told
    assert "Slettebeviset" in told
    for seen in (listed, page):
        assert RESIDENT not in seen.tree.text_content()
        assert NATIONAL_ID not in seen.tree.text_content()


def test_every_page_of_it_answers_in_order(erased: Case, visit: Visit, app: Flask) -> None:
    people = {
        person: visit(person) for person in ("bydel", "bydelsleder", "institusjon", "fremmed", "revisor")
    }
    answers: dict[str, dict[str, int]] = {}
    for rule in app.url_map.iter_rules():
        if "case" in rule.arguments and "GET" in (rule.methods or ()):
            values = {name: erased.id if name == "case" else "1" for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            answers[address] = {
                person: visitor.client.get(address).status_code for person, visitor in people.items()
            }
    assert len(answers) > 10
    assert {address: found for address, found in answers.items() if max(found.values()) >= 500} == {}
    staff = {found["bydel"] for address, found in answers.items() if address.startswith("/saker/")}
    assert 410 in staff
    assert {found["fremmed"] for address, found in answers.items() if address.startswith("/saker/")} == {404}
