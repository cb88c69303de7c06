"""Random journeys: blocks inside blocks, each entered and left by one token."""

from collections.abc import Callable
from random import Random

from tests import form_files
from tests.builders import Event, Journey, Scope, condition, message, timer

FACTS = (
    form_files.number("valg"),
    form_files.checkbox("klar"),
    form_files.checkbox("ferdig"),
    form_files.date("dag"),
    form_files.rows("liste", form_files.textfield("navn")),
)
CHOICES = (0, 1, 2, 3)


ANSWER = (
    form_files.select("forslag_svar", options=("ja", "nei"), type="radio"),
    form_files.textarea("forslag_grunn"),
)


def added(suffix: str, *, answering: bool = False) -> Scope:
    """Return tasks to be added, one of them to be agreed on, and those that answer proposals."""
    box = Scope()
    for name, lane, agreed in (
        ("ekstra", "bydel", {}),
        ("mote", "leder", {}),
        ("avtalt", "inst", {"avtales": "ja"}),
    ):
        task = f"{name}{suffix}"
        box.added(task, lane=lane, skjema="bestilling", tittel="=string(frist)", **agreed)
        box.deadline(task, event=timer(date="=frist", kan_avtales="ja"))
    if answering:
        box.added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
        box.added("svar_inst", lane="inst", form="svar", svarer_pa="forslag")
    return box


