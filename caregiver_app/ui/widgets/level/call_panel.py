# SPDX-License-Identifier: MIT
"""The red panel of the emergency page: the number to call, and what to say on the phone."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.shapes import level_path
from caregiver_app.ui.widgets.level.spoken_words import SpokenWords
from caregiver_app.ui.words.emergency_words import Said

_READABLE_PX = 20
_MOST_READABLE_PX = 28
_LARGEST_CALL_PX, _LARGEST_COMPACT_CALL_PX = 76, 58
_LEAST_CALL_ROOM_PX = 200


class CallPanel(QFrame):
    """The call as large as its line allows, over the words that are read out on the phone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._compact = self._to_er = False
        self._steps: tuple[str, ...] = ()
        self._shape = _Square(theme)
        self._word = _ink_label(theme, _("EMERGENCY"), "value")
        self._call = _ink_label(theme, "", "emergency")
        self._call.setObjectName("emergency.call")
        self._phone_short = _ink_label(theme, _("Use your phone"), "strong")
        self._phone_short.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._phone = _ink_label(
            theme, _("Use your phone. This computer cannot call. Put it on speaker."), "value"
        )
        self._say = _ink_label(theme, _("Say this"), "strong")
        self._words = SpokenWords(theme)
        self._words.setObjectName("emergency.words")
        self._short_steps = _ink_label(theme, "", "small")
        self._ring = _ink_label(theme, "", "name")
        self._ring.setObjectName("emergency.ring")
        self._build()

    def tell(
        self,
        number: str,
        said: Sequence[Said],
        short_steps: Sequence[str],
        ring: str,
        er: str = "",
    ) -> None:
        """Show the number, the words for the phone, the steps that always stay, whom to ring next.

        `ring` is who it is with the number, or blank. `er` is the order to go to the ER where the
        rules give that one: then the number stands beside it, for the moment it gets worse.
        """
        self._lead(number, er)
        self._words.show_words(said)
        self._steps = tuple(short_steps)
        self._short_steps.setText(" ".join(short_steps))
        words = _("On the way, ring: {who}") if er else _("After that, ring: {who}")
        self._ring.setText(words.format(who=ring) if ring else "")

    def _lead(self, number: str, er: str) -> None:
        self._to_er = bool(er)
        worse = _("Call {number} if any warning sign starts.").format(number=number)
        phone = _("Use your phone. This computer cannot call. Put it on speaker.")
        say = _("If you call {number}, say this").format(number=number)
        self._call.setText(er or _("Call {number} now").format(number=number))
        self._phone.setText(" ".join((worse, _("Use your phone."))) if er else phone)
        self._phone_short.setText(worse if er else _("Use your phone"))
        self._say.setText(say if er else _("Say this"))

    def fold(self, room: float, *, compact: bool) -> None:
        """Set the call as large as `room` pixels allow; compact, fold what stands elsewhere."""
        self._compact = compact
        for part in (self._word, self._phone):
            part.setVisible(not compact)
        self._say.setVisible(not compact or self._to_er)
        self._phone_short.setVisible(compact)
        self._ring.setVisible(not compact and bool(self._ring.text()))
        self._short_steps.setVisible(compact)
        font = self._theme.font("emergency")
        most = _LARGEST_COMPACT_CALL_PX if compact else _LARGEST_CALL_PX
        font.setPixelSize(min(font.pixelSize(), most))
        least = max(_LEAST_CALL_ROOM_PX, room)
        while QFontMetrics(font).horizontalAdvance(self._call.text()) > least:
            font.setPixelSize(font.pixelSize() - 2)
        self._call.setFont(font)
        steps = self._theme.font("lead")
        steps.setPixelSize(min(steps.pixelSize(), _MOST_READABLE_PX))
        self._short_steps.setFont(steps)
        self._shape.set_side(48 if compact else 84)

    def give_words_room(self) -> None:
        """Let the last steps go where they leave too little for the words that are read out."""
        if not self._compact:
            return
        readable = min(_MOST_READABLE_PX, round(_READABLE_PX * self._theme.scale))
        room = self._words.height() + (0 if self._short_steps.isHidden() else self._steps_px())
        needed = self._words.needed_height(readable)
        for count in range(len(self._steps), 0, -1):
            self._short_steps.setText(" ".join(self._steps[:count]))
            if room - self._steps_px() >= needed:
                break
        self._short_steps.setVisible(room - self._steps_px() >= needed)

    def _steps_px(self) -> int:
        """Return the height that the steps take from the words."""
        return self._short_steps.heightForWidth(self._words.width()) + self._theme.space("s")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the EMERGENCY fill and edge."""
        colours = self._theme.level(Level.EMERGENCY)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(colours.border)
        pen.setWidthF(colours.edge_px)
        painter.setPen(pen)
        painter.setBrush(colours.bg)
        half = colours.edge_px / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 12, 12)

    def _build(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.space("l"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._call)
        head.addWidget(self._shape)
        head.addLayout(words, 1)
        head.addWidget(self._phone_short)
        lines = QVBoxLayout(self)
        edge = theme.space("l")
        lines.setContentsMargins(edge, theme.space("m"), edge, edge)
        lines.setSpacing(theme.space("s"))
        lines.addLayout(head)
        lines.addWidget(self._phone)
        lines.addWidget(self._say)
        lines.addWidget(self._words, 1)
        lines.addWidget(self._short_steps)
        lines.addWidget(self._ring)


class _Square(QWidget):
    """The shape of EMERGENCY."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.set_side(84)

    def set_side(self, side: int) -> None:
        """Choose the size."""
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(
            level_path(Level.EMERGENCY, QRectF(self.rect())),
            self._theme.level(Level.EMERGENCY).fg,
        )


def _ink_label(theme: Theme, text: str, role: str) -> QLabel:
    """Return a label in the text colour of the EMERGENCY fill."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(role != "emergency")
    made.setFont(theme.font(role))
    made.setStyleSheet(f"color: {theme.level(Level.EMERGENCY).fg.name()};")
    return made
