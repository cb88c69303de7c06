"""What is said when a process owner edits the real journey: one sentence for each kind of edit."""

from collections.abc import Mapping
from typing import Any

import pytest

from prosesser.definition.diff import Group, compare
from tests.bpmn_xml import Xml
from tests.definition.case import find, put
from tests.definition.edits import (
    DIAGRAM,
    Edit,
    Redraw,
    compared,
    deciding,
    drawn,
    edited,
    erased,
    files,
    in_field,
    in_form,
    in_json,
    in_text,
    inserted,
    joined,
    journey,
    moved,
    only,
    renamed,
    replaced,
    saying,
    timing,
    within,
)

JA_NEI = [{"label": "Nei", "value": "nei"}, {"label": "Ja", "value": "ja"}]
PLAN = "checklists/utflyttingsplan.json"


def dropped(form: str, key: str) -> Edit:
    """Take a field out of a form."""

    def change(schema: Any) -> None:
        for holder in (schema, *schema["components"]):
            holder["components"] = [part for part in holder.get("components", ()) if part.get("key") != key]

    return in_form(form, change)


def asked_too(form: str, **field: Any) -> Edit:
    """Ask one thing more at the end of a form."""
    return in_form(form, lambda schema: schema["components"].append({"id": "ny", **field}))


def with_id(old: str, new: str) -> Any:
    """Draw an element anew: the same, with another id."""

    def change(root: Xml) -> None:
        for element in root.iter("{*}*"):
            for name, value in element.attrib.items():
                if value == old:
                    element.set(name, new)

    return change


def inside(element: str, path: str, attribute: str, value: str) -> Redraw:
    """Set an attribute of something inside an element."""

    def change(root: Xml) -> None:
        (found,) = list(find(root, element).iterfind(path))[:1]
        found.set(attribute, value)

    return change


def written(element: str, path: str, text: str) -> Redraw:
    """Set the text of something inside an element."""

    def change(root: Xml) -> None:
        (found,) = list(find(root, element).iterfind(path))[:1]
        found.text = text

    return change


def told(edit: Edit, group: str, *words: str) -> tuple[Edit, str, str]:
    """Say that an edit is told by these words, or begins so, in a group of the comparison."""
    return edit, group, " ".join(words)


