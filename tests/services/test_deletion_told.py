# SPDX-License-Identifier: MIT
"""What is told before somebody is deleted: from when to when, and backups that need a passcode."""

from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.passcode import new_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.ui.words.deletion_words import goes
from tests.domain.pretend import person
from tests.services.test_deletion import back_up, begin

HOUR = timedelta(hours=1)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def test_from_when_to_when_counts_doses_and_check_ins_alike(services, clock):
    hers = services.people.add_person(replace(person(), name="Rosa"), None)
    times = []
    for is_dose in (True, False, False, True):
        clock.go_to(clock.now() + HOUR)
        times.append(now := services.happened.now())
        if is_dose:
            dose = DoseEvent(id=services.doses.new_id(), at=now, status=DoseStatus.TAKEN)
            services.doses.log(hers, dose)
            services.doses.keep()
        else:
            services.check_ins.save(hers, Draft(mode=Mode.QUICK, stiffness=3))
        found = services.deletion.what_goes(hers)
        assert (found.first, found.last) == (times[0], now)


def test_backups_that_another_passcode_opens_are_named_before_they_go(data_dir, clock):
    log, services = begin(data_dir, clock)
    his = services.people.open_practice("practice-oral")
    locked_words = "Some backups have another passcode."
    assert not any(locked_words in line for line in goes(services.deletion.what_goes(his)))
    own, log.keys = log.keys, KeyFiles(new_lock("blue kettle 7", "code", CHEAP))
    back_up(log)
    log.keys = own
    found = services.deletion.what_goes(his)
    assert found.has_locked
    assert any(locked_words in line for line in goes(found))
    log.close()
