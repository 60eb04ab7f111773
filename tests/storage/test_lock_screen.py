# SPDX-License-Identifier: MIT
"""What may be read beside a locked record: only what was chosen, and nothing that is damaged."""

import json
import stat

import pytest

from caregiver_app.storage.lock_screen import (
    LOCK_SCREEN,
    LockScreen,
    drop_lock_screen,
    read_lock_screen,
    write_lock_screen,
)

SHOWN = LockScreen(lines=("Pump clinic: 555-0142",), theme="dark", text_scale="1.5", country="GB")


def test_what_was_chosen_is_shown_and_gone_when_it_is_taken_back(tmp_path):
    assert read_lock_screen(tmp_path) == LockScreen()
    write_lock_screen(tmp_path, SHOWN)
    assert read_lock_screen(tmp_path) == SHOWN
    assert SHOWN.scale == 1.5
    assert stat.S_IMODE((tmp_path / LOCK_SCREEN).stat().st_mode) == 0o600
    drop_lock_screen(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "caregiver-lock-screen/9"}', "\xff", "[" * 70_000]
)
def test_a_file_that_is_none_shows_nothing(tmp_path, text):
    (tmp_path / LOCK_SCREEN).write_text(text, encoding="latin-1")
    assert read_lock_screen(tmp_path) == LockScreen()


@pytest.mark.parametrize("scale", ["x", "NaN", "0", "2.1", ""])
def test_a_size_that_cannot_be_is_the_usual_one(scale):
    assert LockScreen(text_scale=scale).scale == 1.0


def test_a_theme_that_is_none_is_left_to_the_computer(tmp_path):
    write_lock_screen(tmp_path, SHOWN)
    told = json.loads((tmp_path / LOCK_SCREEN).read_text(encoding="utf-8")) | {"theme": "../x"}
    (tmp_path / LOCK_SCREEN).write_text(json.dumps(told), encoding="utf-8")
    assert read_lock_screen(tmp_path).theme == ""
