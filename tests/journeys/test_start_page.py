# SPDX-License-Identifier: MIT
"""The first page of the guide, done as it says: every word it prints bold is to be seen."""

import re
from pathlib import Path

import pytest

from tests.journeys.words import find, level_says, press, visible_text

pytestmark = pytest.mark.gui

PAGE = (Path(__file__).resolve().parents[2] / "docs/guide/start.md").read_text(encoding="utf-8")


def bold_words() -> set[str]:
    """Return what the page prints bold, without the sentences that are warnings."""
    return {word for word in re.findall(r"\*\*(.+?)\*\*", PAGE) if not word.endswith(".")}


def test_what_the_first_page_says_to_press_is_there_and_does_it(open_window) -> None:
    window = open_window(1366, 768)
    seen = [visible_text(window)]
    press(window, "practice.practice-oral")
    seen.append(visible_text(window))
    press(window, "nav.check_in")
    press(window, "flag.none")
    press(window, "alertness.hard_to_wake")
    level_says(window, "EMERGENCY")
    press(window, "alertness.awake")
    assert "EMERGENCY" not in find(window, "level").accessibleName()
    seen.append(visible_text(window))
    press(window, "nav.handoff")
    seen.append(visible_text(window))
    shown = " ".join(" ".join(seen).split()).lower()
    assert [words for words in bold_words() if words.lower() not in shown] == []
