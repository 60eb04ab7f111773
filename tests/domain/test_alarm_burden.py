# SPDX-License-Identifier: MIT
"""A stable person with ordinary measurement noise is not alarmed for nothing, nor is it hidden."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Person, UsualValues
from tests.domain.people import calm, fired, judge, person, pump_person, usual

CHECK_INS = 500
ISOLATED = {"E07", "E11", "U01", "U02", "U03", "U04"}
VITALS = ("temp_c", "hr", "sbp", "dbp", "rr", "spo2")
CHILD = usual(hr=88, rr=19, sbp=104, dbp=64)
PEOPLE = [
    ("adult", person(45), 0.01),
    ("82 years", person(82, usual=usual(sbp=138, dbp=74)), 0.01),
    ("child", person(8, usual=CHILD), 0.01),
    ("pump", pump_person(35, usual=usual(sbp=108, dbp=68)), 0.10),
]


def noisy_vitals(around: UsualValues, noise: Random) -> dict:
    """Return one measurement of every vital sign, off by what devices and hands are off by."""
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
    stiffness = around.stiffness + noise.choices((-1, 0, 1), (0.1, 0.8, 0.1))[0]
    anxiety = around.anxiety + noise.choices((-1, 0, 1), (0.1, 0.8, 0.1))[0]
    psfs = around.psfs + (noise.random() < 0.05)
    scales = {"stiffness": stiffness, "anxiety": anxiety, "psfs": int(psfs)}
    return calm(**noisy_vitals(around, noise), **scales)


def level_after_measuring_again(who: Person, draft: Draft, noise: Random) -> Level:
    """Return the level; when only vital signs made it urgent, that of a second reading."""
    first = judge(draft, who)
    urgent = {finding.id for finding in first.rules if finding.level >= Level.URGENT}
    if not urgent or not urgent <= ISOLATED:
        return first.level
    return judge(replace(draft, **noisy_vitals(who.usual, noise)), who).level


@pytest.mark.parametrize(("name", "who", "share"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_ordinary_noise_seldom_makes_a_check_in_urgent(name, who, share) -> None:
    noise = Random(f"noise of {name}")  # noqa: S311 - noise, no secret
    levels = [
        level_after_measuring_again(who, noisy_check_in(who.usual, noise), noise)
        for _ in range(CHECK_INS)
    ]
    assert sum(level >= Level.URGENT for level in levels) <= share * CHECK_INS
    assert Level.NO_FLAGS in levels


@pytest.mark.parametrize(("name", "who", "share"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_the_same_noise_does_not_hide_a_fever_with_stiffness(name, who, share) -> None:
    noise = Random(f"noise of {name}")  # noqa: S311 - noise, no secret
    for _ in range(50):
        ill = replace(noisy_check_in(who.usual, noise), temp_c=Decimal("38.6"), stiffness=7)
        assert "E08" in fired(judge(ill, who)), (name, share)
