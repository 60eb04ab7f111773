# SPDX-License-Identifier: MIT
"""Dates and lengths of time read the same for every reader."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from gettext import NullTranslations

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import Age
from caregiver_app.system.words import in_use, use
from caregiver_app.ui.widgets.fields import number_words
from caregiver_app.ui.words import answers, dates, digits
from caregiver_app.ui.words.days_in_text import days_in_words

NB = "\u00a0"
MORNING = Moment.parse("2026-03-07T07:00:00-05:00", "America/New_York")


def test_a_date_names_its_month_so_day_and_month_cannot_be_swapped():
    assert dates.date_time(MORNING) == f"Sat 7 Mar 2026, 7:00{NB}AM"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-03-07T00:05:00-05:00", f"12:05{NB}AM (0:05)"),
        ("2026-03-07T12:05:00-05:00", f"12:05{NB}PM (12:05)"),
        ("2026-03-07T23:59:00-05:00", f"11:59{NB}PM (23:59)"),
    ],
)
def test_midnight_and_noon_are_told_apart_on_both_clocks(written, shown):
    assert dates.clock_time(Moment.parse(written), both=True) == shown


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5, minutes=35), "5 hours 35 minutes ago"),
        (timedelta(hours=24, minutes=30), "24 hours 30 minutes ago"),
        (timedelta(days=3, hours=4), "3 days 4 hours ago"),
    ],
)
def test_an_age_is_said_in_words_without_rounding_hours_away(length, words):
    assert dates.ago(length) == words


def test_hours_and_minutes_stay_short_beside_a_chart():
    assert dates.hours_minutes(timedelta(hours=24, minutes=30)) == f"24{NB}h 30{NB}min"


def test_time_between_two_moments_is_true_time_over_a_clock_change():
    before = Moment.parse("2026-03-08T01:30:00-05:00")
    after = Moment.parse("2026-03-08T03:30:00-04:00")
    assert dates.between(before, after) == timedelta(hours=1)


def test_a_missing_birth_date_is_said_and_not_left_blank():
    assert dates.born(None, None) == "Date of birth not recorded"
    assert (
        dates.born(date(1957, 3, 14), Age(n=69, in_months=False)) == "Born 14 March 1957, 69 years"
    )


def test_a_dose_is_written_without_an_exponent_and_never_broken_from_its_unit():
    assert dates.amount(Decimal("1E+2"), "mg") == f"100{NB}mg"
    assert dates.amount(Decimal("12.50"), "mg") == f"12.5{NB}mg"
    assert dates.amount(None, "mg") == "amount not recorded"


def test_another_day_is_named_and_today_is_not():
    evening = Moment.parse("2026-03-07T21:00:00-05:00")
    day_before = Moment.parse("2026-03-06T21:00:00-05:00")
    assert dates.day_and_time(MORNING, evening) == f"7:00{NB}AM"
    assert dates.day_and_time(day_before, evening) == f"Fri 6 Mar, 9:00{NB}PM"


@pytest.mark.parametrize(
    ("country", "shown", "week"),
    [
        (None, f"7:00{NB}AM", 6),
        ("US", f"7:00{NB}AM", 6),
        ("unknown", f"7:00{NB}AM", 6),
        ("GB", "07:00", 0),
        ("EU", "07:00", 0),
        ("AU", f"7:00{NB}AM", 0),
        ("CA", f"7:00{NB}AM", 6),
    ],
)
def test_hours_and_weeks_are_those_of_the_country(country, shown, week):
    use(replace(in_use(), country=country))
    assert dates.clock_time(MORNING) == shown
    assert dates.first_weekday() == week
    assert dates.page_date(MORNING).startswith(f"Saturday 7 March 2026, {shown}")


@pytest.mark.parametrize(
    ("code", "country", "shown"),
    [
        ("en", None, "37.0"),
        ("en", "EU", "37.0"),
        ("de", None, "37,0"),
        ("de", "DE", "37,0"),
        ("de", "CH", "37.0"),
        ("fr", "EU", "37,0"),
        ("ar", None, "37.0"),  # digits are Western ones, and so is the mark
        ("xx", None, "37.0"),
    ],
)
def test_a_number_has_the_mark_of_the_language_and_the_country(code, country, shown):
    use(replace(in_use(), code=code, country=country))
    assert digits.shown(Decimal("37.0")) == shown
    assert dates.amount(Decimal("2.50"), "mg") == f"2{shown[2]}5{NB}mg"
    assert answers.temperature(Decimal("37.0")).startswith(f"{shown}{NB}°C (98{shown[2]}6")
    assert number_words.in_unit(Decimal("37.0"), "C") == f"{shown}{NB}°C"
    assert digits.shown(120) == "120"


def test_a_number_in_a_finished_sentence_has_the_mark_of_the_language():
    use(replace(in_use(), code="de"))
    told = "Fever of 38.5 °C (101.3 °F) at 7:00 on 2026-05-10. Limit 38.0. Part 3.11.2."
    shown = "Fever of 38,5 °C (101,3 °F) at 7:00 on Sun 10 May 2026. Limit 38,0. Part 3.11.2."
    assert days_in_words(told) == shown
    use(replace(in_use(), code="en"))
    assert "38.5" in days_in_words(told)


def test_a_translator_can_turn_a_date_round():
    catalogue = Turned()
    use(replace(in_use(), catalogue=catalogue))
    assert dates.short_date(MORNING.day) == "2026. 3. Mar. 7. Sat"
    assert dates.day_and_month(MORNING.day) == "Mar 7"


class Turned(NullTranslations):
    """A catalogue that writes the year first."""

    def gettext(self, message):
        return {
            "{weekday} {day} {month} {year}": "{year}. 3. {month}. {day}. {weekday}",
            "{day} {month}": "{month} {day}",
        }.get(message, message)


def test_the_days_in_a_sentence_stand_as_screens_write_them():
    told = "The low-reservoir date was 2026-05-10. The step of 2026-02-01 goes from 30 to 20 mg."
    assert days_in_words(told) == (
        "The low-reservoir date was Sun 10 May 2026. "
        "The step of Sun 1 Feb 2026 goes from 30 to 20 mg."
    )
    told = "30 mg was given for the 20:00 dose. A seizure of 0:02:05."
    assert days_in_words(told) == f"30 mg was given for the 8:00{NB}PM dose. A seizure of 0:02:05."
    assert days_in_words("No day: 2026-13-45, 12026-05-01.") == "No day: 2026-13-45, 12026-05-01."


def test_a_time_that_was_written_elsewhere_is_told_by_the_clocks_of_now():
    late = Moment.parse("2026-03-08T04:30:00+01:00", "Europe/Berlin")
    evening = Moment.parse("2026-03-07T22:45:00-05:00", "America/New_York")
    assert dates.day_and_time(late, evening) == f"10:30{NB}PM"
    assert dates.day_and_time(late, replace(evening, zone=None, text="")) == f"10:30{NB}PM"
    winter = Moment.parse("2026-03-07T07:00:00-05:00")
    summer = Moment.parse("2026-03-08T22:45:00-04:00", "America/New_York")
    assert dates.day_and_time(winter, summer) == f"Sat 7 Mar, 7:00{NB}AM"
