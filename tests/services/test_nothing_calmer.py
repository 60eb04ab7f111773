# SPDX-License-Identifier: MIT
"""Nights by chance: a tap makes nothing calmer, and what is taken back leaves all as it was."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from caregiver_app.domain.check_in import Alertness, Breathing, Draft, Hallucination, Orientation
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from tests.services.test_dose_entries import EVENING

NIGHTS = 3
STATUSES = (DoseStatus.TAKEN, DoseStatus.MISSED, DoseStatus.VOMITED)
QUIET = Draft(
    alertness=Alertness.AWAKE,
    orientation=Orientation.NORMAL,
    hallucination=Hallucination.NO,
    breathing=Breathing.NORMAL,
    seizures=(),
    stiffness=3,
)
SEEN = (
    QUIET,
    Draft(stiffness=3),
    replace(QUIET, orientation=Orientation.VERY_CONFUSED),
    replace(QUIET, hallucination=Hallucination.YES),
    replace(QUIET, alertness=Alertness.DROWSY),
)


class Night:
    """Somebody's night on a real record, and what every page tells of it."""

    def __init__(self, services, clock, seed: int) -> None:
        clock.go_to(EVENING)
        self.services, self.clock = services, clock
        self.chance = Random(seed)  # noqa: S311 - not a secret
        self.person = services.people.open_practice("practice-oral")

    def later(self) -> None:
        self.clock.go_to(self.clock.now() + timedelta(minutes=self.chance.randrange(5, 150)))

    def as_time_goes(self) -> None:
        """Do what the open window does every minute."""
        self.services.doses.alert_to_what_calls(self.person, Happening.TIME)

    def check_in(self):
        draft = self.chance.choice(SEEN)
        saved = self.services.check_ins.save(self.person, draft).check_in
        return lambda: self.services.check_ins.undo(self.person, saved.id, "Ana")

    def dose(self):
        doses = self.services.doses
        due = doses.offers(self.person).due
        if not due:
            return self.medicine()
        planned = doses.as_planned(due[0], self.services.happened.now(), "Ana")
        status = self.chance.choice(STATUSES)
        at = None if status is DoseStatus.MISSED else planned.at
        logged = doses.log(self.person, replace(planned, status=status, at=at))
        doses.keep()
        return lambda: doses.undo(self.person, logged, "Ana")

    def fall(self):
        event = self.services.happened.tapped(self.person, Happening.FALL, "Ana")
        self.services.happened.keep()
        return lambda: self.services.happened.undo(self.person, event.id, "Ana")

    def medicine(self):
        event = self.services.happened.tapped(self.person, Happening.OTHER, "Ana")
        self.services.happened.keep()
        return lambda: self.services.happened.undo(self.person, event.id, "Ana")

    def answer(self):
        alert = self.services.alerts.follow_up(self.person)
        if alert is not None:
            kind = self.chance.choice((ActionKind.CALLED_911, ActionKind.SPOKE, ActionKind.CALLED))
            self.services.alerts.record(self.person, alert.check_in_id, kind, "Ana")
        return lambda: None

    def anything(self):
        step = self.chance.choice((self.check_in, self.dose, self.fall, self.answer))
        return step()

    def told(self):
        """Return level, reasons, alert, next look, reminders and last dose, as pages tell them."""
        services, person = self.services, self.person
        facts, today = services.shift_views.facts(person), services.overview.today(person)
        alert = services.alerts.follow_up(person)
        return {
            "level": facts.level,
            "reasons": {finding.id for finding in facts.reasons},
            "alert": alert.level if alert else None,
            "look": alert.recheck_due.utc if alert and alert.recheck_due else None,
            "urgency": max((one.urgency for one in services.reminders.due(person)), default=None),
            "kept": [line.at for line in today.kept],
            "call": services.emergency.script(person).signs,
        }


@pytest.mark.parametrize("seed", range(NIGHTS))
def test_what_is_done_and_taken_back_leaves_every_page_as_it_was(services, clock, seed):
    night = Night(services, clock, seed)
    for _step in range(6):
        night.anything()
        night.later()
        before = night.told()
        for do in (night.check_in, night.dose, night.fall):
            take_back = do()
            take_back()
            assert night.told() == before, (seed, do)


@pytest.mark.parametrize("seed", range(NIGHTS))
def test_half_a_check_in_makes_nothing_calmer(services, clock, seed):
    night = Night(services, clock, 252 + seed)
    for _step in range(6):
        night.anything()
        night.later()
        before = night.told()
        half = night.chance.choice((Draft(stiffness=3), Draft(alertness=Alertness.AWAKE)))
        night.services.check_ins.save(night.person, half)
        after = night.told()
        if before["level"] < Level.URGENT:
            continue
        assert after["level"] >= before["level"]
        assert (after["alert"] or 0) >= (before["alert"] or 0)
        assert set(after["call"]) >= set(before["call"])


@pytest.mark.parametrize("seed", range(NIGHTS))
def test_a_tap_makes_nothing_calmer(services, clock, seed):
    night = Night(services, clock, 100 + seed)
    for _step in range(6):
        night.anything()
        night.later()
        night.as_time_goes()
        before = night.told()
        night.chance.choice((night.fall, night.medicine))()
        after = night.told()
        assert after["level"] >= before["level"]
        assert after["reasons"] >= before["reasons"]
        assert (after["alert"] or 0) >= (before["alert"] or 0)
        assert (after["urgency"] or 0) >= (before["urgency"] or 0)
        assert set(after["call"]) >= set(before["call"])
        if before["look"] is not None:
            assert after["look"] <= before["look"]
