# SPDX-License-Identifier: MIT
"""The pump at a check-in: the dates in force, alarms nobody has looked into, an MRI unchecked."""

from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.check_in import Draft, PumpAlarm
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.person import Pump
from caregiver_app.domain.pump.pump_state import PumpState, pump_state, refill_overdue
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.rules.history import History
from tests.domain.pretend import (
    NOW,
    RULES,
    TODAY,
    ago,
    check_in,
    fired,
    pump_event,
    pump_person,
)

K = PumpEventKind
SINGLE, TWO_TONE, UNSURE = PumpAlarm.SINGLE, PumpAlarm.TWO_TONE, PumpAlarm.UNSURE
PUMP = Pump(
    low_reservoir_date=date(2026, 5, 20),
    empty_date=date(2026, 5, 27),
    refill_appointment=date(2026, 5, 12),
    last_refill=date(2026, 2, 10),
)


def state(*events: PumpEvent, draft: Draft | None = None, **record) -> PumpState:
    return pump_state(
        Record(person=pump_person(pump=PUMP), pump_events=events, **record), draft, NOW
    )


def test_the_profile_holds_the_dates_before_the_first_refill() -> None:
    known = state(pump_event(48, K.DOSE_CHANGE), pump_event(-1, K.REFILL))
    assert known.low_reservoir_date == PUMP.low_reservoir_date
    assert (known.empty_date, known.last_refill) == (PUMP.empty_date, PUMP.last_refill)
    assert known.refill_appointment == PUMP.refill_appointment


def test_a_refill_replaces_the_dates_and_what_it_does_not_give_is_unknown() -> None:
    refill = pump_event(48, K.REFILL, low_reservoir_date=date(2026, 9, 1))
    known = state(pump_event(2000, K.REFILL, empty_date=date(2026, 5, 1)), refill)
    assert known.low_reservoir_date == date(2026, 9, 1)
    assert (known.empty_date, known.refill_appointment) == (None, None)
    assert known.last_refill == refill.at.day


def test_without_a_pump_in_the_profile_every_date_is_unknown() -> None:
    nothing = pump_state(Record(person=pump_person(pump=None)), None, NOW)
    assert (nothing.low_reservoir_date, nothing.last_refill) == (None, None)
    assert nothing.alarms == set()
    assert not nothing.mri_unchecked


@pytest.mark.parametrize(
    ("events", "alarms"),
    [
        ((pump_event(23, K.ALARM, tone=SINGLE),), {SINGLE}),
        ((pump_event(24, K.ALARM, tone=SINGLE),), set()),
        ((pump_event(3, K.ALARM),), {UNSURE}),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(2, K.MRI)), {TWO_TONE}),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(2, K.CHECK)), set()),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(2, K.REFILL)), set()),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(2, K.PROCEDURE)), set()),
        ((pump_event(3, K.CHECK), pump_event(2, K.ALARM, tone=SINGLE)), {SINGLE}),
        ((pump_event(0, K.ALARM, tone=SINGLE),), {SINGLE}),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(-1, K.CHECK)), {TWO_TONE}),
        ((pump_event(3, K.ALARM, tone=TWO_TONE), pump_event(3, K.CHECK), pump_event(1, K.CHECK)),
         set()),
        ((pump_event(5, K.ALARM, tone=SINGLE), pump_event(3, K.ALARM, tone=TWO_TONE)),
         {SINGLE, TWO_TONE}),
    ],
)  # fmt: skip
def test_an_alarm_stands_until_somebody_looks_at_the_pump(events, alarms) -> None:
    known = state(*events)
    assert known.alarms == alarms
    assert (known.first_alarm is not None) is bool(alarms)


def test_an_alarm_before_the_last_check_in_was_told_at_that_one() -> None:
    alarm = pump_event(3, K.ALARM, tone=TWO_TONE)
    assert state(alarm, check_ins=(check_in(4),)).alarms == {TWO_TONE}
    assert state(alarm, check_ins=(check_in(2),)).alarms == set()


def test_the_answer_of_the_check_in_is_heard_beside_the_log() -> None:
    logged = pump_event(3, K.ALARM, tone=SINGLE)
    assert state(draft=Draft(pump_alarm=UNSURE)).alarms == {UNSURE}
    assert state(draft=Draft(pump_alarm=PumpAlarm.NONE)).alarms == set()
    assert state(logged, draft=Draft(pump_alarm=PumpAlarm.NONE)).alarms == {SINGLE}
    assert state(logged, draft=Draft(pump_alarm=TWO_TONE)).alarms == {SINGLE, TWO_TONE}


@pytest.mark.parametrize(
    ("events", "answer", "unchecked"),
    [
        ((), None, False),
        ((), True, True),
        ((pump_event(900, K.MRI),), None, True),
        ((pump_event(900, K.MRI),), False, False),
        ((pump_event(9, K.MRI), pump_event(2, K.CHECK)), None, False),
        ((pump_event(9, K.MRI), pump_event(2, K.REFILL)), None, True),
        ((pump_event(9, K.CHECK), pump_event(2, K.MRI)), None, True),
    ],
)
def test_an_mri_is_unchecked_until_a_later_check_or_answer(events, answer, unchecked) -> None:
    assert state(*events, draft=Draft(mri_unchecked=answer)).mri_unchecked is unchecked


