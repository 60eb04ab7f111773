# SPDX-License-Identifier: MIT
"""What stands where no record is open: whom to call, what to do until then, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.window.main_window import MainWindow


def help_content() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return first aid and the red flags, for a screen that knows nobody."""
    from caregiver_app.content.form import load_form
    from caregiver_app.content.tables import ContentError

    try:
        flags = tuple(tile.label for tile in load_form().tiles)
    except ContentError:
        flags = ()
    return first_aid_steps(), flags


def first_aid_steps() -> tuple[str, ...]:
    """Return what to do until help comes; nothing when it is the content that cannot be read."""
    from caregiver_app.content.emergency_words import load_first_aid
    from caregiver_app.content.tables import ContentError
    from caregiver_app.system.words import in_use

    try:
        return load_first_aid().steps_for(in_use().emergency, ())
    except ContentError:
        return ()


def why_not_open(error: Exception) -> str:
    """Return why the program cannot begin; of a mistake its kind alone, which holds no data."""
    from caregiver_app.content.tables import ContentError
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.system.words import _

    if isinstance(error, StorageError | ContentError):
        return str(error)
    words = _("Something in the program failed: {kind}. The record was not changed.")
    return words.format(kind=type(error).__name__)


def stand_in(window: MainWindow, clock: Clock, again: Callable[[], None], words: str) -> None:
    """Show whom to call where the program failed before it had a page."""
    from caregiver_app.ui.look.theme import theme_name
    from caregiver_app.ui.pages.rescue import RescuePage

    page = RescuePage(words, theme_name("system"), clock, first_aid_steps())
    page.again_pressed.connect(again)
    window.put_away(page)
