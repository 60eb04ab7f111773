# SPDX-License-Identifier: MIT
"""A check-in about an earlier time says when it was written down; no other one does."""

import pytest

from caregiver_app.domain.back_dated import (
    WRITTEN_AT,
    back_dated,
    with_corrected_answers,
    written_later,
)
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.happened import HAPPENED, Happening
from tests.domain.pretend import NOW, ZONE, ago, check_in


def test_it_says_when_it_was_written_and_keeps_every_answer():
    draft = back_dated(Draft(hr=72, more={"pain": "some"}), NOW)
    assert draft == Draft(hr=72, more={"pain": "some", WRITTEN_AT: NOW.text})
    found = written_later(check_in(5, more=draft.more))
    assert (found, found.text) == (NOW, NOW.text)


def test_it_is_read_in_the_zone_of_the_check_in():
    assert written_later(check_in(5, more={WRITTEN_AT: NOW.text})).zone == ZONE


@pytest.mark.parametrize(
    "mark",
    [None, True, "", "yesterday", "2026-05-10T12:00", "2026-13-10T12:00:00-04:00", ago(5).text,
     ago(6).text],
)  # fmt: skip
def test_what_is_no_later_time_is_no_mark(mark):
    assert written_later(check_in(5, more={WRITTEN_AT: mark})) is None


def test_a_check_in_of_now_has_no_mark():
    assert written_later(check_in(0)) is None


def test_a_correction_whose_check_in_was_taken_out_stays_as_it_is():
    mark = {HAPPENED: Happening.CORRECTION.value, WRITTEN_AT: NOW.text}
    alert, asked = check_in(5, more=mark), check_in(5, hr=150)
    assert with_corrected_answers((check_in(6), asked, alert), alert).hr == 150
    assert with_corrected_answers((check_in(6), alert), alert) == alert
