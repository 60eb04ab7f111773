# SPDX-License-Identifier: MIT
"""A scale from 0 to 10 with words under it; nothing is chosen until somebody chooses."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui.heard import hear_as
from caregiver_app.ui.theme import Theme, label, widest_word
from caregiver_app.ui.widgets.fields.answer_row import AnswerRow
from caregiver_app.ui.widgets.fields.chip import ChoiceChip, ScaleCell
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.help_button import HelpButton

_KEYS = "0123456789T"
_COULD_NOT = "could_not"
_GAP_PX = 6


class ScaleField(QWidget):
    """Eleven cells, the words of the anchors and "could not check".

    Keys 0 to 9 choose, T is ten. `picked` carries the number as text, `could_not`, or "".
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Grouping")
        self.setObjectName(question.id)
        self.setAccessibleName(question.prompt)
        self._theme = theme
        self._question = question
        self._usual: int | None = None
        self._help: HelpButton | None = None
        self._cells = [ScaleCell(theme, number) for number in range(11)]
        self._could_not = ChoiceChip(theme, _("could not check"))
        self._could_not.setObjectName(f"{question.id}.{_COULD_NOT}")
        self._name_could_not(_("could not check"))
        pairs = [(str(number), cell) for number, cell in enumerate(self._cells)]
        self._row = AnswerRow([*pairs, (_COULD_NOT, self._could_not)], _KEYS, self)
        self._row.picked.connect(self.picked)
        self._anchors = AnchorLine(theme, self._cells, question.anchors or {})
        self._name_cells()
        self._build()

    def value(self) -> str | None:
        """Return the chosen number as text, `could_not`, or None."""
        return self._row.value()

    def set_value(self, value: str | None) -> None:
        """Show an answer without saying that it was picked."""
        self._row.set_value(value)

    def set_known(self, usual: int | None, last: str) -> None:
        """Mark the usual value and say in words what is known: usual, and last with its age."""
        self._usual = usual
        for number, cell in enumerate(self._cells):
            cell.set_usual(number == usual)
        self._anchors.set_usual(usual)
        said = [last] if last else []
        if usual is not None:
            said.append(_("usual {value}").format(value=usual))
        self._known.setText(", ".join(said))
        self._known_short.setText(
            _("usual {value}").format(value=usual) if usual is not None else last
        )
        self._name_cells()

    def take_beside(self, part: QWidget) -> None:
        """Put a part beside the prompt, where it takes no height."""
        self._top_line.addWidget(part)

    def take_help(self, button: HelpButton) -> None:
        """Put a question mark at the end of the prompt."""
        self._help = button
        self._place_help(in_row=False)

    def set_row(self, prompt_width: int) -> None:
        """Lay the prompt before the cells in this width; 0 puts it above them."""
        in_row = prompt_width > 0
        self._side.setVisible(in_row)
        beside = self._help.sizeHint().width() if self._help is not None else 0
        self._side.setFixedWidth(max(1, prompt_width, widest_word(self._short) + beside))
        self._top.setVisible(not in_row)
        for cell in self._cells:
            cell.set_low(in_row)
        self._line.setSpacing(_GAP_PX)
        (self._line if in_row else self._top_flow).addWidget(self._could_not)
        self._name_could_not(_("not sure") if in_row else _("could not check"))
        self._anchors.set_short(in_row)
        self._place_help(in_row=in_row)

    def _place_help(self, *, in_row: bool) -> None:
        if self._help is not None:
            self._help.take_room(whole=not in_row, in_row=in_row)
            (self._side_line if in_row else self._top_line).addWidget(
                self._help, 0, Qt.AlignmentFlag.AlignTop
            )

    def _name_could_not(self, words: str) -> None:
        self._could_not.setText(words)
        self._could_not.setAccessibleName(
            _("{question} {answer}").format(question=self._question.prompt, answer=words)
        )

    def _name_cells(self) -> None:
        for number, cell in enumerate(self._cells):
            cell.setObjectName(f"{self._question.id}.{number}")
            words = (self._question.anchors or {}).get(number)
            name = _("{question} {answer}").format(question=self._question.prompt, answer=number)
            name = f"{name}, {words}" if words else name
            is_usual = number == self._usual
            cell.setAccessibleName(_("{answer}, usual").format(answer=name) if is_usual else name)

    def _build(self) -> None:
        theme, gap = self._theme, self._theme.space("s")
        self._side = QWidget()
        self._side_line = _empty_line(self._side)
        side = QVBoxLayout()
        side.setSpacing(0)
        self._side_line.addLayout(side, 1)
        self._known_short = label("", "small", "muted")
        self._short = label(self._question.short, "strong")
        side.addWidget(self._short)
        side.addWidget(self._known_short)
        side.addStretch(1)
        self._top = QWidget()
        self._top_line = _empty_line(self._top)
        words = QWidget()
        self._top_flow = FlowLayout(words, gap=theme.space("m"))
        self._top_line.addWidget(words, 1)
        self._known = label("", "small", "muted")
        self._known.setWordWrap(False)
        title = label(self._question.prompt, "heading")
        title.setWordWrap(False)
        self._top_flow.addWidget(title)
        self._top_flow.addWidget(self._known)
        self._line = QHBoxLayout()
        self._line.setSpacing(gap)
        for cell in self._cells:
            self._line.addWidget(cell, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.space("xs") - 2)
        column.addWidget(self._top)
        column.addLayout(self._line)
        column.addWidget(self._anchors)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(gap)
        outer.addWidget(self._side)
        outer.addLayout(column, 1)
        self.set_row(0)