class Generator:
    """Draws one random journey.

    ``plain`` keeps to what SpiffWorkflow runs right by itself, so that it can be compared with.
    """

    def __init__(self, seed: int, *, plain: bool = False, depth: int = 3) -> None:
        self.random = Random(seed)
        self.plain = plain
        self.depth = depth
        self.count = 0
        self.in_rounds = False

    def journey(self) -> Journey:
        """Return a journey that begins by asking for all facts."""
        journey = Journey().lane("bydel").lane("leder", '=if klar = true then "bydel" else "inst"')
        if not self.plain:
            journey.lane("inst").form("svar", *ANSWER).form("bestilling", form_files.date("frist"))
            journey.ad_hoc("etter_behov", added("", answering=True))
            journey.prop("ansvarlig.bydel", '=if ferdig = true then "ida" else "ole"')
        journey.prop("enhet.inst", '="enhet-inst"')
        journey.form("fakta", *FACTS).start("begynn", form="fakta")
        self.block(journey, self.depth)
        self.block(journey, self.depth)
        return journey.end("ferdig_slutt")

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def block(self, scope: Scope, depth: int) -> None:
        """Add a block after the scope's last step, and stand after it."""
        leaves: list[Callable[[Scope, int], None]] = [self.task, self.task, self.catch, self.receive]
        nests = [self.sequence, self.parallel, self.inclusive, self.choice, self.loop, self.sub, self.sub]
        nests += [self.rounds, self.race, self.terminating]
        if self.plain:
            nests.remove(self.inclusive)
        else:
            nests.append(self.open_sub)
        self.random.choice(nests if depth > 0 else leaves)(scope, depth - 1)

    # ---- leaves ----

    def task(self, scope: Scope, depth: int) -> None:
        name = self.name("t")
        scope.task(name, lane=self.random.choice(["bydel", "leder"]))
        self.boundaries(scope, name, depth)

    def catch(self, scope: Scope, depth: int) -> None:  # noqa: ARG002 - as every block
        name = self.name("c")
        scope.catch(name, self.event(name))

    def receive(self, scope: Scope, depth: int) -> None:
        name = self.name("r")
        scope.receive(name, message(f"Melding {name}"))
        self.boundaries(scope, name, depth)

    def event(self, name: str) -> Event:
        return self.random.choice(
            [
                message(f"Melding {name}"),
                timer(duration="P3D"),
                timer(duration="PT5H"),
                timer(date='=dag + duration("P10D")'),
                condition("=ferdig"),
                condition("=valg = 3"),
            ]
        )

    # ---- nests ----

    def sequence(self, scope: Scope, depth: int) -> None:
        self.block(scope, depth)
        self.block(scope, depth)

    def parallel(self, scope: Scope, depth: int) -> None:
        self.split(scope, "parallelGateway", depth, lambda: None)

    def choice(self, scope: Scope, depth: int) -> None:
        values = iter(self.random.sample(CHOICES, k=3))  # no two ways are open at once
        self.split(scope, "exclusiveGateway", depth, lambda: scope.when(f"=valg = {next(values)}"))

    def inclusive(self, scope: Scope, depth: int) -> None:
        self.split(
            scope, "inclusiveGateway", depth, lambda: scope.when(f"=valg > {self.random.choice(CHOICES)}")
        )

    def split(self, scope: Scope, kind: str, depth: int, guard: Callable[[], object]) -> None:
        first, last = self.name("g"), self.name("g")
        scope.node(kind, first)
        for branch in range(self.random.randint(2, 3)):
            scope.at(first)
            guard()
            if branch == 0 and kind != "parallelGateway":
                scope.when("").otherwise()
            self.block(scope, depth)
            if branch == 0:
                scope.node(kind, last)
            else:
                scope.to(last)
        scope.at(last)

    def loop(self, scope: Scope, depth: int) -> None:
        head, tail = self.name("g"), self.name("g")
        scope.choice(head)
        self.task(scope, 0)
        self.sub(scope, depth)  # joins in a loop are refused outside a subprocess
        scope.choice(tail).when("=valg = 2").to(head)
        scope.at(tail).otherwise()

    def sub(self, scope: Scope, depth: int) -> None:
        name = self.name("s")
        scope.sub(name, self.inner(depth))
        self.boundaries(scope, name, depth)

    def rounds(self, scope: Scope, depth: int) -> None:
        name = self.name("m")
        sequential = self.random.random() < 0.4
        before, self.in_rounds = self.in_rounds, True
        inner = self.inner(depth)
        self.in_rounds = before
        scope.sub(name, inner, each="=liste", item=f"rad_{name}", sequential=sequential)
        if not self.plain:  # SpiffWorkflow leaves what runs in the rounds behind, without its parent
            self.boundaries(scope, name, depth)

    def inner(self, depth: int) -> Scope:
        inner = Scope().start(self.name("begynn"))
        self.block(inner, depth)
        return inner.end(self.name("slutt"))

    def open_sub(self, scope: Scope, depth: int) -> None:
        """A subprocess that tasks can be added to."""
        name = self.name("s")
        inner = self.inner(depth)
        scope.sub(name, inner if self.in_rounds else inner.ad_hoc(self.name("a"), added(name)))
        self.boundaries(scope, name, depth)

    def race(self, scope: Scope, depth: int) -> None:  # noqa: ARG002 - as every block
        gateway, after = self.name("g"), self.name("g")
        scope.race(gateway)
        for branch in range(self.random.randint(2, 3)):
            name = self.name("c")
            scope.at(gateway)
            scope.receive(name, message(f"Melding {name}")) if branch == 2 else scope.catch(
                name, self.event(name)
            )
            scope.choice(after) if branch == 0 else scope.to(after)
        scope.at(after)

    def terminating(self, scope: Scope, depth: int) -> None:
        inner = Scope().start(self.name("begynn"))
        gateway = self.name("g")
        inner.parallel(gateway)
        self.block(inner, min(depth, 1))
        inner.end(self.name("slutt"), Event("terminate")).at(gateway)
        self.block(inner, min(depth, 1))
        inner.end(self.name("slutt"))
        scope.sub(self.name("s"), inner)

    # ---- boundary events ----

    def boundaries(self, scope: Scope, activity: str, depth: int) -> None:
        """Attach up to two boundary events; the ways of interrupting ones meet the main way again."""
        count = self.random.choice([0, 0, 1, 2]) if depth >= 0 else 0
        interrupting = [self.random.random() < 0.5 for _ in range(count)]
        if not interrupting:
            return
        after = self.name("g")
        if any(interrupting):
            scope.choice(after)
        for interrupts in interrupting:
            name = self.name("b")
            once = condition("=ferdig")  # SpiffWorkflow's own non-interrupting events happen once
            event = once if self.plain and not interrupts else self.event(name)
            scope.boundary(name, activity, event, interrupting=interrupts).at(name)
            self.task(scope, min(depth, 1) - 1)
            scope.to(after) if interrupts else scope.end(self.name("slutt"))
        scope.at(after if any(interrupting) else activity)
