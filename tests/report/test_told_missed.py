# SPDX-License-Identifier: MIT
"""What a check-in told as missed counts as missed on every page, though nobody wrote it down."""

import pytest

from tests.report.other_records import clinic, dose, shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, moment, record

LAST, NIGHT, FIRST = 5.73, 13.73, 29.73  # of the plan: 06:00, 22:00, and 06:00 the day before
SILENT = {"doses_missed_in_row": None, "last_kept_dose_at": None}
KEPT = (dose(FIRST), dose(LAST))


def told(n: int | None, *doses, told_at: float = 12):
    """Return a record in which a check-in told of n missed in a row, and doses were logged."""
    early = check_in(1, told_at, doses_missed_in_row=n, last_kept_dose_at=None)
    return record(doses=[*doses], check_ins=[early, check_in(2, 1, **SILENT)])


def er(told) -> str:
    return text_of(printed(told))


@pytest.mark.parametrize(
    ("n", "doses", "words"),
    [
        (2, KEPT, "kept 2, missed 2 (told), vomited 0, extra 0."),
        (1, KEPT, "kept 2, missed 1 (told), vomited 0, extra 0, not written down 1."),
        (2, (*KEPT, dose(NIGHT, "missed")), "kept 2, missed 2 (1 of them told), vomited 0"),
        (0, KEPT, "kept 2, missed 0, vomited 0, extra 0, not written down 2."),
        (2, (dose(LAST),), "kept 1, missed 2 (told), vomited 0, extra 0."),
    ],
)
def test_the_er_sheet_counts_them_as_missed_and_not_as_unwritten(n, doses, words):
    assert words in er(told(n, *doses))


def test_while_the_row_lasts_it_says_the_same_beside_it():
    page = er(told(3, dose(FIRST), told_at=3))
    assert "3 doses in a row not kept down" in page
    assert "kept 1, missed 3 (told), vomited 0, extra 0." in page


def test_the_next_caregiver_reads_of_them_after_the_next_dose_too():
    assert "No dose missed since. 2 told as missed before," in text_of(shift(told(2, *KEPT)))
    assert "Told as missed before:" in text_of(shift(told(1, *KEPT)))
    assert "told as missed" not in text_of(shift(told(0, *KEPT))).lower()


def test_the_next_caregiver_is_not_asked_what_became_of_them():
    page = text_of(shift(told(3, dose(FIRST), told_at=3)))
    assert "nobody wrote it down" not in page
    assert "Not written down" not in page


def test_the_clinic_counts_them_and_says_where_they_come_from():
    page = text_of(clinic(told(2, *KEPT), days=2))
    assert "2 missed," in page
    assert "2 of the missed doses were told at a check-in and not written down." in page
    assert "missed: told" not in page


def test_without_a_log_no_0_says_that_none_was_taken():
    later = check_in(2, 1, doses_missed_in_row=0, last_kept_dose_at=moment(LAST))
    silent = record(
        check_ins=[check_in(1, 12, doses_missed_in_row=2, last_kept_dose_at=None), later]
    )
    assert "2 told as missed before," in er(silent)
    assert "kept 0" not in er(silent)
    assert "2 missed in a row (" in text_of(clinic(silent, days=2))


def test_a_check_in_that_told_no_number_tells_of_none():
    assert "missed 0" in er(told(None, *KEPT))
