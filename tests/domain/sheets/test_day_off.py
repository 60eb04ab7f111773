# SPDX-License-Identifier: MIT
"""On a day of 0 mg that the plan holds between two doses no page tells of a stop, or of a cut."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.taken_now import taken_now
from caregiver_app.services.overview import newest_cut, next_dose
from caregiver_app.ui.emergency_words import spoken
from tests.domain.pretend import NOW, RULES, TODAY, calm, person
from tests.report.reading import printed, text_of
from tests.ui.test_emergency_words import script

DAY = timedelta(days=1)


def daily(*amounts: str) -> Record:
    """Return who has these mg a day, the first of them three days ago."""
    steps = tuple(_step(n - 3, mg) for n, mg in enumerate(amounts))
    first = _step(-20, "2")
    start = Decimal(4)
    plan = TaperPlan(
        id="p",
        drug=person().drug,
        route=PlanRoute.ORAL,
        start_mg_per_day=start,
        steps=(first, *steps),
        dose_times=("21:00",),
    )
    return Record(person=person(), plans=(plan,))


def _step(days: int, mg: str) -> Step:
    amount = Decimal(mg)
    doses = (StepDose(time="21:00", mg=amount),) if amount else ()
    return Step(from_=TODAY + DAY * days, mg_per_day=amount, doses=doses)


EVERY_OTHER_DAY = daily("1", "0", "1", "0", "1", "0")
STOPPED = daily("1", "1", "1", "0")


def sheet_of(record: Record):
    return select_handoff(record, evaluate(RULES, record, calm(), NOW), NOW, RULES)


def test_the_last_cut_is_the_one_between_two_doses():
    (dose,) = sheet_of(EVERY_OTHER_DAY).doses
    assert (dose.cut.on, dose.cut.before, dose.cut.after) == (TODAY - DAY * 3, 2, 1)
    assert newest_cut(EVERY_OTHER_DAY, None, NOW, RULES.days_off)[0] == dose.cut
    assert dose.again.from_ == TODAY + DAY
    assert sheet_of(EVERY_OTHER_DAY).rises == ()


def test_a_stop_is_a_stop():
    (dose,) = sheet_of(STOPPED).doses
    assert (dose.cut.on, dose.cut.after) == (TODAY, 0)
    assert dose.again is None


@pytest.mark.parametrize(("days", "is_off"), [(3, True), (4, False)])
def test_no_more_than_three_days_in_a_row_are_left_out(days, is_off):
    (dose,) = sheet_of(daily("1", "1", "1", *["0"] * days, "1")).doses
    assert (dose.again is not None) is is_off
    assert (dose.cut.after == 0) is not is_off


def test_the_er_sheet_says_that_none_is_planned_today_and_what_comes_next():
    text = text_of(printed(EVERY_OTHER_DAY, now=NOW))
    assert f"None today, as planned. Then 1 mg/day, {TODAY + DAY}." in text
    assert "cut today" not in text


def test_911_hears_that_none_is_planned_today_and_what_comes_next():
    said = spoken(load_first_aid(), script(*taken_now(EVERY_OTHER_DAY, NOW, RULES), now=NOW))
    words = " ".join("".join(text for text, _bold in line) for line in said)
    words = words.replace("\u00a0", " ")
    assert "None is planned today. On Monday 11 May again: 1 mg a day." in words
    assert "0 mg a day" not in words


def test_today_names_the_next_dose_though_it_is_not_of_today():
    dose = next_dose(EVERY_OTHER_DAY, NOW)
    assert (dose.at.day, dose.mg) == (TODAY + DAY, 1)
