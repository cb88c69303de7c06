"""Build checklists and the form of their items in a few words."""

import json
from typing import Any

from tests.form_files import Json, date, select, textarea, textfield

RESPONSIBLES = ("beboer", "bydel", "institusjon", "booppfolger", "andre")
STATES = ("apen", "gjort", "viderefores", "utgar")

ITEM: tuple[Json, ...] = (
    textfield("oppgave", "Oppgave", required=True),
    textarea("tiltak", "Tiltak"),
    select("ansvarlig", "Ansvarlig", options=RESPONSIBLES, required=True),
    date("frist", "Frist"),
    select("status", "Status", options=STATES, defaultValue="apen"),
)
"""What the form of one item asks."""


def section(section_id: str, title: str | None = None, **more: Any) -> Json:
    """Return one section."""
    return {"id": section_id, "title": section_id.capitalize() if title is None else title, **more}


def checklist_file(checklist_id: str, **more: Any) -> bytes:
    """Return the bytes of a ``.json`` file: two sections and the form «punkt» unless told otherwise."""
    whole = {
        "id": checklist_id,
        "title": checklist_id.capitalize(),
        "form": "punkt",
        "sections": [section("okonomi", "Økonomi"), section("naboskap")],
        **more,
    }
    return json.dumps(whole, ensure_ascii=False).encode()
