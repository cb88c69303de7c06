"""The run that a process owner plays of a revision, taken up from where it was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from prosesser.access import Actor
from prosesser.cases import OptionLists, Policy
from prosesser.cases.intake import check_answers
from prosesser.definition.forms.model import Option
from prosesser.definition.model import Definition
from prosesser.engine.codec import Answers
from prosesser.errors import Refused, SomlosError
from prosesser.revisions import NOT_BEGUN, Rehearsal, RehearsedMeanwhile, Revision
from workflow_app.rehearsal.offers import Filler, Offer
from workflow_app.rehearsal.rehearse import reason_of
from workflow_app.rehearsal.run import Move, Run, extended, replay
from workflow_app.web.desk import Desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import NO_FORM, Sheet
from workflow_app.web.requests import number_or_zero

OURS = "provekjor-"
"""How the fields of rehearsal pages begin that are none of the form's."""

FILL = "fyll"
NUMBER, DAY = f"{OURS}nr", f"{OURS}dato"
INVENTED = (Option(label="En ansatt (oppdiktet)", value="ansatt"),)


class NotBegun(Refused):
    """Prøvekjøringen er ikke begynt. Fyll ut det første skjemaet."""


class DoesNotGoOn(Refused):
    """Saken kan ikke gå videre herfra. {reason}"""  # noqa: D400 - ends with a sentence


class RunHalted(Refused):
    """Et tidligere trekk passer ikke lenger til utkastet. Kutt prøvekjøringen der før du går videre."""


@dataclass(frozen=True, slots=True)
class Playing:
    """A revision's definition, and the actor's run of it: ``run`` is None before it is begun."""

    desk: Desk
    actor: Actor
    revision: Revision
    definition: Definition
    kept: Rehearsal | None
    run: Run | None

    @property
    def number(self) -> int:
        """How often the run has been changed: forms carry it, so that no old window acts."""
        return NOT_BEGUN if self.kept is None else self.kept.number

    @property
    def begun(self) -> Run:
        """The run, with a case that has started; raises `NotBegun`."""
        if self.run is None or not self.run.steps:
            raise NotBegun
        return self.run

    @property
    def lists(self) -> OptionLists:
        """The application's option lists; the people in them are invented."""
        return {**self.desk.policy.options(self.actor), "ansatte": INVENTED}

    @property
    def filler(self) -> Filler:
        """Fills in forms of the revision."""
        return Filler(self.definition, self.lists)

    def sheet(self, offer: Offer) -> Sheet:
        """Return the form of an offer to fill in, as caseworkers get it."""
        return Sheet(offer.form or NO_FORM, offer.facts, self.lists, offer.now)

    def require_seen(self, posted: Mapping[str, str]) -> None:
        """Raise `RehearsedMeanwhile` when a form was shown for another run than stands now."""
        if number_or_zero(posted.get(NUMBER, "")) != self.number:
            raise RehearsedMeanwhile

    def check(self, offer: Offer, given: Answers) -> None:
        """Refuse answers outside the lists, and the ids of real persons: raises as `check_answers` does."""
        policy = Policy(lambda _actor: self.lists, synthetic_only=True, outside=self.desk.policy.outside)
        if offer.form is not None:
            check_answers(policy, self.actor, offer.form, given)

    def answer(self, offer: Offer, given: Answers) -> None:
        """Do what is offered with these answers; raises as `check` and `do` do."""
        self.check(offer, given)
        self.do(Move(offer.now, offer.command(given)))

    def again(self, offer: Offer, sheet: Sheet, posted: Posted) -> Filled:
        """Return the form after one of its own buttons, or with its gaps filled in."""
        if posted.button == FILL:
            return sheet.filled_up(posted, lambda known: self.filler.proposed(offer, known))
        return sheet.again(posted)

    def do(self, move: Move) -> None:
        """Make a move; raises what refuses it, `RunHalted` or `DoesNotGoOn`."""
        run = self.run
        if run is not None and run.halt is not None:
            raise RunHalted
        try:
            after = replay(self.definition, [move]) if run is None else extended(run, move)
        except Refused:
            raise
        except SomlosError as error:
            raise DoesNotGoOn(reason=reason_of(error)) from error
        if after.halt is not None:
            raise DoesNotGoOn(reason=after.halt.reason)
        self.keep(after.moves)

    def keep(self, moves: tuple[Move, ...]) -> None:
        """Let these be the moves of the run; none: it has not begun."""
        plain = tuple(move.to_json() for move in moves)
        self.desk.rehearsals.keep(self.actor, self.revision.id, self.number, plain, self.desk.now())


def playing(desk: Desk, actor: Actor, revision: str) -> Playing:
    """Take up the actor's run of a revision.

    Raises `NotRunnable` or `Unreadable` for a revision that cannot be played, and as `Revisions.get` does.
    """
    found = desk.revisions.get(actor, revision, desk.now())
    definition = desk.drafts.definition(found.bundle)
    kept = desk.rehearsals.get(actor, revision, desk.now())
    moves = [] if kept is None else [Move.from_json(move) for move in kept.moves]
    run = replay(definition, moves) if moves else None
    return Playing(desk, actor, found, definition, kept, run)


def posted_form() -> Posted:
    """Return the form that was posted, without what is the rehearsal's own."""
    posted = Posted.of_request()
    answers = [pair for pair in posted.fields.items(multi=True) if not pair[0].startswith(OURS)]
    return replace(posted, fields=MultiDict(answers))
