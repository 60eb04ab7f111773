# SPDX-License-Identifier: MIT
"""The page when the record or the content cannot be used: what is wrong, and 911 all the same."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from caregiver_app.system.words import _
from caregiver_app.ui.first_frame import theme_colours

_MARGIN = 32
_GAP = 16

_SHEET = Template("""
* { font-family: "IBM Plex Sans"; }
QFrame#rescue { background: $ground; }
QFrame#help { background: $bg; border: 3px solid $border; border-radius: 12px; }
QFrame#help QLabel { color: $fg; font-size: 20px; }
QFrame#help QLabel#call { font-size: 44px; font-weight: 600; }
QFrame#trouble { background: $card; border: 1px solid $line; border-radius: 12px; }
QFrame#trouble QLabel { color: $text; font-size: 18px; }
QFrame#trouble QLabel#title { font-weight: 600; }
""")


class RescuePage(QFrame):
    """Says how to get help and what went wrong; needs no database and no clinical content."""

    def __init__(self, problem: str, theme_name: str) -> None:
        super().__init__()
        theme = theme_colours(theme_name)
        self.setObjectName("rescue")
        self.setStyleSheet(_SHEET.substitute(theme["colour"], **theme["level"]["EMERGENCY"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_GAP)
        column.addWidget(
            _card("help", _line(_("In an emergency, call 911 now."), "call"), _line(_script()))
        )
        column.addWidget(
            _card(
                "trouble",
                _line(_("The record cannot be opened now."), "title"),
                _line(problem),
                _line(_("Until you can get to it, write on paper.")),
            )
        )
        column.addStretch()


def _script() -> str:
    return _(
        "Use your phone. Say where you are. Say that they take baclofen or clonazepam and that "
        "the dose is being stepped down. Say if they have a pump. Do not stop or skip the "
        "medicine on your own."
    )


def _card(name: str, *lines: QLabel) -> QFrame:
    card = QFrame()
    card.setObjectName(name)
    column = QVBoxLayout(card)
    column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
    for line in lines:
        column.addWidget(line)
    return card


def _line(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return label
