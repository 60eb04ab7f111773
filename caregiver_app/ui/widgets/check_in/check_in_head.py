# SPDX-License-Identifier: MIT
"""The head of the check-in page: Quick or Full, when it was, as usual, a kept draft, trouble."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Mode
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.laid_out import stand_in
from caregiver_app.ui.look.theme import Theme, icon, label, tag
from caregiver_app.ui.widgets.check_in.mode_switch import ModeSwitch
from caregiver_app.ui.widgets.check_in.quick_layout import DENSE, MEDIUM, SINGLE
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout

ROOMY_PX, DENSE_PX, TIGHT_PX = 56, 48, 44
_HELD_EM = 11
_ARROW_PX = 20


class CheckInHead(QWidget):
    """One line over the questions, and under it what did not work, in words.

    In one column its buttons are `tools`, which scroll with the questions, and so does `trouble`:
    a level that says much leaves no room for them. `trouble_shown` says when there is any.
    """

    start_again_pressed = Signal()
    mode_picked = Signal(object)
    when_pressed = Signal()
    as_usual_pressed = Signal()
    trouble_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode = ""
        self._is_asking = False
        self._held: QWidget | None = None
        self.tools = QWidget(self)
        self.tools.hide()
        self._tools_line = FlowLayout(self.tools, gap=theme.space("s"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_line())
        column.addWidget(self._build_second())
        column.addWidget(self._build_trouble())

    def minimumSizeHint(self) -> QSize:
        """Return the height alone: words that find no room go, and the page keeps its width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit_words()

    def show_time(self, words: str, spoken: str) -> None:
        """Say when this check-in is, on the button that changes it."""
        self._when.setText(words)
        # The style writes in bold and forgets that when it asks for room.
        wide = QFontMetrics(self._theme.font("strong")).horizontalAdvance(words)
        self._when.setMinimumWidth(wide + _ARROW_PX + 2 * self._theme.space("m") + 8)
        # What is to be seen comes first, so that somebody can say it to the computer.
        self._when.setAccessibleName(
            _("{words}: when this was, and who saw it").format(words=words)
        )
        self._when.setAccessibleDescription(spoken)

    def show_when_open(self, is_open: bool) -> None:
        """Show whether time and person are being chosen now."""
        self._when.setChecked(is_open)

    def make_room(self, *, is_asking: bool) -> None:
        """Leave out what can wait in one column while it is asked what old answers are about."""
        self._is_asking = is_asking
        self._fit_words()

    def focus_when(self) -> None:
        """Put the keyboard on the time."""
        self._when.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_as_usual(self, stated: bool) -> None:
        """Show whether answers stand that the one press stated."""
        self._as_usual.setChecked(stated)

    def show_kept(self, words: str) -> None:
        """Say that a draft was kept and offer to throw it away; a blank is no draft."""
        self._kept.setText(words)
        self._kept.setVisible(bool(words))
        self._again.setVisible(bool(words))
        self._fit_words()

    def show_mode(self, mode: Mode) -> None:
        """Show how much is asked."""
        self.switch.show_mode(mode)

    def show_unseen(self, words: str) -> None:
        """Say that answers count which are not to be seen now; a blank takes it away."""
        self._unseen.setText(words)
        self._unseen.setVisible(bool(words))
        self._fit_words()

    def show_trouble(self, words: str) -> None:
        """Say what did not work; a blank takes it away."""
        self._trouble_words.setText(words)
        self.trouble.setAccessibleName(words)
        self.trouble.setVisible(bool(words))
        if words:
            announce(self, words, now=True)
            self.trouble_shown.emit()

    def buttons(self) -> list[QWidget]:
        """Return what can be pressed, in its order, for the Tab key."""
        return [*self.switch.buttons(), self._when, self._as_usual, self._again]

    def arrange(self, mode: str) -> None:
        """Lay the head out; in one column the bar names the page and the tools go away."""
        self._mode = mode
        if self._held is not None:
            self._held.show()
            self._held = None
        parts: tuple[QWidget, ...] = (self.switch, self._when, self._as_usual)
        if mode == SINGLE:
            for part in (*parts, self._kept, self._again):
                self._tools_line.addWidget(part)
        else:
            self._column.addWidget(self.trouble)
            for place, part in enumerate(parts[:2]):
                self._row.insertWidget(place + 1, part)
            self._row.addWidget(self._as_usual)
        for part in parts:
            part.show()
        single = mode == SINGLE
        for said in (self._unseen,) if single else (self._unseen, self._kept, self._again):
            row = self._row if mode == DENSE else self._second_row
            for other in (self._row, self._second_row):
                other.removeWidget(said)
            row.insertWidget(row.count() - 1, said, 1 if said is self._unseen else 0)
        self._fit_words()

    def take_height(self, height: int) -> None:
        """Choose how high the line is: roomy, dense or tight (pixels at 100 % text)."""
        small = height == TIGHT_PX or self._mode == MEDIUM
        if self._title.property("type") != ("name" if small else "title"):
            tag(self._title, type="name" if small else "title")
        height = max(height, self._theme.size("target"))
        self._line.setMaximumHeight(round(height * min(self._theme.scale, 1.25)))
        single = self._mode == SINGLE
        self._line.setMinimumHeight(0 if single else self._line.maximumHeight())
        self._column.activate()

    def hold(self, part: QWidget) -> None:
        """Take a part in before the last button of the line."""
        self._held = part
        self._row.insertWidget(self._row.count() - 1, part)
        part.setMinimumWidth(round(_HELD_EM * self._theme.px("small")))

    def _build_line(self) -> QWidget:
        self._line = QWidget()
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(0, 0, self._theme.space("l"), 0)
        self._row.setSpacing(self._theme.space("m"))
        self._title = label(_("Check-in"), "title")
        self._title.setWordWrap(False)
        self.switch = ModeSwitch(self._theme)
        self.switch.picked.connect(self.mode_picked)
        self._when = self._button("when", "", "normal")
        self._when.setIcon(icon("down", self._theme.colour("text"), _ARROW_PX))
        self._when.setCheckable(True)
        self._when.clicked.connect(self.when_pressed)
        self._as_usual = self._button("as_usual", _("As usual"), "normal")
        self._as_usual.setText(_("{word}  {key}").format(word=_("As usual"), key="U"))
        self._as_usual.setAccessibleName(_("As usual: state every sign not answered, key U"))
        self._as_usual.setCheckable(True)
        self._as_usual.clicked.connect(self.as_usual_pressed)
        for part in (self._title, self.switch, self._when):
            self._row.addWidget(part)
        self._row.addStretch(0)
        self._row.addWidget(self._as_usual)
        return self._line

    def _build_second(self) -> QWidget:
        """Build the line for a kept draft and for counts, where the first has no room."""
        self._kept = label("", "small", "muted")
        self._kept.setWordWrap(False)
        self._again = self._button("start_again", _("Start again"), "quiet")
        self._again.setAccessibleName(_("Throw the kept answers away and start again"))
        self._again.clicked.connect(self.start_again_pressed)
        self._unseen = label("", "small", "muted")
        self._unseen.setObjectName("unseen")
        self._second = QWidget()
        self._second_row = QHBoxLayout(self._second)
        self._second_row.setContentsMargins(0, 0, self._theme.space("l"), 0)
        self._second_row.setSpacing(self._theme.space("m"))
        for part in (self._unseen, self._kept, self._again):
            part.hide()
            self._second_row.addWidget(part)
        self._second_row.addStretch(0)
        self._second.hide()
        return self._second

    def _build_trouble(self) -> QWidget:
        self.trouble = QFrame()
        tag(self.trouble, banner="trouble")
        row = QHBoxLayout(self.trouble)
        self._trouble_words = label("", "strong")
        self._trouble_words.setObjectName("check_in.trouble")
        row.addWidget(self._trouble_words)
        self.trouble.hide()
        return self.trouble

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        tag(button, button=kind)
        return button

    def _fit_words(self) -> None:
        """Leave the title out where words need its room; the rail says which page it is."""
        single = self._mode == SINGLE
        said = not ((single or self._kept.isHidden()) and self._unseen.isHidden())
        dense = self._mode == DENSE
        if self._held is not None:
            # What is kept is said beside Start again; two more lines would cut the time.
            self._held.setHidden(dense and not self._kept.isHidden())
        self._title.setVisible(not single and not (dense and said))
        waits = single and self._is_asking
        self._second.setVisible(said and not dense and not waits)
        # Longer words than the English ones: what the rail and the Save button say too goes first.
        for part in (self._title, self._held):
            if part is not None and not single and self._row.minimumSize().width() > self.width():
                part.hide()
        if not single:
            self._place_as_usual()

    def _place_as_usual(self) -> None:
        """Stand As usual under the time where the line has no room for both."""
        needed = self._row.minimumSize().width()
        if self._second_row.indexOf(self._as_usual) >= 0:
            needed += self._row.spacing() + self._as_usual.minimumSizeHint().width()
        below = needed > self.width()
        stand_in(self._as_usual, below, (self._second_row, -1), (self._row, -1))
        if below:
            self._second.show()
