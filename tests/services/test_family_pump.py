# SPDX-License-Identifier: MIT
"""One visit to the pump clinic, noted on two computers: no date of it is lost."""

from datetime import date

import pytest

from caregiver_app.domain.entries import EntryKind
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.pump.pump_dates import PumpDay, pump_dates
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import NotWritten
from caregiver_app.wiring import build_services
from tests.services.test_family_merge import ID, WHO, Home

LOW, EMPTY, VISIT = date(2026, 7, 1), date(2026, 7, 8), date(2026, 6, 25)
DATES = {"low_reservoir_date": "2026-07-01", "empty_date": "2026-07-08"}
LATER = {"low_reservoir_date": "2026-07-03", "refill_appointment": "2026-06-25"}


@pytest.fixture
def two(tmp_path):
    """Return two computers of somebody with a pump."""
    homes = [Home(tmp_path / name, 0) for name in ("ann", "ben")]
    homes[0].write(EntryKind.PERSON, WHO | {"route": "itb"})
    homes[1].take_from(homes[0])
    yield homes
    for home in homes:
        home.log.check()
        home.log.close()


def refill(home, dates, minutes=30, kind="refill"):
    home.pass_time(minutes)
    note = {"id": home.desk.new_id(), "at": home.desk.now().text, "kind": kind}
    home.write(EntryKind.PUMP_EVENT, note | dates)
    return note["id"]


def exchange(*homes):
    for home in homes:
        home.pass_time(24 * 60)
    for one, other in (homes, homes[::-1]):
        one.take_from(other)


def days(home):
    """Return the dates in force; a start anew must tell the same ones."""
    record, now = home.book.record(ID), home.desk.now()
    assert record == RecordBook(home.log, home.clock).record(ID)
    found = pump_dates(record, now)
    return [found.day(k) for k in (PumpDay.LOW_RESERVOIR, PumpDay.EMPTY, PumpDay.APPOINTMENT)]


def kinds(home):
    return [one.kind for one in home.apart.conflicts(ID)]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("other", "told"), [({}, [LOW, EMPTY, None]), (LATER, [LOW, EMPTY, VISIT])]
)
def test_a_refill_noted_twice_loses_no_date_before_or_after_somebody_decides(
    two, side, other, told
):
    ann, ben = two
    refill(ann, DATES)
    refill(ben, other, 60)
    exchange(ann, ben)
    for home in two:
        assert days(home) == told
        assert kinds(home) == [ConflictKind.PUMP_NOTES]
    (open_,) = ben.apart.conflicts(ID)
    ben.apart.keep(ID, open_, open_.sides[side], "Ben")
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == []
        assert len(home.book.record(ID).pump_events) == 1
        low = date(2026, 7, 3) if side and other else LOW
        assert days(home) == [low, *told[1:]]


def test_two_refills_of_one_day_can_both_have_been(two):
    ann, ben = two
    refill(ann, DATES)
    refill(ben, LATER, 60)
    exchange(ann, ben)
    (open_,) = ann.apart.conflicts(ID)
    ann.apart.both_hold(ID, open_, "Ana")
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == []
        assert days(home) == [date(2026, 7, 3), None, VISIT]


@pytest.mark.parametrize(
    ("kind", "one", "other", "minutes", "asked"),
    [
        ("refill", DATES, DATES, 60, False),
        ("refill", DATES, {}, 24 * 60 + 29, True),
        ("refill", DATES, {}, 24 * 60 + 30, False),
        ("dose_change", {"dose_mcg_per_day": 90}, {"dose_mcg_per_day": 100}, 60, True),
        ("check", {"note": "a"}, {"note": "b"}, 60, False),
    ],
)
def test_what_is_alike_or_a_day_apart_is_not_asked_about(two, kind, one, other, minutes, asked):
    ann, ben = two
    refill(ann, one, kind=kind)
    refill(ben, other, minutes, kind)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == ([ConflictKind.PUMP_NOTES] if asked else [])


def test_who_had_the_first_note_writes_a_refill_of_its_own(two):
    ann, ben = two
    refill(ann, DATES)
    exchange(ann, ben)
    refill(ben, {})
    exchange(ann, ben)
    assert (kinds(ann), days(ann)) == ([], [None, None, None])


def test_an_aide_decides_nothing_about_a_pump(two):
    ann, ben = two
    refill(ann, DATES)
    refill(ben, {}, 60)
    exchange(ann, ben)
    services = build_services(ann.log, ann.clock)
    services.caregivers.begin_with(ID, "Ana")
    services.caregivers.switch(ID, services.caregivers.add(ID, "Rosa", None, CaregiverRole.AIDE).id)
    (open_,) = services.apart.conflicts(ID)
    for decide in (
        lambda: services.apart.keep(ID, open_, open_.sides[0], "Rosa"),
        lambda: services.apart.both_hold(ID, open_, "Rosa"),
    ):
        with pytest.raises(NotWritten, match="Only family"):
            decide()
    assert len(services.apart.conflicts(ID)) == 1
