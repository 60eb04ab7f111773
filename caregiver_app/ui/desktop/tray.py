# SPDX-License-Identifier: MIT
"""A notice beside the clock of the desktop, where it has a place for one; never with a name."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme

_SIDE_PX = 64
_SHOWN_MS = 30_000


class Tray(QObject):
    """The program's sign in the tray. `opened` says that somebody wants the window."""

    opened = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtWidgets import QSystemTrayIcon

        self._icon = QSystemTrayIcon(_sign(theme), self)
        self._icon.setToolTip(_("Caregiver Checklist"))
        self._icon.activated.connect(self.opened)
        self._icon.messageClicked.connect(self.opened)
        self._icon.show()

    def tell(self, words: str) -> None:
        """Show a notice until it is read or has stood for a while."""
        self._icon.showMessage(_("Caregiver Checklist"), words, self._icon.icon(), _SHOWN_MS)


def has_tray() -> bool:
    """Say whether this desktop has a place for the sign."""
    from PySide6.QtWidgets import QSystemTrayIcon

    return QSystemTrayIcon.isSystemTrayAvailable()


def _sign(theme: Theme) -> QIcon:
    """Return the check-in icon on the accent, which stands out on a dark and on a light panel."""
    drawn = QPixmap(_SIDE_PX, _SIDE_PX)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRectF(0, 0, _SIDE_PX, _SIDE_PX), _SIDE_PX / 5, _SIDE_PX / 5)
    side = _SIDE_PX * 3 // 4
    sign = pixmap("checkin", theme.colour("on_accent"), side)
    sign.setDevicePixelRatio(sign.width() / side)
    painter.drawPixmap(QPointF((_SIDE_PX - side) / 2, (_SIDE_PX - side) / 2), sign)
    painter.end()
    return QIcon(drawn)
