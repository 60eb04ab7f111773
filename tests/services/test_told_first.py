# SPDX-License-Identifier: MIT
"""Of many emergencies the most dangerous are told to 911 and stand on the sheets."""

from dataclasses import replace

from caregiver_app.domain.check_in import (
    Breathing,
    Hallucination,
    Orientation,
    SelfHarm,
)
from caregiver_app.domain.sheets.handoff import Audience
from tests.report.reading import text_of
from tests.services.test_nothing_calmer import QUIET

MANY = replace(
    QUIET,
    passed_out=True,
    hallucination=Hallucination.YES,
    orientation=Orientation.VERY_CONFUSED,
    breathing=Breathing.SLOW_OR_SHALLOW,
    chest_pain=True,
    self_harm=SelfHarm.PLAN_OR_ATTEMPT,
)


def test_breathing_waking_and_an_attempt_are_said_first(services, rosa):
    services.check_ins.save(rosa, MANY)
    signs = services.emergency.script(rosa).signs
    said = ("Passed out", "slow or shallow", "attempt", "Chest pain")
    assert len(signs) == len(said)
    assert all(words in sign for words, sign in zip(said, signs, strict=True)), signs
    for audience in (Audience.ER, Audience.SHIFT):
        page = text_of(services.handoff.sheet(rosa, audience=audience))
        assert "slow or shallow" in page
        assert "attempt" in page
