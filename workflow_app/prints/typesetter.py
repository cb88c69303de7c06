"""Sets one document as PDF: a program of its own, started by the press for each print.

A text can be made to take minutes and gigabytes to set (100 000 accents on one letter took 97 s and
19 GB), and what is being set cannot be stopped from within. A program can be, has limits of its
own, and knows no secrets: it is started without the server's environment.

Reads the document as JSON from standard input and writes the PDF to standard output.
Arguments: the folder of the template, the folder of the fonts, and the time of making in Unix seconds.
"""

import resource
import sys
from pathlib import Path

import typst

TEMPLATE = "document.typ"
CPU_SECONDS = 15
MEMORY_BYTES = 2 * 1024**3


def main() -> None:
    """Set the document."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if sys.platform == "linux":  # elsewhere an address space cannot be bounded
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    folder, fonts, made = sys.argv[1:]
    document = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(typeset(Path(folder), Path(fonts), document, int(made)))


def typeset(folder: Path, fonts: Path, document: str, made: int) -> bytes:
    """Return the PDF of a document, given as JSON; Typst reads no file outside ``folder``.

    PDF/UA-1, except where a character has no glyph in any font: the standard forbids to show a
    box for it, so such a print is tagged all the same but does not claim the standard.
    """
    compiler = typst.Compiler(
        folder / TEMPLATE,
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        sys_inputs={"print": document},
        package_path=folder,
        package_cache_path=folder,
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made)
    except typst.TypstError:
        pdf = compiler.compile(format="pdf", timestamp=made)
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    return pdf


if __name__ == "__main__":
    main()
