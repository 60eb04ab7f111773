# SPDX-License-Identifier: MIT
"""What a level says: a refill that is near asks for no check, a sign does."""

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.levels import Action, Level
from caregiver_app.ui.widgets.fields.level_words import LevelWords

RULES = load_rule_set()
WORDS = LevelWords(RULES)
NEAR = ("W13",)
AGAIN = "Check again in 4 hours."


def watch(*rules: str) -> Assessment:
    """Return a WATCH of these rules, as it is kept with a check-in."""
    message = RULES.wording.messages["WATCH"].replace("{n}", "4")
    found = [
        Finding(id=rule, level=Level.WATCH, message=message, because=f"{rule}.", source="Book")
        for rule in rules
    ]
    return Assessment(
        rule_set="2026.1", level=Level.WATCH, rules=tuple(found), action=Action.RECHECK
    )


@pytest.mark.parametrize(
    ("rules", "asks"), [(NEAR, False), (("W01",), True), (("W01", *NEAR), True)]
)
def test_only_a_sign_asks_for_the_next_check_in_a_few_hours(rules, asks):
    told = WORDS.message(watch(*rules), Level.WATCH)
    assert (AGAIN in told) is asks
    assert told.startswith("Something changed.")
    assert told.endswith("Call sooner if it gets worse.")


def test_a_late_check_names_no_hours_and_keeps_every_other_sentence():
    told = WORDS.late_message(watch("W01"), Level.WATCH)
    whole = WORDS.message(watch("W01"), Level.WATCH)
    assert told == whole.replace(f"{AGAIN} ", "")


def test_a_late_check_keeps_the_other_sentences_of_a_rule_with_words_of_its_own():
    told = RULES.wording.messages["T3"]
    rise = Finding(
        id="T3", level=Level.WATCH, message=told.replace("{n}", "2"), because="", source="Book"
    )
    kept = Assessment(rule_set="2026.1", level=Level.WATCH, rules=(rise,), action=Action.RECHECK)
    late = WORDS.late_message(kept, Level.WATCH)
    assert late == "The temperature is going up. Tell the prescriber at the next call."


def test_without_the_content_or_a_rule_nothing_fails():
    bare = Assessment(rule_set="2026.1", level=Level.INCOMPLETE)
    assert WORDS.message(bare, Level.INCOMPLETE) == WORDS.message(None, Level.INCOMPLETE)
    without = LevelWords(None)
    assert without.message(None, Level.WATCH) == without.line(None, Level.URGENT) == ""
    assert without.level(Level.WATCH) == "WATCH"


def test_a_message_of_older_rules_is_told_as_it_was_kept():
    (finding,) = watch(*NEAR).rules
    old = Finding(
        id="W13", level=Level.WATCH, message="Refill soon. Check later.", because="", source="Book"
    )
    assert old.message != finding.message
    kept = Assessment(rule_set="2025.1", level=Level.WATCH, rules=(old,))
    assert WORDS.message(kept, Level.WATCH) == "Refill soon. Check later."


def test_without_a_reason_the_level_has_its_own_message_and_a_quiet_one_has_none():
    assert WORDS.message(None, Level.NO_FLAGS) == ""
    assert WORDS.late_message(None, Level.NO_FLAGS) == ""
    assert WORDS.message(None, Level.INCOMPLETE) == WORDS.late_message(None, Level.INCOMPLETE)
    assert WORDS.message(None, Level.INCOMPLETE).endswith("call 911.")


def test_a_level_that_calls_says_whom_and_a_quiet_action_does_not_stand_for_it():
    calls = Assessment(rule_set="2026.1", level=Level.URGENT, action=Action.CALL_PRESCRIBER)
    assert WORDS.line(calls, Level.URGENT) == "Call the prescriber now"
    for nobody in (None, Action.NONE):
        told = Assessment(rule_set="2026.1", level=Level.URGENT, action=nobody)
        assert WORDS.line(told, Level.URGENT) == "Call now"
    assert WORDS.line(watch("W01"), Level.WATCH) == "Watch closely"
    assert WORDS.short_action(Level.INCOMPLETE) == "Please finish the check-in"
    assert WORDS.short_action(Level.NO_FLAGS) == ""
