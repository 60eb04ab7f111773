# SPDX-License-Identifier: MIT
"""Saving and printing the one-page sheet, from whatever page asks for it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QPoint,
    QRect,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import Asked, Sheet
from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.files.pages_wiping import kept_loaded
from caregiver_app.ui.files.place_warning import goes_further, on_a_stick
from caregiver_app.ui.files.removable_drives import Drive, removable_drives

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_MOST_DPI = 300
_REMEMBERED = 3  # a page may be made anew while somebody still looks for a folder
_KEEP = Qt.AspectRatioMode.KeepAspectRatio
Wrap = Callable[[Sheet], Sheet]


class SheetActions(QObject):
    """Makes a sheet when it is asked for, puts it in a folder, on a stick or on a printer.

    `done` says what was done, `failed` what went wrong, `told` anything else; all in sentences.
    Files are written beside the window, one at a time; `busy` says when one is on its way.
    """

    done = Signal(str)
    failed = Signal(str)
    told = Signal(str)
    busy = Signal(bool)

    def __init__(self, services: Services, owner: QWidget) -> None:
        super().__init__(owner)
        self._services = services
        self._owner = owner
        self._folder = first_folder()
        self._sheet: Sheet | None = None
        self._made_last: tuple[tuple[Sheet, str | None], ...] = ()
        self._wrap: Wrap = _as_it_is
        self._errand = Errand(self)
        self._looks = Errand(self)
        self.find_drives: Callable[[], tuple[Drive, ...]] = removable_drives

    def sheet(
        self, person_id: str, paper: str, name: str = "er", wanted: Asked | None = None
    ) -> Sheet | None:
        """Return a page of a person as of now; None, and `failed`, when it cannot be made.

        `name` is `er`, `clinic` or `shift`, or one of `paper_log`, `wallet_card`, `fridge_sheet`
        and `blank_sheet`. `wanted` says what else is asked of one of the first three.
        """
        try:
            sheet = self._made(person_id, paper, name, wanted or Asked())
        except Exception as trouble:  # the page must stand whatever the sheet does
            self.failed.emit(_("The sheet could not be made. {cause}").format(cause=trouble))
            return None
        whose = None if name == "blank_sheet" else person_id
        self._made_last = ((sheet, whose), *self._made_last[:_REMEMBERED])
        return sheet

    def _made(self, person_id: str, paper: str, name: str, wanted: Asked) -> Sheet:
        pages = self._services.paper
        carried = {
            "paper_log": pages.paper_log,
            "wallet_card": pages.wallet_card,
            "fridge_sheet": pages.fridge_sheet,
        }
        if name == "blank_sheet":
            return pages.blank_sheet(paper)
        if name in carried:
            return carried[name](person_id, paper)
        asked = replace(wanted, audience=Audience(name))
        return self._services.handoff.asked(person_id, paper, asked)

    def choose_folder(self, sheet: Sheet, wrap: Wrap | None = None) -> None:
        """Ask for a folder and save the sheet there; `wrap` adds to the file what it carries."""
        self._sheet, self._wrap = sheet, wrap or _as_it_is
        dialog = QFileDialog(self._owner, _("Folder for the sheet"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_into(self, sheet: Sheet, folder: Path, wrap: Wrap | None = None) -> None:
        """Save the sheet in a folder; the folder is offered first the next time."""
        whose = self._person_of(sheet)

        def saved(path: object) -> None:
            self._folder = str(folder)
            self._say_saved(path, folder, whose)

        self._write(sheet, folder, wrap, saved)

    def _say_saved(self, path: object, folder: Path, whose: str | None) -> None:
        words = _("Saved: {path}").format(path=path)
        self.done.emit(" ".join(filter(None, (words, goes_further(folder)))))
        self._note(AuditKind.SHEET_SAVED, whose, str(path))

    def choose_drive(self, sheet: Sheet, beside: QWidget, wrap: Wrap | None = None) -> None:
        """Offer the sticks that are plugged in by name, and save the sheet on the chosen one.

        They are looked for beside the window: a lost network drive can keep a computer waiting.
        """
        self._sheet, self._wrap = sheet, wrap or _as_it_is

        def then(found: object) -> None:
            if isinstance(found, tuple) and beside.isVisible():
                self._offer(found, beside)

        self._looks.run(self.find_drives, then, self._on_not_saved)

    def _offer(self, drives: tuple[Drive, ...], beside: QWidget) -> None:
        if not drives:
            self.told.emit(_("No USB stick is found. Plug one in, then press again."))
            return
        writable = [drive for drive in drives if drive.is_writable]
        if not writable:
            words = _("Nothing can be written on {name}. Try another stick.")
            self.told.emit(words.format(name=drives[0].name))
            return
        menu = QMenu(self._owner)
        menu.setObjectName("drives")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for drive in writable:
            menu.addAction(_("Save on {name}").format(name=drive.name)).setData(drive)
        menu.triggered.connect(self._on_drive)
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])

    def save_on(self, sheet: Sheet, drive: Drive, wrap: Wrap | None = None) -> None:
        """Save the sheet on a stick that is still there, and read it back."""

        def wrapped(plain: Sheet) -> Sheet:
            if drive not in self.find_drives():
                # Else a folder of its name would be made on the computer's own disk.
                gone = _("{name} is not there any more").format(name=drive.name)
                raise OSError(errno.ENODEV, gone)
            return wrap(plain) if wrap is not None else plain

        whose = self._person_of(sheet)

        def saved(path: object) -> None:
            file = path.name if isinstance(path, Path) else str(path)
            words = _("Saved on {name} and read back: {file}. Eject the stick, then pull it out.")
            self.done.emit(f"{words.format(name=drive.name, file=file)} {on_a_stick()}")
            self._note(AuditKind.SHEET_ON_STICK, whose, file)

        self._write(sheet, drive.folder, wrapped, saved)
        words = _("Writing on {name}. Do not pull it out yet.")
        self.told.emit(words.format(name=drive.name))

    def forget(self) -> None:
        """Keep no password for a dialog that is not open any more."""
        self._wrap = _as_it_is

    def _write(
        self,
        sheet: Sheet,
        folder: Path,
        wrap: Wrap | None,
        saved: Callable[[object], None],
    ) -> None:
        wrapped, handoff = wrap or _as_it_is, self._services.handoff

        def then(path: object) -> None:
            self.busy.emit(False)
            saved(path)

        self.busy.emit(True)
        self._errand.run(lambda: handoff.save(wrapped(sheet), folder), then, self._on_not_saved)

    def print_on(self, sheet: Sheet, printer: object) -> None:
        """Print the sheet on a printer that is known already."""
        self._sheet = sheet
        self._on_printer(printer)

    def choose_printer(self, sheet: Sheet) -> None:
        """Ask for a printer and print the sheet."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._sheet = sheet
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.file_name)
        printer.setPageLayout(_layout_of(sheet.pdf))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(_("Print the sheet"))
        dialog.accepted.connect(_call(self._on_printer, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _on_folder(self, folder: str) -> None:
        if self._sheet is not None:
            self.save_into(self._sheet, Path(folder), self._wrap)

    def _on_drive(self, action: QAction) -> None:
        if self._sheet is not None:
            self.save_on(self._sheet, action.data(), self._wrap)

    def _on_not_saved(self, trouble: Exception) -> None:
        self.busy.emit(False)
        cause = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else trouble
        self.failed.emit(
            _("The sheet was not saved: {cause}.").format(cause=str(cause).rstrip("."))
        )

    def _on_printer(self, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        if self._sheet is None or not isinstance(printer, QPrinter):
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.failed.emit(_("The printer does not answer. Save the sheet instead."))
            return
        try:
            # Else the page goes as a photograph, and each letter gets a grey edge.
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            most = QSize(round(8.5 * _MOST_DPI), round(11.7 * _MOST_DPI))
            for number in range(page_count(self._sheet.pdf)):
                if number:
                    printer.newPage()
                picture = page_picture(self._sheet.pdf, paper.size().boundedTo(most), number)
                place = QRect(QPoint(0, 0), picture.size().scaled(paper.size(), _KEEP))
                place.moveCenter(paper.center())
                painter.drawImage(place, picture)
        finally:
            painter.end()
        if printer.outputFileName():
            self._say_printed_into(Path(printer.outputFileName()), self._person_of(self._sheet))
            return
        self.done.emit(_("Sent to the printer {name}.").format(name=printer.printerName()))
        self._note(AuditKind.PRINTED, self._person_of(self._sheet), self._sheet.file_name)

    def _say_printed_into(self, file: Path, whose: str | None) -> None:
        """Tell of a page that the system's dialog made a file of: it is for this account alone."""
        with suppress(OSError):
            file.chmod(0o600)
        self._say_saved(file, file.parent, whose)

    def _person_of(self, sheet: Sheet) -> str | None:
        """Return whom a sheet is about that was made here; None for any other."""
        return next((whose for made, whose in self._made_last if made is sheet), None)

    def _note(self, kind: AuditKind, person_id: str | None, file: str) -> None:
        self._services.audit.note(kind, person_id, (file,))


def _as_it_is(sheet: Sheet) -> Sheet:
    return sheet


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has; texts to read have more than one."""
    with _opened(pdf) as document:
        return document.pageCount()


def page_picture(pdf: bytes, room: QSize, number: int = 0) -> QImage:
    """Return a page of a PDF, the first is 0, as large as fits into `room`, on white."""
    with _opened(pdf) as document:
        if document.pageCount() <= number:
            return QImage()
        size = document.pagePointSize(number).scaled(QSizeF(room), _KEEP).toSize()
        page = document.render(number, size)
    painter = QPainter(page)  # the white under it: a second picture would take as much again
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    painter.fillRect(page.rect(), Qt.GlobalColor.white)
    painter.end()
    return page


@contextmanager
def _opened(pdf: bytes) -> "Iterator[QPdfDocument]":
    from PySide6.QtPdf import QPdfDocument

    kept_loaded()
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        yield document
    finally:
        document.close()


def _layout_of(pdf: bytes) -> QPageLayout:
    """Return the paper that a page was made for, so that a card to cut out has its true size."""
    with _opened(pdf) as document:
        size = document.pagePointSize(0)
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF())


def _call(slot: Callable[[object], None], value: object) -> Callable[[], None]:
    def called() -> None:
        slot(value)

    return called
