# SPDX-License-Identifier: MIT
"""What was last said about a sound of the pump is the newest answer, of whichever entry."""

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.pump.pump_heard import last_heard
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.pump_alarms import alarm_answered, alarm_heard
from tests.domain.pretend import NOW, ago, check_in, pump_event, pump_person


def heard(check_ins=(), events=()):
    record = Record(person=pump_person(), check_ins=check_ins, pump_events=events)
    found = last_heard(record)
    return found and (found.at, found.tone)


def test_nobody_was_asked_is_not_the_same_as_no_sound():
    assert heard() is None
    assert heard((check_in(3, pump_alarm=None),)) is None
    asked = (check_in(5, pump_alarm=PumpAlarm.NONE), check_in(2, pump_alarm=None))
    assert heard(asked) == (ago(5), PumpAlarm.NONE)
    again = (*asked, check_in(1, pump_alarm=PumpAlarm.UNSURE))
    assert heard(again) == (ago(1), PumpAlarm.UNSURE)


def test_an_alarm_that_was_written_down_since_is_newer_than_the_check_in():
    asked = (check_in(5, pump_alarm=PumpAlarm.NONE),)
    alarm = pump_event(4, PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE)
    assert heard(asked, (alarm,)) == (ago(4), PumpAlarm.TWO_TONE)
    assert heard(asked, (pump_event(4, PumpEventKind.CHECK),)) == (ago(5), PumpAlarm.NONE)


def test_a_visit_ends_an_alarm_and_what_was_heard_before_it_is_told_for_three_days():
    told = (check_in(9, pump_alarm=PumpAlarm.SINGLE), check_in(6, pump_alarm=PumpAlarm.TWO_TONE))
    record = Record(person=pump_person(), check_ins=told)
    assert alarm_heard(record) == (PumpAlarm.TWO_TONE, ago(6))
    assert alarm_answered(record, NOW) is None
    seen = Record(
        person=pump_person(), check_ins=told, pump_events=(pump_event(4, PumpEventKind.REFILL),)
    )
    assert alarm_heard(seen) == (None, None)
    found = alarm_answered(seen, NOW)
    assert (found.alarm, found.first, found.visit) == (PumpAlarm.TWO_TONE, ago(6), ago(4))
    assert alarm_answered(seen, ago(-72)) is None
