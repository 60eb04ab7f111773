# SPDX-License-Identifier: MIT
"""Saving and printing the one-page sheet, from whatever page asks for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    QSize,
    QSizeF,
    QStandardPaths,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from caregiver_app.domain.handoff import Audience
from caregiver_app.services.handoff import Sheet
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services

_MOST_DPI = 300
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class SheetActions(QObject):
    """Makes a sheet when it is asked for, puts it in a folder or on a printer.

    `done` says what was done, `failed` what went wrong, both in a sentence.
    """

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, services: Services, owner: QWidget) -> None:
        super().__init__(owner)
        self._services = services
        self._owner = owner
        self._folder = _first_folder()
        self._sheet: Sheet | None = None

    def sheet(self, person_id: str, paper: str, name: str = "er") -> Sheet | None:
        """Return a page of a person as of now; None, and `failed`, when it cannot be made.

        `name` is `er`, `clinic` or `shift`, or one of `paper_log`, `wallet_card`, `fridge_sheet`.
        """
        try:
            return self._made(person_id, paper, name)
        except Exception as trouble:  # the page must stand whatever the sheet does
            self.failed.emit(_("The sheet could not be made. {cause}").format(cause=trouble))
            return None

    def _made(self, person_id: str, paper: str, name: str) -> Sheet:
        pages = self._services.paper
        carried = {
            "paper_log": pages.paper_log,
            "wallet_card": pages.wallet_card,
            "fridge_sheet": pages.fridge_sheet,
        }
        if name in carried:
            return carried[name](person_id, paper)
        return self._services.handoff.sheet(person_id, paper, audience=Audience(name))

    def choose_folder(self, sheet: Sheet) -> None:
        """Ask for a folder and save the sheet there."""
        self._sheet = sheet
        dialog = QFileDialog(self._owner, _("Folder for the sheet"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_into(self, sheet: Sheet, folder: Path) -> None:
        """Save the sheet in a folder; the folder is offered first the next time."""
        try:
            saved = self._services.handoff.save(sheet, folder)
        except OSError as trouble:
            cause = trouble.strerror or str(trouble)
            self.failed.emit(_("The sheet was not saved: {cause}.").format(cause=cause))
            return
        self._folder = str(folder)
        self.done.emit(_("Saved: {path}").format(path=saved))

    def choose_printer(self, sheet: Sheet) -> None:
        """Ask for a printer and print the sheet."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._sheet = sheet
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.file_name)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(_("Print the sheet"))
        dialog.accepted.connect(_call(self._on_printer, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _on_folder(self, folder: str) -> None:
        if self._sheet is not None:
            self.save_into(self._sheet, Path(folder))

    def _on_printer(self, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        if self._sheet is None or not isinstance(printer, QPrinter):
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.failed.emit(_("The printer does not answer. Save the sheet instead."))
            return
        try:
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            most = QSize(round(8.5 * _MOST_DPI), round(11.7 * _MOST_DPI))
            picture = page_picture(self._sheet.pdf, paper.size().boundedTo(most))
            place = QRect(QPoint(0, 0), picture.size().scaled(paper.size(), _KEEP))
            place.moveCenter(paper.center())
            painter.drawImage(place, picture)
        finally:
            painter.end()
        self.done.emit(_("Sent to the printer {name}.").format(name=printer.printerName()))


def _first_folder() -> str:
    """Return the documents folder, or the home folder: one that is not there cannot be chosen."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def page_picture(pdf: bytes, room: QSize) -> QImage:
    """Return the first page of a PDF as large as fits into `room`, on white."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.pageCount() < 1:
        return QImage()
    size = document.pagePointSize(0).scaled(QSizeF(room), _KEEP).toSize()
    drawn = document.render(0, size)
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, drawn)
    painter.end()
    document.close()
    return page


def _call(slot: Callable[[object], None], value: object) -> Callable[[], None]:
    def called() -> None:
        slot(value)

    return called
