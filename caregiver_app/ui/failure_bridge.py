# SPDX-License-Identifier: MIT
"""Brings a failure from whatever thread it happened in to the window."""

from PySide6.QtCore import QObject, Signal


class FailureBridge(QObject):
    """`failed` may be emitted from any thread; who is connected hears it in the window's own."""

    failed = Signal(str)
