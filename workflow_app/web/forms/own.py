"""Forms that are the application's own: what the parties propose about any deadline, and why."""

from prosesser.definition.forms import Form

_WORDS = {"required": True, "maxLength": 2000}

OTHER_DATE = Form.model_validate(
    {
        "id": "annen_frist",
        "type": "default",
        "components": [
            {
                "type": "datetime",
                "subtype": "date",
                "id": "felt_dag",
                "key": "dag",
                "dateLabel": "Ny dato",
                "description": "Fra og med i dag.",
                "validate": {"required": True},
                "properties": {"tidligst": "=today()"},
            },
            {
                "type": "textarea",
                "id": "felt_grunn",
                "key": "grunn",
                "label": "Hvorfor trengs en annen dato?",
                "validate": _WORDS,
            },
            {
                "type": "textarea",
                "id": "felt_beboers_syn",
                "key": "beboers_syn",
                "label": "Hva mener beboeren?",
                "description": "Skriv også om beboeren ikke er spurt, og hvorfor.",
                "validate": _WORDS,
            },
        ],
    }
)
"""Another date for a deadline, with the reason and the resident's view (F §1)."""

REASON = Form.model_validate(
    {
        "id": "begrunnelse",
        "type": "default",
        "components": [
            {
                "type": "textarea",
                "id": "felt_grunn",
                "key": "grunn",
                "label": "Hvorfor er det ikke bruk for den?",
                "validate": _WORDS,
            }
        ],
    }
)
"""Why something is taken back."""
