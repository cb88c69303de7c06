"""What the diagram says to the resident of an element (``klarsprak``), filled in."""

from prosesser.definition.dialect import NOT_SAID, PLAIN, PLAIN_DONE, TITLE_PLACE
from prosesser.definition.model import Element


def waiting(element: Element, title: str = "") -> str | None:
    """Return what the resident reads of an element that waits; None where the resident need not.

    A task that the diagram has no words for is called by its name: nothing that is to happen is hidden
    by an oversight.
    """
    otherwise = element.name if element.kind == "userTask" else None
    return _filled(element.properties.get(PLAIN, otherwise), element, title)


def done(element: Element, title: str = "") -> str | None:
    """Return what the resident reads of an element that is done; None where the diagram has no words."""
    return _filled(element.properties.get(PLAIN_DONE), element, title)


def _filled(text: str | None, element: Element, title: str) -> str | None:
    if text is None or text in {"", NOT_SAID}:
        return None
    return text.replace(TITLE_PLACE, title or element.name)
