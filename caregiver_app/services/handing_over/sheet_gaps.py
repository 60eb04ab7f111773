# SPDX-License-Identifier: MIT
"""What a sheet lacks, in the words of the screen beside it."""

from caregiver_app.system.words import _


def gap_words(name: str) -> str:
    """Return what nobody recorded about the person."""
    return {
        "dob": _("Date of birth"),
        "sex": _("Sex"),
        "weight_kg": _("Weight"),
        "language": _("Language"),
        "allergies": _("Allergies, or that there are none"),
        "medicines": _("Other medicines, or that there are none"),
        "kidney": _("Kidneys: disease or not, eGFR"),
        "diagnosis": _("Diagnosis"),
        "advance_directive": _("Code status or advance directive"),
        "prescriber": _("Prescriber's phone"),
        "decision_maker": _("Who decides for them"),
        "pump": _("Pump: model and dates"),
    }[name]


def sign_words(field: str) -> str:
    """Return what nobody measured this time."""
    return {
        "temp_c": _("Temperature"),
        "hr": _("Pulse"),
        "bp": _("Blood pressure"),
        "rr": _("Breaths a minute"),
        "spo2": _("Oxygen"),
        "alertness": _("How awake"),
    }[field]
