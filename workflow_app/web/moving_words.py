"""Moving cases in words: outcomes, changed deadlines, where a case stands and can be put."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prosesser.definition.model import Definition, TimerRule
from prosesser.definition.sentences import timer_words, vocabulary
from prosesser.moves import CaseLine, ChoicePage, PlanTold, Rule
from workflow_app.wording import Tag, capital, count

FEW = "færre enn fem saker"
NOT_BEGUN = Tag("Ikke begynt", "neutral")
OUTCOMES = {
    "follows": Tag("Følger med", "success"),
    "choice": Tag("Noen må velge", "warning"),
    "cannot": Tag("Må bli der den er", "danger"),
    "moved": Tag("Flyttet", "success"),
    "undone": Tag("Flyttingen er angret", "neutral"),
    "kept": Tag("Ble stående", "neutral"),
    "closed": Tag("Avsluttet, eller flyttet fra før", "neutral"),
    "busy": Tag("Opptatt: andre arbeidet i saken", "warning"),
    "failed": Tag("Feilet: meld fra til den som drifter", "danger"),
}
SENTENCES = {
    "follows": "{cases} følger med. Oppgaver, frister, avtaler, utkast og planer blir som de er.",
    "choice": "{cases} trenger at noen velger plass i den nye versjonen. Det gjør du etterpå.",
    "cannot": "{cases} må bli på den gamle versjonen.",
    "moved": "{cases} er flyttet.",
    "undone": "{cases} er som før flyttingen.",
    "kept": "{cases} ble stående: noe har skjedd der etter flyttingen.",
    "closed": "{cases} er avsluttet, eller følger versjonen fra før.",
    "busy": "{cases} var opptatt. Lag en ny plan om litt.",
    "failed": "{cases} feilet. Ingenting er endret der. Meld fra til den som drifter systemet.",
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A timer event whose rule is another: what it is called, the rules, and how many cases it concerns."""

    element: str
    title: str
    before: str
    after: str
    concerns: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why cases do not follow: a sentence, and how many they are."""

    tag: Tag
    sentence: str
    cases: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Where a case waits, and the choices: ids of elements with their names. ``must``: one has to be made."""

    waits: str
    name: str
    must: bool
    stays: bool
    choices: tuple[tuple[str, str], ...]


def totals(outcomes: Mapping[str, int]) -> tuple[str, ...]:
    """Say what cases came to, an outcome a sentence, in a fixed order."""
    return tuple(
        capital(said.format(cases=count(outcomes[outcome], "sak", "saker")))
        for outcome, said in SENTENCES.items()
        if outcomes.get(outcome)
    )


def rules(plan: PlanTold, after: Definition, sources: Mapping[str, Definition]) -> tuple[RuleWords, ...]:
    """Return the changed rules of a plan in words."""
    return tuple(_rule(rule, after, [sources[left] for left in rule.left]) for rule in plan.rules)


def reasons(plan: PlanTold, versions: Iterable[Definition]) -> tuple[Why, ...]:
    """Return why cases of a plan do not follow, the most common first."""
    known = tuple(versions)
    return tuple(
        Why(OUTCOMES[outcome], sentence(reason, element, known), count(number, "sak", "saker"))
        for outcome, reason, element, number in plan.reasons
    )


def why(line: CaseLine, versions: Iterable[Definition]) -> str:
    """Say why a case of a run did not go along; empty for one that did."""
    return sentence(line.told.reason, line.told.element, tuple(versions))


def sentence(reason: str, element: str | None, versions: Sequence[Definition]) -> str:
    """Return a reason with elements called by their names, and where it is, unless it says so itself."""
    if not reason or element is None:
        return reason
    name = name_of(element, versions)
    named = reason.replace(f"«{element}»", f"«{name}»")
    return named if f"«{name}»" in named else f"Ved «{name}»: {named}"


def places(page: ChoicePage) -> tuple[PlaceWords, ...]:
    """Return where a case waits and can be put, those that must be chosen for first."""
    found = (
        PlaceWords(
            waits=place.waits,
            name=name_of(place.element, (page.before, page.after)),
            must=place.waits in page.ahead or not place.stays,
            stays=place.stays,
            choices=tuple(
                (candidate, name_of(candidate, (page.after,)))
                for candidate in place.candidates
                if candidate != place.element
            ),
        )
        for place in page.places
    )
    return tuple(sorted(found, key=lambda place: not place.must))


def name_of(element: str, versions: Sequence[Definition]) -> str:
    """Return what an element is called in the first of the versions that has it; its id where none does."""
    known = (version.elements[element].name for version in versions if element in version.elements)
    return next(filter(None, known), element)


def _rule(rule: Rule, after: Definition, before: Sequence[Definition]) -> RuleWords:
    timer = after.elements[rule.element]
    about = timer.attached_to if timer.timer is not None and timer.timer.deadline else None
    name = name_of(about or rule.element, (after,))
    return RuleWords(
        element=rule.element,
        title=f"Fristen for «{name}»" if about else f"Ventetiden «{name}»",
        before=" eller ".join(dict.fromkeys(_said(version, rule.element) for version in before)),
        after=_said(after, rule.element),
        concerns=_concerns(rule),
    )


def _said(version: Definition, element: str) -> str:
    found = version.elements.get(element)
    rule: TimerRule | None = None if found is None else found.timer
    return "ingen regel" if rule is None else timer_words(rule, vocabulary(version))


def _concerns(rule: Rule) -> str:
    said = [f"Gjelder {_cases(rule.cases)}."]
    if rule.passed != 0:
        said.append(f"I {_cases(rule.passed)} er datoen etter den nye regelen alt passert.")
    if rule.agreed != 0:
        said.append(f"I {_cases(rule.agreed)} har partene avtalt en dato. Den står uansett.")
    return " ".join(said)


def _cases(number: int | None) -> str:
    return FEW if number is None else count(number, "sak", "saker")
