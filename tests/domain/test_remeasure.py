# SPDX-License-Identifier: MIT
"""A vital sign that is alone out of range is measured once more, and still counts until then."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Draft, Grade, Missing
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Pump
from caregiver_app.domain.rules.remeasure import readings_to_repeat
from tests.domain.pretend import TODAY, calm, judge, person, pump_person


def asked(draft: Draft, who=None) -> tuple[str, ...]:
    return readings_to_repeat(lambda answers: judge(answers, who), draft)


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({}, ()),
        ({"hr": 101}, ()),  # a watch band asks for nothing now
        ({"hr": 111}, ("hr",)),
        ({"hr": 131}, ("hr",)),
        ({"temp_c": Decimal("38.0")}, ("temp_c",)),
        ({"temp_c": Decimal("35.0")}, ("temp_c",)),
        ({"temp_c": Decimal("39.1")}, ()),  # a high fever is an emergency of its own
        ({"rr": 21}, ("rr",)),
        ({"spo2": 93}, ("spo2",)),
        ({"sbp": 180}, ("sbp",)),
        ({"dbp": 120}, ("sbp",)),
        ({"sbp": 90}, ("sbp",)),
        ({"rr": 25, "spo2": 90}, ("rr", "spo2")),
    ],
)
def test_a_number_that_is_alone_out_of_range_is_asked_for_again(answers, fields) -> None:
    assert asked(calm(**answers)) == fields


@pytest.mark.parametrize(
    "sign",
    [
        {"chest_pain": True},
        {"sleep_h": Decimal(2)},
        {"stiffness": 6},
        {"tremor": Grade.SEVERE},
        {"worried": True},
        {"doses_missed_in_row": 1},
    ],
)
def test_with_any_other_sign_nobody_is_sent_to_measure_again(sign) -> None:
    assert asked(calm(hr=131, **sign)) == ()


def test_a_fever_with_a_fast_pulse_is_no_matter_of_measuring() -> None:
    assert asked(calm(temp_c=Decimal("38.2"), hr=125)) == ()


def test_each_number_is_asked_for_once() -> None:
    assert asked(calm(hr=131, first_reading={"hr": Decimal(135)})) == ()
    assert asked(calm(sbp=185, bp_repeat=True)) == ()
    assert asked(calm(hr=131, rr=26, first_reading={"hr": Decimal(135)})) == ("rr",)


def test_a_device_that_shows_lo_has_no_number_to_keep() -> None:
    assert asked(calm(hr=None, not_taken={"hr": Missing.DEVICE_LOW})) == ()


def test_the_numbers_are_asked_for_again_before_the_rest_is_answered() -> None:
    assert asked(Draft(hr=131)) == ("hr",)


def test_it_works_the_same_with_a_pump_and_for_a_child() -> None:
    assert asked(calm(hr=131), pump_person()) == ("hr",)
    assert asked(calm(hr=130), person(8)) == ("hr",)


def test_the_first_number_counts_as_it_stands() -> None:
    assert judge(calm(hr=131)).level is Level.EMERGENCY
    assert judge(calm(hr=131, first_reading={"hr": Decimal(72)})).level is Level.EMERGENCY


def test_one_pressure_alone_is_a_reading_and_so_is_one_repeated() -> None:
    assert asked(calm(sbp=185, dbp=None)) == ("sbp",)
    assert asked(calm(sbp=185, first_reading={"sbp": Decimal(190)})) == ()
    assert asked(calm(hr=131, bp_repeat=True)) == ("hr",)


def test_beside_a_device_that_shows_hi_the_other_number_is_asked_for() -> None:
    past = calm(hr=None, rr=26, not_taken={"hr": Missing.DEVICE_HIGH})
    assert asked(past) == ("rr",)


def test_a_refill_that_is_near_does_not_keep_anybody_from_measuring_again() -> None:
    near = Pump(low_reservoir_date=TODAY + timedelta(days=9))
    assert asked(calm(hr=131), pump_person(pump=near)) == ("hr",)
