# SPDX-License-Identifier: MIT
"""Pairs of check-ins in every direction; a million of them: `python3 dev.py monotone`."""

from dataclasses import replace

import pytest

from caregiver_app.domain.levels import Level
from tests.domain.pairs import DIRECTIONS, OTHER_WORDS, Tally, judge_pairs
from tests.domain.pretend import RULES
from tests.mutants import changed

PAIRS, MORE, SEED = 4_000, 10_000, 2026  # more in the long run


@pytest.mark.slow
@pytest.mark.parametrize("pairs", [PAIRS, pytest.param(MORE, marks=pytest.mark.long)])
def test_worse_is_never_judged_milder_and_what_does_not_matter_changes_nothing(pairs: int) -> None:
    """One test, so that no second process judges the pairs again."""
    tally = judge_pairs(SEED, range(pairs))
    assert tally.wrong == []
    assert sum(tally.pairs.values()) == pairs
    assert_evenly_spread(tally)


def assert_evenly_spread(tally: Tally) -> None:
    """Fail when a direction had fewer pairs than the others, or when few of them matter."""
    assert set(tally.pairs) == {direction.name for direction in DIRECTIONS}
    assert max(tally.pairs.values()) - min(tally.pairs.values()) <= 1
    worse = [d.name for d in DIRECTIONS if not d.same and not d.name.endswith("left out")]
    silent = [name for name in worse if not tally.raised[name]]
    assert len(silent) <= 0.05 * len(worse), silent


def test_each_direction_has_a_name_of_its_own() -> None:
    assert len({direction.name for direction in DIRECTIONS}) == len(DIRECTIONS)


def test_the_other_language_has_no_word_of_the_first() -> None:
    assert OTHER_WORDS.wording.messages.keys() == RULES.wording.messages.keys()
    assert not set(OTHER_WORDS.wording.reasons.values()) & set(RULES.wording.reasons.values())


def test_a_rule_that_makes_worse_milder_is_seen() -> None:
    milder = replace(RULES.rules["E11"], level=Level.WATCH)
    wrong = replace(RULES, rules={**RULES.rules, "E11": milder})
    faster = range(0, 300 * len(DIRECTIONS), len(DIRECTIONS))
    assert DIRECTIONS[0].name == "hr faster"
    assert judge_pairs(SEED, faster).wrong == []
    with changed(RULES, "E11 is watch", wrong).in_place():
        assert judge_pairs(SEED, faster).wrong
