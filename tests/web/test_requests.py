"""What is read from a request: PostgreSQL takes no NUL, so that none may reach a query."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.visitor import Visitor
from workflow_app.web.requests import posted_id


@pytest.mark.parametrize(
    ("posted", "read"),
    [(" amina.granmyr ", "amina.granmyr"), ("a\0b", ""), ("", ""), ("x" * 101, "x" * 100)],
)
def test_an_id_is_read_as_posted_or_not_at_all(app: Flask, posted: str, read: str) -> None:
    with app.test_request_context(method="POST", data={"bruker": posted}):
        assert posted_id("bruker") == read


@pytest.mark.parametrize("person", [None, "bydel"])
@pytest.mark.parametrize(
    "address", ["/saker/%00", "/saker/ny/%00", "/saker/x/oppgaver/%00", "/prosesser/%00/y"]
)
def test_an_address_with_nul_in_it_does_not_exist(
    visit: Callable[..., Visitor], person: str | None, address: str
) -> None:
    assert visit(person).client.get(address).status_code == 404
