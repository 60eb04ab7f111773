# SPDX-License-Identifier: MIT
"""The row of a person in People: their strip and initials, what is known, and who is open."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle

from caregiver_app.services.log.person_card import PersonCard
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, tag
from caregiver_app.ui.widgets.fields.two_line_button import TwoLineButton
from caregiver_app.ui.widgets.frame.person_parts import initials_px, paint_initials, paint_pattern
from caregiver_app.ui.words.person_words import initials_of


class PersonRow(TwoLineButton):
    """Opens a person when it is pressed; the one who is open says so."""

    def __init__(self, theme: Theme, card: PersonCard, about: str, *, is_open: bool) -> None:
        super().__init__(theme, card.name, about)
        self.setObjectName(f"person.{card.id}")
        self._letters, self._colour = initials_of(card.name), card.colour
        self._state = _("Open now") if is_open else ""
        self._gap, self._edge = theme.space("s"), theme.size("strip") + 2
        self._before = self._edge + self._gap + initials_px(theme) + self._gap
        if self._state:
            wide = QFontMetrics(theme.font("strong")).horizontalAdvance(self._state)
            self._after = wide + 2 * self._gap
        told = ", ".join(filter(None, (*about.split("\n"), self._state)))
        self.setAccessibleName(_("Open {name}. {about}").format(name=card.name, about=told))
        tag(self, button="soft" if is_open else "normal")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row, then strip and initials before the words and the state after them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, whole = initials_px(self._theme), self.rect()
        strip = QRect(2, 6, self._theme.size("strip"), whole.height() - 12)
        top = (whole.height() - side) // 2
        square = QRect(self._edge + self._gap, top, side, side)
        paint_pattern(painter, self._placed(strip), self._theme, self._colour)
        paint_initials(painter, self._placed(square), self._theme, self._letters, self._colour)
        painter.setFont(self._theme.font("strong"))
        painter.setPen(self._theme.colour("text"))
        room = QRect(whole.width() - self._after, 0, self._after - self._gap, whole.height())
        painter.drawText(self._placed(room), Qt.AlignmentFlag.AlignCenter, self._state)

    def _placed(self, place: QRect) -> QRect:
        """Return a place as this language reads: from the left, or from the right."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
