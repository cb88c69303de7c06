"""Any sequence of commands to a plan, by anyone, right or wrong: nothing is lost, and replay agrees."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from prosesser.engine import Item, Plan, canonical, replay
from prosesser.engine.messages import CompleteTask, ItemSaved, SaveItem, SetSection
from prosesser.engine.plan_state import follow
from prosesser.errors import Refused
from tests.engine.play import Play
from tests.engine.test_plans import journey

SEEDS, STEPS = 60, 40
SOME_WRONG = 0.2
DEFINITION = Play(journey()).definition


def plan(play: Play) -> Plan:
    return play.case.plans.get("plan", Plan("plan"))


def one_of(random: Random, *right: Any, wrong: Any) -> Any:
    return wrong if random.random() < SOME_WRONG / 4 else random.choice(right)


def written(random: Random) -> dict[str, object]:
    return {
        "oppgave": one_of(random, "Kjøpe seng", "Male", "Vaske", wrong=""),
        "ansvarlig": one_of(random, "beboer", "andre", wrong="x"),
        "frist": one_of(random, None, "2026-03-01", wrong="2026-02-30"),
        "status": one_of(random, "apen", "apen", "gjort", "viderefores", "utgar", wrong="tull"),
    }


def command(play: Play, random: Random) -> SaveItem | SetSection | CompleteTask:
    """Choose what somebody does next, mostly right."""
    section = one_of(random, "okonomi", "naboskap", wrong="borte")
    party = random.choice(["bydel", "institusjon"])
    items = list(plan(play).items.values())
    match random.choice(["write", "write", "change", "change", "change", "section", "task"]):
        case "change" if items:
            item: Item = random.choice(items)
            seen = one_of(random, item.changes, wrong=item.changes - 1)
            return SaveItem("plan", section, party, written(random), item.id, seen)
        case "section":
            reason = one_of(random, "Ikke behov", wrong="")
            return SetSection("plan", section, party, random.random() < 0.5, reason)
        case "task" if play.tasks and play.tasks != ["sist.1"]:
            states = {item.id: one_of(random, "gjort", "viderefores", wrong="apen") for item in items}
            open_items = [item.id for item in items if item.unfinished] + one_of(
                random, [], wrong=["plan.99"]
            )
            review = {name: {"status": states.get(name, "gjort")} for name in open_items}
            return CompleteTask(play.tasks[0], {}, review if play.tasks == ["oppfolging.1"] else {})
        case _:
            return SaveItem("plan", section, party, written(random))


def walk(seed: int) -> Counter[str]:
    """Walk one case; check after each step that nothing is lost. Return what was done and what refused."""
    random, play = Random(seed), Play(DEFINITION).start()
    followed, count = dict[str, Plan](), Counter[str]()
    for _ in range(STEPS):
        play.now += timedelta(minutes=1)
        before, asked = plan(play), command(play, random)
        try:
            play.do(asked)
        except Refused as refusal:
            count[type(refusal).__name__] += 1
            assert plan(play) == before
            continue
        count.update(event.kind for event in play.events)
        for event in play.events:
            followed = dict(follow(followed, event, play.now))
        assert play.case.plans == followed
        check_growth(before, play)
    *_, (state, _) = replay(DEFINITION, play.history)
    assert canonical(state) == canonical(play.case)
    return count


def check_growth(before: Plan, play: Play) -> None:
    """Every item that was there is there, changed exactly where an event says so."""
    after = plan(play)
    saved = [event.item for event in play.events if isinstance(event, ItemSaved)]
    assert after.items.keys() == before.items.keys() | set(saved)
    assert after.items.keys() == {f"plan.{number}" for number in range(1, len(after.items) + 1)}
    for name, item in before.items.items():
        if name in saved:
            assert after.items[name].changes == item.changes + 1
            assert after.items[name].begun == item.begun
        else:
            assert after.items[name] == item


def test_items_are_never_lost_and_the_journal_gives_the_plan_again() -> None:
    count: Counter[str] = Counter()
    for seed in range(SEEDS):
        count += walk(seed)
    print(count)  # noqa: T201 - shown with -s
    seldom = {name: times for name, times in count.items() if times < SEEDS / 4}
    assert count.keys() >= {"ItemSaved", "SectionSet", "PlanAdopted", "FormErrors", "ItemChanged"}
    assert seldom.keys().isdisjoint({"ItemSaved", "SectionSet", "PlanAdopted", "ItemChanged"}), count
