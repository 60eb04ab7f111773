# SPDX-License-Identifier: MIT
"""What stands in the window until the record is open: the program's name, Emergency, a word.

It is on the path to the first paint, so it takes one theme file, one font and none of the Qt
namespace, whose hundred enumerations cost more than everything here together.
"""

import tomllib
from string import Template
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import _

FONT = "IBMPlexSans_600SemiBold.ttf"
_BAR_PX = 76
_ICON_PX, _AFTER_PX = 22, 6
SQUARE = QSize(_ICON_PX + _AFTER_PX, _ICON_PX)

# The same bar, in the same place, as the one with a person in it.
_SHEET = Template("""
* { font-family: "IBM Plex Sans"; font-weight: 600; }
QFrame#first { background: $ground; }
QFrame#bar { background: $card; border-top: 6px solid $line; border-bottom: 1px solid $line; }
QLabel { color: $text; font-size: 20px; }
QLabel#opening { color: $muted; font-size: 18px; }
QPushButton {
  background: $bg; color: $fg; border: 1px solid $border; border-radius: 8px;
  min-height: 50px; padding: 0 18px; font-size: 18px;
}
""")


class FirstFrame(QFrame):
    """The empty bar of a theme, `light` or `dark`, with Emergency, and that the record opens."""

    emergency_pressed = Signal()

    def __init__(self, theme_name: str) -> None:
        super().__init__()
        theme = theme_colours(theme_name)
        QFontDatabase.addApplicationFont(str(resource_path("fonts", FONT)))
        self.setObjectName("first")
        self.setStyleSheet(_SHEET.substitute(theme["colour"], **theme["level"]["EMERGENCY"]))
        bar = QFrame()
        bar.setObjectName("bar")
        bar.setFixedHeight(_BAR_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 2, 16, 2)
        row.addWidget(QLabel(_("Caregiver Checklist")))
        row.addStretch()
        emergency = QPushButton(_("{word}  {key}").format(word=_("Emergency"), key="F1"))
        emergency.setObjectName("emergency")
        emergency.setAccessibleName(_("Emergency"))
        emergency.setIcon(square(QColor(theme["level"]["EMERGENCY"]["fg"])))
        emergency.setIconSize(SQUARE)
        emergency.clicked.connect(self.emergency_pressed)
        row.addWidget(emergency)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
        column.addStretch()
        opening = QLabel(_("Opening the record …"))  # a slow disk takes seconds
        opening.setObjectName("opening")
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(opening)
        line.addStretch()
        column.addLayout(line)
        column.addStretch()


def theme_colours(theme_name: str) -> dict[str, Any]:
    """Return the tables of one theme file, without anything that needs more of Qt."""
    text = resource_path("themes", f"{theme_name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def square(colour: QColor) -> QIcon:
    """Return the square of EMERGENCY, clear pixels before the word."""
    drawn = QPixmap(SQUARE)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    before = _AFTER_PX if QApplication.isRightToLeft() else 0
    painter.fillRect(2 + before, 2, _ICON_PX - 4, _ICON_PX - 4, colour)
    painter.end()
    return QIcon(drawn)
