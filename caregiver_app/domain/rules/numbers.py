# SPDX-License-Identifier: MIT
"""Every number a rule reads from the content: a missing one stops the start, not a judgement."""

from collections.abc import Mapping

RULE_NUMBERS: Mapping[str, frozenset[str]] = {
    rule: frozenset(names.split())
    for rule, names in {
        "E01": "seconds",
        "E07": "from child_from",
        "E08": "temp_from stiffness_above",
        "E09": "stiffness_from above_usual",
        "E10": "temp_from",
        "E11": "temp_low sbp_high",
        "E12": "sbp dbp sci_above_usual sci_from sci_far_above_usual",
        "E13": "rr rr_child_above_low spo2 hr hr_below_usual sbp temp extra_hours",
        "E16": "groups",
        "E18": "vomiting",
        "E20": "agitation",
        "E21": "hours groups",
        "U01": "from",
        "U03": "sci_above_usual",
        "U05": "stiffness_above psfs_above",
        "U06": "agitation",
        "U07": "in_a_row least_hours gap_plus_hours baclofen_hours",
        "U08": "vomited_doses hours",
        "U15": "egfr_below increase_hours restart_hours restart_pump_hours",
        "U16": "falls days",
        "U17": "hours",
        "U20": "groups",
        "U21": "hours",
        "U22": "check_ins hours",
        "W04": "most",
        "W05": "doses",
        "W07": "median_above_usual",
        "W13": "days supply_days",
        "T3": "readings hours last_from",
        "T4": "check_ins",
    }.items()
}
"""The numbers of each rule by its id; a rule that is not here has none of its own."""

SHARED_NUMBERS = frozenset(
    f"{table}.{name}"
    for table, names in {
        "usual_when_not_recorded": "stiffness psfs anxiety agitation",
        "groups": "stiffness_above psfs_above temp_from anxiety_above sleep_at_most vomiting_from",
        "recheck": "oral pump",
        "in_sight": "emergency_hours sheet_hours finished_days",
        "told_twice": "same_seizure_minutes same_visit_hours",
        "dose_clock": "slot_late_hours unknown_gap_hours days_off",
        "vitals": "adult_from hr_watch_above_usual hr_watch_relative_from hr_urgent_above_usual"
        " hr_urgent_relative_from hr_low_usual sbp_urgent_below_usual sbp_low_usual"
        " sbp_low_usual_emergency_below sbp_low_usual_watch_below sbp_child_base"
        " sbp_child_per_year sbp_child_age_cap spo2_below_usual spo2_target_emergency"
        " spo2_target_urgent spo2_target_watch",
    }.items()
    for name in names.split()
)
"""The numbers that several rules share, how long an EMERGENCY stays in sight, what may be one."""