SAID: Mapping[str, tuple[Edit, str, str]] = {
    # deadlines
    "a deadline is shorter": told(
        drawn(timing("statusrapport_frist", '=innflyttet_institusjon + duration("P3M")')),
        "deadlines",
        "Fristen for «Statusrapport» er endret fra 4 måneder til 3 måneder etter innflytting i",
        "institusjon.",
    ),
    "a deadline counts from another day": told(
        drawn(timing("sluttrapport_frist", '=innflyttet_bolig + duration("P3W")')),
        "deadlines",
        "Fristen for «Sluttrapport» er endret fra 3 uker etter utskriving til 3 uker etter innflytting i",
        "bolig.",
    ),
    "a deadline is the first of two days": told(
        drawn(timing("statusrapport_frist", "=min(innflyttet_institusjon, utskrevet)")),
        "deadlines",
        "Fristen for «Statusrapport» er endret fra 4 måneder etter innflytting i institusjon til det som",
        "kommer først av innflytting i institusjon og utskriving.",
    ),
    "a deadline that there are no words for": told(
        drawn(timing("statusrapport_frist", "=innflyttet_institusjon + duration(lengde)")),
        "deadlines",
        "Fristen for «Statusrapport» er endret fra 4 måneder etter innflytting i institusjon til etter",
        "formelen «innflyttet_institusjon + duration(lengde)».",
    ),
    "a deadline is gone": told(
        drawn(erased("ta_imot_saken_frist"), saying("ta_imot_saken", "krav", "P-handover")),
        "deadlines",
        "Fristen for «Ta imot saken» er tatt bort. Den var 14 dager etter overført til ny bydel,",
        "påminnelse 7 dager før.",
    ),
    "a reminder comes later": told(
        drawn(saying("statusrapport_frist", "varsel", "P14D")),
        "deadlines",
        "Påminnelsen om fristen for «Statusrapport» kommer nå 14 dager før, ikke 4 uker før.",
    ),
    "a reminder is gone": told(
        drawn(saying("statusrapport_frist", "varsel", None)),
        "deadlines",
        "Påminnelsen om fristen for «Statusrapport» er tatt bort. Den kom 4 uker før.",
    ),
    "a reminder is new": told(
        drawn(saying("fire_uker_tilgjengelig", "varsel", "P7D")),
        "deadlines",
        "Det kommer nå en påminnelse 7 dager før tiden for «Fire uker tilgjengelig».",
    ),
    "a working-day rule is new": told(
        drawn(saying("statusrapport_frist", "virkedag", "neste")),
        "deadlines",
        "Fristen for «Statusrapport» flyttes nå til første virkedag etter når dagen ikke er en virkedag.",
    ),
    "no other date may be agreed": told(
        drawn(saying("statusrapport_frist", "kan_avtales", None)),
        "deadlines",
        "Partene kan ikke lenger avtale en annen dato for fristen for «Statusrapport».",
    ),
    "a waiting time is longer": told(
        drawn(timing("etter_3_maneder", '=innflyttet_bolig + duration("P4M")')),
        "deadlines",
        "Tiden for «Tre måneder i boligen» er endret fra 3 måneder til 4 måneder etter innflytting i",
        "bolig.",
    ),
    # steps and their order
    "a step has another name": told(
        drawn(renamed("boligmote", "Boligmøte og plan")),
        "steps",
        "«Boligmøte» heter nå «Boligmøte og plan».",
    ),
    "a step without a name gets one": told(
        drawn(renamed("vurderes", "Vurderes")),
        "steps",
        "Eksklusiv port etter «Rapporten er oversendt» og «Revidert statusrapport» heter nå «Vurderes».",
    ),
    "an event on the edge interrupts no more": told(
        drawn(put("statusrapport_bortfaller", cancelActivity="false")),
        "steps",
        "«Bortfalt: bolig funnet» avbryter ikke lenger «Statusrapport».",
    ),
    "a step is drawn anew": told(
        drawn(
            with_id("boligmote", "boligmote_2"),
            inside("boligmote_2", ".//{*}formDefinition", "formId", "boligmote"),
        ),
        "steps",
        "«Boligmøte» er tegnet på nytt, med en annen id.",
    ),
    "a way leads elsewhere": told(
        drawn(joined("er_saken_tatt_imot_til_overforing", "ta_imot_saken")),
        "steps",
        "Veien «Nei, sendt tilbake» fra «Tatt imot?» til «Overføring til ny bydel» går nå til «Ta imot",
        "saken».",
    ),
    "a way is gone": told(
        drawn(erased("er_saken_tatt_imot_til_ny_bydel_har_ansvaret")),
        "conditions",
        "Veien «Ja» fra «Tatt imot?» til «Ny bydel har ansvaret» er tatt bort. Den ble valgt når «Tar",
        "bydelen imot saken?» er «Ja».",
    ),
    "rounds come one after the other": told(
        drawn(inside("soknader_om_bolig", "{*}multiInstanceLoopCharacteristics", "isSequential", "true")),
        "steps",
        "Rundene i «Søknader» går nå én etter én.",
    ),
    "minutes become other tasks": told(
        drawn(saying("boligmote", "oppgaver.avtalte_oppgaver", "oppgave_bydel")),
        "steps",
        "Oppgavene som radene i «Avtalte oppgaver» blir til i «Boligmøte», er endret fra «Oppgave",
        "(bydel)» og «Oppgave (institusjon)» til «Oppgave (bydel)».",
    ),
    # who does what
    "a step lies in another lane": told(
        drawn(within("boligmote", "bane_bydel")),
        "who",
        "«Boligmøte» er flyttet fra Møteansvarlig til Bydel.",
    ),
    "a lane has another party": told(
        drawn(saying("bane_institusjon", "part", "bydel")),
        "who",
        "Hvem som arbeider i «Institusjon», er endret fra institusjonen til bydelen.",
    ),
    "a lane has another name": told(
        drawn(renamed("bane_institusjon", "Rusinstitusjon")),
        "who",
        "Banen «Institusjon» heter nå «Rusinstitusjon».",
    ),
    "another party has the primary responsibility": told(
        drawn(saying("institusjon_bolig", "hovedansvar", '="bydel"')),
        "who",
        "Parten som har hovedansvaret, er endret fra bydelen når «Innflytting i institusjon» mangler",
        "eller «Utskriving» er kjent, ellers institusjonen til bydelen.",
    ),
    "an added task needs no agreement": told(
        drawn(saying("ekstra_rapport", "avtales", None)),
        "who",
        "Når «Ekstra statusrapport» legges til, trenger den andre parten ikke lenger være enig.",
    ),
    # conditions
    "a way has another condition": told(
        drawn(deciding("trengs_reserveplan_til_reserveplan", '=reserveplan_lages != "nei"')),
        "conditions",
        "Vilkåret på veien «Ja» fra «Lages den?» til «Plan dersom tiltakene ikke strekker til» er endret",
        "fra at «Lages planen?» er «Ja» til at «Lages planen?» er noe annet enn «Nei».",
    ),
    "a way has no condition any more": told(
        drawn(deciding("trengs_reserveplan_til_reserveplan", None)),
        "conditions",
        "Vilkåret på veien «Ja» fra «Lages den?» til «Plan dersom tiltakene ikke strekker til» er tatt",
        "bort. Før: at «Lages planen?» er «Ja».",
    ),
    "a way gets a condition": told(
        drawn(deciding("trengs_reserveplan_til_uten_reserveplan", '=reserveplan_lages = "nei"')),
        "conditions",
        "Veien «Nei» fra «Lages den?» til «Lages ikke» har fått et vilkår: «Lages planen?» er «Nei».",
    ),
    "another way is taken when nothing holds": told(
        drawn(put("trengs_reserveplan", default="trengs_reserveplan_til_reserveplan")),
        "conditions",
        "Når ingen av vilkårene etter «Lages den?» holder, går det nå til «Plan dersom tiltakene ikke",
        "strekker til» (før: «Lages ikke»).",
    ),
    "an event waits for something else": told(
        drawn(written("beboer_er_dod", ".//{*}condition", "=utskrevet != null")),
        "conditions",
        "Vilkåret for «Beboeren er død» er endret fra at «Beboeren er død» er «Ja» til at «Utskriving» er",
        "kjent.",
    ),
    "a gap is not counted any more": told(
        drawn(saying("boligmote", "mangel.F2.1-housing-meeting", None)),
        "conditions",
        "Vilkåret for at «Boligmøte» regnes som mangel etter kravet «F2.1-housing-meeting», er tatt bort.",
        "Før: at «Forelå statusrapporten?» er «Nei».",
    ),
    # forms
    "a field has another name": told(
        in_field("kartlegging", "har_ip", label="Har beboeren individuell plan (IP)?"),
        "forms",
        "Feltet «Har beboeren individuell plan?» i «Kartlegging» heter nå «Har beboeren individuell plan",
        "(IP)?».",
    ),
    "a field must be filled in": told(
        in_field("kartlegging", "kartlegging_andre_deltakere", validate={"required": True, "maxLength": 200}),
        "forms",
        "Feltet «Andre deltakere» i «Kartlegging» må nå fylles ut.",
    ),
    "a field need not be filled in": told(
        in_field("kartlegging", "har_ip", validate=None),
        "forms",
        "Feltet «Har beboeren individuell plan?» i «Kartlegging» trenger ikke lenger fylles ut.",
    ),
    "a field is hidden otherwise": told(
        in_field("kartlegging", "ip_tilbudt", conditional={"hide": '=har_ip = "ja"'}),
        "forms",
        "Vilkåret for å skjule feltet «Er det gitt tilbud om å utarbeide IP?» i «Kartlegging» er endret",
        "fra at «Har beboeren individuell plan?» er noe annet enn «Nei» til at «Har beboeren individuell",
        "plan?» er «Ja».",
    ),
    "an answer may be longer": told(
        in_field("kartlegging", "kartlegging_andre_deltakere", validate={"maxLength": 400}),
        "forms",
        "Det største antallet tegn i feltet «Andre deltakere» i «Kartlegging» er endret fra 200 til 400.",
    ),
    "a date has another bound": told(
        in_field("innflytting", "innflyttet_institusjon", properties=None),
        "forms",
        "Den seneste datoen i feltet «Innflyttingsdato» i «Innflytting i institusjon» er tatt bort. Før:",
        "dagens dato.",
    ),
    "more rows must be filled in": told(
        in_field("innflytting", "primarkontakter", properties={"minst": "2", "krav": "F2-primary-contacts"}),
        "forms",
        "Det minste antallet rader i feltet «Primærkontakter» i «Innflytting i institusjon» er endret fra",
        "1 til 2.",
    ),
    "a field in rows changes": told(
        in_field("innflytting", "telefon", properties=None),
        "forms",
        "Kontrollen av svaret i feltet «Telefon» i «Innflytting i institusjon» er tatt bort. Før:",
        "«telefon».",
    ),
    "a field is another kind": told(
        in_field("kartlegging", "kartlegging_andre_deltakere", type="textarea"),
        "forms",
        "Feltet «Andre deltakere» i «Kartlegging» er endret fra tekstlinje til tekst over flere linjer.",
    ),
    "an answer is offered in another order": told(
        in_field("kartlegging", "kartlegging_beboer_deltok", values=JA_NEI),
        "forms",
        "Rekkefølgen på svarene i feltet «Deltok beboeren?» i «Kartlegging» er endret.",
    ),
    "an answer is offered no more": told(
        in_field("kartlegging", "kartlegging_beboer_deltok", values=JA_NEI[1:]),
        "forms",
        "Svaret «Nei» er tatt bort fra feltet «Deltok beboeren?» i «Kartlegging».",
    ),
    "a field is asked too": told(
        asked_too("kartlegging", type="textfield", key="ny", label="Noe nytt", validate={"required": True}),
        "forms",
        "Feltet «Noe nytt» er lagt til i «Kartlegging», og må fylles ut.",
    ),
    "a field is asked no more": told(
        dropped("innflytting", "felles_avtale_bekreftet"),
        "forms",
        "Feltet «Bekrefter institusjonen at rutinen følges etter avtale?» er tatt bort fra «Innflytting i",
        "institusjon».",
    ),
    "the fields have another order": told(
        in_form("kartlegging", lambda schema: schema["components"].reverse()),
        "forms",
        "Rekkefølgen i skjemaet for «Kartlegging» er endret.",
    ),
    "a form that nobody uses": told(
        replaced("forms/lost.form", b'{"id": "lost", "type": "default", "components": []}'),
        "forms",
        "Skjemaet «lost» er lagt til.",
    ),
    "a step asks another form": told(
        drawn(inside("ekstra_rapport", ".//{*}formDefinition", "formId", "egen_rapport")),
        "forms",
        "Skjemaet for «Ekstra statusrapport» er endret fra «statusrapport» til «egen_rapport».",
    ),
    # plans
    "a plan's section has another name": told(
        in_text(PLAN, '"Kontaktpersoner"', '"Kontakter"'),
        "plans",
        "Tittelen på delen «Kontakter» i «Utflyttingsplan» er endret fra «Kontaktpersoner» til",
        "«Kontakter».",
    ),
    "a plan has another order": told(
        in_json(PLAN, lambda plan: plan.update(sections=[*plan["sections"][1:], plan["sections"][0]])),
        "plans",
        "Rekkefølgen på delene i «Utflyttingsplan» er endret til",
    ),
    "a plan's section is gone": told(
        in_json(PLAN, lambda plan: plan["sections"].pop(0)),
        "plans",
        "Delen «Kontaktpersoner» er tatt bort fra «Utflyttingsplan».",
    ),
    "a plan's section is new": told(
        in_json(PLAN, lambda plan: plan["sections"].append({"id": "hund", "title": "Hund"})),
        "plans",
        "Delen «Hund» er lagt til i «Utflyttingsplan».",
    ),
    "another plan is adopted": told(
        drawn(saying("utflyttingsplan", "sjekkliste", "plan_for_oppholdet")),
        "plans",
        "Planen som er vedtatt når «Utflyttingsplan» er gjort, er endret fra «Utflyttingsplan» til «Plan",
        "for oppholdet».",
    ),
    # clauses
    "an element names a clause no more": told(
        drawn(saying("statusrapport_frist", "krav", None)),
        "clauses",
        "Kravet F §2.2 (F2.2-status-report) oppfylles ikke lenger av «Frist: 4 måneder etter",
        "innflytting».",
    ),
    "an element names one clause more": told(
        drawn(saying("ekstra_mote_frist", "krav", "F1-deviation R-minimum F2-referral")),
        "clauses",
        "Kravet F §2 (F2-referral) oppfylles nå også av «Dato: avtalt».",
    ),
    "the catalogue has another deadline": told(
        in_text("requirements.yaml", "duration: P4M", "duration: P5M"),
        "clauses",
        "Fristen i kravet F §2.2 (F2.2-status-report) er endret fra «senest 4 måneder etter innflytting i",
        "institusjon» til «senest 5 måneder etter innflytting i institusjon».",
    ),
    "the catalogue has another text": told(
        in_text("requirements.yaml", "Bydelen henviser etter", "Bydelen viser til etter"),
        "clauses",
        "Teksten i kravet F §2 (F2-referral) er endret.",
    ),
    # the rest
    "the process has another name": told(
        drawn(renamed("institusjon_bolig", "Hjem")),
        "others",
        "«Fra institusjon til bolig» heter nå «Hjem».",
    ),
    "a fact is called something else": told(
        drawn(saying("institusjon_bolig", "opplysning.forste_mote", "Startmøte")),
        "others",
        "Det opplysningen «forste_mote» heter i saken, er endret fra «Første samarbeidsmøte» til",
        "«Startmøte».",
    ),
    "the resident reads something else": told(
        drawn(saying("boligmote", "klarsprak_gjort", "Dere møttes.")),
        "others",
        "Det beboeren leser når «Boligmøte» er gjort, er endret fra «Boligmøtet ble holdt.» til «Dere",
        "møttes.».",
    ),
    "an output gives something else": told(
        drawn(inside("boligmote", ".//{*}output", "source", "=utskrevet")),
        "others",
        "Det «Boligmøte» setter opplysningen «Boligmøte» til, er endret fra formelen «mote_dato» til",
        "formelen «utskrevet».",
    ),
    "a scenario is new": told(
        replaced("stories/ny.yaml", b"start: {}"),
        "scenarios",
        "Scenarioet «ny» er lagt til.",
    ),
    "a scenario is gone": told(
        replaced("stories/hovedlop.yaml", None),
        "scenarios",
        "Scenarioet «hovedlop» er tatt bort.",
    ),
    "a scenario is another": told(
        replaced("stories/hovedlop.yaml", b"start: {}"),
        "scenarios",
        "Scenarioet «hovedlop» er endret.",
    ),
}


