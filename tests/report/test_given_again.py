# SPDX-License-Identifier: MIT
"""A dose that came up and was given again is one that came up and one that was kept, everywhere."""

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.planned_and_given import planned_and_given
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.last_doses import last_doses
from caregiver_app.exchange.fhir_document import fhir_document
from tests.report.other_records import clinic, dose, shift
from tests.report.reading import printed, text_of
from tests.report.records import NOW, check_in, record, rules

DUE = 7.73  # six in the morning
DRUGS = (Drug.BACLOFEN,)


def told(minutes: float, came_up: float = DUE):
    """Return a record with a dose that came up, and what was written so many minutes later."""
    first = dose(came_up, "vomited")
    again = {**dose(came_up - minutes / 60), "scheduled_for": dose(DUE)["scheduled_for"]}
    return record(doses=[dose(15.73), first, again], check_ins=[check_in(1, 1)])


def states(told):
    document = fhir_document(told, "p", NOW, "Caregiver Checklist 0", 31, load_form("en"))
    found = [entry["resource"] for entry in document["entry"]]
    return [
        (one["status"], one["statusReason"][0]["text"]) for one in found if "statusReason" in one
    ]


def test_every_page_counts_it_as_one_that_came_up_and_one_that_was_kept():
    again = told(40)
    assert "kept 2, missed 0, vomited 1, extra 0" in text_of(printed(again))
    assert "1 vomited" in text_of(shift(again))
    page = text_of(clinic(again, days=2))
    assert "2 of" in page
    assert "1 vomited" in page
    assert "at no planned time" not in page
    assert states(again) == [("completed", "taken"), ("completed", "vomited"), *states(again)[:1]]


def test_the_plan_page_has_it_beside_the_planned_dose():
    (today,) = planned_and_given(told(40), Drug.BACLOFEN, NOW, 1)
    assert [one.entry.status for one in today.planned if one.entry] == [DoseStatus.TAKEN]
    assert [one.status for one in today.besides] == [DoseStatus.VOMITED]


@pytest.mark.parametrize(("minutes", "vomited"), [(9, 0), (10, 1), (40, 1)])
def test_within_ten_minutes_it_is_the_same_dose_noted_again(minutes, vomited):
    (last,) = last_doses(told(minutes), NOW, DRUGS, rules())
    assert last.counts[DoseStatus.VOMITED] == vomited
    assert last.counts[DoseStatus.TAKEN] == 2


def test_what_was_given_again_leaves_no_dose_that_was_not_kept():
    (last,) = last_doses(told(30, came_up=DUE - 0.2), NOW, DRUGS, rules())
    assert last.missed_in_row == 0
