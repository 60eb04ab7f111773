# SPDX-License-Identifier: MIT
"""What was last said about a sound of the pump is the newest answer, of whichever entry."""

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.pump.pump_heard import last_heard
from caregiver_app.domain.record import Record
from tests.domain.pretend import ago, check_in, pump_event, pump_person


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
