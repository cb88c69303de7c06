"""The page that each revision begins at, as everybody who does something with the revision sees it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template

from prosesser.access import PROCESS_OWNER
from prosesser.calendar import oslo_date
from prosesser.definition import Examination, Unreadable, digest
from prosesser.revisions import (
    PUBLISHED,
    Published,
    Revision,
    authors_of,
    last_check,
)
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.revision_words import STATUS_TAGS, lines, next_words, steps


@dataclass(frozen=True, slots=True)
class Fault:
    """Why what was sent was not done: in which field of the page, and what stood in all of them."""

    where: str = ""
    text: str = ""
    posted: Mapping[str, str] = field(default_factory=dict)


NO_FAULT = Fault()


def hub(revision: Revision, examination: Examination | Unreadable, fault: Fault = NO_FAULT) -> str:
    """Show where a revision stands, what the next step is, and what was done.

    ``examination`` is what the linter says of it, shown until it has been checked.
    """
    actor, now = current().actor, desk().now()
    acts = desk().publishing.acts(actor, revision.id, now)
    people = {person.id: person.name for person in desk().directory.persons()}
    check, authors = last_check(revision, acts), authors_of(acts)
    owners = desk().directory.with_role(PROCESS_OWNER, desk().clock.real())
    approvers = tuple(person.name for person in owners if person.id not in authors)
    is_author = actor.person in authors
    return render_template(
        "revision/overview.html",
        revision=revision,
        base=desk().cases.versions.get(revision.base),
        newest=_newer(revision),
        published_as=digest(revision.bundle) if revision.status == PUBLISHED else None,
        tag=STATUS_TAGS[revision.status],
        steps=steps(revision.status, check),
        next=next_words(revision.status, check, is_author=is_author, approvers=approvers),
        check=check,
        examination=examination,
        lines=lines(acts, people),
        is_author=is_author,
        people=people,
        today=oslo_date(now),
        fault=fault,
    )


def _newer(revision: Revision) -> Published | None:
    """Return what was published last of the process, when that is not what an open revision builds on."""
    if revision.status == PUBLISHED:
        return None
    known = desk().registry.all(current().actor, desk().now())
    last = next((one for one in known if one.publication.key == revision.key), None)
    return None if last is None or last.publication.digest == revision.base else last
