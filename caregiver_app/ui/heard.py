# SPDX-License-Identifier: MIT
"""What a screen reader is told about parts that Qt knows nothing of: a chart, an alert, a group."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

_HEARD = "heard_as"


def hear_as(widget: QWidget, role: str) -> None:
    """Have a widget told as one of Qt's roles, such as `Chart`, `AlertMessage` or `Grouping`.

    To Qt every widget that paints itself is a bare surface, and a reader passes it by.
    """
    widget.setProperty(_HEARD, role)
    _install()


def _install() -> None:
    from PySide6.QtGui import QAccessible, QGuiApplication

    app = QGuiApplication.instance()
    if app is not None and not app.property(_HEARD):
        app.setProperty(_HEARD, True)
        QAccessible.installFactory(_interface)


def _interface(_class_name: str, thing: QObject) -> object:
    """Return what speaks for a widget that asked for a role; None leaves it to Qt."""
    if not isinstance(thing, QWidget) or not (role := thing.property(_HEARD)):
        return None
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget

    return QAccessibleWidget(thing, QAccessible.Role[role])


def announce(about: QWidget, text: str, *, now: bool) -> None:
    """Have a screen reader say something new; at once when somebody is to be called."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(about, text)
    if now:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def describe(field: QWidget, words: str, *, is_problem: bool) -> None:
    """Let a reader find words with a field; a problem is also said, once, when it comes up."""
    if is_problem and words != field.accessibleDescription():
        announce(field, words, now=False)
    field.setAccessibleDescription(words)
