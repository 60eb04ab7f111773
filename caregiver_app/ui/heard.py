# SPDX-License-Identifier: MIT
"""What a screen reader is told at once: a level, a result, what is wrong with a field.

Roles are those Qt gives. A factory of our own for others is asked about every part while it is
being made, and Python then holds a part that is not there yet: the program ended by that.
"""

from PySide6.QtWidgets import QWidget

from caregiver_app.system.words import _


def announce(about: QWidget, text: str, *, now: bool) -> None:
    """Have a screen reader say something new; at once when somebody is to be called."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(about, text)
    if now:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def announce_taken_back(about: QWidget, what: str) -> None:
    """Have a screen reader say what an Undo took back: on the screen it is simply gone."""
    announce(about, _("Taken back: {what}").format(what=what), now=False)


def describe(field: QWidget, words: str, *, is_problem: bool) -> None:
    """Let a reader find words with a field; a problem is also said, once, when it comes up."""
    if is_problem and words != field.accessibleDescription():
        announce(field, words, now=False)
    field.setAccessibleDescription(words)
