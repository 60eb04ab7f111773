# SPDX-License-Identifier: MIT
"""The files of a record: the whole of it for another computer, and tables for a spreadsheet."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.services.sharing import SharedFile
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.cards import action_button, card, line, page_head, scrolling
from caregiver_app.ui.widgets.level_parts import announce

_Made = Callable[[str], Sequence[SharedFile]]


class FilesPage(QWidget):
    """Nothing leaves the computer but into the folder that somebody chose."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._made: _Made = self._record
        self._head, self._beside = page_head(theme, _("Files"))
        self._build()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Offer the files of one person."""
        self._person_id = person_id
        self._tell("")
        self._give.setVisible(person_id is not None)
        if person_id is not None:
            name = self._services.book.record(person_id).person.name
            self._beside.setText(_("The record of {name}").format(name=name))

    def save_into(self, folder: Path) -> None:
        """Write the files that were asked for into a folder and say where they are."""
        if self._person_id is None:
            return
        try:
            saved = self._services.sharing.save(self._made(self._person_id), folder)
        except Exception as trouble:  # the page stands whatever the disk does
            self._tell(_("Nothing more was saved. {cause}").format(cause=trouble))
            return
        names = ", ".join(path.name for path in saved)
        self._tell(_("Saved in {folder}: {names}").format(folder=folder, names=names))

    # Building

    def _build(self) -> None:
        space = self._theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        back = action_button(self._theme, _("Back to Handoff"), "normal", "left")
        back.setObjectName("files.back")
        back.clicked.connect(partial(self.page_requested.emit, "handoff"))
        for part in (self._head, self._build_told(), self._build_give()):
            column.addWidget(part)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))

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
        grid.addWidget(save, 0, 1, 2, 1)
        return row

    # Handing over

    def _record(self, person_id: str) -> Sequence[SharedFile]:
        return (self._services.sharing.record(person_id),)

    def _tables(self, person_id: str) -> Sequence[SharedFile]:
        return self._services.sharing.tables(person_id)

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

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told_card.setVisible(bool(words))
        if words:
            announce(self._told, words, now=False)


def first_folder() -> str:
    """Return the documents folder, or the home folder: one that is not there cannot be chosen."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())
