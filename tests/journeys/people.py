"""Who works in the town: a caseworker in each of two districts, and one at the institution."""

DISTRICT, OTHER_DISTRICT, INSTITUTION = "bydel-gamle-oslo", "bydel-sagene", "inst-lilleborg"
WORKERS = {DISTRICT: "berit", OTHER_DISTRICT: "siv", INSTITUTION: "ingrid"}
