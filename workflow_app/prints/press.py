"""The press: from a document to a PDF, within limits of size, time and memory.

Each print is set by a process of its own (see `typesetter`), which is stopped when it takes too long.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore

from prosesser.errors import Broken, Refused
from workflow_app.prints.characters import printable
from workflow_app.prints.document import Document, with_texts

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "dist" / "fonts"
CHARACTERS = 200_000  # some seventy sheets, set in a few seconds
SECONDS = 20
AT_ONCE = 2
PATIENCE_SECONDS = 5

# No secrets of the server's; and room for a process of one thread, however many cores there are.
ENVIRONMENT: Mapping[str, str] = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}

free = BoundedSemaphore(AT_ONCE)


class TooLongToPrint(Refused):
    """Dette er for langt til å skrives ut: {characters} tegn. Grensen er {limit}. Kort ned tekstene."""


class NotPrintable(Refused):
    """Utskriften ble stoppet, fordi den tok for lang tid. Se etter uvanlige tegn i tekstene, og fjern dem."""


class PressBusy(Refused):
    """Mange skriver ut akkurat nå. Vent litt, og prøv igjen."""


class FontsMissing(Broken):
    """Skriftene til utskriftene er ikke bygd. Kjør «make frontend» og start på nytt."""


def press(document: Document, made: datetime) -> bytes:
    """Return a document as a tagged PDF, made at ``made`` (aware): the same bytes for the same document.

    Raises `TooLongToPrint`, `NotPrintable`, `PressBusy` or `FontsMissing`.
    """
    if not any(FONTS.glob("*.otf")):
        raise FontsMissing
    content = json.dumps(with_texts(document, printable).to_json(), ensure_ascii=False)
    if len(content) > CHARACTERS:
        raise TooLongToPrint(characters=len(content), limit=CHARACTERS)
    if not free.acquire(timeout=PATIENCE_SECONDS):
        raise PressBusy
    try:
        return _typeset(content, made)
    finally:
        free.release()


def _typeset(content: str, made: datetime) -> bytes:
    typesetter = str(HERE / "typesetter.py")
    program = [sys.executable, "-I", typesetter, str(HERE), str(FONTS), str(int(made.timestamp()))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, on arguments of ours
            program, input=content.encode(), capture_output=True, timeout=SECONDS, env=ENVIRONMENT, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NotPrintable from error
    return done.stdout
