"""What the application itself does for the routine, beside diagram and forms: THE table of features."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """What a user can do, as a sentence in bokmål, and the clauses of the routine that it realises.

    ``where`` names the endpoints ("case.show") and commands ("somlos verify") that do it.
    """

    sentence: str
    clauses: tuple[str, ...]
    where: tuple[str, ...]


FEATURES: tuple[Feature, ...] = (
    Feature(
        "Du ser hvem som er kontakter hos begge parter.",
        ("F2-primary-contacts", "F2-district-contacts"),
        ("case.show",),
    ),
    Feature(
        "Du ser alle åpne oppgaver og frister i saken, også dem den andre parten har.",
        ("R-transition",),
        ("case.show",),
    ),
    Feature(
        "Du skriver i planene sammen med den andre parten, fra saken begynner til den er avsluttet.",
        ("F2.2-stay-plan", "F3.2-moveout-plan", "F3.2-moveout-plan-early"),
        ("plan.show", "plan.add", "plan.change"),
    ),
    Feature(
        "Du merker en del av en plan som ikke aktuell, med grunn.",
        ("F2.2-stay-plan", "F3.2-moveout-plan-sections"),
        ("plan.set_section",),
    ),
    Feature(
        "Du ser når planen ble begynt sammen med beboeren, hvem som har endret hva, og hver versjon.",
        ("F2.2-stay-plan-start", "F2.2-stay-plan"),
        ("plan.show", "plan.show_item", "plan.show_version"),
    ),
    Feature(
        "Du ser hvilken enhet som har ansvaret i hver del av saken nå.",
        ("F2-convener", "F3-followup-responsibility"),
        ("case.show",),
    ),
    Feature(
        "Du foreslår en annen dato for en frist, med grunn og beboerens syn; den andre parten svarer.",
        ("F1-deviation",),
        ("additions.show_date", "additions.propose_date", "task.submit"),
    ),
    Feature(
        "Du legger til møter, rapporter og oppgaver i en sak, og trekker dem tilbake.",
        ("R-minimum", "F2.2-extra-reports", "F4-equal-responsibility"),
        ("additions.show", "additions.submit", "additions.show_withdrawal", "additions.withdraw"),
    ),
    Feature(
        "Oppgaver får kontaktpersonen som ansvarlig, og følger med når kontakten eller bydelen er en annen.",
        ("F2-primary-contacts", "F2-district-contacts", "P-handover"),
        ("inbox.show",),
    ),
    Feature(
        "En institusjon utenfor fellesskrivet avvises med forklaring, om ikke begge parter følger det.",
        ("F1-scope-institution",),
        ("start.submit",),
    ),
    Feature(
        "Du ser avtalte frister ved siden av rutinens, hva som mangler, og hvordan hver frist er holdt.",
        ("F1-deviation", "F4-equal-responsibility"),
        ("case.show",),
    ),
    Feature(
        "Du ser for hvert krav hvor mange frister hver part har holdt, brutt og flyttet etter avtale.",
        ("F4-equal-responsibility", "F1-deviation"),
        ("report.show", "report.export", "somlos report"),
    ),
    Feature(
        "Du viser beboeren hva som skjer, hvem som gjør hva, og hvem som kan ringes, og skriver det ut.",
        ("R-resident",),
        ("prints.show_resident", "prints.print_resident"),
    ),
    Feature(
        "Du skriver ut planene, rapportene og referatene til beboeren.",
        ("F2.2-stay-plan", "F2.2-status-report", "F3.2-moveout-plan", "F3.3-final-report"),
        ("prints.print_plan", "prints.print_report"),
    ),
    Feature(
        "Du ser hvor lenge oppholdene varte og hvordan beboerne bor, ved siden av hvordan rutinen er fulgt.",
        ("R-outcome",),
        ("report.show", "report.export", "somlos report"),
    ),
)
