# SPDX-License-Identifier: MIT
"""A scale from 0 to 10 with words under it; nothing is chosen until somebody chooses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, label, widest_word
from caregiver_app.ui.widgets.fields.anchor_line import AnchorLine
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
        """Mark the usual value and say in words what is known: `last` with its age, and usual."""
        self._usual = usual
        for number, cell in enumerate(self._cells):
            cell.set_usual(number == usual)
        words = _("usual {value}").format(value=usual) if usual is not None else ""
        named = _("last {value}").format(value=last) if last else ""
        self._known.setText(", ".join(part for part in (named, words) if part))
        self._known_short.setText("\n".join(part for part in (last, words) if part))
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

    def make_narrow(self) -> None:
        """Let the prompt wrap and the cells stand closer: the words beside are longer."""
        self._title.setWordWrap(True)
        self._line.setSpacing(self._theme.space("xs"))

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
        self._title = label(self._question.prompt, "heading")
        self._title.setWordWrap(False)
        self._top_flow.addWidget(self._title)
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
