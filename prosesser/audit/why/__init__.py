"""Why a date is what it is, why the path went where it went, why a task lies where it lies.

Nothing is guessed: the case is made again by the engine, the expressions are evaluated on the facts of
that moment, and what comes out is compared with what is recorded.
"""

from prosesser.audit.why.choices import ChoiceWhy, FlowWhy, why_choice
from prosesser.audit.why.clauses import Clause
from prosesser.audit.why.dates import DateSet, DateWhy, why_date
from prosesser.audit.why.errors import Damaged, NothingToExplain
from prosesser.audit.why.messages import MessageWhy, why_message
from prosesser.audit.why.overview import DateLine, MessageLine, Overview, TaskLine, overview
from prosesser.audit.why.retold import Moment, Retold, Row, retold
from prosesser.audit.why.sources import FactRead, Source
from prosesser.audit.why.tasks import Ended, Follows, TaskWhy, why_task

__all__ = [
    "ChoiceWhy",
    "Clause",
    "Damaged",
    "DateLine",
    "DateSet",
    "DateWhy",
    "Ended",
    "FactRead",
    "FlowWhy",
    "Follows",
    "MessageLine",
    "MessageWhy",
    "Moment",
    "NothingToExplain",
    "Overview",
    "Retold",
    "Row",
    "Source",
    "TaskLine",
    "TaskWhy",
    "overview",
    "retold",
    "why_choice",
    "why_date",
    "why_message",
    "why_task",
]
