"""The units of a new installation: Oslo's fifteen districts, and five institutions that are made up."""

from prosesser.store.directory import Unit

DISTRICT = "bydel"
INSTITUTION = "institusjon"

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
UNITS = (*DISTRICTS, *INSTITUTIONS)
