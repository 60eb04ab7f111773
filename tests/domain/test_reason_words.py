# SPDX-License-Identifier: MIT
"""The reasons of the rules about doses and pain say no more than is known."""

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.person import Drug
from tests.domain.pretend import ago, calm, dose, judge, plan
from tests.domain.rule_cases import NOT_TOLD, THREE_TIMES, TWO_GROUPS
from tests.domain.rule_edges import TWO_DRUGS

MISSED, EXTRA, LATE = DoseStatus.MISSED, DoseStatus.EXTRA, DoseStatus.LATE
UNWRITTEN = "2 doses in a row were missed or not written down."
ALONE = "Nobody wrote down 2 doses, the first due at 22:00. The last dose known is 22 h 0 min ago."
WRITTEN = "2 doses in a row were missed or did not stay down."
NO_TIME = DoseEvent(id="no time", status=MISSED)


def because(rule: str, record=None, **answers) -> str:
    """Return why one rule fired."""
    (finding,) = [f for f in judge(calm(**answers), **(record or {})).rules if f.id == rule]
    return finding.because


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ((dose(22),), ALONE),
        ((dose(22), dose(6, MISSED)), UNWRITTEN),
        ((dose(30), dose(22), dose(14, MISSED), dose(6, MISSED)), WRITTEN),
        # What was missed before the last kept dose, an extra dose, an entry without a time and one
        # that stands twice say nothing of the planned dose that nobody wrote down.
        ((dose(38, MISSED), dose(30, MISSED), dose(22)), ALONE),
        ((dose(22), dose(14, MISSED), dose(10, EXTRA)), UNWRITTEN),
        ((NO_TIME, dose(14, MISSED)), UNWRITTEN),
        ((dose(22), dose(14, MISSED), dose(13, MISSED, scheduled_for=ago(14))), UNWRITTEN),
        # When they were due is not always written; a late dose may be told with a miss.
        ((dose(22), dose(14, MISSED, scheduled_for=None), dose(6, MISSED, scheduled_for=None)),
         WRITTEN),
        ((dose(13, LATE, scheduled_for=ago(22)), dose(13, MISSED, scheduled_for=ago(14)),
          dose(6, MISSED)), WRITTEN),
    ],
)  # fmt: skip
def test_a_dose_that_nobody_wrote_down_is_not_told_as_missed(log, words) -> None:
    assert because("U07", {**THREE_TIMES, "doses": log}, **NOT_TOLD).startswith(words)


def test_a_dose_that_falls_due_this_minute_is_not_counted_as_unwritten() -> None:
    record = {"plans": (plan("04:00", "10:00", "11:00", "16:00", "22:00"),), "doses": (dose(14),)}
    told = because("U07", record, **NOT_TOLD)
    assert "Nobody wrote down 2 doses, the first due at 04:00." in told, "10:00 is 2 hours late"


def test_a_dose_of_yesterday_at_the_same_time_is_told_with_its_day() -> None:
    record = {"plans": (plan("00:00", "12:00"),), "doses": (dose(36),)}
    assert ", the first due at 2026-05-09 12:00." in because("U07", record, **NOT_TOLD)


