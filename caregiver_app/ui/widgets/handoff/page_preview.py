# SPDX-License-Identifier: MIT
"""The page itself, drawn from the PDF that is printed and saved."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.files.sheet_actions import page_picture
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme

_EDGE_PX = 12
_SOON_MS = 120


class PagePreview(QWidget):
    """The page on a darker ground.

    It is drawn after the window, never while somebody waits for it: a new page with the next turn
    of the window, a new size once the window's edge is let go. Until then the last drawing stands.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Graphic")
        self._theme = theme
        self._pdf: bytes | None = None
        self._picture = QImage()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw_page)
        self.setObjectName("handoff.preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pdf(self, pdf: bytes | None, spoken: str = "") -> None:
        """Show the first page of a PDF and what it is; None shows that there is none."""
        self._pdf = pdf
        self.setAccessibleName(spoken if pdf and spoken else _("There is no sheet"))
        if pdf is None:
            self._picture = QImage()
        else:
            self._soon.start(0)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the page again."""
        super().showEvent(event)
        if self._picture.isNull():
            self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the picture go, which takes two megabytes."""
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is only put down comes back as it was
            self._soon.stop()
            self._picture = QImage()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the page can still be recognised."""
        return QSize(240, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the page as it was drawn last."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(self.rect(), theme.radius("card"), theme.radius("card"))
        if self._pdf is None:
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("There is no sheet"))
            return
        if self._picture.isNull():
            return
        room = self._room()
        size = self._picture.size() / self._picture.devicePixelRatio()
        if not _fits(self._picture.size(), room * self.devicePixelRatioF()):
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            self._soon.start(_SOON_MS)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self._picture)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _draw_page(self) -> None:
        if self._pdf is None:
            return
        ratio = self.devicePixelRatioF()
        self._picture = page_picture(self._pdf, self._room() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self.update()

    def _room(self) -> QSize:
        return (self.size() - QSize(2 * _EDGE_PX, 2 * _EDGE_PX)).expandedTo(QSize(1, 1))


def _fits(size: QSize, room: QSize) -> bool:
    """Say whether a picture fills a room in one direction and stays inside it in the other."""
    inside = size.width() <= room.width() and size.height() <= room.height()
    return inside and (room.width() - size.width() < 2 or room.height() - size.height() < 2)
