"""Random journals as the application records them: what is due fires first, each timer by itself."""

from datetime import datetime, timedelta
from random import Random

from prosesser.definition.model import Definition
from prosesser.engine import CaseState
from prosesser.engine.messages import Command, FireTimer, Start
from prosesser.engine.retraced import Recorded
from tests.engine.play import Play
from tests.engine.walker import answers, next_command


class Recording:
    """A case that is walked through at random, and its journal."""

    def __init__(self, definition: Definition, seed: int) -> None:
        self.random = Random(seed)
        self.play = Play(definition)
        self.history: list[Recorded] = []
        self.do(Start(answers(self.random)))

    @property
    def ended(self) -> bool:
        return self.play.case.status != "active"

    def do(self, command: Command, *, system: bool = False) -> None:
        """Make a step, and then fire what is due."""
        self.play.do(command)
        row = Recorded(len(self.history) + 1, self.play.now, command, tuple(self.play.events), system)
        self.history.append(row)
        if not system:
            self.fire_due()

    def fire_due(self) -> None:
        while due := self.play.case.due_timers(self.play.now):
            self.do(FireTimer(due[0].id), system=True)

    def walk(self, steps: int) -> "Recording":
        """Do what can be done at random, and let time pass, so many times or until the case ends."""
        for _ in range(steps):
            if self.ended:
                break
            self.go_on()
        return self

    def walk_on(self, steps: int) -> "Recording":
        """Walk like that, and stand before the step that ended the case, if one did."""
        before = self._stand()
        for _ in range(steps):
            self.go_on()
            if self.ended:
                self.play.state, self.play.now, self.history = before
                break
            before = self._stand()
        return self

    def _stand(self) -> tuple[CaseState, datetime, list[Recorded]]:
        return self.play.case, self.play.now, list(self.history)

    def go_on(self) -> None:
        self.play.now += timedelta(minutes=self.random.choice([0, 1, 7, 600, 3000]))
        self.fire_due()
        if self.ended:
            return
        command = next_command(self.play, self.random)
        if isinstance(command, FireTimer):  # the clock stands at its instant now
            self.play.now += timedelta(seconds=self.random.randrange(90))
            self.fire_due()
        else:
            self.do(command)
