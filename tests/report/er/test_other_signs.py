# SPDX-License-Identifier: MIT
"""Other signs: what has no room is counted so that it adds up, and what was tapped is told."""

import re

import pytest

from caregiver_app.domain.happened import END_UNKNOWN, HAPPENED, SECONDS
from caregiver_app.domain.usual_mark import MARK
from tests.report.other_records import clinic, shift
from tests.report.reading import printed, selected_text, text_of
from tests.report.records import check_in, moment, record

pytestmark = pytest.mark.gui

PAGES = (printed, clinic, shift)
URGE = {"urge": "often", "balance": "falls over"}


def signs(name: str, count: int) -> list[str]:
    return [f"{name}{n:02d} pale, with grey lips" for n in range(count)]


def tapped(number: int, hours_ago: float, kind: str, **more) -> dict:
    own = {"id": f"t{number}", "at": moment(hours_ago), "mode": "quick", **more}
    return {**own, "more": {HAPPENED: kind}}


@pytest.mark.parametrize(("newest", "before"), [(3, 2), (20, 0), (20, 20), (60, 0), (3, 70)])
@pytest.mark.parametrize("page", PAGES)
def test_what_is_listed_and_what_is_counted_is_all_that_was_told(page, newest, before):
    seen = check_in(1, 20, other_signs=signs("before", before))
    sheet = page(
        record(check_ins=[seen, check_in(2, 1, other_signs=signs("now", newest), more=URGE)])
    )
    text = text_of(sheet)
    shown = len(re.findall(r"(?:now|before)\d\d", text))
    gone = [int(n) for n in re.findall(r"(\d+) other signs?\b", text)]
    answers = [int(n) for n in re.findall(r"(\d+) other answers?\b", text)]
    assert shown + sum(gone) == newest + before
    assert sum(answers) in (0, 1, 2)
    if gone or answers:
        assert f"{sum(gone) + sum(answers)} more" in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "end not written down"),
        ({SECONDS: 90}, "1 min 30 s"),
        ({END_UNKNOWN: True}, "length: not recorded"),
    ],
    ids=["runs", "ended", "nobody saw its end"],
)
def test_of_a_spasm_storm_its_length_stands_there_or_that_nobody_knows_it(more, said):
    storm = tapped(1, 0.5, "spasm storm")
    storm["more"] |= more
    assert f"spasm storm 11:14, {said}" in text_of(printed(record(check_ins=[storm])))


def test_no_sleep_at_all_is_never_told_as_normal():
    text = text_of(printed(record(check_ins=[check_in(1, 1, sleep_h=0, nausea="none")])))
    assert "slept 0 h in 24 h" in text
    assert re.search(r"Normal or none: (?!.*slept).*nausea", text)


def test_that_a_check_in_was_one_press_is_said_and_counts_as_no_sign():
    many = check_in(2, 1, other_signs=signs("now", 20), more={MARK: "breathing"})
    text = text_of(printed(record(check_ins=[check_in(1, 20), many])))
    assert "signs recorded as usual in one press" in text
    shown = len(re.findall(r"now\d\d", text))
    assert f"{20 - shown} other signs" in text
    assert f"{20 - shown} more" in text


@pytest.mark.parametrize("note", ["شحوب الشفاه", "<b>pale</b> lips", "blass, graue Lippen"])
def test_the_note_of_something_else_comes_out_in_its_letters(qapp, note):
    told = record(check_ins=[check_in(1, 20), tapped(1, 0.5, "something else", note=note)])
    assert f"something else 11:14: {note}" in selected_text(printed(told))


def test_a_long_note_of_something_else_is_cut_at_a_word_and_counted():
    long = tapped(1, 0.5, "something else", note="grey lips and cold hands " * 20)
    sheet = printed(record(check_ins=[check_in(1, 20), long]))
    assert re.search(r"something else 11:14: (\w+ )+\(more in the record\)", text_of(sheet))
    assert "Other signs in full" in sheet.left_off


def test_falls_that_have_a_row_are_no_further_events():
    falls = [tapped(n, 3 + n, "fall", fall="no_injury") for n in range(4)]
    storms = [tapped(9 - n, 2 + n / 4, "spasm storm") for n in range(4)]
    known = text_of(printed(record(check_ins=[*reversed(falls), check_in(1, 1)])))
    assert "more event" not in known
    sheet = printed(record(check_ins=[*reversed(falls), *reversed(storms), check_in(1, 1)]))
    assert text_of(sheet).count("spasm storm") == 3
    assert "1 more event" in text_of(sheet)
    assert "1 more event" in sheet.left_off


def test_conditions_beyond_those_that_are_looked_at_are_counted_too():
    told = [f"known{n:02d} and treated" for n in range(60)]
    sheet = printed(record(conditions=told))
    shown = len(re.findall(r"known\d\d", text_of(sheet)))
    assert f"{60 - shown} conditions" in sheet.left_off
    assert f"{60 - shown} more" in text_of(sheet)


def test_allergies_beyond_those_that_are_looked_at_are_counted_too():
    sheet = printed(record(allergies=[f"allergy{n:02d} hives" for n in range(60)]))
    shown = len(re.findall(r"allergy\d\d", text_of(sheet)))
    assert "Allergies (60)" in text_of(sheet)
    assert f"{60 - shown} more" in text_of(sheet)
