# SPDX-License-Identifier: MIT
"""A message asserts no more than was found: no sound, no number and no missed dose nobody told."""

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.rules.facts import Reason
from caregiver_app.domain.rules.other_words import OTHER_WORDS, words_of

MESSAGES = load_rule_set().wording.messages


@pytest.mark.parametrize(
    ("rule", "reasons", "words"),
    [
        ("E14", ["two_tone"], "E14"),
        ("E14", ["two_tone", "refill_missed"], "E14"),
        ("E14", ["refill_missed"], "E14_EMPTY"),
        ("E13", ["drowsy", "rr_low"], "E13"),
        ("E13", ["drowsy", "temp_low", "extra_dose"], "E13"),
        ("E13", ["drowsy_default", "extra_dose"], "E13_EXTRA"),
        ("E13", ["drowsy", "floppy", "extra_dose"], "E13_EXTRA"),
        ("E13", ["drowsy", "floppy"], "E13_FLOPPY"),
        ("E21", ["no_dose_written"], "E21_UNWRITTEN"),
        ("U07", ["missed_in_row_of"], "U07"),
        ("E03", ["hard_to_wake"], "E03"),
    ],
)
def test_the_words_are_those_of_what_was_found(rule, reasons, words):
    assert words_of(rule, [Reason(key) for key in reasons]) == words
    assert words in MESSAGES


def test_past_the_empty_date_no_sound_is_told_and_without_a_number_none_is_low():
    assert "two-tone" not in MESSAGES["E14_EMPTY"]
    assert all("low" not in MESSAGES[f"E13_{way}"] for way in OTHER_WORDS["E13"])
