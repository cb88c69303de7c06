"""The audit packages of all cases, as ``somlos export --all --format package`` writes them."""

import zipfile
from datetime import datetime
from typing import IO

from prosesser.access import SYSTEM
from prosesser.audit import ContentErased, ExportNeedsApproval
from prosesser.evidence import Extent
from prosesser.packages import CaseDoesNotHold, Packages, Sources
from prosesser.store import Store, queries


def write_all(store: Store, packages: Packages, given: Sources, now: datetime, target: IO[bytes]) -> Extent:
    """Write a zip file with a package of each case, and return how many are in it and which are not."""
    with store.read() as connection:
        cases = queries.case_ids(connection)
    extent = Extent()
    with zipfile.ZipFile(target, "w") as archive:
        for case in cases:
            try:
                content = packages.export(SYSTEM, case, now, given)
            except ExportNeedsApproval:
                extent.withheld += 1
            except ContentErased:
                extent.erased += 1
            except CaseDoesNotHold:
                extent.unreadable += 1
            else:
                archive.writestr(f"{case}.zip", content)
                extent.cases += 1
    return extent