@pytest.mark.parametrize("edit", SAID)
def test_an_edit_is_told_in_one_sentence(edit: str) -> None:
    change, group, words = SAID[edit]
    changes = [one for one in compared(change).changes if one.what != "krav" or group == "clauses"]
    assert len(changes) == 1, [one.words for one in changes]
    assert changes[0].words.startswith(words), changes[0].words
    assert changes[0].group.value == group


def test_the_same_is_the_same() -> None:
    comparison = compare(journey(), edited())
    assert comparison.same
    assert comparison.layout == ()
    assert comparison.before == comparison.after


def test_what_is_only_drawn_otherwise_stands_apart() -> None:
    comparison = compared(
        drawn(
            moved("boligmote", 4000, 1090),
            written("boligmote", "{*}documentation", "Nytt"),
        )
    )
    assert comparison.same
    assert comparison.layout == ("boligmote",)
    assert comparison.before != comparison.after


def test_what_is_told_to_have_moved_or_gone_is_not_only_drawn_otherwise() -> None:
    both = drawn(within("boligmote", "bane_bydel"), within("boligmote_frist", "bane_bydel"))
    assert compared(both).layout == ()
    assert compared(drawn(erased("ta_imot_saken_frist"))).layout == ()


def test_a_gateway_in_another_lane_is_only_drawn_otherwise() -> None:
    comparison = compared(drawn(within("vurderes", "bane_institusjon")))
    assert comparison.same
    assert comparison.layout == ("vurderes",)


