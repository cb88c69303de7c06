"""The app on a database of its own, without a browser, and a case of the small journey home in it."""

import pytest

from tests.prints.home import Home, refer
from tests.web.conftest import (  # noqa: F401 - fixtures of the same app
    admitted,
    app,
    case,
    clock,
    desk,
    logins,
    populated,
    settings,
    standing_app,
    store,
    visit,
)
from workflow_app.web.desk import Desk


@pytest.fixture
def home(desk: Desk) -> Home:  # noqa: F811 - the fixture imported above
    """A case that has gone all the way, of a person whose address is open."""
    found = refer(desk)
    found.goes_all_the_way()
    return found


@pytest.fixture
def protected_home(desk: Desk) -> Home:  # noqa: F811 - same
    """A case that has gone all the way, of a person whose address is protected."""
    found = refer(desk, adressesperre="ja")
    found.goes_all_the_way()
    return found
