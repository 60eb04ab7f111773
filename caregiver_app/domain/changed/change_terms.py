# SPDX-License-Identifier: MIT
"""The signs that "What changed" compares, and every sentence and word it needs: the contract."""

from collections.abc import Mapping
from enum import StrEnum

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    PumpAlarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, StepStatus

VITALS = ("temp_c", "hr", "sbp", "dbp", "rr", "spo2")
MEASURED = (
    "stiffness",
    *VITALS,
    *("psfs", "anxiety", "agitation", "mood", "sleep_h", "weight_kg"),
)
"""Signs that are numbers, in the order of the lines."""

GRADED: Mapping[str, tuple[StrEnum, ...]] = {
    "alertness": tuple(Alertness),
    "orientation": tuple(Orientation),
    "hallucination": tuple(Hallucination),
    "breathing": tuple(Breathing),
    "itching": tuple(Grade),
    "sweating": tuple(Sweating),
    "tremor": tuple(Grade),
    "nausea": tuple(Grade),
    "urine": tuple(Urine),
}
"""Signs with answers in words; the first answer means that the sign is not there."""

UNORDERED = frozenset({"breathing", "urine"})
"""Of those, the ones whose answers are of different kinds and not more or less of one."""

YES_NO = (
    *("stiff_sudden", "chest_pain", "stroke_signs", "severe_headache", "vision_change"),
    *("weak_numb", "floppy", "dizzy", "tingling", "rash", "flushing", "muscle_pain"),
    *("cannot_keep_fluids", "worried"),
)
"""Signs that are there or not."""

STATES = (*GRADED, *YES_NO)

ALWAYS_ASKED = ("alertness", "orientation", "hallucination", "seizures", "breathing", "stiffness")
"""What every check-in needs; with a pump also its sound."""

ONLY_NAMED = ("seizures", "pump_alarm")
"""Asked at every check-in and told as events: only their names are needed."""

REASONS = tuple(reason for reason in Missing if reason is not Missing.NOT_ASKED)
"""Why a sign that was asked for has no value."""

STEPS_TOLD = (StepStatus.HELD, StepStatus.EXTENDED, StepStatus.STEPPED_BACK, StepStatus.CANCELLED)
PUMP_TOLD = (
    *(PumpEventKind.REFILL, PumpEventKind.MRI, PumpEventKind.CHECK, PumpEventKind.PROCEDURE),
)
DOSES_TOLD = (
    *(DoseStatus.EXTRA, DoseStatus.MISSED, DoseStatus.VOMITED, DoseStatus.REFUSED),
    *(DoseStatus.PARTLY, DoseStatus.UNSURE, DoseStatus.LATE),
)
"""What the line about doses counts, in this order; a dose taken as planned is no news."""


def _keys(places: str, *keys: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(keys, frozenset(places.split()))


SINCE = ("cut", "day", "shift", "on")
"""How the sentences about a whole time are named."""

SENTENCES: Mapping[str, frozenset[str]] = {
    **_keys("name value", "now"),
    **_keys("name value age", "now_older"),
    **_keys("value", "there"),
    **_keys("value age", "there_older", "last_value"),
    **_keys("was day", "was_before_cut"),
    **_keys("was when", "was_when"),
    **_keys("day", "not_so_before_cut"),
    **_keys("when", "not_so_when", "last_reported"),
    **_keys("usual", "usual"),
    **_keys("length", "no_before"),
    **_keys("name when", "gone", "not_since", *(f"why_{reason}" for reason in REASONS)),
    **_keys("age", "asked_ago"),
    **_keys("list", "list", *(f"not_recorded_{since}" for since in SINCE)),
    **_keys("list", "seldom", "usual_unknown"),
    **_keys("list", "doses"),
    **_keys("", *(f"doses_none_{since}" for since in SINCE), "gap_never", "extra_told"),
    **_keys("n", "missed_told", "missed_told_or_more", "vomited"),
    **_keys("start end length", "gap"),
    **_keys("start end", "seizure_twice"),
    **_keys("length when", "spasms_one"),
    **_keys("start length", "gap_to_now"),
    **_keys("length n", "gaps_many"),
    **_keys("start end length", "gaps_longest"),
    **_keys("when", "ahead_one", "put_back"),
    **_keys("n when", "ahead_many"),
    **_keys(
        "when",
        "seizure_one",
        "passed_out_one",
        "spasms_open",
        "fall_untold",
        *(f"pump_{kind}" for kind in PUMP_TOLD),
    ),
    **_keys("n when", "seizure_many", "passed_out_many"),
    **_keys("worst when", "fall_one"),
    **_keys("n worst", "fall_many"),
    **_keys("tone when", "alarm_one"),
    **_keys("n tone when", "alarm_many"),
    **_keys("amount when", "pump_set"),
    **_keys("when", "pump_changed"),
    **_keys("drug before after day", "step_down", "step_up"),
    **_keys("day when", *(f"step_{status}" for status in STEPS_TOLD)),
    **_keys("item age", "item_older"),
    **_keys("low high", "item_range"),
    **_keys("item", "item_no_rash", "item_with_rash"),
}
"""The placeholders of each sentence; every language has exactly these."""

TERMS = frozenset(
    {
        *(f"{drug}_{route}" for drug in Drug for route in PlanRoute),
        *(f"dose_{status}" for status in DOSES_TOLD),
        *(f"fall_{fall}" for fall in Fall if fall is not Fall.NONE),
        *(f"alarm_{tone}" for tone in PumpAlarm if tone is not PumpAlarm.NONE),
    }
)
"""The single words that stand in a sentence."""


def answers_needed(sign: str) -> frozenset[str]:
    """Return the answers of a sign that need words; a sign that is not there has none."""
    if sign in GRADED:
        return frozenset(GRADED[sign])
    return frozenset({"true"}) if sign in YES_NO else frozenset()
