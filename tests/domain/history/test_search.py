# SPDX-License-Identifier: MIT
"""Whatever somebody wrote is found by its words, in whichever fact it stands."""

from dataclasses import replace

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import AsNeeded, CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEvent, PumpEventKind
from caregiver_app.domain.history.search import holds, wanted_words, words_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.usual_mark import MARK
from tests.domain.pretend import ago

CHECK_IN = CheckIn(id="c", at=ago(1))
DOSE = DoseEvent(id="d", at=ago(1), status=DoseStatus.TAKEN)
PUMP = PumpEvent(id="p", at=ago(1), kind=PumpEventKind.CHECK)
ACTION = ActionTaken(id="a", at=ago(1), kind=ActionKind.SPOKE)


@pytest.mark.parametrize(
    "fact",
    [
        replace(CHECK_IN, note="Café"),
        replace(CHECK_IN, observer="Mme Café"),
        replace(CHECK_IN, prn_taken=(AsNeeded(name="Tylenol", at=ago(1), dose_text="in café"),)),
        replace(CHECK_IN, other_signs=("pale", "at the café")),
        replace(CHECK_IN, more={"where": "CAFÉ", "count": 2}),
        replace(DOSE, note="with café au lait"),
        replace(DOSE, recorder="Café"),
        replace(PUMP, observer="Café"),
        replace(ACTION, who="the café next door"),
    ],
)
def test_it_is_found_without_its_accent_and_in_any_case(fact):
    words = words_of(fact)
    assert holds(words, wanted_words("cafe"))
    assert holds(words, wanted_words(" CAFÉ "))
    assert not holds(words, wanted_words("cafe tea"))


def test_what_was_said_not_to_be_there_by_one_press_is_not_found():
    usual = replace(CHECK_IN, more={MARK: "seizures passed_out", "where": "at home"})
    assert not holds(words_of(usual), wanted_words("seiz"))
    assert holds(words_of(usual), wanted_words("home"))


def test_a_kind_of_fact_that_nobody_thought_of_is_not_left_out_in_silence():
    with pytest.raises(TypeError, match="str is no fact of the story"):
        words_of("a text")


def test_a_check_in_is_found_by_what_its_judgement_said():
    finding = Finding(
        id="U05", level=Level.URGENT, message="Call today.", because="Wet sheets.", source="S"
    )
    judged = Assessment(rule_set="1", level=Level.URGENT, rules=(finding,))
    words = words_of(replace(CHECK_IN, assessment=judged))
    assert all(holds(words, wanted_words(text)) for text in ("wet sheets", "u05", "call today"))
