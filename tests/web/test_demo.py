"""A demo tells who tries it what they may type, and takes it."""

import re
from collections.abc import Callable

from tests.web.visitor import Visitor


def test_the_number_that_the_referral_proposes_in_a_demo_is_accepted(visit: Callable[..., Visitor]) -> None:
    page = visit("bydel").get("/saker/ny")
    proposed = re.search(r"du kan bruke, er (\d{6} \d{5})", page.text)
    assert proposed is not None, page.text
    refused = page.press("Opprett saken", {"Fødselsnummer": proposed[1]})
    assert refused.status == 422
    assert not [error for error in refused.errors() if "ødselsnummer" in error]
