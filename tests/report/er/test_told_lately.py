# SPDX-License-Identifier: MIT
"""What an earlier check-in told stays on the page after a quick one that never asked about it."""

import pytest

from tests.report.reading import printed, text_of
from tests.report.records import check_in, record

LORAZEPAM = {"name": "Lorazepam", "dose_text": "2 mg", "at": "2026-05-21T06:00:00-04:00"}


SELDOM = ("urine", "vomiting_count", "cannot_keep_fluids", "floppy", "stroke_signs", "note")
QUICK = check_in(3, 0, **dict.fromkeys((*SELDOM, "doses_missed_in_row", "vomited_doses_24h")))


def page(*check_ins) -> str:
    return text_of(printed(record(check_ins=[*check_ins])))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"prn_taken": [LORAZEPAM]}, "As needed: Lorazepam 2 mg, 2026-05-21 06:00."),
        ({"more": {"alcohol": "a lot"}}, "Alcohol: a lot, 2 h ago."),
        ({"more": {"new_medicine": "Tramadol"}}, "Tramadol (2 h ago)"),
        ({"other_signs": ["metallic taste"]}, "metallic taste (2 h ago)"),
        ({"urine": "tea_cola"}, "Urine: tea or cola colour (2 h ago)."),
        ({"cannot_keep_fluids": True}, "Cannot keep drinks down: yes (2 h ago)."),
        ({"vomiting_count": 3}, "Vomited: 3 (2 h ago)."),
        ({"floppy": True}, "floppy muscles 2 h ago"),
        ({"stroke_signs": True}, "stroke signs 2 h ago"),
        ({"extra_dose": True}, "An extra dose was taken, told 2 h ago."),
        ({"vomited_doses_24h": 2}, "2, recorded 2 h ago"),
        ({"restart_after_gap": True}, "restarted after a gap of 48 h or more, told 2 h ago"),
        ({"note": "bottle of pills empty"}, "2 h ago: bottle of pills empty"),
    ],
)
def test_it_stands_there_with_its_age(told, words):
    assert words in page(check_in(1, 2, **told), QUICK)
    assert words not in page(check_in(1, 100, **told), QUICK)


def test_what_was_asked_again_is_as_it_was_answered_then():
    seen = check_in(1, 2, urine="tea_cola", floppy=True)
    again = check_in(2, 1, urine="normal", floppy=False)
    for later in ((again,), (again, QUICK)):
        text = page(seen, *later)
        assert "tea or cola colour" not in text
        assert "floppy" not in text


def test_no_zero_stands_beside_what_a_check_in_told_of():
    logged = [{"id": "d1", "at": "2026-05-21T07:00:00-04:00", "status": "taken", "mg": 10}]
    seen = check_in(1, 2, extra_dose=True, vomited_doses_24h=2)
    calm = check_in(2, 0, vomited_doses_24h=0)
    text = text_of(printed(record(check_ins=[seen, calm], doses=logged)))
    assert "vomited 2 (told 2 h ago)" in text
    assert "extra 0" not in text
    text = text_of(printed(record(check_ins=[calm], doses=logged)))
    assert "vomited 0, extra 0" in text


def test_another_medicine_or_none_takes_back_neither_a_new_one_nor_that_it_makes_sleepy():
    first = check_in(1, 20, more={"new_medicine": "Tramadol", "sedating_medicine": True})
    other = check_in(2, 10, more={"new_medicine": "Ibuprofen", "sedating_medicine": False})
    none = check_in(3, 0, more={"new_medicine": "", "sedating_medicine": False})
    for checks in ((first, other, none), (first, other, QUICK)):
        text = page(*checks)
        assert "new medicine: Ibuprofen (10 h ago), new medicine: Tramadol (20 h ago)" in text
        assert "sleepy medicine (20 h ago)" in text


def test_a_sign_in_words_that_is_told_again_stands_there_once_and_as_of_now():
    seen, again = (
        {"other_signs": ["metallic taste"]},
        {"other_signs": ["Metallic taste", "hiccups"]},
    )
    text = page(
        check_in(1, 10, **seen), check_in(2, 5, other_signs=["cold feet"]), check_in(3, 0, **again)
    )
    assert "Metallic taste, hiccups, cold feet (5 h ago)" in text
    assert "metallic taste (10 h ago)" not in text
