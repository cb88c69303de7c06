"""A report: the latest answers to a task whose answers the diagram calls a document (``utskrift``)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prosesser.definition.dialect import PRINT
from prosesser.definition.model import Definition
from prosesser.engine.messages import CompleteTask
from prosesser.errors import Refused
from prosesser.inbox import Papers, TimelineRow
from workflow_app.prints.answers import answered_in, sections
from workflow_app.prints.document import Document, Fact
from workflow_app.prints.sources import Sources
from workflow_app.wording import long_date


class NotWritten(Refused):
    """«{title}» er ikke skrevet ennå, så det er ingenting å skrive ut. Se saken for hvem som har oppgaven."""


def reports(versions: Sequence[Definition]) -> Mapping[str, str]:
    """Return what the answers to each task are called as a document, by the task's element.

    ``versions`` are those that the case has followed, the last first: the last that says so decides.
    """
    elements = (element for version in reversed(versions) for element in version.elements.values())
    said = ((element.id, element.properties.get(PRINT)) for element in elements)
    return {element: title for element, title in said if title}


def written(versions: Sequence[Definition], rows: Iterable[TimelineRow]) -> Mapping[str, str]:
    """Return those of the reports that rows of the journal hold."""
    done = {_element(row) for row in rows}
    return {element: title for element, title in reports(versions).items() if element in done}


def report(sources: Sources, element: str) -> Document:
    """Compose the latest report of an element that is among `reports`; raises `NotWritten`."""
    papers = sources.papers
    title = reports(papers.versions)[element]
    row = next((row for row in reversed(papers.rows) if _element(row) == element), None)
    given = None if row is None else answered_in(row)
    if row is None or given is None:
        raise NotWritten(title=title)
    answers = sections(given, sources.options, protected=papers.protected)
    return sources.document(title, answers, about=tuple(_origin(papers, row)))


def _origin(papers: Papers, row: TimelineRow) -> Iterator[Fact]:
    """Yield who wrote a report, and the day on which it was really done."""
    if row.unit is not None:
        yield Fact("Skrevet av", row.unit.name)
    done = (happening for happening in papers.record.happenings if happening.sequence == row.sequence)
    yield from (Fact("Ferdig", long_date(one.day)) for one in done if one.kind == "completed")


def _element(row: TimelineRow) -> str | None:
    """Return the element of the task that a row completes; None where it completes none."""
    return row.command.task.rpartition(".")[0] if isinstance(row.command, CompleteTask) else None
