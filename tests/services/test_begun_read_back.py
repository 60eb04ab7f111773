# SPDX-License-Identifier: MIT
"""Answers that call somebody and are not saved stand among the facts that are read back."""

from caregiver_app.domain.check_in import Draft, Orientation
from caregiver_app.domain.levels import Level
from tests.services.test_nothing_calmer import QUIET


def test_an_emergency_that_is_typed_and_not_saved_is_read_back(services, rosa):
    services.check_ins.save(rosa, QUIET)
    assert services.shift_views.facts(rosa).level < Level.EMERGENCY
    services.check_ins.keep_draft(rosa, Draft(orientation=Orientation.VERY_CONFUSED))
    facts = services.shift_views.facts(rosa)
    assert facts.level is Level.EMERGENCY
    assert any("mixed up" in why.because.casefold() for why in facts.reasons)
    services.check_ins.drop_draft(rosa)
    assert services.shift_views.facts(rosa).level < Level.EMERGENCY
