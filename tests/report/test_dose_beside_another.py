# SPDX-License-Identifier: MIT
"""What is stepped down has its dose on every page, as not recorded too, where another has one."""

import pytest

from tests.report.drawing.test_qr_code import words_of_code
from tests.report.other_records import clinic, dose, shift
from tests.report.reading import printed, text_of
from tests.report.records import plain_record, record

OTHER = {**plain_record()["plans"][0], "drug": "clonazepam"}
ONLY_OTHER = record(plans=[OTHER], doses=[dose(15)])


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (printed, "Dose now not recorded baclofen by mouth"),
        (clinic, "Dose now not recorded baclofen by mouth"),
        (shift, "baclofen by mouth: not recorded"),
    ],
    ids=["er", "clinic", "shift"],
)
def test_it_is_told_to_be_unknown_beside_the_dose_of_the_other(page, words):
    text = text_of(page(ONLY_OTHER))
    assert words in text
    assert "clonazepam" in text
    assert "55 mg/day" in text


def test_the_code_for_a_phone_says_so_too():
    words = words_of_code(ONLY_OTHER)
    assert "baclofen by mouth dose not recorded\nclonazepam by mouth 55 mg/day\n" in words
