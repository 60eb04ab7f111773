# SPDX-License-Identifier: MIT
"""No page says that a pump runs where the record says that it may have stopped."""

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import clinic, shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, moment, plain_record

PUMP = {"maker": "Medtronic", "dose_mcg_per_day": 400}
EMPTY = {**PUMP, "low_reservoir_date": "2026-05-10", "empty_date": "2026-05-18"}
QUIET = {"pump_alarm": "none"}
MRI = ({"id": "e1", "at": moment(9), "kind": "mri"},)


def of(pump=PUMP, events=(), **answers):
    plain = plain_record(
        route="itb", pump=pump, plans=[], check_ins=[check_in(1, 1, **{**QUIET, **answers})]
    )
    return from_plain(Record, {**plain, "pump_events": list(events)})


STOPPED = (
    (of(EMPTY), "past its empty date 2026-05-18"),
    (of(pump_alarm="two_tone"), "two-tone, 10:44"),
    (of(pump_alarm="single"), "single tone, 10:44"),
    (of(events=MRI), "not checked since an MRI"),
)


@pytest.mark.parametrize(("stopped", "why"), STOPPED)
def test_where_it_may_have_stopped_each_page_says_so_with_the_reason(stopped, why):
    er = text_of(printed(stopped))
    assert "Pump: flow not known" in er
    assert why in er
    assert "continuous" not in er
    told = text_of(shift(stopped))
    assert f"not sure that it runs: {why}. 400 mcg/day" in told
    assert f"not sure that the pump runs: {why}. 400 mcg/day" in told
    assert "all the time" not in told
    seen = text_of(clinic(stopped))
    assert "Pump: flow not known" in seen
    assert why in seen
    assert "continuous" not in seen


def test_a_pump_of_which_nothing_of_the_kind_is_written_down_runs():
    assert "Pump, continuous" in text_of(printed(of()))
    told = text_of(shift(of()))
    assert "runs all the time, 400 mcg/day" in told
    assert "not sure" not in told
