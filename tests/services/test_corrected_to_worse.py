# SPDX-License-Identifier: MIT
"""What is added to an earlier check-in calls as if it was told late, though a calm one follows.

"I forgot to say that she had a seizure before" is told by correcting what was written then.
"""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, Seizure
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.sheets.handoff import Audience
from tests.report.reading import text_of
from tests.services.test_nothing_calmer import QUIET

HOUR = timedelta(hours=1)
CALM = replace(QUIET, doses_missed_in_row=0)


@pytest.fixture
def earlier(services, rosa, clock):
    """Return a calm check-in of two hours ago, behind which a calm one of an hour ago stands."""
    saved = services.check_ins.save(rosa, CALM).check_in
    for _hour in range(2):
        clock.go_to(clock.now() + HOUR)
        if not _hour:
            services.check_ins.save(rosa, CALM)
    return saved


def correct(services, person_id, earlier, **answers):
    return services.history.correct(
        person_id, earlier, replace(earlier, **answers), "forgot it", "Ana"
    )


def page(services, person_id, audience=Audience.ER) -> str:
    return " ".join(text_of(services.handoff.sheet(person_id, audience=audience)).split())


def test_a_seizure_that_was_forgotten_is_an_alert_with_the_time_it_was(services, rosa, earlier):
    start = replace(earlier.at, local=earlier.at.local - timedelta(minutes=10))
    start = type(start).parse(start.local.isoformat(), start.zone)
    done = correct(services, rosa, earlier, seizures=(Seizure(start=start, duration_s=90),))
    assert done.told.level >= Level.URGENT
    alert = services.alerts.in_sight(rosa) or services.alerts.follow_up(rosa)
    assert alert is not None
    for audience in (Audience.ER, Audience.SHIFT):
        text = page(services, rosa, audience)
        assert "eizure" in text
        assert start.local.strftime("%H:%M") in text
    script = services.emergency.script(rosa)
    assert any("eizure" in why for why in (*script.signs, *(why for _at, why in script.before)))


@pytest.mark.parametrize(
    "answers", [{"alertness": Alertness.HARD_TO_WAKE}, {"temp_c": Decimal("39.6")}]
)
def test_a_sign_that_was_forgotten_is_told_at_its_own_time(services, rosa, earlier, answers):
    done = correct(services, rosa, earlier, **answers)
    (event,) = (c for c in services.book.record(rosa).check_ins if c.id in done.events)
    assert (event.at, kind_of(event)) == (earlier.at, Happening.CORRECTION)
    assert re.search(rf"EMERGENCY.*{earlier.at.local:%H:%M}.*Dose now", page(services, rosa))
    assert services.alerts.in_sight(rosa).since == earlier.at


def test_a_fever_that_nobody_measured_again_waits_for_an_answer(services, rosa, earlier):
    correct(services, rosa, earlier, temp_c=Decimal("38.5"))
    alert = services.alerts.follow_up(rosa)
    assert (alert.level, alert.since) == (Level.URGENT, earlier.at)
    assert alert.open_answers == ("temp_c",)
    assert re.search(rf"URGENT.*since {earlier.at.local:%H:%M}.*Dose now", page(services, rosa))
    services.check_ins.save(rosa, replace(CALM, temp_c=Decimal("36.8")))
    assert services.alerts.follow_up(rosa) is None


def test_taken_back_it_leaves_nothing(services, rosa, earlier):
    done = correct(services, rosa, earlier, alertness=Alertness.HARD_TO_WAKE)
    services.history.take_back(rosa, done, "Ana")
    assert services.alerts.in_sight(rosa) is None
    assert "Hard to wake" not in page(services, rosa)


def test_what_is_corrected_after_a_day_calls_nobody(services, rosa, earlier, clock):
    clock.go_to(clock.now() + 23 * HOUR)
    done = correct(services, rosa, earlier, alertness=Alertness.HARD_TO_WAKE)
    assert (done.told, done.events) == (None, ())
