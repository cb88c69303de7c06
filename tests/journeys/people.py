"""Who works in the town: a caseworker at each desk, and colleagues who may be somebody's contact."""

DISTRICT, OTHER_DISTRICT = "bydel-gamle-oslo", "bydel-sagene"
INSTITUTION, OUTSIDE = "inst-lilleborg", "inst-vardeheim"
"""An institution of the circular, and one that it does not cover."""

WORKERS = {DISTRICT: "berit", OTHER_DISTRICT: "siv", INSTITUTION: "ingrid", OUTSIDE: "odd"}
COLLEAGUES = {"bjarne": DISTRICT, "ivar": INSTITUTION, "iselin": INSTITUTION}
EVERYBODY = {**{person: unit for unit, person in WORKERS.items()}, **COLLEAGUES}
