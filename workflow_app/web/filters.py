"""Our words for dates, deadlines and counts, as filters of the templates."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from prosesser.calendar import oslo_date
from workflow_app import wording
from workflow_app.clock import Clock

WORDS = (
    wording.long_date,
    wording.short_date,
    wording.long_instant,
    wording.iso_instant,
    wording.count,
    wording.capital,
    wording.the_party,
    wording.case_tag,
    wording.national_id,
    wording.half_year,
    wording.number,
    wording.scenario_name,
)
"""Each is a filter under its own name."""
FILTERS: Mapping[str, Callable[..., Any]] = {
    **{word.__name__: word for word in WORDS},
    "short_day": lambda instant: wording.short_date(oslo_date(instant)),
    "long_day": lambda instant: wording.long_date(oslo_date(instant)),
}
"""All that need no clock: what templates outside the app have too."""


def teach(app: Flask, clock: Clock) -> None:
    """Give the templates of ``app`` these words."""
    for name, word in FILTERS.items():
        app.add_template_filter(word, name)
    app.add_template_filter(
        lambda due, remind_from=None: wording.deadline_tag(due, oslo_date(clock.now()), remind_from),
        "deadline_tag",
    )
