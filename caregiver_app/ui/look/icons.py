# SPDX-License-Identifier: MIT
"""The program's own line icons, drawn in the colour and size that is asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap

from caregiver_app.system.resources import resource_path

AROUND_PX = 5
"""How far the words of a button stand from its drawing, beside the four that Qt leaves."""


def icon(name: str, colour: QColor, px: int, around: int = 0) -> QIcon:
    """Return an icon of `resources/icons` in one ink, `px` wide; FileNotFoundError if unknown.

    With `around` so many clear pixels stand on both sides of the drawing.
    """
    made = QIcon()
    drawn = apart(pixmap(name, colour, px), around)
    # The same drawing for every mode: an icon that fades when it is off would be unreadable.
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Selected):
        made.addPixmap(drawn, mode)
    return made


def pixmap(name: str, colour: QColor, px: int) -> QPixmap:
    """Return the drawing itself, sharp on the densest screen that is connected."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    image = QImage(_drawn(name, colour.name(), round(px * ratio)))
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def button_icon(name: str, colour: QColor, px: int) -> QIcon:
    """Return the icon for a button with words: they stand as far from it as in the design."""
    return icon(name, colour, px, AROUND_PX)


def apart(drawn: QPixmap, around: int) -> QPixmap:
    """Return a drawing with clear pixels on both sides: a button leaves four before its words."""
    if not around:
        return drawn
    ratio = drawn.devicePixelRatio()
    made = QPixmap(drawn.width() + round(2 * around * ratio), drawn.height())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.drawPixmap(around, 0, drawn)
    painter.end()
    return made


@lru_cache(maxsize=256)
def _drawn(name: str, ink: str, side: int) -> QImage:
    """Draw the file once: the rail asks for its icons whenever it is painted."""
    # The picture format plug-in draws the file, so no further Qt module is loaded at start.
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    for size in ("24", "32"):
        text = text.replace(f'width="{size}" height="{size}"', f'width="{side}" height="{side}"')
    return QImage.fromData(QByteArray(text.replace("#000", ink).encode()))
