# SPDX-License-Identifier: MIT
"""That no alarm was heard is never told of a check-in that did not answer it."""

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, moment, plain_record

PUMP = {"maker": "Medtronic", "dose_mcg_per_day": 400}
HEARD, OPEN = {"pump_alarm": "none"}, {"pump_alarm": None}


def page(*check_ins, make=printed, events=()):
    plain = plain_record(route="itb", pump=PUMP, plans=[], check_ins=check_ins)
    return text_of(make(from_plain(Record, {**plain, "pump_events": list(events)})))


def later(why):
    return {**OPEN, "not_taken": {"pump_alarm": why}}


@pytest.mark.parametrize("make", [printed, shift])
def test_an_old_answer_has_its_time_where_the_newest_check_in_left_it_open(make):
    text = page(check_in(1, 240, **HEARD), check_in(2, 1, **OPEN), make=make)
    assert text.count("no alarm heard") == text.count("no alarm heard, 2026-05-11 11:44") > 0


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("not_sure", "not sure, 10:44"),
        ("could_not", "could not check, 10:44"),
        ("not_asked", "not recorded"),
    ],
)
def test_why_the_newest_check_in_did_not_say_stands_in_its_place(why, words):
    seen = (check_in(1, 240, **HEARD), check_in(2, 1, **later(why)))
    text = page(*seen)
    assert f"pump alarm: {words}" in text
    assert f"Pump, continuous Alarm: {words}" in " ".join(text.split())
    assert "no alarm heard" not in text
    told = page(*seen, make=shift)
    assert f"Alarm: {words}" in told
    assert "no alarm heard" not in told


def test_the_newest_check_in_says_it_without_a_time_until_it_is_old_itself():
    assert "no alarm heard," not in page(check_in(1, 240, **OPEN), check_in(2, 1, **HEARD))
    assert "no alarm heard, 02:44" in page(check_in(1, 9, **HEARD))


def test_an_answer_of_before_a_visit_says_nothing_of_after_it():
    visit = {"id": "e1", "at": moment(0.5), "kind": "check"}
    seen = (check_in(1, 240, **HEARD), check_in(2, 1, **later("not_sure")))
    assert "pump alarm: not recorded" in page(*seen, events=(visit,))
