"""The units of a new installation: Oslo's districts, institutions that are made up, and the auditors'."""

from prosesser.store.directory import Unit

DISTRICT = "bydel"
INSTITUTION = "institusjon"
AUDIT = "revisjon"
"""The party of the auditors' unit: no lane has it, so it has no part in cases."""
PARTIES = (DISTRICT, INSTITUTION)
"""The parties that units take in cases."""

DISTRICTS = tuple(
    Unit(f"bydel-{slug}", f"Bydel {name}", DISTRICT, covered=True)
    for slug, name in (
        ("alna", "Alna"),
        ("bjerke", "Bjerke"),
        ("frogner", "Frogner"),
        ("gamle-oslo", "Gamle Oslo"),
        ("grorud", "Grorud"),
        ("grunerlokka", "Grünerløkka"),
        ("nordre-aker", "Nordre Aker"),
        ("nordstrand", "Nordstrand"),
        ("sagene", "Sagene"),
        ("st-hanshaugen", "St. Hanshaugen"),
        ("stovner", "Stovner"),
        ("sondre-nordstrand", "Søndre Nordstrand"),
        ("ullern", "Ullern"),
        ("vestre-aker", "Vestre Aker"),
        ("ostensjo", "Østensjø"),
    )
)
INSTITUTIONS = tuple(
    Unit(f"inst-{slug}", name, INSTITUTION, covered=covered)
    for slug, name, covered in (
        ("furuly", "Furuly rehabilitering", True),
        ("granlia", "Granlia behandlingssenter", True),
        ("lilleborg", "Lilleborg rehabiliteringssenter", True),
        ("solbakketunet", "Solbakketunet behandlingssenter", True),
        ("vardeheim", "Vardeheim avlastning", False),
    )
)
AUDIT_OFFICE = Unit("kommunerevisjonen", "Kommunerevisjonen", AUDIT, covered=False)
UNITS = (*DISTRICTS, *INSTITUTIONS, AUDIT_OFFICE)
