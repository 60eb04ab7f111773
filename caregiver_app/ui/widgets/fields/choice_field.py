# SPDX-License-Identifier: MIT
"""A question with a few answers to press, and a way to say that one is not sure."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.form import Choice
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, label, widest_word
from caregiver_app.ui.widgets.fields.answer_row import AnswerRow
from caregiver_app.ui.widgets.fields.chip import ChoiceChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.help_button import HelpButton

_KEYS = "123456789"
_NEAR_PX = 3


class ChoiceField(QWidget):
    """A prompt and its chips. `picked` carries the written value, "" when it was cleared.

    The chips are named `<name>.<value>`. In a row the short prompt stands before the chips,
    else the whole prompt stands above them.
    """

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        prompts: tuple[str, str],
        choices: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        hear_as(self, "Grouping")
        self.setObjectName(name)
        self.setAccessibleName(prompts[0])
        self._theme = theme
        self._prompts = prompts
        self._help: HelpButton | None = None
        self._one_line = False
        self._label = label(prompts[0], "strong")
        self._under = label("", "small", "muted")
        self._under.hide()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=theme.space("s"))
        buttons = []
        for choice in choices:
            chip = ChoiceChip(theme, choice.label)
            chip.setObjectName(f"{name}.{choice.value}")
            chip.setAccessibleName(
                _("{question} {answer}").format(question=prompts[0], answer=choice.label)
            )
            self._flow.addWidget(chip)
            buttons.append((choice.value, chip))
        self._row = AnswerRow(buttons, _KEYS, self)
        self._row.picked.connect(self.picked)
        self._build()

    def value(self) -> str | None:
        """Return the written value of the answer, or None."""
        return self._row.value()

    def set_value(self, value: str | None) -> None:
        """Show an answer without saying that it was picked."""
        self._row.set_value(value)

    def set_prompt(self, prompt: str, under: str = "", *, one_line: bool = False) -> None:
        """Replace the prompt, with a second, smaller line.

        With `one_line` both stand on one where the prompt stands above the chips.
        """
        self._prompts, self._one_line = (prompt, prompt), one_line
        self._label.setText(prompt)
        self._under.setText(under)
        self._under.setVisible(bool(under))

    def take_beside(self, part: QWidget) -> None:
        """Put a part beside the prompt, where it takes no height."""
        self._head_line.addWidget(part)

    def take_help(self, button: HelpButton) -> None:
        """Put a question mark at the end of the prompt."""
        self._help = button
        self._head_line.addWidget(button)
        self.set_row(0)

    def set_row(self, prompt_width: int, *, fill: bool = True, near: bool = False) -> None:
        """Lay the prompt before the chips in this width; 0 puts it above them.

        With `fill` the chips of a row take the whole line; `near` takes three pixels from every
        space, for two questions in one line.
        """
        in_row = prompt_width > 0
        below, joined = self._under.text(), self._one_line and not in_row
        whole = f"{self._prompts[0]}, {below}" if joined and below else self._prompts[0]
        self._label.setText(self._prompts[1] if in_row else whole)
        self._under.setVisible(bool(below) and not joined)
        self._outer.setDirection(
            QBoxLayout.Direction.LeftToRight if in_row else QBoxLayout.Direction.TopToBottom
        )
        gap = self._theme.space("s") - (_NEAR_PX if near else 0)
        # The question mark is three pixels higher than the words beside it.
        under = self._theme.space("xs") - (3 if self._help is not None else 0)
        self._outer.setSpacing(gap if in_row else under)
        self._flow.gap = gap
        if self._help is not None:
            # A whole target has room beside two lines; beside one it would push the rest down.
            self._help.take_room(whole=not in_row and bool(self._under.text()), in_row=in_row)
        if in_row:
            beside = self._help.sizeHint().width() if self._help is not None else 0
            self._head.setFixedWidth(max(prompt_width, widest_word(self._label) + beside))
        else:
            _free_width(self._head)
        self._flow.set_fill(in_row and fill)

    def least_row_width(self) -> int:
        """Return the width below which the answers would need a second line."""
        return self._flow.least_line_width() + self._head.minimumWidth()

    def _build(self) -> None:
        self._head = QWidget()
        self._head_line = QHBoxLayout(self._head)
        self._head_line.setContentsMargins(0, 0, 0, 0)
        self._head_line.setSpacing(0)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._head_line.addLayout(lines, 1)
        lines.addStretch(1)
        lines.addWidget(self._label)
        lines.addWidget(self._under)
        lines.addStretch(1)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._chips, 1)
        self.set_row(0)


def _free_width(widget: QWidget) -> None:
    widget.setMinimumWidth(0)
    widget.setMaximumWidth(16777215)


def with_not_sure(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices and "not sure", which stores a reason and no answer."""
    return (*choices, Choice(value="not_sure", label=_("not sure")))


def with_could_not(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices and "could not check", which stores a reason and no answer."""
    return (*choices, Choice(value="could_not", label=_("could not check")))