def test_a_new_step_is_told_with_where_it_stands_and_where_the_way_goes_now() -> None:
    put_in = drawn(inserted("boligmote_til_soknader_kan_begynne", "forberedelse", "Forberedelse"))
    told = compared(put_in).by_group()[Group.STEPS]
    assert [one.words for one in told] == [
        "«Forberedelse» er lagt til hos Møteansvarlig, etter «Boligmøte» og før «Søknader».",
        "Veien fra «Boligmøte» til «Søknader» går nå til «Forberedelse».",
    ]
    back = compare(edited(put_in), journey())
    assert (
        "«Forberedelse» er tatt bort. Det stod hos Møteansvarlig, etter «Boligmøte» og før «Søknader»."
        in [one.words for one in back.changes]
    )


def test_a_step_and_its_deadline_are_told_each_where_it_belongs() -> None:
    gone = compared(drawn(erased("ta_imot_saken", "ta_imot_saken_frist"))).by_group()
    deadline, step = gone[Group.DEADLINES][0], gone[Group.STEPS][0]
    assert deadline.words.startswith("Fristen for «Ta imot saken» er tatt bort.")
    assert step.words.startswith("«Ta imot saken» er tatt bort. Det stod hos Ny bydel, etter")
    back = compare(edited(drawn(erased("ta_imot_saken_frist"))), journey())
    assert back.by_group()[Group.DEADLINES][0].words == (
        "«Ta imot saken» har fått en frist: 14 dager etter overført til ny bydel, påminnelse 7 dager før."
    )


