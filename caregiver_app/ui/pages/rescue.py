# SPDX-License-Identifier: MIT
"""The page when the record or the content cannot be used: what is wrong, and 911 all the same."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from caregiver_app.system.words import _

_MARGIN = 32
_BIG = 44
_BODY = 18


class RescuePage(QWidget):
    """Says how to get help and what went wrong; needs no database, theme or content."""

    def __init__(self, problem: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN // 2)
        column.addWidget(_line(_("In an emergency, call 911 now."), _BIG, bold=True))
        column.addWidget(_line(_script(), _BODY))
        column.addWidget(_line(_("The record cannot be opened now."), _BODY, bold=True))
        column.addWidget(_line(problem, _BODY))
        column.addWidget(_line(_("Until you can get to it, write on paper."), _BODY))
        column.addStretch()


def _script() -> str:
    return _(
        "Use your phone. Say where you are. Say that they take baclofen or clonazepam and that "
        "the dose is being stepped down. Say if they have a pump. Do not stop or skip the "
        "medicine on your own."
    )


def _line(text: str, pixels: int, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    label.setFont(font)
    return label
