# SPDX-License-Identifier: MIT
"""The paper log: it must ask what the program asks, on one page that a pen can fill in."""

import io
from dataclasses import replace

import pdfplumber
import pytest

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.form import load_form
from caregiver_app.domain.alone import alone, alone_of_anybody
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.form import Form, asked_of
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.report.drawing.write_in import BOX
from caregiver_app.report.er.sheet import Rendered
from caregiver_app.report.paper.paper_log import CHECKS, LogFor, paper_log
from tests.report.any_record import any_case
from tests.report.carry import NAMES
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, assert_tidy, text_of
from tests.report.records import NOW, fullest, practice, record, rules
from tests.test_architecture import FORBIDDEN


def form() -> Form:
    return load_form()


def of(person: Record, *drugs: Drug) -> LogFor:
    asked = asked_of(form(), person, Mode.QUICK)
    whole = replace(asked, questions=(*asked.questions, form().question("doses")))
    marks = alone(rules(), form(), person.person, NOW)
    return LogFor(form=whole, person=person.person, by_mouth=drugs, colour="heather", alone=marks)


def blank() -> LogFor:
    return LogFor(form=form(), alone=alone_of_anybody(rules(), form(), NOW))


def log(of: LogFor, paper: str = "letter") -> Rendered:
    return paper_log(of, rules(), load_first_aid(), paper)


def boxes(sheet: Rendered) -> int:
    with pdfplumber.open(io.BytesIO(sheet.pdf)) as file:
        rects = file.pages[0].rects
        return sum(abs(r["width"] + 0.8 - BOX) < 0.1 > abs(r["height"] + 0.8 - BOX) for r in rects)


def quick(form: Form) -> list:
    return [question for question in form.questions if question.mode is Mode.QUICK]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_blank_log_asks_every_quick_question_in_its_own_words(paper):
    text = text_of(log(blank(), paper))
    for question in quick(form()):
        if question.id != "dbp":
            assert question.prompt in text or question.short in text, question.id
        for choice in question.choices:
            assert choice.label in text
        for words in (question.anchors or {}).values():
            assert words in text
    assert all(tile.label in text for tile in form().tiles)


def test_there_is_a_box_for_every_answer_at_every_check():
    answers = len(form().tiles) + 1 + sum(len(question.choices) for question in quick(form()))
    answers += len(form().question("doses").choices)
    assert boxes(log(blank())) == CHECKS * answers


def test_a_question_that_the_form_gets_is_on_paper_too():
    first, *others = form().questions
    asked = replace(first, id="itching_again", prompt="Is the sky green today?")
    new = replace(form(), questions=(first, asked, *others))
    assert "Is the sky green today?" in text_of(log(LogFor(form=new)))
    assert boxes(log(LogFor(form=new))) == boxes(log(blank())) + CHECKS * len(first.choices)


def test_red_flags_with_what_to_do_come_before_the_first_question():
    text = text_of(log(blank()))
    assert text.index("Call 911 now.") < text.index(form().questions[0].prompt)
    assert text.index("Seizure") < text.index(form().questions[0].prompt)
    assert "Pump sound two-tone: Go to the ER now." in text
    assert "Do not stop or skip the medicine on your own." in text


@pytest.mark.parametrize("paper", PAPERS)
def test_an_answer_that_is_an_emergency_by_itself_has_the_number_beside_it(paper):
    for text in (text_of(log(blank(), paper)), text_of(log(of(practice("pump")), paper))):
        for label in ("hard to wake", "cannot wake", "very mixed up", "slow or shallow"):
            assert f"{label} 911" in text
        assert "two-tone ER" in text
        assert "sleepy, wakes easily 911" not in text


def test_a_number_has_its_limits_for_their_age_and_a_blank_log_has_none():
    adult, child = text_of(log(of(practice("oral")))), text_of(log(of(practice("child"))))
    assert "911: 40 or less, 131 or more" in adult
    assert "911: top 90 or less, top 220 or more" in adult
    assert "102.3 °F (39.1 °C) or more" in adult
    assert "104.0 °F (40.0 °C) or more" in child
    assert "131 or more" not in child
    assert "If they look well, measure again right away." in adult
    assert "or less" not in text_of(log(blank()))


def test_everybody_gets_the_questions_that_fit_them():
    by_mouth = text_of(log(of(practice("oral"), Drug.BACLOFEN)))
    pump = text_of(log(of(practice("pump"))))
    assert "two-tone" not in by_mouth
    assert "Doses since the last check: baclofen" in by_mouth
    assert "two-tone" in pump
    assert "Doses" not in pump
    assert "Do not stop or skip baclofen on your own." in pump


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["oral", "pump", "both", "child"])
def test_the_log_of_a_person_is_one_tidy_page(name, paper):
    drugs = (Drug.BACLOFEN, Drug.CLONAZEPAM) if name == "both" else (Drug.BACLOFEN,)
    sheet = log(of(practice(name), *drugs), paper)
    assert_tidy(sheet)
    assert "PRACTICE \u2013 NOT A REAL PERSON" in text_of(sheet)
    assert practice(name).person.name in text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
def test_pump_and_two_drugs_by_mouth_still_fit(paper):
    assert_tidy(log(of(fullest(), Drug.BACLOFEN, Drug.CLONAZEPAM), paper))


@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_and_can_be_read_back(qapp, name):
    sheet = log(of(record(name=name), Drug.BACLOFEN))
    assert_tidy(sheet)
    first = name.split()[0][:8]
    if first.isalpha() and first.isascii():
        assert first in text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
def test_two_drugs_leave_room_for_the_limits_of_the_numbers(paper):
    text = text_of(log(of(practice("both"), Drug.BACLOFEN, Drug.CLONAZEPAM), paper))
    assert "911: 40 or less, 131 or more" in text
    assert "check: clonazepam" in text


@pytest.mark.parametrize("number", [*range(24), 179, 329, 344])
def test_the_log_of_anybody_is_one_tidy_page(qapp, number):
    case = any_case(number)
    drugs = drugs_by_mouth(case.record, case.now.day)
    assert faults(drawn(log(of(case.record, *drugs), case.paper).pdf)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Page 1 of 1",
        "Recorded by family or caregiver \u2013 not verified by a clinician",
        "°F",
        "°C",
    ],
)
def test_the_log_says_what_every_sheet_must(words):
    assert words in text_of(log(blank()))


def test_the_log_gives_no_advice_about_a_dose_and_promises_nothing():
    assert FORBIDDEN.search(text_of(log(blank()))) is None


def test_the_same_log_is_the_same_bytes():
    assert log(blank()).pdf == log(blank()).pdf


@pytest.mark.parametrize("paper", PAPERS)
def test_there_is_a_place_for_what_was_given_as_needed(paper):
    text = text_of(log(blank(), paper))
    assert "Note \u2013 also any as-needed medicine: its name, how much, and when" in text
