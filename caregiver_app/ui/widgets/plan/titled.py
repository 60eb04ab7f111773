# SPDX-License-Identifier: MIT
"""A card of the plan with its title over what stands in it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.ui.look.theme import Theme, label, tag


def titled(
    frame: QFrame, theme: Theme, title: str, kind: str = "strong", edge: str = "m"
) -> QVBoxLayout:
    """Make a frame a card with a title of a kind of label; return the column under it.

    `edge` is the space of the theme between the frame and what stands in it.
    """
    tag(frame, card="plain")
    column = QVBoxLayout(frame)
    side = theme.space(edge)
    column.setContentsMargins(side, side, side, side)
    column.setSpacing(theme.space("s"))
    column.addWidget(label(title, kind))
    return column
