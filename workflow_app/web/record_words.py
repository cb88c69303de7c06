"""How the routine has been followed in a case, in words: agreed dates, gaps, and deadlines kept or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prosesser.calendar import oslo_date
from prosesser.record import Duty, Gap, Proposal, Record, Side, Standing
from workflow_app.web.glossary import Glossary
from workflow_app.wording import Tag, capital, count, listed, long_date, the_party

TAGS = {
    Standing.ON_TIME: Tag("I tide", "success"),
    Standing.BY_AGREEMENT: Tag("I tide etter avtale", "info"),
    Standing.LAPSED: Tag("Bortfalt: bolig funnet", "neutral"),
    Standing.NOT_NEEDED: Tag("Ikke lenger aktuell", "neutral"),
}
ANSWERS = {
    None: Tag("Venter på svar", "warning"),
    "agreed": Tag("Avtalt", "success"),
    "declined": Tag("Avslått", "neutral"),
    "withdrawn": Tag("Trukket eller ikke lenger aktuelt", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Deviation:
    """Another date that was proposed for a deadline; ``lines`` are labels with what was said, by whom."""

    name: str
    rule: date | None
    day: date | None
    is_agreed: bool
    tag: Tag
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A clause that was recorded as not kept: what it says, where and when, and whom it counts for."""

    clause: str
    place: str
    day: date
    counts_for: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A deadline that has been decided."""

    name: str
    rule: date | None
    agreed: date | None
    ended: date
    tag: Tag


@dataclass(frozen=True, slots=True)
class Told:
    """What a case page shows of how the routine was followed."""

    deviations: tuple[Deviation, ...]
    shortfalls: tuple[Shortfall, ...]
    lapsed: str
    settled: tuple[Settled, ...]


def in_words(record: Record, words: Glossary) -> Told:
    """Return a record in words."""
    dates = (proposal for proposal in record.proposals if proposal.timer is not None)
    names = dict.fromkeys(f"«{_name(duty.name, duty.title)}»" for duty in record.lapsed)
    return Told(
        deviations=tuple(_deviation(proposal, words) for proposal in dates),
        shortfalls=tuple(_shortfall(gap, words) for gap in record.gaps),
        lapsed=listed(list(names)),
        settled=tuple(_settled(record, words)),
    )


def _deviation(proposal: Proposal, words: Glossary) -> Deviation:
    answer = proposal.answer
    lines = [
        ("Krav", listed([words.clause(clause) for clause in proposal.clauses])),
        ("Foreslått av", _who(words, proposal.person, proposal.by.unit, oslo_date(proposal.at))),
        ("Grunn", proposal.reason),
        ("Beboerens syn", proposal.residents_view),
    ]
    if answer is not None and answer.how != "withdrawn":
        lines.append(("Besvart av", _who(words, answer.person, answer.unit, oslo_date(answer.at))))
    if answer is not None:
        lines.append(("Svar", answer.reason))
    return Deviation(
        name=proposal.name,
        rule=proposal.rule,
        day=proposal.day,
        is_agreed=answer is not None and answer.how == "agreed",
        tag=ANSWERS[None if answer is None else answer.how],
        lines=tuple((label, text) for label, text in lines if text),
    )


def _who(words: Glossary, person: str, unit: str | None, day: date) -> str:
    place = f", {words.unit(unit)}" if unit else ""
    return f"{words.person(person)}{place}, {long_date(day)}"


def _shortfall(gap: Gap, words: Glossary) -> Shortfall:
    sides = [_side(side, words) for side in gap.counts_for]
    return Shortfall(words.clause(gap.clause), gap.name, oslo_date(gap.at), capital(listed(sides)))


def _side(side: Side, words: Glossary) -> str:
    return the_party(side.party) if side.unit is None else words.unit(side.unit)


def _settled(record: Record, words: Glossary) -> Iterator[Settled]:
    """Yield the duties that have ended, the latest last.

    Left out are those that lapsed and came back, and added tasks that had no date.
    """
    lapsed = record.lapsed
    ended = ((duty, duty.close) for duty in record.duties if duty.has_deadline and duty.close is not None)
    for duty, close in sorted(ended, key=lambda pair: pair[1].sequence):
        if close.how != "lapsed" or duty in lapsed:
            tag = _tag(duty, close.day, words)
            yield Settled(_name(duty.name, duty.title), duty.rule, duty.agreed, close.day, tag)


def _tag(duty: Duty, day: date, words: Glossary) -> Tag:
    over = duty.overrun_days(day)
    if not over:
        return TAGS[duty.standing(day)]
    late = count(over, "dag", "dager")
    return (
        Tag(f"{late} over rådet", "warning")
        if words.is_advice(duty.clauses)
        else Tag(f"{late} for sent", "danger")
    )


def _name(name: str, title: str) -> str:
    return f"{name}: {title}" if title else name
