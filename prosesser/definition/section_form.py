"""The form by which a section of a checklist is left out or taken in again: the same for all."""

from prosesser.definition.forms.model import Form

RELEVANT, REASON = "aktuell", "grunn"
YES, NO = "ja", "nei"

SECTION_FORM = Form.model_validate(
    {
        "id": "del_av_plan",
        "components": [
            {
                "type": "radio",
                "id": RELEVANT,
                "key": RELEVANT,
                "label": "Er denne delen aktuell?",
                "values": [{"label": "Ja", "value": YES}, {"label": "Nei, ikke aktuelt", "value": NO}],
                "validate": {"required": True},
            },
            {
                "type": "textarea",
                "id": REASON,
                "key": REASON,
                "label": "Hvorfor er den ikke aktuell?",
                "conditional": {"hide": f'={RELEVANT} != "{NO}"'},
                "validate": {"required": True, "maxLength": 4000},
            },
        ],
    }
)


def section_answers(*, relevant: bool, reason: str) -> dict[str, object]:
    """Return the answers that say whether a section is relevant, and why not."""
    return {RELEVANT: YES} if relevant else {RELEVANT: NO, REASON: reason}
