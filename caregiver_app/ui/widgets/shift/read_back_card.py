# SPDX-License-Identifier: MIT
"""The card with the three facts that are read back, and who goes off when somebody comes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from caregiver_app.domain.shift.shift_log import Fact, ReadBack, Shift
from caregiver_app.system.words import _, joined
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import emptied, headed_card, line
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.shift.shift_words import FactWords, fact_name

_BESIDE_EM = 32


class ReadBackCard(QFrame):
    """Shows each fact large with a chip to press once it was said out loud; `changed` at presses.

    A fact that has become another one has to be read back again.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts: tuple[FactWords, ...] = ()
        column = headed_card(self, theme, _("Read these three back"))
        column.addWidget(
            label(_("Say each one out loud to the person who goes off. Then press it."), "body")
        )
        self._rows = {fact: _FactRow(theme, fact) for fact in Fact}
        for row in self._rows.values():
            column.addWidget(line(theme))
            column.addWidget(row)
            row.chip.toggled.connect(self.changed)
        self._going = QWidget()
        self._names = QVBoxLayout(self._going)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.setSpacing(theme.space("s"))
        column.addWidget(self._going)
        self._chips: dict[str, CheckChip] = {}
        self._on: tuple[str, ...] | None = None

    def show_facts(self, facts: tuple[FactWords, ...], on: Sequence[Shift]) -> None:
        """Show the facts as they stand, and who could go off."""
        for told in facts:
            self._rows[told.fact].show_fact(told)
        self._facts = facts
        names = tuple(shift.who for shift in on)
        if names != self._on:
            self._on = names
            self._fill_names(names)

    def start_anew(self) -> None:
        """Let everything be read back again."""
        for chip in (*(row.chip for row in self._rows.values()), *self._chips.values()):
            chip.setChecked(False)

    def asked(self) -> tuple[ReadBack, ...]:
        """Return each fact as it stands and whether it was read back."""
        return tuple(
            ReadBack(
                fact=told.fact,
                sentence=joined(told.sentence),
                was_read=self._rows[told.fact].chip.isChecked(),
            )
            for told in self._facts
        )

    def going(self) -> tuple[str, ...]:
        """Return who goes off at this moment."""
        return tuple(name for name, chip in self._chips.items() if chip.isChecked())

    def _fill_names(self, names: Sequence[str]) -> None:
        column = emptied(self._names)
        self._chips = {}
        self._going.setVisible(bool(names))
        column.addWidget(line(self._theme))
        column.addWidget(label(_("Does somebody go off now?"), "strong"))
        for place, name in enumerate(names):
            chip = CheckChip(self._theme, _("{name} goes off now").format(name=name))
            chip.setObjectName(f"shift.off.{place}")
            column.addWidget(chip)
            self._chips[name] = chip


class _FactRow(QWidget):
    """One fact: its name, the sentence large, its age, and the chip before or under it."""

    def __init__(self, theme: Theme, fact: Fact) -> None:
        super().__init__()
        self._theme = theme
        self._said = label("", "value")
        self._said.setObjectName(f"shift.fact.{fact}")
        self._age = label("", "body", "muted")
        self.chip = CheckChip(theme, _("I read this back"))
        self.chip.setObjectName(f"shift.read.{fact}")
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (label(fact_name(fact), "small", "muted"), self._said, self._age):
            words.addWidget(part)
        words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("l"))
        self._box.addLayout(words, 1)
        self._box.addWidget(self.chip)

    def show_fact(self, told: FactWords) -> None:
        """Show a fact; another one than before is not read back yet."""
        words = "\n".join(told.lines)
        if words != self._said.text():
            self.chip.setChecked(False)
        self._said.setText(words)
        self._age.setText(told.age)
        self._age.setVisible(bool(told.age))
        said = _("I read this back: {name}. {sentence}")
        self.chip.setAccessibleName(said.format(name=told.name, sentence=told.sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the chip before the fact where there is room for both, as the box on the sheet."""
        super().resizeEvent(event)
        wide = self._theme.em(self.width()) >= _BESIDE_EM
        across, down = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if wide else down)
        top = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag(0)
        self._box.setAlignment(self.chip, top)
