# SPDX-License-Identifier: MIT
"""The printer that this computer prints on when nobody chooses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def usual_printer(document: str) -> QPrinter | None:
    """Return the printer, ready for a whole page of this name; None when there is none."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    found = QPrinterInfo.defaultPrinter()
    if found.isNull():
        return None
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document)
    printer.setFullPage(True)
    return printer


def has_printer() -> bool:
    """Say whether this computer knows any printer at all."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())
