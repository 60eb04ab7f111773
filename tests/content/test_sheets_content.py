# SPDX-License-Identifier: MIT
"""The choices and words of the sheets are whole; a mistake stops the start and names its place."""

import re

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.sheets import load_sheets
from caregiver_app.domain.levels import Level
from tests.content.breaches import refusal
from tests.content.reading import grade, sentences

CHOICES, WORDS = "sheets.toml", "text/en/sheets.toml"

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (CHOICES, 'reviewed_by = ""', "", "reviewed_by: is missing"),
    (CHOICES, 'reviewed_by = ""', 'reviewed_by = ""\nx = "1"', "x: this key is not known"),
    (CHOICES, 'period_days = "14"', "period_days = 14", "clinic.period_days: a number is written"),
    (CHOICES, 'period_days = "14"', 'period_days = "0"', "period_days: must be a whole number"),
    (CHOICES, 'period_days = "14"', 'period_days = "1.5"', "period_days: must be a whole number"),
    (CHOICES, 'steps_ahead = "2"', "", "clinic.steps_ahead: is missing"),
    (CHOICES, "[what_if]", '[what_if]\nlast = ["E01"]', "what_if.last: this key is not known"),
    (CHOICES, '["E01", "E03", "E06"]', '["E01", "E99"]', "what_if.first: there is no rule 'E99'"),
    (CHOICES, '["U07", "U13"]', "[]", "what_if.by_mouth: must name a rule"),
    (CHOICES, 'source = "Our', 'source = " " # "Our', "clinic.source: a choice needs its source"),
    (WORDS, 'language = "en"', "", "language: is missing"),
    (WORDS, 'full_now = "Make', 'fill = "Make', "do_next.full_now: is missing"),
    (WORDS, "[do_next]", '[do_next]\nmore = "x"', "do_next.more: this key is not known"),
    (WORDS, "Full check-in due {due}.", "Full check-in.", "full_check: the placeholders must be"),
    (WORDS, "Full check-in due {due}.", "{due} {day}", "full_check: the placeholders must be: due"),
    (WORDS, "Full check-in due {due}.", "{due} {", "full_check: the placeholders must be: due"),
    (WORDS, '"Make it a full check-in."', '" "', "do_next.full_now: must not be empty"),
    (WORDS, "read_back = ", "aloud = ", "shift.read_back: is missing"),
]


def test_what_ships_can_be_read():
    content = load_sheets()
    assert content.language == "en"
    assert content.period.days == 14


@pytest.mark.parametrize(("file", "stands", "wrong", "named"), BREACHES)
def test_a_mistake_stops_the_start_and_names_its_place(folder, file, stands, wrong, named):
    assert named in refusal(lambda folder: load_sheets(folder=folder), folder, file, stands, wrong)


def test_every_sentence_is_short_and_easy_to_read():
    content = load_sheets()
    for text in (*content.do_next.values(), *content.shift.values()):
        for part in sentences(re.sub(r"\{\w+\}", "it", text)):
            assert len(part.split()) <= 15, part
            assert len(part.split()) < 4 or grade(part) <= 7.5, part


def test_what_to_do_if_has_a_message_for_every_rule_it_names():
    content, messages = load_sheets(), load_rule_set().wording.messages
    named = {
        *content.what_if_first,
        *content.what_if_pump,
        *content.what_if_by_mouth,
        *content.what_if_then,
    }
    assert named <= set(messages)
    levels = load_rule_set().rules
    assert all(levels[name].level >= Level.URGENT for name in named)
