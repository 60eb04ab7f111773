# SPDX-License-Identifier: MIT
"""The first page of the guide, done as it says: every word it prints bold is to be seen."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

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


def test_the_ways_to_take_it_have_the_drawings_of_the_person_bar(open_window) -> None:
    window = open_window()
    drawn = {way: find(window, f"route.{way}").icon() for way in ("oral", "itb", "both")}
    assert [way for way, icon in drawn.items() if not icon.isNull()] == ["oral", "itb"]


def test_on_a_small_screen_what_it_is_and_the_practice_are_there_at_once(open_window) -> None:
    window = open_window(1024, 768)
    what = "Write down how they are. See who to call. Hand the ER one page."
    (told,) = (w for w in window.findChildren(QLabel) if w.text() == what and w.isVisible())
    assert not told.visibleRegion().isEmpty()
    first = find(window, "practice.practice-oral")
    assert first.visibleRegion().isEmpty(), "it lies below the form"
    press(window, "welcome.practice")
    assert first.visibleRegion().boundingRect() == first.rect()
    assert first.hasFocus()
    press(window, "practice.practice-oral")
    assert window.page_name == "today"
