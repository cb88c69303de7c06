"""A case's own tokens in another version: each where it is, or where somebody has chosen.

Chosen is an element of the same part of the diagram that waits for someone or something. What would
never go on is refused: tokens that meet at a gateway must all be able to come there.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from prosesser.definition.graph import reachable
from prosesser.definition.model import AD_HOC, Definition, Element
from prosesser.engine.move_plans import Place
from prosesser.engine.state import CaseState
from prosesser.errors import Refused
from prosesser.spiff import Token

WAITS = frozenset({"userTask", "receiveTask", "intermediateCatchEvent"})


class PlacingRefused(Refused):
    """Saken kan ikke flyttes."""

    def __init__(self, *, element: str, **details: object) -> None:
        super().__init__(element=element, **details)
        self.element = element


class PartGone(PlacingRefused):
    """Saken er i «{element}», som den nye versjonen ikke har i samme form. Den må følge versjonen den har."""


class MeetingGone(PlacingRefused):
    """Saken venter på at flere veier møtes ved «{element}», som er endret. Den må følge versjonen den har."""


class NotChosen(PlacingRefused):
    """«{element}» finnes ikke i den nye versjonen. Velg hvor saken skal vente i stedet."""


class NowhereToWait(PlacingRefused):
    """«{element}» finnes ikke i den nye versjonen, og det er ingenting i den delen som saken kan vente på."""


class WrongPlace(PlacingRefused):
    """Saken kan ikke vente ved «{element}». Velg en oppgave eller hendelse i samme del av diagrammet."""


class NeverMeets(PlacingRefused):
    """Saken ville blitt stående ved «{element}» og vente på noe som ikke kommer. Velg et annet sted."""


class CannotWaitThere(PlacingRefused):
    """Saken kan ikke gå videre herfra i den nye versjonen. Ved «{element}»: {reason} Velg et annet sted."""


def places_of(before: Definition, after: Definition, state: CaseState) -> tuple[Place, ...]:
    """Return where a case waits, each with the elements to wait at instead; raises `PlacingRefused`."""
    placing = _Placing(before, after, state, {})
    placing.tokens(state.tokens, after.key)
    for its in placing.places:
        if not (its.stays or its.candidates):
            raise NowhereToWait(element=its.element)
    return tuple(placing.places)


def place(
    before: Definition, after: Definition, state: CaseState, choices: Mapping[str, str]
) -> tuple[list[Token], dict[str, int]]:
    """Return the tokens as they are placed, and the ordinals after it; raises `PlacingRefused`."""
    placing = _Placing(before, after, state, choices)
    tokens = placing.tokens(state.tokens, after.key)
    if placing.homeless:
        raise NotChosen(element=placing.homeless[0])
    for wrong in sorted(choices.keys() - {place.waits for place in placing.places}):
        raise WrongPlace(element=wrong.rpartition(".")[0])
    _require_meetings(after, after.key, tokens)
    return tokens, placing.ordinals


class _Placing:
    """One case's tokens on the way to the other version.

    ``places`` are those where it waits, ``homeless`` the elements of those that have to be chosen for.
    """

    def __init__(
        self, before: Definition, after: Definition, state: CaseState, choices: Mapping[str, str]
    ) -> None:
        self._before = before
        self._after = after
        self._choices = choices
        self.ordinals = dict(state.ordinals)
        self.places: list[Place] = []
        self.homeless: list[str] = []

    def tokens(self, tokens: Iterable[Token], scope: str) -> list[Token]:
        """Return the tokens of a part of the diagram, in a part of the new version."""
        return [made for token in tokens for made in self._token(token, scope)]

    def _token(self, token: Token, scope: str) -> Iterator[Token]:
        element = self._after.elements.get(token["at"])
        if element is not None and element.scope != scope:
            element = None
        if "in" in token or "rounds" in token:
            yield from self._part(token, element, scope)
        elif "via" in token:
            yield self._meeting(token, element)
        else:
            yield self._waiting(token, element, scope)

    # ---- what holds tokens ----

    def _part(self, token: Token, element: Element | None, scope: str) -> Iterator[Token]:
        was = self._before.elements[token["at"]]
        if element is not None and was.kind == element.kind and (was.loop is None) == (element.loop is None):
            yield self._kept(self._filled(token, element.id), element)
        elif "in" in token:  # what is inside is in the part around it now
            yield from self.tokens(token["in"], scope)
        else:
            raise PartGone(element=was.id)

    def _filled(self, token: Token, scope: str) -> Token:
        if "in" in token:
            return {**token, "in": self.tokens(token["in"], scope)}
        return {**token, "rounds": [[key, self.tokens(inner, scope)] for key, inner in token["rounds"]]}

    # ---- what waits ----

    def _waiting(self, token: Token, element: Element | None, scope: str) -> Token:
        kept = None if element is None else self._stay(token, element)
        candidates = self._candidates(scope)
        place = Place(_key(token), token["at"], kept is not None, candidates)
        self.places.append(place)
        chosen = self._choices.get(place.waits, token["at"])
        if kept is not None and chosen == token["at"]:
            return kept
        if place.waits not in self._choices:
            self.homeless.append(token["at"])
            return token
        if chosen not in candidates:
            raise WrongPlace(element=chosen)
        return self._entered(self._after.elements[chosen])

    def _stay(self, token: Token, element: Element) -> Token | None:
        """Return the token where it is, in the new version; None when it cannot wait there any more."""
        if "n" in token:
            return self._kept(token, element) if element.kind in WAITS else None
        targets = [self._after.flows[flow].target for flow in element.outgoing]
        events = [pair for pair in token["beside"] if pair[0] in targets]
        if element.kind != "eventBasedGateway" or not events:
            return None
        had = {event for event, _ in token["beside"]}
        return {**token, "beside": sorted([*events, *self._armed(set(targets) - had)])}

    def _candidates(self, scope: str) -> tuple[str, ...]:
        if self._after.elements[scope].kind == AD_HOC:
            return ()
        return tuple(element.id for element in self._after.children(scope) if element.kind in WAITS)

    # ---- boundary events ----

    def _kept(self, token: Token, element: Element) -> Token:
        """Return the token with its boundary events: those that it had and that are there, and new ones."""
        had = {event.id for event in self._before.boundaries(element.id)}
        there = {event.id for event in self._after.boundaries(element.id)}
        beside = [pair for pair in token.get("beside", ()) if pair[0] in there]
        return _beside(token, [*beside, *self._armed(there - had)])

    def _entered(self, element: Element) -> Token:
        """Return a token that has just come to an element, with all of its boundary events."""
        (key,) = self._armed({element.id})
        there = {event.id for event in self._after.boundaries(element.id)}
        return _beside({"at": element.id, "n": key[1]}, self._armed(there))

    def _armed(self, events: AbstractSet[str]) -> list[list[Any]]:
        armed = []
        for event in sorted(events):
            self.ordinals[event] = self.ordinals.get(event, 0) + 1
            armed.append([event, self.ordinals[event]])
        return armed

    # ---- where tokens meet ----

    def _meeting(self, token: Token, gateway: Element | None) -> Token:
        was = self._before.elements[token["at"]]
        if gateway is None or gateway.kind != was.kind:
            raise MeetingGone(element=was.id)
        sources = _sources(self._after, gateway)
        new = sources - _sources(self._before, was)
        if token["via"] in sources:
            return token
        if len(new) != 1:
            raise MeetingGone(element=was.id)
        return {**token, "via": next(iter(new))}


def _beside(token: Token, events: list[list[Any]]) -> Token:
    made = {key: value for key, value in token.items() if key != "beside"}
    return {**made, "beside": sorted(events)} if events else made


def _key(token: Token) -> str:
    element, ordinal = (token["at"], token["n"]) if "n" in token else token["beside"][0]
    return f"{element}.{ordinal}"


def _sources(definition: Definition, gateway: Element) -> set[str]:
    return {definition.flows[flow].source for flow in gateway.incoming}


def _require_meetings(after: Definition, scope: str, tokens: list[Token]) -> None:
    """Require that where tokens meet, one is there or can come by each flow in, and not all are there."""
    ahead = reachable(after, [token["at"] for token in tokens if "via" not in token])
    for gateway in after.children(scope):
        held = {token["via"] for token in tokens if token["at"] == gateway.id and "via" in token}
        if gateway.kind != "parallelGateway" or not (held or gateway.id in ahead):
            continue
        missing = _sources(after, gateway) - held
        if len(gateway.incoming) > 1 and not (missing and missing <= ahead):
            raise NeverMeets(element=gateway.id)
    for token in tokens:
        if "in" in token:
            _require_meetings(after, token["at"], token["in"])
        for _, inner in token.get("rounds", ()):
            _require_meetings(after, token["at"], inner)
