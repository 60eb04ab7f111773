# SPDX-License-Identifier: MIT
"""Stable people, measured again and again with what devices and hands are off by."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Person, UsualValues
from caregiver_app.domain.rules.remeasure import readings_to_repeat
from tests.domain.pretend import calm, judge, person, pump_person, usual

CHILD = usual(hr=88, rr=19, sbp=104, dbp=64)
PEOPLE = {
    "adult, 45": (person(45), 0.01),
    "adult, 82": (person(82, usual=usual(sbp=138, dbp=74)), 0.01),
    "child, 8": (person(8, usual=CHILD), 0.01),
    "pump, 35": (pump_person(35, usual=usual(sbp=108, dbp=68)), 0.10),
}
"""Each with the share of check-ins that may be URGENT or worse."""


def noisy_vitals(around: UsualValues, noise: Random) -> dict:
    """Return one measurement of every vital sign."""
    return {
        "temp_c": Decimal(round(noise.gauss(float(around.temp_c), 0.2) * 10)) / 10,
        "hr": round(noise.gauss(around.hr, 6)),
        "sbp": round(noise.gauss(around.sbp, 8)),
        "dbp": round(noise.gauss(around.dbp, 6)),
        "rr": round(noise.gauss(around.rr, 1.5)),
        "spo2": min(100, round(noise.gauss(around.spo2, 0.8))),
    }


def noisy_check_in(around: UsualValues, noise: Random) -> Draft:
    """Return a check-in at which nothing but the measuring changed."""
    one_off = ((-1, 0, 1), (0.1, 0.8, 0.1))
    scales = {
        "stiffness": around.stiffness + noise.choices(*one_off)[0],
        "anxiety": around.anxiety + noise.choices(*one_off)[0],
        "psfs": around.psfs + int(noise.random() < 0.05),
    }
    return calm(**noisy_vitals(around, noise), **scales)


def measured_again(draft: Draft, fields: tuple[str, ...], second: dict) -> Draft:
    """Return the answers with the second number of each reading, and both of a pressure."""
    again = {*fields, *(["dbp"] if "sbp" in fields else [])}
    first = {name: Decimal(getattr(draft, name)) for name in again}
    return replace(draft, **{name: second[name] for name in again}, first_reading=first)


def final_level(who: Person, draft: Draft, noise: Random) -> Level:
    """Return the level after the numbers that are alone out of range were measured again."""
    made = judge(draft, who)
    if made.level < Level.URGENT:
        return made.level
    fields = readings_to_repeat(lambda answers: judge(answers, who), draft)
    second = noisy_vitals(who.usual, noise)
    return judge(measured_again(draft, fields, second), who).level if fields else made.level


def burden(name: str, count: int) -> Counter[Level]:
    """Return how many of so many check-ins of one stable person have which level."""
    who, _most = PEOPLE[name]
    noise = Random(f"noise of {name}")  # noqa: S311 - noise, no secret
    return Counter(final_level(who, noisy_check_in(who.usual, noise), noise) for _ in range(count))


def share_urgent(levels: Counter[Level]) -> float:
    """Return the share of check-ins at URGENT or worse."""
    return (levels[Level.URGENT] + levels[Level.EMERGENCY]) / levels.total()
