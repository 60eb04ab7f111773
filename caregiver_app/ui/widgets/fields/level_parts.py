# SPDX-License-Identifier: MIT
"""The parts a level panel is made of: shape, buttons on a level's fill, reasons, who to ring."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.system.words import _, apart, left_to_right
from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_words import MOST_REASONS
from caregiver_app.ui.widgets.fields.shapes import level_path

_MOST_NUMBERS = 3
_NAME_EM = 13
_LATE_EDGE_PX = 3


def panel_label(theme: Theme, role: str) -> QLabel:
    """Return a wrapping plain label that takes the text colour of the level it lies on."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(theme.font(role))
    return made


def bold_font(theme: Theme, role: str) -> QFont:
    """Return the heavier cut of a role: level word and phone number."""
    font = theme.font(role)
    font.setWeight(QFont.Weight.Bold)
    return font


def shrunk(font: QFont, words: str, room: int, least_px: int) -> QFont:
    """Return a font in which the words stand on one line, as large as they fit."""
    while font.pixelSize() > least_px and QFontMetrics(font).horizontalAdvance(words) > room:
        font.setPixelSize(font.pixelSize() - 2)
    return font


def wide_of(words: QLabel) -> int:
    """Return how wide the words of a label are on one line."""
    return QFontMetrics(words.font()).horizontalAdvance(words.text())


def show_part(part: QWidget, shown: bool) -> None:
    """Show or hide a part, and lay nothing out anew when it is so already."""
    if part.isHidden() == shown:
        part.setVisible(shown)


def paint_level(
    painter: QPainter, rect: QRect, theme: Theme, level: Level, *, late: bool = False
) -> None:
    """Paint the fill and the edge of a level; of one that is late a thick edge in ink."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme.level(level)
    edge = _LATE_EDGE_PX if late else colours.edge_px
    box = QRectF(rect).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    pen = QPen(theme.colour("text") if late else colours.border, edge)
    if colours.dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(colours.bg)
    radius = theme.radius("card")
    painter.drawRoundedRect(box, radius, radius)


def word_font(
    theme: Theme, words: str, room: int, level: Level | None, headline: bool, strip: bool
) -> QFont:
    """Return the type of the word of a level; a headline wraps, the word is shrunk to one line."""
    calm = level is Level.NO_FLAGS and not headline
    font = bold_font(theme, "heading" if calm else "title")
    return font if headline or strip else shrunk(font, words, room, theme.px("small"))


def most_numbers(level: Level, *, wide: bool) -> int:
    """Return how many numbers stand there: in an emergency 911 and the pump clinic alone."""
    if level is Level.EMERGENCY and not wide:
        return 1
    return 3 if level >= Level.WATCH else 2


def hand_down_ink(panel: QWidget, theme: Theme, level: Level) -> None:
    """Give a panel and all in it the text colour and the fill of a level.

    A style sheet stops palettes from being handed down by themselves.
    """
    colours = theme.level(level)
    palette = QPalette(panel.palette())
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, colours.fg)
    palette.setColor(QPalette.ColorRole.Window, colours.bg)
    panel.setPalette(palette)
    for part in panel.findChildren(QWidget):
        part.setPalette(palette)


class UprightLine(QWidget):
    """A thin upright line in the level's text colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line."""
        QPainter(self).fillRect(self.rect(), self.palette().windowText())


class LevelShape(QWidget):
    """The shape of the level in its text colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._level = Level.INCOMPLETE
        side = round(theme.size("shape_panel") * min(theme.scale, 1.5))
        self.setFixedSize(side, side)

    def show_level(self, level: Level) -> None:
        """Draw another level's shape."""
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the path of the level."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillPath(level_path(self._level, inside), self.palette().windowText())


