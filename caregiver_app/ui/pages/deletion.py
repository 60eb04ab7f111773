# SPDX-License-Identifier: MIT
"""Deleting somebody for good: what goes and what stays is read before, and their name typed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.services.person.deletion import WhatGoes
from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    emptied,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.sharing import came_in_words
from caregiver_app.ui.words import deletion_words as words

_WORD_EM = 24


class DeletionPage(QWidget):
    """Nothing is deleted before the name was typed, nor behind another page."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._goes: WhatGoes | None = None
        self._saving, self._work = Errand(self), Piecework(self)
        self._head, self._beside = page_head(theme, _("Delete for good"))
        self._alert_card = self._build_alert()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(theme.space("m"))
        self._keep_card = self._build_keep()
        self._agree_card = self._build_agree()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Say what would go with one person; what was typed for another is forgotten."""
        self._work.stop()
        self._person_id, self._goes = person_id, None
        self._word.clear()
        self._kept.hide()
        self._say("")
        if person_id is None:
            return
        try:
            self._show(self._services.deletion.what_goes(person_id))
        except Exception as trouble:  # the page must stand whatever the disk does
            self._say(_("This cannot be told now. {cause}").format(cause=trouble))
        refused = self._services.deletion.refused(person_id)
        for part in (self._keep_card, self._agree_card):
            part.setVisible(refused is None and self._goes is not None)
        self._refused.setText(refused or "")
        self._refused.setVisible(refused is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop where the page is left: nobody is deleted behind another page."""
        super().hideEvent(event)
        if self._work.is_running:
            self._work.stop()
            self._set_open(True)
            self._say(words.stopped())

    def save_into(self, folder: Path) -> None:
        """Write the whole record into a folder, beside the window."""
        if self._person_id is None:
            return
        person_id, sharing = self._person_id, self._services.sharing
        file = sharing.record(person_id)
        self._keep.setEnabled(False)

        def then(saved: object) -> None:
            paths = saved if isinstance(saved, tuple) else ()
            names = ", ".join(path.name for path in paths)
            self._tell_kept(_("Saved in {folder}: {names}").format(folder=folder, names=names))
            self._services.audit.note(AuditKind.FILES_SAVED, person_id, paths)

        def otherwise(trouble: Exception) -> None:
            self._tell_kept(_("Nothing was saved. {cause}").format(cause=trouble))

        self._saving.run(lambda: sharing.save((file,), folder), then, otherwise)

    # Building

    def _build_alert(self) -> QWidget:
        frame, column = card(self._theme)
        self._alert = label("", "strong")
        self._alert.setObjectName("deletion.alert")
        look = action_button(self._theme, _("Go to the alert"), "normal")
        look.setObjectName("deletion.look")
        look.clicked.connect(partial(self.page_requested.emit, "today"))
        column.setSpacing(self._theme.space("s"))
        column.addWidget(self._alert)
        column.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_keep(self) -> QWidget:
        frame, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(label(_("Keep a copy first?"), "heading"))
        about = _("The whole record as one file. It has no lock. This program can read it again.")
        column.addWidget(label(about, "body", "muted"))
        self._keep = action_button(self._theme, _("Save the whole record"), "normal", "save")
        self._keep.setObjectName("deletion.keep")
        self._keep.clicked.connect(self._on_keep)
        self._kept = label("", "strong")
        self._kept.setObjectName("deletion.kept")
        column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._kept)
        return frame

    def _build_agree(self) -> QWidget:
        frame, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        self._asked = label("", "strong")
        self._word = QLineEdit()
        self._word.setObjectName("deletion.name")
        self._word.setMaximumWidth(_WORD_EM * self._theme.px("body"))
        self._word.returnPressed.connect(self._on_delete)
        tag(self._word, field="box")
        self._go = action_button(self._theme, _("Delete for good"), "normal")
        self._go.setObjectName("deletion.go")
        self._go.clicked.connect(self._on_delete)
        leave = action_button(self._theme, _("Leave everything as it is"), "normal")
        leave.setObjectName("deletion.leave")
        leave.clicked.connect(partial(self.page_requested.emit, "profile"))
        verbs = FlowLayout(gap=self._theme.space("m"))
        for button in (self._go, leave):
            verbs.addWidget(button)
        for part in (self._asked, self._word):
            column.addWidget(part)
        column.addLayout(verbs)
        return frame

    def _build_layout(self) -> None:
        space = self._theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        self._refused = label("", "strong")
        self._refused.setObjectName("deletion.refused")
        self._told = label("", "strong")
        self._told.setObjectName("deletion.told")
        self._back = action_button(self._theme, _("Back to About them"), "normal", "left")
        self._back.setObjectName("deletion.back")
        self._back.clicked.connect(partial(self.page_requested.emit, "profile"))
        self._bar = action_row(self._theme, [self._back], [])
        for part in (self._head, self._refused, self._alert_card):
            column.addWidget(part)
        column.addLayout(self._lists)
        for part in (self._keep_card, self._agree_card, self._told):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside)
        outer.addWidget(self._area)

    # Showing

    def _show(self, goes: WhatGoes) -> None:
        self._goes = goes
        self._beside.setText(_("The record of {name}").format(name=goes.name))
        self._alert_card.setVisible(goes.alert is not None)
        if goes.alert is not None and self._person_id is not None:
            told = came_in_words.alert(self._services, self._person_id)
            self._alert.setText(" ".join((words.alert(), told)))
        lists = emptied(self._lists)
        for title, lines in (
            (_("What goes"), words.goes(goes)),
            (_("What stays"), words.stays(goes)),
        ):
            lists.addWidget(self._listed(title, lines))
        asked = words.asked(goes.name)
        self._asked.setText(asked)
        self._word.setAccessibleName(asked)
        self._set_open(True)

    def _listed(self, title: str, lines: tuple[str, ...]) -> QWidget:
        frame, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(label(title, "heading"))
        for place, text in enumerate(lines):
            column.addWidget(label(text, "strong" if place == 0 else "body"))
        return frame

    def _set_open(self, is_open: bool) -> None:
        for part in (self._go, self._keep, self._word):
            part.setEnabled(is_open)

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self._told))
            announce(self._told, text, now=False)

    def _tell_kept(self, text: str) -> None:
        self._keep.setEnabled(True)
        self._kept.setText(text)
        self._kept.show()
        announce(self._kept, text, now=False)

    # Doing it

    def _on_keep(self) -> None:
        dialog = QFileDialog(self, _("Folder for the files"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.save_into(Path(folder))

    def _on_delete(self) -> None:
        person_id, goes = self._person_id, self._goes
        if person_id is None or goes is None or self._work.is_running:
            return
        if not self._services.deletion.fits(person_id, self._word.text()):
            self._say(words.not_typed(goes.name))
            self._word.setFocus()
            return
        try:
            pieces = self._services.deletion.clear_backups(person_id)
        except Exception as trouble:  # what is here stays as it is
            self._on_not_deleted(trouble)
            return
        self._set_open(False)
        self._say(_("The backups are being gone through. The record comes last."))
        self._work.run(pieces, self._on_cleared, self._on_not_deleted)

    def _on_cleared(self, _done: object) -> None:
        if self._person_id is None:
            return
        self._set_open(True)
        try:
            self._services.deletion.delete(self._person_id)
        except Exception as trouble:  # they are still in the record
            self._on_not_deleted(trouble)

    def _on_not_deleted(self, trouble: Exception) -> None:
        self._set_open(True)
        self._say(_("They are still in the record. {cause}").format(cause=trouble))
