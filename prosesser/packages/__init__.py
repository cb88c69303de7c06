"""Audit packages: one case as a file that anybody can check, with or without this software."""

from prosesser.packages.checking import check
from prosesser.packages.errors import (
    CaseDoesNotHold,
    CaseToldWrongly,
    RowDiffers,
    SignatureWrong,
    SignedByOther,
)
from prosesser.packages.exporting import Packages, Sources
from prosesser.packages.making import Extras, make
from prosesser.packages.verify import Fault, NewerFormat, Report, read

__all__ = [
    "CaseDoesNotHold",
    "CaseToldWrongly",
    "Extras",
    "Fault",
    "NewerFormat",
    "Packages",
    "Report",
    "RowDiffers",
    "SignatureWrong",
    "SignedByOther",
    "Sources",
    "check",
    "make",
    "read",
]
