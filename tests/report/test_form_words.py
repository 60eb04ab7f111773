# SPDX-License-Identifier: MIT
"""The other answers of the newest check-in stand on the sheet in the words of the form."""

from decimal import Decimal

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.sheets.handoff_more import told_beside
from tests.report.other_records import clinic, shift
from tests.report.reading import printed, text_of
from tests.report.records import check_in, practice, record


def told(**more: object) -> str:
    """Return the words of a sheet whose newest check-in has these answers, on one line."""
    one = record(check_ins=[check_in(1, 20), check_in(2, 1, more=more)])
    return " ".join(text_of(printed(one, "a4")).split())


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("stiffness_left_arm", Decimal(7), "left arm, stiffness: 7/10"),
        ("jerks", True, "twitches or jerks"),
        ("knows_name", False, "knows name: no"),
        ("usual_self", "false", "usual self: no"),
        ("memory", "a_lot", "memory worse: a lot"),
        ("oxygen_l_min", Decimal(2), "oxygen flow: 2 L/min"),
        ("hallucination_what", "a dog in the hall", "what they see or hear: a dog in the hall"),
        ("temp_site", "ear", "temperature taken at: ear"),
        ("spasm_severity", "3", "spasm strength: severe"),
        ("of_another_program", "7 apples", "of another program: 7 apples"),
    ],
)
def test_an_answer_stands_there_in_the_words_of_its_question(name, value, words):
    assert words in told(**{name: value})


def test_a_yes_is_the_sign_alone_and_how_it_was_measured_comes_last():
    text = told(temp_site="ear", pump_red=True, jerks=True)
    assert "twitches or jerks, pump area red, temperature taken at: ear" in text


def test_what_is_as_usual_takes_no_room_and_self_harm_stays_off():
    more = {"jerks": False, "knows_name": True, "memory": "none", "self_harm_note": "not here"}
    text = told(**more)
    assert [w for w in ("jerks", "knows name", "memory", "harm", "not here") if w in text] == []


def test_every_other_question_of_the_form_is_called_by_its_own_short_name():
    form = load_form()
    asked = {q.item: q for q in form.questions if q.item not in (None, "alcohol")}
    shown = told_beside(form, dict.fromkeys(asked, "x"))
    assert sorted(one.label.lower() for one in shown) == sorted(
        question.short.lower() for question in asked.values()
    )


def test_a_worry_that_is_a_reason_is_not_said_again_below():
    text = text_of(printed(practice("pump"), now=practice("pump").last_check_in.at))
    assert text.casefold().count("caregiver is worried") == 1


def test_a_worry_behind_three_worse_reasons_is_still_said():
    bad = {"hr": 150, "sbp": 200, "temp_c": Decimal("40.5"), "spo2": 80, "worried": True}
    one = record(check_ins=[check_in(1, 20), check_in(2, 1, **bad)])
    assert "caregiver is worried" in text_of(printed(one))


def test_what_an_incomplete_check_in_lacks_is_named_in_words():
    gaps = {"psfs": 0, "orientation": None, "breathing": None}
    one = record(check_ins=[check_in(1, 20, psfs=0), check_in(2, 1, **gaps)])
    assert "not answered: confusion, breathing" in text_of(printed(one))


def test_the_sheet_says_when_the_signs_were_stated_in_one_press_or_written_down_later():
    text = told(as_usual="alertness stiffness", written_at="2030-01-01T00:00:00+00:00")
    assert "signs recorded as usual in one press" in text
    assert "check-in written down later" in text
    assert "written down 2030-01-01 00:00" in text
    assert "alertness stiffness" not in text


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (clinic, "1 with signs recorded as usual in one press, 1 written down later."),
        (shift, "signs recorded as usual in one press, check-in written down later"),
    ],
)
def test_the_other_sheets_say_it_too_and_only_then(sheet, words):
    more = {"as_usual": "alertness", "written_at": "2030-01-01T00:00:00+00:00"}
    marked = record(check_ins=[check_in(1, 20), check_in(2, 1, more=more)])
    assert words in text_of(sheet(marked))
    text = text_of(sheet(record()))
    assert "one press" not in text
    assert "down later" not in text
