# SPDX-License-Identifier: MIT
"""What a screen reader is told: what a part is, a level, a result, what is wrong with a field.

Qt tells of a widget that paints itself, or groups others, only that it is there. What such a
part is called to be is handed to Qt for that one part, once it stands: a factory would be asked
about every part while it is being made, and Python then holds a part that is not there yet.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface


class _Told:
    """Holds what speaks for the parts: Qt ends each with its part, and Python must not before."""

    interfaces: ClassVar[list["QAccessibleInterface"]] = []


def hear_as(widget: QWidget, role: str) -> None:
    """Have a widget told as one of Qt's roles, such as `Chart`, `AlertMessage` or `Grouping`.

    It is done once the widget is wired: with each new slot Qt takes it for another kind of thing
    and would ask for its role anew.
    """
    QTimer.singleShot(0, widget, partial(_tell, widget, role))


def _tell(widget: QWidget, role: str) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget
    from shiboken6 import isValid

    spoken = QAccessibleWidget(widget, QAccessible.Role[role])
    QAccessible.registerAccessibleInterface(spoken)
    _Told.interfaces = [*filter(isValid, _Told.interfaces), spoken]


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
