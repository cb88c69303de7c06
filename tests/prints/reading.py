"""What stands in a PDF: its words in reading order, and what its bytes claim."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Paper:
    """A printed PDF."""

    content: bytes

    @property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.content))

    @property
    def text(self) -> str:
        """The words of all sheets, white space made even."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @property
    def catalog(self) -> Any:
        return self.reader.root_object

    @property
    def fonts(self) -> set[str]:
        """The names of the fonts used, without the tags of their subsets and encodings."""
        found = set()
        for page in self.reader.pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index] # a dictionary of PDF objects
                found.add(str(font.get_object()["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H"))
        return found

    def tags(self) -> list[str]:
        """The roles of the structure tree, in reading order."""
        return list(_roles(self.catalog["/StructTreeRoot"]["/K"]))


def _roles(node: Any) -> Any:
    for child in node if isinstance(node, list) else [node]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(found, list):
            yield from _roles(found)
        elif hasattr(found, "get"):
            if "/S" in found:
                yield str(found["/S"]).removeprefix("/")
            yield from _roles(found.get("/K", []))