def test_a_change_of_a_form_shows_where_it_is_filled_in() -> None:
    change = only(in_field("statusrapport", "anbefalt_boligtype", label="Type bolig"))
    assert change.id == "statusrapport.anbefalt_boligtype"
    assert change.elements == ("statusrapport", "revidert_rapport", "ekstra_rapport")
    assert (change.before, change.after) == ("Anbefalt boligtype", "Type bolig")


def test_a_deadline_shows_as_its_event_and_its_task_with_the_formulas() -> None:
    change = only(drawn(timing("statusrapport_frist", '=innflyttet_institusjon + duration("P3M")')))
    assert change.elements == ("statusrapport_frist", "statusrapport")
    assert change.before == 'innflyttet_institusjon + duration("P4M")'
    assert change.after == 'innflyttet_institusjon + duration("P3M")'


def test_a_clause_that_nothing_realises_any_more_is_told_so() -> None:
    path = "checklists/plan_for_oppholdet.json"
    names = in_json(path, lambda plan: plan.update(krav="F1-alene"))
    change = compare(edited(names), journey()).by_group()[Group.CLAUSES][-1]
    assert change.words == (
        "Kravet F1-alene oppfylles ikke lenger av planen «Plan for oppholdet». "
        "Ingenting i diagrammet, skjemaene eller planene oppfyller det nå."
    )


