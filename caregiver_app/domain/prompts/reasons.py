# SPDX-License-Identifier: MIT
"""What a prompt reads and says: its numbers, and every reason with what stands in its sentence.

The content has exactly these; a name too many or too few stops the start.
"""

from collections.abc import Mapping

PROMPT_NUMBERS: Mapping[str, frozenset[str]] = {
    "P-ABRUPT": frozenset({"zero_from_percent", "at_once_percent"}),
    "P-BIGCUT": frozenset({"percent", "days"}),
    "P-FAST": frozenset({"days_apart", "days_whole"}),
    "P-OFF": frozenset({"days_off"}),
    "P-MAX80": frozenset({"mg_per_day"}),
    "P-MAX60CHILD": frozenset(
        {
            *("mg_per_day", "mg_per_day_younger", "older_from_age", "adult_from_age"),
            "specialist_under_age",
        }
    ),
    "P-ITBMAX": frozenset({"most_mcg_per_day", "least_mcg_per_day"}),
    "P-UNIT": frozenset(
        {"single_dose_mg", "clonazepam_panic_mg_per_day", "clonazepam_seizure_mg_per_day"}
    ),
    "P-CONC": frozenset({"log_differs_percent"}),
    "P-BZD10": frozenset({"percent", "days"}),
    "P-BZD25": frozenset({"percent", "days"}),
    "P-BOTH": frozenset({"days"}),
    "P-CKD": frozenset({"egfr_below"}),
    "P-REST": frozenset({"hours", "days_off"}),
    "P-TWICE": frozenset({"minutes", "hours"}),
}
"""The numbers that each prompt reads; a prompt that is not here reads none."""

_SHIFT = frozenset({"on", "before", "after", "unit"})
_AMOUNT = frozenset({"value", "unit", "limit"})
_MEDICINE = frozenset({"drug", "route"})

REASONS: Mapping[str, frozenset[str]] = {
    "abrupt_zero": _SHIFT | {"start", "limit"},
    "abrupt_cut": _SHIFT | {"limit"},
    "abrupt_unknown": frozenset({"on"}),
    "cut_alone": _SHIFT | {"base", "limit"},
    "cuts_together": _SHIFT | {"base", "limit", "value", "days"},
    "fast_same_day": frozenset({"on"}),
    "fast_steps": frozenset({"before", "on", "value", "limit"}),
    "fast_whole": _SHIFT | {"value", "limit"},
    "days_off": frozenset({"on", "value"}),
    "step_over": _AMOUNT | {"on"},
    "step_under": _AMOUNT | {"on"},
    "start_over": _AMOUNT,
    "start_under": _AMOUNT,
    "setting_over": frozenset({"value", "limit"}),
    "setting_under": frozenset({"value", "limit"}),
    "child_over": frozenset({"on", "value", "age", "limit"}),
    "child_start_over": frozenset({"on", "value", "age", "limit"}),
    "child_young": frozenset({"on", "age", "limit"}),
    "child_over_months": frozenset({"on", "value", "age", "limit"}),
    "child_start_over_months": frozenset({"on", "value", "age", "limit"}),
    "child_young_months": frozenset({"on", "age", "limit"}),
    "unit_start": frozenset({"value", "unit", "usual"}),
    "unit_step": frozenset({"on", "value", "unit", "usual"}),
    "single_start": frozenset({"value", "slots", "limit"}),
    "single_step": frozenset({"on", "value", "slots", "limit"}),
    "single_dose": frozenset({"on", "value", "limit"}),
    "held": frozenset({"before", "value", "on"}),
    "held_unknown": frozenset({"before", "on"}),
    "strength_missing": frozenset(),
    "strength_changed": frozenset({"before", "after", "on"}),
    "strength_changed_pump": frozenset({"before", "after", "on"}),
    "strength_logged": frozenset({"on", "value", "ml", "limit"}),
    "step_up": _SHIFT,
    "both": _SHIFT | {f"other_{name}" for name in _SHIFT},
    "kidney_disease": frozenset(),
    "kidney_dialysis": frozenset(),
    "kidney_number": frozenset({"value", "limit"}),
    "kidney_unknown": frozenset(),
    "restart": frozenset({"on", "before", "after", "value", "limit"}),
    "restart_unknown": frozenset({"on", "value", "limit"}),
    "twice": frozenset({"drug", "on", "minutes", "limit"}),
    "no_plan": _MEDICINE,
    "no_step": _MEDICINE,
    "no_prescriber": frozenset(),
    "no_prescriber_of": _MEDICINE,
}
"""The placeholders of each reason, by its key; every language has exactly these."""

MORE_MESSAGES = frozenset({"P-ABRUPT_UNKNOWN", "P-MAX60CHILD_SPECIALIST"})
"""The messages beside the one that every prompt has under its id."""
