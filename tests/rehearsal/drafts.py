"""The real journey and a small one, with drafts of them: edited in a few words, as in the diagram."""

from functools import cache
from pathlib import Path

from prosesser.definition import Bundle, Definition, load, read_folder
from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.forms.model import Option
from tests.bpmn_steps import PLAIN_FORM
from tests.builders import Journey, message, timer
from tests.form_files import date, select
from workflow_app.rehearsal.offers import Lists
from workflow_app.rehearsal.plan import Line, Scribe
from workflow_app.rehearsal.run import Run
from workflow_app.rehearsal.simulate import style_of
from workflow_app.rehearsal.story import Story, parse_story

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
MAIN = "hovedlop"


@cache
def journey() -> Definition:
    return load(read_folder(JOURNEY))


def edited(*changes: tuple[str, str]) -> Definition:
    """Return the journey with its diagram changed in these places."""
    diagram = journey().bundle[DIAGRAM].decode()
    for old, new in changes:
        assert old in diagram, old
        diagram = diagram.replace(old, new)
    return load({**journey().bundle, DIAGRAM: diagram.encode()})


def with_stories(definition: Definition, **stories: bytes) -> Definition:
    """Return a definition with only these stories, by name."""
    kept: Bundle = {path: file for path, file in definition.bundle.items() if not path.startswith("stories/")}
    return load({**kept, **{f"stories/{name}.yaml": content for name, content in stories.items()}})


def story(name: str = MAIN) -> Story:
    return parse_story(f"{name}.yaml", content(name))


def content(name: str = MAIN) -> bytes:
    return journey().bundle[f"stories/{name}.yaml"]


def small(*, frist: str = "P4M", reviewed_by: str | None = "bydel", asked: bool = False) -> Definition:
    """A report with a deadline from admission, a review (or none), and a word from outside meanwhile.

    ``asked``: the report's form asks whether it is enough; if not, the report is written again.
    """
    drawn = Journey("reise", "Reisen").lane("bydel").lane("inst")
    drawn.form("opptak", date("innflyttet", "Innflyttet", required=True))
    if asked:
        drawn.form("svar", select("nok", "Er det nok?", options=("ja", "nei"), type="radio", required=True))
    drawn.form("varsel", date("varslet", "Varslet"))
    drawn.start("opptatt", form="opptak", lane="bydel")
    drawn.task("rapport", lane="inst", form="svar" if asked else PLAIN_FORM)
    drawn.deadline("rapport", event=timer(date=f'=innflyttet + duration("{frist}")'))
    drawn.boundary("varsel", "rapport", message("Varsel", skjema="varsel"), interrupting=False)
    drawn.end("varslet_slutt").at("rapport")
    if asked:
        drawn.choice("er_det_nok").when('=nok = "nei"').to("rapport").at("er_det_nok").otherwise()
    if reviewed_by is not None:
        drawn.task("vurdering", lane=reviewed_by)
    return load(drawn.end("ferdig").bundle())


def lists() -> Lists:
    """The application's lists, as simulations have them."""
    values = style_of(journey(), story()).options(None)
    return {
        name: tuple(Option(label=value, value=value) for value in options) for name, options in values.items()
    }


def lines(run: Run) -> list[Line]:
    """What came up in a run, as plans say it."""
    scribe = Scribe(run.definition)
    for step in run.steps:
        scribe.note(step)
    return scribe.lines