def test_one_dose_that_nobody_wrote_down_is_asked_about_and_not_told_as_missed() -> None:
    record = {"plans": (plan("10:00", "22:00"),), "doses": (dose(14),)}
    asked = "Nobody wrote down whether the dose due at 10:00 was given."
    assert because("W05", record, **NOT_TOLD) == asked
    missed = {**record, "doses": (dose(14), dose(2, MISSED))}
    assert because("W05", missed, **NOT_TOLD) == "A dose was missed or did not stay down."
    assert because("W05", record, doses_missed_in_row=1).startswith("A dose was missed")


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ((dose(8), dose(8, drug=Drug.CLONAZEPAM)), ["the baclofen dose due at 10:00"]),
        ((dose(8), dose(8, drug=Drug.CLONAZEPAM), dose(2, MISSED)), ["A dose of baclofen was"]),
        ((dose(2), dose(8, drug=Drug.CLONAZEPAM), dose(5, MISSED, drug=Drug.CLONAZEPAM)),
         ["A dose of clonazepam was"]),
        ((dose(8), dose(8, drug=Drug.CLONAZEPAM), dose(5, MISSED, drug=Drug.CLONAZEPAM)),
         ["A dose of clonazepam was", "the baclofen dose due at 10:00"]),
    ],
)  # fmt: skip
def test_of_two_medicines_the_reason_names_the_one_whose_dose_is_in_doubt(log, words) -> None:
    both = (plan("04:00", "10:00"), plan("04:00", drug=Drug.CLONAZEPAM))
    told = because("W05", {"plans": both, "doses": log}, **NOT_TOLD)
    assert told.count(".") == len(words)
    assert all(each in told for each in words)


def test_an_answer_that_a_dose_came_up_names_no_medicine_of_two() -> None:
    both = (plan("04:00", "10:00"), plan("04:00", drug=Drug.CLONAZEPAM))
    log = dose(2), dose(8, drug=Drug.CLONAZEPAM)
    told = because("W05", {"plans": both, "doses": log}, **NOT_TOLD, vomited_doses_24h=1)
    assert told == "A dose was missed or did not stay down."


def test_what_the_caregiver_told_is_told_as_missed() -> None:
    told = because("U07", THREE_TIMES, doses_missed_in_row=3)
    assert told == "3 doses in a row were missed or did not stay down."


def test_where_two_drugs_run_the_one_that_is_meant_is_named() -> None:
    own = {"doses_missed_in_row": 2, "last_kept_dose_at": ago(30)}
    assert because("U07", TWO_DRUGS, **own) == (
        "2 doses of baclofen in a row were missed or did not stay down. "
        "No dose of baclofen kept down for 30 h 0 min. Limit 12 h 0 min."
    )
    assert because("E21", TWO_DRUGS, **own, **TWO_GROUPS).startswith("No dose of baclofen kept")
    other = {**TWO_DRUGS, "doses": (dose(40, drug=Drug.CLONAZEPAM),)}
    assert because("U07", other).startswith("Nobody wrote down 4 doses of clonazepam, the first")


def test_chest_pain_is_told_alone_only_when_the_rest_was_asked() -> None:
    assert because("E19", chest_pain=True) == "Chest pain or stroke signs."
    assert because("E19", chest_pain=True, stroke_signs=False) == "Chest pain."
    assert because("E19", chest_pain=True, stroke_signs=True) == "Chest pain. Stroke signs."


def said(record, **answers) -> str:
    """Return what is said of doses that were not kept."""
    found = judge(calm(**{**NOT_TOLD, **answers}), **record).rules
    return next(one.message for one in found if one.id in {"U07", "E21"})


def test_nobody_is_told_that_doses_were_missed_before_somebody_said_so() -> None:
    """A frightened reader at night may give the dose again that nobody wrote down."""
    open_dose = {**THREE_TIMES, "doses": (dose(22),)}
    assert said(open_dose).startswith(
        "Nobody wrote down a dose that was due. Was it given? Write down what became of it. If it"
    )
    assert "call the prescriber" in said(open_dose)
    told = {**THREE_TIMES, "doses": (dose(22), dose(6, MISSED))}
    assert said(told).startswith("Doses have been missed. Call the prescriber")
    assert said(THREE_TIMES, doses_missed_in_row=2).startswith("Doses have been missed.")
    assert said(THREE_TIMES, last_kept_dose_at=ago(20)).startswith("Doses have been missed.")
    signs = said({**THREE_TIMES, "doses": (dose(30),)}, **TWO_GROUPS)
    assert signs.startswith("No dose was written down for a day. Warning signs have started. Call")
