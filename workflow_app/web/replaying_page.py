"""The page of a replay, from what was asked for: a row, a moment, or two rows to compare."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from markupsafe import Markup

from prosesser.audit.file import AuditFile
from prosesser.audit.replaying import Replaying, row_at
from prosesser.audit.replaying_changes import changes
from prosesser.calendar import OSLO
from prosesser.cases import OptionLists
from prosesser.definition.forms.written import read_date, read_datetime
from workflow_app.web.replaying import FrameView
from workflow_app.web.replaying_film import Cutting, environment, glossary
from workflow_app.web.replaying_words import changed, verdict
from workflow_app.web.requests import number_or_zero

BAD_TIME = "Skriv datoen som dd.mm.åååå, og klokkeslettet etter den hvis du vil, som 05.06.2026 13.00."
NOTHING = Markup()
Link = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it was written."""

    row: str = ""
    time: str = ""
    other: str = ""

    def sequence(self, file: AuditFile) -> int:
        """Return the row that is meant; the first where none is."""
        moment = self.moment()
        if moment is not None:
            return row_at(file.stored, moment)
        return min(max(number_or_zero(self.row), 1), max(file.rows, 1))

    def moment(self) -> datetime | None:
        """Return the moment that is meant, the end of the day where no time of day is; None where none is."""
        instant = read_datetime(self.time) if self.time else None
        if isinstance(instant, datetime):
            return instant
        day = read_date(self.time) if self.time else None
        return datetime.combine(day, time.max, OSLO) if isinstance(day, date) else None

    @property
    def fault(self) -> str:
        """What is wrong with the moment, if anything."""
        return BAD_TIME if self.time and self.moment() is None else ""

    def compared(self, file: AuditFile) -> int | None:
        """Return the row to compare with; None where none is asked for."""
        other = number_or_zero(self.other)
        return min(other, file.rows) if other else None


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed between two rows, one sentence a line; ``other`` is the one that is not shown."""

    first: int
    last: int
    other: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """All that the page shows; without ``frame`` there is nothing but the verdict.

    ``fault_row`` is the row asked for that cannot be shown.
    """

    case: str
    subject: str
    verdict: Markup
    frame: FrameView | None = None
    fault_row: int | None = None
    parts: Mapping[str, Markup] = field(default_factory=dict)
    player: Markup = NOTHING
    leaps: Markup = NOTHING
    drawing: Markup = NOTHING
    compared: Compared | None = None
    asked_time: str = ""
    bad_time: str = ""


def replay_page(
    file: AuditFile, replaying: Replaying, asked: Asked, options: OptionLists, link: Link
) -> ReplayPage:
    """Return the page of the row asked for; of the last before it where that one cannot be shown."""
    wanted, other = asked.sequence(file), asked.compared(file)
    look = replaying.look(file, max(wanted, other or 0))
    frame, words = look.at(wanted), glossary(file, options)
    subject = file.subject.get("navn", "")
    if frame is None or words is None:
        said = environment().get_template("audit/replay_parts.html").module
        shown: Markup = said.verdict(verdict(look.checked))  # type: ignore[attr-defined]  # a macro of the template
        return ReplayPage(file.case, subject, shown)
    cutting = Cutting(file, words, replaying)
    view = cutting.view(frame)
    beside = None if other is None else look.at(other)
    compared = None
    if beside is not None:
        before, after = sorted((frame, beside), key=lambda one: one.row.sequence)
        lines = changed(changes(before, after), before, after, words)
        compared = Compared(before.row.sequence, after.row.sequence, beside.row.sequence, lines)
    return ReplayPage(
        case=file.case,
        subject=subject,
        verdict=cutting.verdict(look),
        frame=view,
        fault_row=wanted if frame.row.sequence < wanted else None,
        parts=cutting.parts(view),
        player=cutting.player(view, look, link),
        leaps=cutting.leaps(link),
        drawing=cutting.drawing(frame, view),
        compared=compared,
        asked_time=asked.time,
        bad_time=asked.fault,
    )