def _empty_line(holder: QWidget) -> QHBoxLayout:
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    return line


class AnchorLine(QWidget):
    """The words of the anchors, each centred under its cell and kept clear of the next one."""

    def __init__(self, theme: Theme, cells: list[ScaleCell], anchors: Mapping[int, str]) -> None:
        super().__init__()
        self._theme = theme
        self._cells = cells
        self._words = dict(anchors)
        self._usual: int | None = None
        self._short = False
        spoken = [f"{number} {words}" for number, words in sorted(self._words.items())]
        self.setAccessibleName(", ".join(spoken))

    def set_usual(self, usual: int | None) -> None:
        """Say the usual number with its words."""
        self._usual = usual
        self.update()

    def set_short(self, short: bool) -> None:
        """Choose one line, as many anchors as fit, ends first."""
        self._short = short
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of one line (short) or three."""
        line = QFontMetricsF(self._theme.font("small")).height()
        return QSize(200, round(line * (1 if self._short else 2.1)))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(44, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the anchors: the ends first, then what is left of the room."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        taken: list[QRectF] = []
        order = sorted(self._words, key=lambda n: (n not in (0, 10), n not in (5,), n))
        for number in order:
            text = f"{number} {self._words[number]}"
            box = self._place(number, text)
            if not any(box.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                taken.append(box)
                flags = Qt.TextFlag.TextWordWrap | self._side(number) | Qt.AlignmentFlag.AlignTop
                painter.drawText(box, int(flags), text)

    def _side(self, number: int) -> Qt.AlignmentFlag:
        ends = {0: Qt.AlignmentFlag.AlignLeft, 10: Qt.AlignmentFlag.AlignRight}
        return ends.get(number, Qt.AlignmentFlag.AlignHCenter)

    def _place(self, number: int, text: str) -> QRectF:
        """Return the box of one anchor: one line, or two when it is wider than its room."""
        metrics = QFontMetricsF(self._theme.font("small"))
        cell = self._cells[number]
        left = cell.mapTo(self.parentWidget() or self, QPoint(0, 0)).x() - self.x()
        middle = left + cell.width() / 2
        wide = metrics.horizontalAdvance(text) + 2
        if not self._short:
            wide = min(wide, max(cell.width() * 2.0, metrics.averageCharWidth() * 13))
        start = {0: float(left), 10: left + cell.width() - wide}.get(number, middle - wide / 2)
        return QRectF(max(0.0, start), 0, wide, self.height())
