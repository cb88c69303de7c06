"""Random edits of a random journey, as a process owner makes them: each at one place of the diagram."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

from prosesser.definition import Definition, load
from prosesser.errors import Refused
from tests import form_files
from tests.bpmn_steps import PLAIN_FORM, Arrow, Node, Scope
from tests.bpmn_xml import Xml
from tests.builders import Journey, timer
from tests.form_files import form_file, textarea

TIMES = ("P1D", "P3D", "P5D", "PT5H", "PT30H", "P2W")
DATES = ('=dag + duration("P4D")', '=dag + duration("P10D")', '=dag + duration("P30D")')


class Editor:
    """Makes one edit after the other in a copy of a journey."""

    def __init__(self, journey: Journey, seed: int) -> None:
        self.random = Random(seed)
        self.journey = deepcopy(journey)
        self.made: list[str] = []

    def edit(self) -> bool:
        """Make an edit if there is a place for it."""
        change = self.random.choice(EDITS)
        if not change(self):
            return False
        self.made.append(change.__name__)
        return True

    # ---- places ----

    def scopes(self) -> Iterator[Scope]:
        def inside(scope: Scope) -> Iterator[Scope]:
            yield scope
            for node in scope.nodes:
                if node.inner is not None and "adHoc" not in str(node.xml.tag):
                    yield from inside(node.inner)

        yield from inside(self.journey)

    def arrow(self) -> tuple[Scope, Arrow] | None:
        """Return a flow that something can be put into."""
        found = [
            (scope, arrow)
            for scope in self.scopes()
            for arrow in scope.arrows
            if "eventBasedGateway" not in str(node_of(scope, arrow.source).xml.tag)
        ]
        return self.random.choice(found) if found else None

    def task(
        self, fit: Callable[[Scope, Node], bool] = lambda _scope, _node: True
    ) -> tuple[Scope, Node] | None:
        found = [
            (scope, node)
            for scope in self.scopes()
            for node in scope.nodes
            if "userTask" in str(node.xml.tag) and fit(scope, node)
        ]
        return self.random.choice(found) if found else None

    def name(self, kind: str) -> str:
        return f"{kind}_ny{len(self.made)}"

    # ---- edits ----

    def insert_task(self) -> bool:
        found = self.arrow()
        if found is None:
            return False
        scope, arrow = found
        name = self.name("t")
        scope.apart()
        scope.task(name, lane=self.random.choice(["bydel", "leder"]))
        scope.apart()
        if self.random.random() < 0.5:
            scope.deadline(name, event=timer(duration=self.random.choice(TIMES)))
            scope.apart()
        target, arrow.target = arrow.target, name
        scope.arrows.append(Arrow(f"{name}_til_{target}", name, target, None, default=False))
        return True

    def remove_task(self) -> bool:
        def lonely(scope: Scope, node: Node) -> bool:
            ins = [arrow for arrow in scope.arrows if arrow.target == node.id]
            outs = [arrow for arrow in scope.arrows if arrow.source == node.id]
            hosts = [other for other in scope.nodes if other.host == node.id]
            return len(ins) == len(outs) == 1 and not hosts

        found = self.task(lonely)
        if found is None:
            return False
        scope, node = found
        (before,) = (arrow for arrow in scope.arrows if arrow.target == node.id)
        (after,) = (arrow for arrow in scope.arrows if arrow.source == node.id)
        before.target = after.target
        scope.arrows.remove(after)
        scope.nodes.remove(node)
        return True

    def rename(self) -> bool:
        found = self.task()
        if found is None:
            return False
        found[1].xml.set("name", "Et annet navn")
        return True

    def change_timer(self) -> bool:
        times = [xml for node in self.journey.all_nodes() for xml in node.xml.iter() if is_time(xml)]
        if not times:
            return False
        xml = self.random.choice(times)
        xml.text = self.random.choice(TIMES if "timeDuration" in str(xml.tag) else DATES)
        return True

    def move_lane(self) -> bool:
        found = self.task()
        if found is None:
            return False
        found[1].lane = self.random.choice(["bydel", "leder", "inst"])
        return True

    def add_branch(self) -> bool:
        found = self.arrow()
        if found is None:
            return False
        scope, arrow = found
        split, task, join = self.name("d"), self.name("g"), self.name("m")
        target, arrow.target = arrow.target, split
        scope.apart()
        scope.parallel(split).task(task, lane="bydel").parallel(join).at(split).to(join)
        scope.arrows.append(Arrow(f"{join}_til_{target}", join, target, None, default=False))
        return True

    def add_deadline(self) -> bool:
        found = self.task()
        if found is None:
            return False
        scope, node = found
        scope.deadline(node.id, node_id=self.name("f"), event=timer(duration=self.random.choice(TIMES)))
        scope.apart()
        return True

    def ask_more(self) -> bool:
        required = self.random.random() < 0.5
        asked = form_files.textfield("nytt", "Nytt", required=required)
        self.journey.file(f"forms/{PLAIN_FORM}.form", form_file(PLAIN_FORM, textarea("merknad"), asked))
        return True

    def change_condition(self) -> bool:
        arrows = [arrow for arrow in self.journey.all_arrows() if arrow.condition is not None]
        if not arrows:
            return False
        arrow = self.random.choice(arrows)
        sign = "=" if "=valg = " in str(arrow.condition) else ">"
        others = {other.condition for other in self.journey.all_arrows() if other.source == arrow.source}
        free = [f"=valg {sign} {value}" for value in (0, 1, 2, 3) if f"=valg {sign} {value}" not in others]
        arrow.condition = self.random.choice(free) if free else arrow.condition
        return bool(free)


EDITS: list[Callable[[Editor], bool]] = [
    Editor.insert_task,
    Editor.insert_task,
    Editor.remove_task,
    Editor.rename,
    Editor.change_timer,
    Editor.change_timer,
    Editor.move_lane,
    Editor.add_branch,
    Editor.add_deadline,
    Editor.ask_more,
    Editor.change_condition,
]


def edited(journey: Journey, seed: int) -> tuple[Definition, list[str]] | None:
    """Return another version of a journey, and the edits that made it; None when it would be refused."""
    editor = Editor(journey, seed)
    for _ in range(editor.random.choice([1, 1, 2, 3])):
        editor.edit()
    try:
        return load(editor.journey.bundle()), editor.made
    except Refused:
        return None


def node_of(scope: Scope, node_id: str) -> Node:
    return next(node for node in scope.nodes if node.id == node_id)


def is_time(xml: Xml) -> bool:
    return str(xml.tag).endswith(("}timeDuration", "}timeDate"))
