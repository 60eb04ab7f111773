# SPDX-License-Identifier: MIT
"""Whatever is done with a check-in, in any order: nothing saved or kept is lost or doubled."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from caregiver_app.domain.as_usual import stated, taken_back
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import Alertness, Draft, Grade, Hallucination, Missing, asked
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import moment_in_zone
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services
from tests.conftest import ZONE, MovingClock
from tests.domain.pretend import person

ANSWERS = st.sampled_from(
    [
        {"alertness": Alertness.DROWSY},
        {"hr": 82, "raw": {"hr": "82"}},
        {"raw": {"hr": "999"}},
        {"itching": Grade.MILD},
        {"hallucination": Hallucination.YES},
        {"not_taken": {"spo2": Missing.DEVICE_LOW}},
        {"note": "walked to the window"},
        {"observer": "Night nurse"},
    ]
)


class CheckIns(RuleBasedStateMachine):
    """One person's check-ins on a real database, beside what ought to be in them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = MovingClock(datetime(2026, 11, 21, 23, tzinfo=UTC), ZONE)
        self.draft, self.doses, self.about = Draft(recorder="Ana"), (), None
        self.kept, self.saved, self.told = None, {}, []
        self.dose_ids = set()
        self.log = EntryLog.open(self.folder, self.clock)
        self.services = build_services(self.log, self.clock)

    @initialize()
    def somebody(self) -> None:
        self.person = self.services.people.add_person(person(), "Ana")

    def teardown(self) -> None:
        self.log.check()
        self.log.close()
        shutil.rmtree(self.folder)

    @rule(answer=ANSWERS)
    def answer(self, answer) -> None:
        self.draft = replace(self.draft, **answer)
        self.keep()

    @rule()
    def press_as_usual(self) -> None:
        content = self.services.as_usual.content
        self.draft = stated(content, person(), self.draft)
        self.keep()

    @rule()
    def take_as_usual_back(self) -> None:
        self.draft = taken_back(self.draft)
        self.keep()

    @rule(status=st.sampled_from(DoseStatus))
    def tell_of_a_dose(self, status) -> None:
        now = moment_in_zone(self.clock.now(), ZONE)
        self.told.append(f"d{len(self.told)}")
        self.doses = (DoseEvent(id=self.told[-1], at=now, status=status),)
        self.keep()

    @rule(hours=st.integers(1, 900))
    def go_back_in_time(self, hours) -> None:
        self.about = moment_in_zone(self.clock.now() - timedelta(hours=hours), ZONE)
        self.keep()

    @rule()
    def save(self) -> None:
        self.tick()
        saved = self.services.check_ins.save(self.person, self.draft, self.doses, self.about)
        ids = {dose.id for dose in self.doses}
        self.saved[saved.check_in.id] = (self.draft, self.about, ids)
        self.dose_ids |= ids
        self.draft, self.doses, self.about, self.kept = Draft(recorder="Ana"), (), None, None

    @precondition(lambda self: self.saved)
    @rule()
    def undo(self) -> None:
        last = next(reversed(self.saved))
        self.tick()
        self.services.check_ins.undo(self.person, last, "Ana")
        _draft, _about, ids = self.saved.pop(last)
        self.dose_ids -= ids

    @rule()
    def start_again(self) -> None:
        self.draft, self.doses, self.about, self.kept = Draft(recorder="Ana"), (), None, None
        self.services.check_ins.drop_draft(self.person)

    @rule()
    def crash(self) -> None:
        """Lose everything in memory; what was typed comes back from the disk."""
        self.log.close()
        self.log = EntryLog.open(self.folder, self.clock)
        self.services = build_services(self.log, self.clock)
        self.draft, self.doses, self.about = self.kept or (Draft(recorder="Ana"), (), None)

    @invariant()
    def what_was_kept_is_offered_and_what_was_saved_is_not(self) -> None:
        found = self.services.check_ins.kept_draft(self.person)
        assert (found and (found.draft, found.doses, found.about)) == self.kept

    @invariant()
    def every_check_in_that_stands_is_there_once_with_its_answers(self) -> None:
        record = self.services.book.record(self.person)
        answered = [one for one in record.check_ins if asked(one)]  # not what was told of them
        assert sorted(one.id for one in answered) == sorted(self.saved)
        assert sorted(dose.id for dose in record.doses) == sorted(self.dose_ids)
        for check_in in answered:
            draft, about, _doses = self.saved[check_in.id]
            assert (check_in.hr, check_in.note, check_in.raw) == (draft.hr, draft.note, draft.raw)
            assert (written_later(check_in) is not None) is (about is not None)
            flagged = draft.hallucination is Hallucination.YES
            assert (check_in.assessment.level is Level.EMERGENCY) >= flagged

    def keep(self) -> None:
        self.kept = (self.draft, self.doses, self.about)
        self.services.check_ins.keep_draft(self.person, *self.kept)

    def tick(self) -> None:
        self.clock.go_to(self.clock.now() + timedelta(seconds=30))


TestCheckIns = CheckIns.TestCase
TestCheckIns.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
