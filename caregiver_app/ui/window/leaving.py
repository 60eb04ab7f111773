# SPDX-License-Identifier: MIT
"""Closing the window while something is not saved: said in plain words, with the offer to stay."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.watches.disk_watch import DiskWatch, not_saved_words
from caregiver_app.ui.watches.unsaved_check_in import UnsavedCheckIn

_WIDE_EM = 30


class Leaving(QObject):
    """Says whether the window may close; where something would wait or be lost it asks first."""

    emergency_wanted = Signal()

    def __init__(
        self,
        services: Services,
        theme: Theme,
        disk: DiskWatch,
        half_typed: Callable[[], Mapping[str, object]],
        unsaved: UnsavedCheckIn,
        window: QWidget,
    ) -> None:
        super().__init__(disk)
        self._services = services
        self._theme = theme
        self._disk = disk
        self._half_typed = half_typed
        self._unsaved = unsaved
        self._window = window
        self._is_told = False

    def may_close(self) -> bool:
        """Try once more to save all that waits; ask when that fails, unless it was asked."""
        self._disk.try_again()
        refused = self._unsaved.refused()
        held, taps = self._services.book.held, self._services.emergency_log.waiting(None)
        what = [not_saved_words(self._services, self._disk.person_id), held.cause]
        refused = self._unsaved.refused()
        what += [_("NOT SAVED: a check-in.")] if refused is not None else []
        what += [_("The times on the emergency page are nobody's yet.")] if taps else []
        forms = form_words(self._half_typed())
        what += [_("Not finished: {what}.").format(what=", ".join(forms))] if forms else []
        words = " ".join(filter(None, what))
        if not words or self._is_told:
            return True
        if self._is_locked():
            words = _("Something is not saved yet. Unlock the screen to see what.")
        kept = _("A copy is kept. It is saved when this is opened again and the disk has room.")
        if refused is not None:
            kept = _("A copy of the answers is kept. Save them when this is opened again.")
        lost = _("If you close this now it is lost. Write it on paper first.")
        has_copy = (held.has_copy or not held.of()) and not taps and not forms
        has_copy = has_copy and (refused is None or refused.has_copy)
        dialog = LeaveDialog(self._theme, words, kept if has_copy else lost, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_leave)
        dialog.emergency.activated.connect(dialog.reject)
        dialog.emergency.activated.connect(self.emergency_wanted)
        dialog.open()
        return False

    def may_go_on(self, go_on: Callable[[], None]) -> bool:
        """Say whether another record may take the place of this one.

        Where something half typed would be lost it asks; `go_on` is done if they agree.
        """
        person_id, check_ins = self._disk.person_id, self._services.check_ins
        forms = form_words(self._half_typed())
        if person_id is not None and check_ins.kept_draft(person_id) is not None:
            forms.insert(0, _("a check-in"))
        if not forms:
            return True
        words = _("Not finished: {what}.").format(what=", ".join(forms))
        lost = _("If you go on now it is lost. Write it on paper first.")
        dialog = LeaveDialog(self._theme, words, lost, self._window, _("Go on all the same"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(go_on)
        dialog.emergency.activated.connect(dialog.reject)
        dialog.emergency.activated.connect(self.emergency_wanted)
        dialog.open()
        return False

    def _is_locked(self) -> bool:
        """Say whether the lock screen stands in place of the pages: it tells nothing of them."""
        frame = self._disk.parent()
        return self._window.isVisible() and isinstance(frame, QWidget) and not frame.isVisible()

    def _on_leave(self) -> None:
        self._is_told = True
        self._window.close()


def form_words(half_typed: Mapping[str, object]) -> list[str]:
    """Return the forms in which something is half typed, which no draft keeps."""
    words = {
        "today": _("a watch item"),
        "shift": _("a watch item"),
        "log_dose": _("a dose"),
        "plan": _("a plan or a pump visit"),
        "profile": _("what is known about them"),
    }
    found = (said for name, said in words.items() if _is_any(half_typed.get(name)))
    return list(dict.fromkeys(found))


def _is_any(typed: object) -> bool:
    return any(typed) if isinstance(typed, tuple) else bool(typed)


class LeaveDialog(QDialog):
    """What is not saved, and what becomes of it; `accepted` means that they close all the same."""

    def __init__(
        self, theme: Theme, words: str, fate: str, parent: QWidget, leave: str = ""
    ) -> None:
        """`leave` is what the button says instead of closing."""
        super().__init__(parent)
        self.setObjectName("leave")
        self.emergency = QShortcut(QKeySequence("F1"), self)
        self.setWindowTitle(_("Not saved yet"))
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("xl"), space("l"), space("xl"), space("xl"))
        column.setSpacing(space("m"))
        self.setFixedWidth(min(_WIDE_EM * theme.px("body"), parent.width() - space("xl")))
        column.addWidget(label(_("Not saved yet"), "heading"))
        column.addWidget(label(words, "body"))
        column.addWidget(label(fate, "strong"))
        stay = QPushButton(_("Stay here"))
        stay.setObjectName("leave.stay")
        tag(stay, button="primary")
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        close = QPushButton(leave or _("Close all the same"))
        close.setObjectName("leave.close")
        close.setAutoDefault(False)
        tag(close, button="normal")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(space("m"))
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(stay)
        column.addLayout(row)
        stay.setFocus()
