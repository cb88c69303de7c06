"""Our words for dates, deadlines and counts, as filters of the templates."""

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


def teach(app: Flask, clock: Clock) -> None:
    """Give the templates of ``app`` these words."""
    for word in WORDS:
        app.add_template_filter(word)
    app.add_template_filter(
        lambda due, remind_from=None: wording.deadline_tag(due, oslo_date(clock.now()), remind_from),
        "deadline_tag",
    )
    app.add_template_filter(lambda instant: wording.short_date(oslo_date(instant)), "short_day")
    app.add_template_filter(lambda instant: wording.long_date(oslo_date(instant)), "long_day")