class LevelButton(QPushButton):
    """A button on a level's fill: filled with the text colour, outlined, or a plain link."""

    def __init__(
        self, theme: Theme, kind: str, text: str, icon_name: str = "", keys: str = ""
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._kind = kind
        self._icon_name = icon_name
        self._icon_px = theme.size("icon")
        self._keys = f"  {keys}" if keys else ""
        self.setAccessibleName(f"{text}, {keys}" if keys else text)
        self.set_low(kind == "link")
        self.setProperty("ring", "level")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_low(self, low: bool) -> None:
        """Choose the smaller type and the height of a target, where every line counts."""
        self._least = self._theme.size("target" if low else "action")
        self.setFont(self._theme.font("strong" if low else "heading"))
        self.updateGeometry()

    def say(self, room: int, *words: str) -> None:
        """Say the first of some words that fits the room, or the last."""
        wide = self.fontMetrics().horizontalAdvance
        self.setText(next((text for text in words if wide(text) + 4 <= room), words[-1]))

    def sizeHint(self) -> QSize:
        """Return room for icon and words, at least as high as a target.

        The keys are not counted: they are shown where there is room for them.
        """
        width = self.fontMetrics().horizontalAdvance(self.text())
        width += 4 if self._kind == "link" else 20
        width += self._icon_px + 8 if self._icon_name else 0
        return QSize(width, max(self._least, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        """Return room for the words in small type: an action is never cut, and cuts nothing."""
        wanted, words = self.sizeHint(), self.text()
        least = QFontMetrics(shrunk(self.font(), words, 0, self._theme.px("small")))
        saved = self.fontMetrics().horizontalAdvance(words) - least.horizontalAdvance(words)
        return QSize(wanted.width() - saved, wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill or edge in the level's own two colours, then icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().windowText().color()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._kind == "filled":
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 8, 8)
            ink = self.palette().window().color()
        elif self._kind == "outline" or self.underMouse():
            painter.setPen(QPen(ink, 2 if self.underMouse() else 1.5))
            painter.drawRoundedRect(box, 8, 8)
        self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        icon = self._icon_px + 8 if self._icon_name else 0
        room = self.width() - icon - (0 if self._kind == "link" else 16)
        font = shrunk(self.font(), self.text(), room, self._theme.px("small"))
        font.setUnderline(self._kind == "link")
        painter.setFont(font)
        painter.setPen(ink)
        shown = self.text() + self._keys
        if painter.fontMetrics().horizontalAdvance(shown) + icon + 16 > self.width():
            shown = self.text()
        words = painter.fontMetrics().horizontalAdvance(shown)
        left = (self.width() - words - icon) / 2
        if self._icon_name:
            drawn = pixmap(self._icon_name, painter.pen().color(), self._icon_px)
            painter.drawPixmap(round(left), (self.height() - self._icon_px) // 2, drawn)
        rest = QRectF(left + icon, 0, words + 4, self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Reasons(QWidget):
    """Up to three numbered reasons; the words keep a straight left edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("s"))
        grid.setVerticalSpacing(theme.space("xs"))
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        for row in range(MOST_REASONS):
            number, words = panel_label(theme, "strong"), panel_label(theme, "body")
            number.setText(f"{row + 1}.")
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self._rows.append((number, words))

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """Show the first three; hide the rows that stay empty."""
        for row, (number, words) in enumerate(self._rows):
            text = reasons[row] if row < len(reasons) else ""
            words.setText(text)
            number.setVisible(bool(text))
            words.setVisible(bool(text))
        self.setVisible(bool(reasons))


class WhoToRing(QWidget):
    """Whom to ring, the first number large; the pump clinic first when there is a pump."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._em = theme.px("body")
        self._most_px = _NAME_EM * self._em
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._head = panel_label(theme, "small")
        self._head.setFont(_strong_small(theme))
        column.addWidget(self._head)
        flow = FlowLayout(gap=theme.space("s"))
        self._rows = [_Number(theme, first=not place) for place in range(_MOST_NUMBERS)]
        for row in self._rows:
            flow.addWidget(row)
        column.addLayout(flow)
        self._hint = panel_label(theme, "body")
        self._hint.setObjectName("ring.hint")
        self._hint.setContentsMargins(0, 0, 0, theme.space("xs"))  # hidden, it takes no room
        self.write = LevelButton(theme, "outline", _("Write a number in"))
        self.write.setObjectName("ring.write")
        self.write.set_low(low=True)
        column.addWidget(self._hint)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.first_number = ""

    def set_room(self, width: int) -> None:
        """Let names and numbers use a narrow column whole; in a wide one they stand abreast."""
        narrow = width < 2 * _NAME_EM * self._em
        self._most_px = max(1, width) if narrow else _NAME_EM * self._em
        for row in self._rows:
            row.fit(self._most_px)
        self._settle()

    def set_tight(self, tight: bool) -> None:
        """Leave the heading out and make the numbers smaller, where every line counts."""
        self._head.setVisible(not tight or not self.first_number)
        for row in self._rows:
            row.set_tight(tight)
            row.fit(self._most_px)
        self._settle()

    def show_contacts(
        self,
        contacts: Sequence[Contact],
        has_pump: bool,
        most: int = _MOST_NUMBERS,
        no_number: str = "",
    ) -> str:
        """Show whom to ring, at most so many, and return the same in words.

        `no_number` is what to do where nobody can be rung; blank where that can wait.
        """
        chosen = who_to_ring(contacts, has_pump)[:most]
        self.first_number = left_to_right(chosen[0].phone or "") if chosen else ""
        self._head.setText(_("Who to ring") if chosen else _("No phone number is recorded."))
        said = [self._head.text()]
        hint = "" if chosen else no_number
        self._hint.setText(hint)
        for part in (self._hint, self.write):
            show_part(part, bool(hint))
        for place, row in enumerate(self._rows):
            contact = chosen[place] if place < len(chosen) else None
            row.show_contact(contact, self._most_px)
            if contact:
                said.append(
                    f"{apart(contact.name or '')}, {role_words(contact.role)}, {contact.phone}"
                )
        self._settle()
        return " ".join(part for part in (". ".join(said), hint) if part)

    def _settle(self) -> None:
        """Tell the new height at once: told a moment later, a number is cut until then."""
        for row in self._rows:
            row.settle()
        self._column.activate()


class _Number(QWidget):
    """One contact: name and what for in one line, then the number; the first is the large one."""

    def __init__(self, theme: Theme, *, first: bool) -> None:
        super().__init__()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._theme = theme
        self._first = first
        self._name = panel_label(theme, "small")
        self._number = panel_label(theme, "name")
        for part in (self._name, self._number):
            column.addWidget(part)
        column.addStretch(1)
        self.set_tight(False)

    def set_tight(self, tight: bool) -> None:
        """Choose the type: the first one large, or all alike where every line counts."""
        large = self._first and not tight
        self._name.setFont(self._theme.font("strong" if large else "small"))
        self._number.setFont(bold_font(self._theme, "title" if large else "name"))

    def settle(self) -> None:
        """Lay out what was changed."""
        self._column.activate()

    def show_contact(self, contact: Contact | None, most_px: int) -> None:
        """Show a contact; name and number wrap from `most_px` on."""
        self.setVisible(contact is not None)
        if contact is None:
            return
        role = role_words(contact.role)
        self._name.setText(f"{apart(contact.name)}, {role}" if contact.name else role)
        self._number.setText(left_to_right(contact.phone or ""))
        self.fit(most_px)

    def fit(self, most_px: int) -> None:
        """Give name and number the width of their text, up to the one from which they wrap."""
        for part in (self._name, self._number):
            wide = part.fontMetrics().horizontalAdvance(part.text()) + 2
            part.setMinimumWidth(min(wide, most_px))


def who_to_ring(contacts: Sequence[Contact], has_pump: bool) -> tuple[Contact, ...]:
    """Return the contacts with a number in the order in which to try them."""
    order = [ContactRole.PRESCRIBER, ContactRole.AFTER_HOURS]
    if has_pump:
        order.insert(0, ContactRole.PUMP_CLINIC)
    return tuple(
        contact for role in order for contact in contacts if contact.role is role and contact.phone
    )


def role_words(role: ContactRole) -> str:
    """Return what a contact is there for, in words."""
    return {
        ContactRole.PRESCRIBER: _("prescriber"),
        ContactRole.PUMP_CLINIC: _("pump clinic"),
        ContactRole.PHARMACY: _("pharmacy"),
        ContactRole.FAMILY: _("family"),
        ContactRole.DECISION_MAKER: _("decides with them"),
        ContactRole.AFTER_HOURS: _("nights and weekends"),
    }[role]


def _strong_small(theme: Theme) -> QFont:
    font = theme.font("small")
    font.setWeight(QFont.Weight.DemiBold)
    return font
