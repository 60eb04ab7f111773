# SPDX-License-Identifier: MIT
"""The files of a record: out into a folder, and in after somebody saw what would change."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.services.sharing_files.sharing import SharedFile
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.files.place_warning import goes_further
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    line,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.sharing.bundle_share import BundleShare
from caregiver_app.ui.widgets.sharing.bundle_take_in import BundleTakeIn
from caregiver_app.ui.widgets.sharing.file_read_in import FileReadIn

_Made = Callable[[str], Sequence[SharedFile]]


class FilesPage(QWidget):
    """Nothing leaves but into the folder that somebody chose; nothing comes in unseen."""

    page_requested = Signal(str)
    person_opened = Signal(str)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._made: _Made = self._record
        self._writing = Errand(self)
        self._saves: list[QPushButton] = []
        self._share = BundleShare(services, theme)
        self._share.grown.connect(self._bring)
        self._take_in = BundleTakeIn(services, theme)
        self._take_in.grown.connect(self._bring)
        self._take_in.added.connect(self._on_added)
        self._take_in.page_wanted.connect(self.page_requested)
        self._read_in = FileReadIn(services, theme)
        self._read_in.grown.connect(self._bring)
        self._read_in.added.connect(self._on_added)
        self._read_in.page_wanted.connect(self.page_requested)
        self._head, self._beside = page_head(theme, _("Files"))
        self._build()

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Offer the files of one person."""
        self._person_id = person_id
        self._tell("")
        self._read_in.open_person(person_id)
        self._share.open_person(person_id)
        self._take_in.open_person()
        self._give.setVisible(person_id is not None)
        self._back.setText(_("Back") if person_id is None else _("Back to Handoff"))
        self._beside.setText("")
        if person_id is not None:
            name = self._services.book.record(person_id).person.name
            self._beside.setText(_("The record of {name}").format(name=name))

    def save_into(self, folder: Path) -> None:
        """Write the files that were asked for into a folder, beside the window."""
        if self._person_id is None:
            return
        person_id = self._person_id
        files, sharing = self._made(person_id), self._services.sharing
        self._tell(_("The files are being written."))
        self._set_open(False)

        def then(saved: object) -> None:
            self._set_open(True)
            paths = saved if isinstance(saved, tuple) else ()
            names = ", ".join(path.name for path in paths)
            words = _("Saved in {folder}: {names}").format(folder=folder, names=names)
            self._tell(" ".join(filter(None, (words, goes_further(folder)))))
            self._services.audit.note(AuditKind.FILES_SAVED, person_id, paths)

        self._writing.run(lambda: sharing.save(files, folder), then, self._on_not_saved)

    def _on_not_saved(self, trouble: Exception) -> None:
        self._set_open(True)
        self._tell(_("Nothing more was saved. {cause}").format(cause=trouble))

    def _set_open(self, is_open: bool) -> None:
        for button in self._saves:
            button.setEnabled(is_open)

    def read_file(self, path: Path) -> None:
        """Read a file, then show what adding it would do."""
        self._read_in.read_file(path)

    # Building

    def _build(self) -> None:
        space = self._theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        self._back = action_button(self._theme, "", "normal", "left")
        self._back.setObjectName("files.back")
        self._back.clicked.connect(self._on_back)
        self._bar = action_row(self._theme, [self._back], [])
        family = (self._share, self._take_in)
        for part in (self._head, self._build_told(), *family, self._build_give()):
            column.addWidget(part)
        column.addWidget(self._read_in)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside)
        outer.addWidget(self._area)

    def _build_told(self) -> QWidget:
        self._told_card, column = card(self._theme)
        self._told = label("", "strong")
        self._told.setObjectName("files.told")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._told)
        return self._told_card

    def _build_give(self) -> QWidget:
        self._give, column = card(self._theme)
        column.setSpacing(self._theme.space("m"))
        column.addWidget(label(_("Save files for somebody else"), "heading"))
        warning = _("These files have no lock. Whoever has one can read it.")
        column.addWidget(label(warning, "body", "muted"))
        for name, title, about, made in self._offers():
            column.addWidget(line(self._theme))
            column.addWidget(self._row(name, title, about, made))
        return self._give

    def _offers(self) -> tuple[tuple[str, str, str, _Made], ...]:
        return (
            (
                "record",
                _("The whole record"),
                _("One file. This program reads it on another computer."),
                self._record,
            ),
            (
                "tables",
                _("Tables for a spreadsheet"),
                _("Two files: one row for each check-in, one row for each dose."),
                self._tables,
            ),
            (
                "fhir",
                _("For the computer of a clinic"),
                _("The last month, in the form that clinics use (FHIR R4). Ask if they read it."),
                self._fhir,
            ),
        )

    def _row(self, name: str, title: str, about: str, made: _Made) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(self._theme.space("l"))
        grid.addWidget(label(title, "strong"), 0, 0)
        grid.addWidget(label(about, "body", "muted"), 1, 0)
        grid.setColumnStretch(0, 1)
        save = QPushButton(_("Save"))
        save.setObjectName(f"files.save.{name}")
        save.setAccessibleName(_("Save: {what}").format(what=title))
        tag(save, button="normal")
        save.clicked.connect(partial(self._on_save, made))
        self._saves.append(save)
        grid.addWidget(save, 0, 1, 2, 1)
        return row

    # Handing over

    def _record(self, person_id: str) -> Sequence[SharedFile]:
        return (self._services.sharing.record(person_id),)

    def _tables(self, person_id: str) -> Sequence[SharedFile]:
        return self._services.sharing.tables(person_id)

    def _fhir(self, person_id: str) -> Sequence[SharedFile]:
        return (self._services.sharing.for_a_clinic(person_id),)

    def _on_save(self, made: _Made) -> None:
        self._made = made
        dialog = QFileDialog(self, _("Folder for the files"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.save_into(Path(folder))

    def _on_added(self, person_id: str) -> None:
        """Let the other pages know; on a computer with nobody on it this is who is open now."""
        if self._person_id is None:
            self.person_opened.emit(person_id)
        else:
            self.record_changed.emit()

    def _on_back(self) -> None:
        self.page_requested.emit("people" if self._person_id is None else "handoff")

    def _bring(self, part: QWidget) -> None:
        """Scroll to what has just come, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told_card.setVisible(bool(words))
        if words:
            self._bring(self._told_card)
            announce(self._told, words, now=False)
