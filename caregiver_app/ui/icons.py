# SPDX-License-Identifier: MIT
"""The program's own line icons, drawn in the colour and size that is asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPixmap

from caregiver_app.system.resources import resource_path


def icon(name: str, colour: QColor, px: int) -> QIcon:
    """Return an icon of `resources/icons` in one ink, `px` wide; FileNotFoundError if unknown."""
    made = QIcon()
    drawn = pixmap(name, colour, px)
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


@lru_cache(maxsize=256)
def _drawn(name: str, ink: str, side: int) -> QImage:
    """Draw the file once: the rail asks for its icons whenever it is painted."""
    # The picture format plug-in draws the file, so no further Qt module is loaded at start.
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    for size in ("24", "32"):
        text = text.replace(f'width="{size}" height="{size}"', f'width="{side}" height="{side}"')
    return QImage.fromData(QByteArray(text.replace("#000", ink).encode()))
