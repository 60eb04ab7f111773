# SPDX-License-Identifier: MIT
"""Of two stories of which one is worse, the worse is told no calmer after the next looks either."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from caregiver_app.domain.check_in import (
    Alertness,
    Fall,
    Grade,
    Hallucination,
    Mode,
    Orientation,
    Seizure,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import in_sight, left_standing
from tests.domain.pretend import NOW, RULES, ago
from tests.domain.timing.test_asked_again import TIMES, WHO, told

FULL = {"mode": Mode.FULL}
ITCH = {"itching": Grade.MILD, "rash": False}
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "stiff": ({"stiffness": 6}, {"stiffness": 9}),
    "mixed up": (
        {"orientation": Orientation.MUDDLED},
        {"orientation": Orientation.VERY_CONFUSED},
    ),
    "sees things": (
        {"hallucination": Hallucination.UNSURE},
        {"hallucination": Hallucination.YES},
    ),
    "agitated": ({**FULL, "agitation": 2}, {**FULL, "agitation": 3}),
    "self-harm": (
        {**FULL, "self_harm": SelfHarm.THOUGHTS},
        {**FULL, "self_harm": SelfHarm.PLAN_OR_ATTEMPT},
    ),
    "sleepy": ({"alertness": Alertness.DROWSY}, {"alertness": Alertness.HARD_TO_WAKE}),
    "fall": (
        {**FULL, "fall": Fall.INJURY},
        {**FULL, "fall": Fall.HEAD, "alertness": Alertness.DROWSY},
    ),
    "fever": ({"temp_c": Decimal("38.5")}, {"temp_c": Decimal("39.4")}),
    "fever and sweat": (
        {"temp_c": Decimal("38.5")},
        {**FULL, "temp_c": Decimal("38.5"), "sweating": Sweating.SOAKING},
    ),
    "fever and pulse": ({"temp_c": Decimal("38.5")}, {"temp_c": Decimal("38.5"), "hr": 115}),
    "pulse": ({"hr": 115}, {"hr": 140}),
    "oxygen": ({"spo2": 93}, {"spo2": 88}),
    "breaths": ({"rr": 22}, {"rr": 28}),
    "pressure": (
        {**FULL, "sbp": 185, "dbp": 100},
        {**FULL, "sbp": 185, "dbp": 100, "severe_headache": True},
    ),
    "urine": (
        {**FULL, "urine": Urine.TEA_COLA},
        {**FULL, "urine": Urine.TEA_COLA, "muscle_pain": True},
    ),
    "seizure": ({"worried": True}, {"seizures": (Seizure(start=ago(3.1), duration_s=60),)}),
}
"""What was seen three hours ago: something, and something worse."""
LOOKS: dict[str, tuple[dict[str, Any], ...]] = {
    "calm": ({},),
    "itch": (ITCH,),
    "numbers": ({"temp_c": Decimal("36.7"), "hr": 75},),
    "twice calm": ({}, {}),
    "itch, then calm": (ITCH, {}),
    "stiff": ({"stiffness": 6},),
}


def shown(*seen: dict[str, Any]) -> tuple[Level, Level, float]:
    """Return the level of the pages, that of the alert in sight, and minus the hours to a look."""
    check_ins = tuple(told(3 - n, **answers) for n, answers in enumerate(seen))
    judged = assess_record(RULES, Record(person=WHO, check_ins=check_ins))
    record = Record(
        person=WHO, check_ins=tuple(replace(one, assessment=found) for one, found in judged)
    )
    left = left_standing(TIMES, record, NOW)
    last = record.check_ins[-1].assessment.level
    alert = in_sight(TIMES, record, NOW)
    due = next_check(TIMES, record, NOW).due.utc
    level = max(last, left.level) if left else last
    hours = (due - NOW.utc).total_seconds() / 3600
    return level, alert.level if alert else Level.NO_FLAGS, -hours


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("pair", PAIRS)
def test_the_worse_of_two_is_told_no_calmer_and_looked_at_no_later(pair: str, looks: str) -> None:
    mild, worse = (shown(first, *LOOKS[looks]) for first in PAIRS[pair])
    assert all(bad >= good for good, bad in zip(mild, worse, strict=True)), (mild, worse)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_worse_second_look_is_told_no_calmer(pair: str) -> None:
    for first in PAIRS[pair]:
        itch = shown(first, ITCH)
        both = shown(first, {**ITCH, "stiffness": 7})
        assert all(bad >= good for good, bad in zip(itch, both, strict=True)), (itch, both)
