# SPDX-License-Identifier: MIT
"""The look into a closed record: one notice, no word about anybody, and no byte changed."""

import json
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.reminding.remind_once import TOLD, OnceReminder
from caregiver_app.services.reminding.reminder_timer import TimerRefused
from caregiver_app.services.reminding.reminders import notice_words
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.sealing import Cost
from caregiver_app.wiring import build_services

HOUR = timedelta(hours=1)
CHEAP = Cost(memory_kib=16, passes=1, lanes=1)


@pytest.fixture
def closed(data_dir, clock):
    """Return the folder of somebody who was checked a moment ago; nothing is open."""
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    person_id = services.people.add_person(person, None)
    services.check_ins.save(person_id, Draft(mode=Mode.FULL, stiffness=3))
    services.people.open_practice("practice-pump")
    log.close()
    return data_dir


def state(folder):
    """Return every file with its bytes and when it was last written."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != TOLD]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def told(folder, clock) -> list[str]:
    """Look once and note what was told, as the command does."""
    once = OnceReminder(folder, clock)
    due = once.due()
    if due:
        once.note()
    return [notice_words(due)] if due else []


def test_nothing_is_told_before_it_is_due_and_nothing_where_nobody_keeps_a_record(
    closed, clock, tmp_path
):
    assert told(closed, clock) == []
    assert told(tmp_path / "nowhere", clock) == []
    assert not (tmp_path / "nowhere").exists()


def test_what_is_due_is_told_once_an_hour_and_the_record_is_not_touched(closed, clock):
    before = state(closed)
    clock.go_to(clock.now() + 25 * HOUR)
    assert told(closed, clock) == ["A check-in is due."]
    clock.go_to(clock.now() + HOUR * 3 / 4)
    assert told(closed, clock) == []
    clock.go_to(clock.now() + HOUR / 4)
    assert told(closed, clock) == ["A check-in is due."]
    assert state(closed) == before


def test_what_it_remembers_names_nobody_and_nothing(closed, clock):
    clock.go_to(clock.now() + 25 * HOUR)
    told(closed, clock)
    text = (closed / TOLD).read_text(encoding="utf-8")
    ((digest, (urgency, _at)),) = json.loads(text).items()
    assert len(digest) == 32
    assert urgency == 0
    assert not {"Rosa", "baclofen", "check_in"} & set(text.split('"'))
    assert (closed / TOLD).stat().st_mode & 0o077 == 0


def test_a_running_program_is_left_to_do_it(closed, clock):
    clock.go_to(clock.now() + 25 * HOUR)
    log = EntryLog.open(closed, clock)
    assert told(closed, clock) == []
    log.close()
    assert told(closed, clock) == ["A check-in is due."]


def test_it_is_silent_in_the_quiet_hours_and_off(closed, clock):
    clock.go_to(clock.now() + 34 * HOUR)  # 11:40 PM
    assert told(closed, clock) == []
    clock.go_to(clock.now() + 7 * HOUR)
    log = EntryLog.open(closed, clock)
    services = build_services(log, clock)
    services.settings.change(reminders="off")
    log.close()
    assert told(closed, clock) == []


def test_a_record_that_cannot_be_read_is_told_in_words(closed, clock):
    (closed / "record.db").write_bytes(b"no record at all" * 512)
    with pytest.raises(StorageError):
        OnceReminder(closed, clock).due()


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": [9, "x"]}'])
def test_a_spoiled_memory_tells_again_rather_than_not_at_all(closed, clock, text):
    clock.go_to(clock.now() + 25 * HOUR)
    told(closed, clock)
    (closed / TOLD).write_text(text, encoding="utf-8")
    assert told(closed, clock) == ["A check-in is due."]


def test_a_record_with_a_passcode_is_not_looked_into_and_its_timer_is_refused(closed, clock):
    log = EntryLog.open(closed, clock)
    services = build_services(log, clock)
    services.passcode.cost = CHEAP
    code = services.passcode.new_code()
    services.passcode.take(services.passcode.prepared("seven quiet herons", code))
    with pytest.raises(TimerRefused, match="has a passcode"):
        services.reminders.timer.turn(on=True)
    log.close()
    clock.go_to(clock.now() + 25 * HOUR)
    with pytest.raises(StorageError) as refused:
        OnceReminder(closed, clock).due()
    assert refused.value.cause == "passcode"