def test_a_formula_that_means_the_same_is_no_change() -> None:
    assert compared(drawn(timing("statusrapport_frist", '= innflyttet_institusjon+duration( "P4M" )'))).same


def test_a_version_with_errors_is_compared_as_far_as_it_was_read() -> None:
    broken = in_text(DIAGRAM, '=innflyttet_institusjon + duration("P4M")', "=innflyttet_institusjon +")
    (change,) = compared(broken).changes
    assert change.words == (
        "Fristen for «Statusrapport» er tatt bort. Den var 4 måneder etter innflytting i institusjon, "
        "påminnelse 4 uker før, partene kan avtale en annen dato."
    )


def test_two_journeys_that_have_nothing_in_common_are_compared_too() -> None:
    other = edited(
        replaced(
            DIAGRAM,
            files()[DIAGRAM]
            .replace(b'id="institusjon_bolig"', b'id="annen"')
            .replace(b'="institusjon_bolig"', b'="annen"'),
        )
    )
    assert [one.words for one in compare(journey(), other).changes] == [
        "«Fra institusjon til bolig» er tegnet på nytt, med en annen id."
    ]


def test_a_group_with_its_fields_is_told_field_by_field() -> None:
    moved_field = in_form(
        "kartlegging",
        lambda schema: schema["components"][0]["components"].append(
            schema["components"][1]["components"].pop(0)
        ),
    )
    (change,) = (one for one in compared(moved_field).changes if one.kind == "moved")
    assert change.words == (
        "Feltet «Trenger beboeren hjelp til fremskaffelse av bolig?» i «Kartlegging» er flyttet under "
        "«Deltakere»."
    )