TOLD, TOLD_AGAIN, NOT_ASKED = (
    check_in(20, mri_unchecked=True),
    check_in(10, mri_unchecked=True),
    check_in(5),
)
SETTLED = check_in(8, mri_unchecked=False)


@pytest.mark.parametrize(
    ("check_ins", "events", "told"),
    [
        ((TOLD, NOT_ASKED), (), TOLD),
        ((TOLD, TOLD_AGAIN, NOT_ASKED), (), TOLD),
        ((TOLD, SETTLED, NOT_ASKED), (), None),
        ((TOLD, NOT_ASKED), (pump_event(7, K.CHECK),), None),
        ((TOLD, NOT_ASKED), (pump_event(7, K.PROCEDURE),), None),
        ((TOLD, NOT_ASKED), (pump_event(7, K.REFILL), pump_event(6, K.ALARM)), TOLD),
        ((TOLD, NOT_ASKED), (pump_event(20, K.CHECK),), TOLD),
        ((TOLD, NOT_ASKED), (pump_event(-1, K.CHECK),), TOLD),
        ((TOLD, TOLD_AGAIN, NOT_ASKED), (pump_event(15, K.CHECK),), TOLD_AGAIN),
        ((NOT_ASKED,), (), None),
        ((check_in(-3, mri_unchecked=True),), (), None),
    ],
)
def test_an_mri_that_was_told_stands_until_somebody_says_that_it_is_settled(
    check_ins, events, told
) -> None:
    known = state(*events, draft=Draft(), check_ins=check_ins)
    assert known.mri_told == (told.at if told else None)
    assert known.mri_unchecked is (told is not None)
    answered = state(*events, draft=Draft(mri_unchecked=False), check_ins=check_ins)
    assert (answered.mri_told, answered.mri_unchecked) == (None, False)


def test_how_many_check_ins_never_asked_about_an_mri_costs_nothing() -> None:
    history = History(Record(person=pump_person()))
    history.add(check_in(800, mri_unchecked=True))
    for hours in range(799, 0, -1):
        history.add(check_in(hours))
    record = history.before(NOW)
    record.check_ins._entries = Read(record.check_ins._entries)
    assert pump_state(record, None, NOW).mri_told == ago(800)
    assert record.check_ins._entries.looks < 10


def test_a_refill_is_overdue_from_the_day_after_the_low_reservoir_date() -> None:
    known = state()
    assert not refill_overdue(known, Draft(), date(2026, 5, 20))
    assert refill_overdue(known, Draft(), date(2026, 5, 21))
    assert not refill_overdue(known, Draft(refill_done=True), date(2026, 5, 21))
    unknown = pump_state(Record(person=pump_person(pump=None)), None, NOW)
    assert not refill_overdue(unknown, Draft(), TODAY)


def test_what_happens_at_the_same_moment_has_not_happened_after_it() -> None:
    two_tone = pump_event(3, K.ALARM, tone=TWO_TONE)
    assert state(two_tone, pump_event(3, K.CHECK)).alarms == {TWO_TONE}
    scan = pump_event(9, K.MRI)
    assert state(scan, pump_event(9, K.CHECK), draft=Draft()).mri_unchecked
    assert state(pump_event(0, K.REFILL)).low_reservoir_date is None


def test_each_mri_needs_a_check_of_its_own_and_the_first_alarm_is_named() -> None:
    scans = (pump_event(90, K.MRI), pump_event(80, K.CHECK), pump_event(9, K.MRI))
    assert state(*scans).mri_unchecked
    heard = (pump_event(5, K.ALARM, tone=SINGLE), pump_event(3, K.ALARM, tone=TWO_TONE))
    assert state(*heard).first_alarm == heard[0]
    assert state(draft=Draft()).alarms == set()


class Read(list):
    """A list that counts how often one of its entries is looked at."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


def test_how_long_a_pump_has_been_looked_after_costs_nothing() -> None:
    kinds = (K.CHECK, K.ALARM)
    events = tuple(pump_event(hours, kinds[hours % 2]) for hours in range(900, 0, -1))
    record = History(Record(person=pump_person(), pump_events=events)).before(NOW)
    record = replace(record, check_ins=(check_in(4),))
    record.pump_events._entries = Read(record.pump_events._entries)
    assert len(pump_state(record, None, NOW).alarms) == 1
    assert record.pump_events._entries.looks < 10


@pytest.mark.parametrize("mri", [None, False, True])
def test_a_refill_that_was_not_done_stands_when_a_whole_record_is_judged(mri) -> None:
    passed = pump_person(pump=Pump(empty_date=date(2026, 5, 1)))
    told = check_in(9, refill_confirmed_missed=True)
    kept = Record(person=passed, check_ins=(told, check_in(6, mri_unchecked=mri), check_in(3)))
    judged = assess_record(RULES, kept)
    assert ["E14" in fired(one) for _check_in, one in judged] == [True, True, True]
    done = replace(kept, check_ins=(told, check_in(6, refill_done=True), check_in(3)))
    found = [fired(one) for _check_in, one in assess_record(RULES, done)]
    assert ["E14" in rules for rules in found] == [True, False, False]
