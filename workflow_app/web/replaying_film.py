"""A replay as fragments: the parts of a frame as HTML, and all frames together as one film.

They are made by an environment of their own, so that the page, what its script fetches and the file that
opens from a disk show the same, with an app around them or without.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from prosesser.audit.file import AuditFile
from prosesser.audit.replaying import Look, Replaying, readable
from prosesser.audit.replaying_frames import Frame
from prosesser.cases import OptionLists
from prosesser.store.instants import from_micros
from workflow_app.drawing import svg
from workflow_app.web.filters import FILTERS
from workflow_app.web.glossary import Glossary
from workflow_app.web.replaying import Books, Course, FrameView, frame_view
from workflow_app.web.replaying_cuts import FACTS, ITEMS, Cuts, Parts
from workflow_app.web.replaying_words import JumpList, jump_lists, verdict

TEMPLATES = Path(__file__).parents[1] / "templates"
WHOLE = ("steg", "oppgaver", "steder", "venter", "planer", "enheter")
"""The parts of a frame that are one piece, by the name of their macro and of the place they are shown in."""
Pieces = Mapping[str, tuple[Markup, ...]]
Link = Callable[[int], str]


@cache
def environment() -> Environment:
    """Return what templates of fragments are made with; it keeps the templates that it has compiled."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= FILTERS
    return made


def glossary(file: AuditFile, options: OptionLists) -> Glossary | None:
    """Return what ids are called in a case's journal; None when no version that it followed can be read."""
    versions = readable(file)
    return Glossary(versions[0], file.units, file.persons, options, versions[1:]) if versions else None


class Cutting:
    """Makes the fragments of one case's replay."""

    def __init__(self, file: AuditFile, words: Glossary, replaying: Replaying) -> None:
        rows = file.stored.journal
        self._words = words
        self._course = Course(
            rows=len(rows),
            instants=tuple(from_micros(row.at) for row in rows[: replaying.linked]),
            versions=tuple(dict.fromkeys(row.definition for row in rows)),
        )
        self._books = Books()
        self._parts = Parts(environment())
        self._cuts = Cuts(self._parts)
        self.jumps: tuple[JumpList, ...] = jump_lists(replaying.landings, words)

    def view(self, frame: Frame) -> FrameView:
        """Return what a frame shows."""
        return frame_view(frame, self._course, self._words, self._books)

    def parts(self, view: FrameView) -> Mapping[str, Markup]:
        """Return a frame's parts as HTML, by name."""
        return {name: Markup().join(pieces) for name, pieces in self._pieces(view).items()}

    def verdict(self, look: Look) -> Markup:
        """Return how far the replay was checked, as HTML."""
        return self._part("verdict", verdict(look.checked))

    def player(self, view: FrameView, look: Look, link: Link) -> Markup:
        """Return the controls, standing at a frame; ``link`` makes the address of a row's."""
        shown = len(look.frames) if look.checked.fault else view.rows
        return self._part("spiller", view, self.jumps, link, shown)

    def leaps(self, link: Link) -> Markup:
        """Return all rows that can be jumped to, and the keys."""
        return self._part("hopp", self.jumps, link)

    def drawing(self, frame: Frame, view: FrameView) -> Markup:
        """Return the diagram of a frame's version, marked."""
        drawn = Markup(svg(frame.definition, view.marks))  # noqa: S704 - the renderer escapes what it writes
        return self._part("tegning", drawn, view)

    def table(self, views: Sequence[FrameView], link: Link) -> Markup:
        """Return all rows as a table."""
        return self._part("tabell", views, link)

    def film(self, look: Look) -> dict[str, object]:
        """Return all frames as JSON data: fragments that are alike stand once, and each version's drawing."""
        fragments: dict[str, int] = {}
        frames = [self._shot(frame, fragments) for frame in look.frames]
        versions = {frame.definition.digest: frame.definition for frame in look.frames}
        return {
            "frames": frames,
            "fragments": list(fragments),
            "drawings": {digest: svg(version, {}) for digest, version in versions.items()},
            "verdict": self.verdict(look),
            "jumps": {jump.kind: [row.row for row in jump.rows] for jump in self.jumps},
            "keys": {jump.key: jump.kind for jump in self.jumps},
        }

    def _shot(self, frame: Frame, fragments: dict[str, int]) -> dict[str, object]:
        view = self.view(frame)
        return {
            "said": view.said,
            "digest": view.digest,
            "focus": view.focus,
            "marks": view.marks,
            "parts": {
                name: [fragments.setdefault(piece, len(fragments)) for piece in pieces]
                for name, pieces in self._pieces(view).items()
            },
        }

    def _pieces(self, view: FrameView) -> Pieces:
        whole = {name: (self._part(name, view),) for name in WHOLE}
        return {**whole, ITEMS: self._cuts.items(view), FACTS: self._cuts.facts(view)}

    def _part(self, name: str, *values: object) -> Markup:
        return self._parts.make(name, *values)


def written(film: Mapping[str, object]) -> str:
    """Write a film as JSON that may stand inside a script element."""
    return json.dumps(film, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
