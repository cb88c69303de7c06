"""Reading XML that anyone may have made.

The bytes are first run past a guard that builds nothing and stops at the first document type
declaration (and so at every entity), at too many elements or attributes, or too deep nesting.
Only what passes is parsed. Any encoding that the file declares and libxml2 knows is accepted.
"""

from lxml import etree

from prosesser.definition.errors import Unreadable

MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 100


class _Guard:
    """An lxml parser target that only counts."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        del tag
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(file=self._file, problem=f"elementene ligger dypere enn {MAX_DEPTH} nivåer")
        if len(attrib) > MAX_ATTRIBUTES:
            raise Unreadable(
                file=self._file, problem=f"et element har flere enn {MAX_ATTRIBUTES} attributter"
            )
        if self._elements > MAX_ELEMENTS:
            raise Unreadable(file=self._file, problem=f"den har flere enn {MAX_ELEMENTS} elementer")

    def end(self, tag: str) -> None:
        del tag
        self._depth -= 1

    def doctype(self, name: str | None, public_id: str | None, system: str | None) -> None:
        del name, public_id, system
        problem = (
            "den inneholder en dokumenttype (DOCTYPE). Ta bort den linjen; et BPMN-diagram trenger den ikke"
        )
        raise Unreadable(file=self._file, problem=problem)

    def data(self, data: str) -> None:
        """Ignore text."""

    def comment(self, text: str) -> None:
        """Ignore comments."""

    def pi(self, target: str, data: str) -> None:
        """Ignore processing instructions."""

    def close(self) -> None:
        """Return nothing: the guard only refuses."""


def _parser(target: _Guard | None = None) -> etree.XMLParser:
    return etree.XMLParser(
        target=target,  # type: ignore[arg-type]  # the stubs want targets that take bytes too
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def read_xml(content: bytes, file: str) -> etree._Element:
    """Return the root element. Raises Unreadable, with the line where there is one."""
    try:
        etree.fromstring(content, _parser(_Guard(file)))
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        problem = f"linje {error.lineno or 1}: dette er ikke gyldig XML ({error.msg})"
        raise Unreadable(file=file, problem=problem) from error
    except (LookupError, ValueError) as error:
        raise Unreadable(file=file, problem="tegnkodingen den oppgir, finnes ikke") from error
