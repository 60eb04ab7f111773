# SPDX-License-Identifier: MIT
"""Every reason a rule can give, and what stands in its sentence: the contract with the words."""

from collections.abc import Mapping

_PLAIN = (
    *("seizure_one", "seizure_plan", "cannot_wake", "passed_out", "hard_to_wake"),
    *("hallucination", "hallucination_unsure", "very_confused", "muddled"),
    *("breathing_trouble", "breathing_slow", "stiff_sudden", "soaking", "sweating", "sweats"),
    *("sweating_default", "urine_tea", "urine_none", "muscle_pain", "chest_pain", "stroke_signs"),
    "chest_pain_alone",
    *("severe_headache", "vision_change", "weak_numb", "flushing", "drowsy", "drowsy_default"),
    *("floppy", "extra_dose", "two_tone", "alarm_single", "alarm_unsure", "mri_unchecked"),
    *("plan_or_attempt", "self_harm_thoughts", "head_hit", "anticoagulant", "not_awake"),
    *(
        "fall_injury",
        "fall_plain",
        "missed_one",
        "unwritten_one",
        "cannot_keep_fluids",
        "kidney",
        "restart",
    ),
    *(
        "increase",
        "increase_perhaps",
        "worried",
        "signs_rising",
        "group_tremor",
        "group_tremor_default",
    ),
    *("group_tingling", "group_nausea", "group_dizzy"),
)
_WITH_VALUE = (
    *(
        "seizure_many",
        "vomiting",
        "falls_week",
        "missed_in_row",
        "missed_in_row_or_more",
        "vomited_doses",
        "sedative",
    ),
    *("unwritten_in_row", "unwritten_alone", "signs_on_day_off"),
    *("restart_log", "drug_not_in_plan", "refill_missed", "refill_overdue"),
    *("refill_overdue_empty", "low_reservoir_soon", "empty_soon"),
    *("group_itch", "group_sleep", "group_vomited"),
)
_SCALES = ("stiffness_above", "psfs_above", "agitation", "group_anxiety")
_VITALS = (
    *("hr_high", "hr_low", "rr_high", "rr_low"),
    *("spo2_low", "sbp_low", "sbp_high", "dbp_high"),
)

REASONS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN, frozenset()),
    **dict.fromkeys(_WITH_VALUE, frozenset({"value"})),
    **dict.fromkeys(_SCALES, frozenset({"value", "usual"})),
    **{f"{key}_default": frozenset({"value"}) for key in _SCALES},
    **dict.fromkeys(_VITALS, frozenset({"value", "usual", "limit"})),
    **{f"{key}_default": frozenset({"value", "limit"}) for key in _VITALS},
    **dict.fromkeys(("device_low", "device_high"), frozenset({"what"})),
    **dict.fromkeys(("temp_high", "temp_low"), frozenset({"value", "value_f", "limit", "limit_f"})),
    **dict.fromkeys(("fever", "temps_rising"), frozenset({"value", "value_f"})),
    **dict.fromkeys(
        ("no_dose_kept", "no_dose_written", "dose_differs_day"), frozenset({"value", "limit"})
    ),
    "missed_one_of": frozenset({"drug"}),
    "unwritten_one_of": frozenset({"drug"}),
    "unwritten_one_at": frozenset({"at"}),
    "unwritten_one_at_of": frozenset({"at", "drug"}),
    "unwritten_dose": frozenset({"at", "value", "limit"}),
    "unwritten_doses": frozenset({"n", "at", "value", "limit"}),
    "hr_median": frozenset({"value", "usual", "limit"}),
    **dict.fromkeys(("dose_differs", "doses_differ"), frozenset({"value", "at", "limit"})),
    **dict.fromkeys(
        (
            *("missed_in_row_of", "missed_in_row_or_more_of", "unwritten_in_row_of"),
            *("unwritten_alone_of", "signs_on_day_off_of"),
        ),
        frozenset({"value", "drug"}),
    ),
    **dict.fromkeys(
        ("no_dose_kept_of", "no_dose_written_of"), frozenset({"value", "limit", "drug"})
    ),
    "unwritten_dose_of": frozenset({"at", "value", "limit", "drug"}),
    "unwritten_doses_of": frozenset({"n", "at", "value", "limit", "drug"}),
    "dose_not_planned": frozenset({"at"}),
    "supply_low": frozenset({"limit"}),
    **dict.fromkeys(("run_of_signs", "run_of_signs_long"), frozenset({"value", "hours"})),
}
"""The placeholders of each reason, by its key; every language has exactly these."""
