# SPDX-License-Identifier: MIT
"""A dose of a liquid whose strength nobody wrote down is told by its mL, as it was written."""

from decimal import Decimal

import pytest

from caregiver_app.report.drawing.qr_code import RecordMark, code_text
from tests.report.drawing.test_qr_code import of_now
from tests.report.other_records import dose, shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, record

DRUNK = [dose(0.73) | {"mg": None, "ml": Decimal(4)}]


def told(**person):
    return record(doses=DRUNK, check_ins=[check_in(1, 1)], **person)


@pytest.mark.parametrize("page", [printed, shift], ids=["er", "shift"])
def test_the_last_dose_has_its_ml_and_says_that_the_strength_is_missing(page):
    assert "11:00, 4 mL (strength not recorded)" in text_of(page(told()))
    assert "11:00, 20 mg" in text_of(page(told(concentration_mg_per_ml=Decimal(5))))


def test_the_code_has_them_too():
    words = code_text(of_now(told()), RecordMark(id="x", sha256="0" * 64))
    assert "last dose 2026-05-21 11:00 4 mL, strength not recorded\n" in words
