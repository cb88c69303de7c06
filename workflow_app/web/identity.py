"""Who is logged in, and for which unit: the session names them, the directory says what they may be.

The session holds ids, the instant of login and how often the person had logged out by then. Roles
are read anew for each request, so that a membership that ends takes effect at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import g, session

from prosesser.access import Actor
from prosesser.store.directory import Directory, NotMember, Person, Unit, WrongPassword
from workflow_app.web.throttle import Throttle

PERSON, UNIT, SINCE, LOGOUTS = "person", "unit", "since", "logouts"
FAILURES_PER_PERSON = 5
FAILURES_PER_ADDRESS = 30
FAILURE_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Who:
    """The person at the screen, acting for a unit; ``has_choice``: works in other units too."""

    actor: Actor
    name: str
    unit_name: str
    has_choice: bool


class TooManyAttempts(WrongPassword):
    """Du har prøvd for mange ganger. Vent et kvarter og prøv igjen."""


class Doorkeeper:
    """Lets people in by user name and password, and slows down whoever guesses."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._by_person = Throttle(FAILURES_PER_PERSON, FAILURE_WINDOW)
        self._by_address = Throttle(FAILURES_PER_ADDRESS, FAILURE_WINDOW)

    def admit(self, person: str, password: str, address: str, now: datetime) -> Person:
        """Return the person whose password it is; raises `WrongPassword` or `TooManyAttempts`."""
        if self._by_person.is_closed(person, now) or self._by_address.is_closed(address, now):
            raise TooManyAttempts
        try:
            admitted = self._directory.authenticate(person, password)
        except WrongPassword:
            self._by_person.failed(person, now)
            self._by_address.failed(address, now)
            raise
        self._by_person.succeeded(person)
        return admitted


class Identities:
    """The session's view of the directory."""

    def __init__(self, directory: Directory, lifetime: timedelta) -> None:
        self._directory = directory
        self._lifetime = lifetime

    def begin(self, person: str, now: datetime) -> bool:
        """Begin a new session for a person; who works in one unit alone acts for it: returns True then.

        Whatever the session held before is gone: a session that somebody planted gains nothing.
        """
        session.clear()
        session[PERSON] = person
        session[SINCE] = now.isoformat()
        session[LOGOUTS] = self._directory.person(person).logouts
        units = {membership.unit for membership in self._directory.memberships(person, now)}
        if len(units) == 1:
            session[UNIT] = units.pop()
        return UNIT in session

    def choices(self, person: str, now: datetime) -> tuple[tuple[Unit, frozenset[str]], ...]:
        """Return the units that a person works in, with the roles held there."""
        roles: dict[str, frozenset[str]] = {}
        for membership in self._directory.memberships(person, now):
            roles[membership.unit] = roles.get(membership.unit, frozenset()) | membership.roles
        return tuple((self._directory.unit(unit), held) for unit, held in roles.items())

    def choose(self, unit: str, now: datetime) -> None:
        """Act for another of the person's units; raises `NotMember`."""
        self._directory.actor(self.person(now), unit, now)
        session[UNIT] = unit

    def end(self, now: datetime) -> None:
        """End the session, and with it every copy of it and every other session of the person."""
        try:
            self._directory.log_out(self.person(now))
        except NotMember:
            return  # nobody is logged in
        session.clear()

    def person(self, now: datetime) -> str:
        """Return who is logged in; raises `NotMember` when nobody is, or the session is over."""
        return self._person(now).id

    def who(self, now: datetime) -> Who:
        """Return who is logged in, for which unit; raises `NotMember`."""
        person, unit = self._person(now), session.get(UNIT)
        if not unit:
            raise NotMember
        actor = self._directory.actor(person.id, unit, now)
        memberships = self._directory.memberships(person.id, now)
        return Who(
            actor=actor,
            name=person.name,
            unit_name=self._directory.unit(unit).name,
            has_choice=len({membership.unit for membership in memberships}) > 1,
        )

    def _person(self, now: datetime) -> Person:
        person, since = session.get(PERSON), session.get(SINCE)
        if person and since and now < datetime.fromisoformat(since) + self._lifetime:
            found = self._directory.person(str(person))
            if session.get(LOGOUTS) == found.logouts:
                return found
        session.clear()
        raise NotMember


def current() -> Who:
    """Return who the request at hand comes from; the login gate has put them there."""
    who: Who = g.who
    return who
