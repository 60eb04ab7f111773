# SPDX-License-Identifier: MIT
"""The page when the record or the content cannot be used: 911 and a log of times all the same."""

from collections.abc import Sequence
from string import Template

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.emergency_log import (
    Tap,
    Tapped,
    ended_by,
    last_tap,
    log_lines,
    running_seizure,
)
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _, in_use
from caregiver_app.ui.look.first_frame import theme_colours
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import exact_time, line_words, stopwatch, tap_words

_MARGIN = 24
_GAP = 16
_TAPS = (Tap.CALLED_911, Tap.SEIZURE, Tap.MEDICINE, Tap.AMBULANCE, Tap.BREATHING, Tap.OTHER)
_MOST_LINES, _FEWER_LINES = 8, 5
_MOST_SCALE, _MOST_TITLE_SCALE = 1.3, 1.0
"""The texts are large at 100 % already, and must stand side by side on a small screen."""

_SHEET = Template("""
* { font-family: "IBM Plex Sans"; }
QFrame#rescue, QWidget#rescue_inside, QScrollArea { background: $ground; border: none; }
QFrame#help { background: $bg; border: 3px solid $border; border-radius: 12px; }
QFrame#help QLabel { color: $fg; font-size: ${s20}px; }
QFrame#help QLabel#call { font-size: ${s44}px; font-weight: 600; }
QFrame#help QLabel#er { font-weight: 600; }
QFrame#trouble, QFrame#times, QFrame#steps {
  background: $card; border: 1px solid $line; border-radius: 12px;
}
QFrame#trouble QLabel, QFrame#times QLabel, QFrame#steps QLabel {
  color: $text; font-size: ${s18}px;
}
QLabel#title, QLabel#not_saved { font-weight: 600; }
QPushButton {
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  min-height: 54px; padding: 0 14px; font-size: ${s16}px; font-weight: 600;
}
QLineEdit {
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  min-height: 54px; padding: 0 12px; font-size: ${s18}px;
}
QLineEdit:focus { border: 3px solid $focus; padding: 0 10px; min-height: 50px; }
QPushButton:hover { background: $sunk; border-color: $text; }
QPushButton:focus { border: 3px solid $focus; padding: 0 12px; min-height: 50px; }
""")


class RescuePage(QFrame):
    """Says how to get help and what went wrong; needs no database and no clinical content.

    `steps` are first aid, where the content can be read. What is tapped is on the screen only;
    `taps` are kept for the record, once it can be opened; `tapped` and `undone` carry each.
    """

    again_pressed = Signal()
    tapped = Signal(object)
    undone = Signal(object)

    def __init__(
        self,
        problem: str,
        theme_name: str,
        clock: Clock,
        steps: Sequence[str] = (),
        why: tuple[str, str] | None = None,
        scale: float = 1.0,
    ) -> None:
        """`why` is what stands in place of "cannot be opened", and what its button says.

        `scale` is the size of the text, 1 to 2; what is large already grows less.
        """
        super().__init__()
        title, again = why or (
            _("The record cannot be opened now."),
            _("Try to open the record again"),
        )
        self._clock = clock
        self._number = in_use().emergency
        self.taps: list[Tapped] = []
        self._earlier: tuple[Tapped, ...] = ()
        self._most_lines = _MOST_LINES
        self.setObjectName("rescue")
        self.setStyleSheet(_style(theme_name, scale))
        self._er = _line("", "er")
        self._er.hide()
        self._problem = _line(problem)
        self._again = _button(again, "rescue.again")
        self._again.clicked.connect(self.again_pressed)
        inside = QWidget()
        inside.setObjectName("rescue_inside")
        row = QHBoxLayout(inside)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_GAP)
        row.addLayout(self._help(steps, title), 3)
        self._right = QVBoxLayout()
        self._right.setSpacing(_GAP)
        self._right.addWidget(self._times(), 1)
        row.addLayout(self._right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show)
        self._tick.start()
        self._show()

    def _help(self, steps: Sequence[str], title: str) -> QVBoxLayout:
        """Return whom to call, what to do meanwhile, and under it what went wrong."""
        left = QVBoxLayout()
        left.setSpacing(_GAP)
        call = _line(_("In an emergency, call {number} now.").format(number=self._number), "call")
        left.addWidget(_card("help", self._er, call, _line(_script())))
        if steps:
            lines = [_step(place, text) for place, text in enumerate(steps, 1)]
            left.addWidget(_card("steps", _line(_("While you wait"), "title"), *lines))
        left.addStretch()
        left.addWidget(_card("trouble", _line(title, "title"), self._problem, self._again))
        return left

    def still(self, problem: str) -> None:
        """Say that it could not be opened again, and why."""
        self._problem.setText(_("Still not: {problem}").format(problem=problem))

    def add_to_problem(self, words: str) -> None:
        """Say after what went wrong what can be done about it."""
        self._problem.setText(" ".join(filter(None, (self._problem.text(), words))))

    def tell_er(self, words: str) -> None:
        """Say over all else that nobody answered in time and where to go; blank for nothing."""
        self._er.setText(words)
        self._er.setVisible(bool(words))

    def go_on(self, earlier: Sequence[Tapped]) -> None:
        """Show what the record has already of an emergency that goes on; it is not in `taps`."""
        self._earlier = tuple(earlier)
        self._show()

    def offer(self, part: QWidget) -> None:
        """Show what else can be done about the record, under the times."""
        self._most_lines = _FEWER_LINES
        self._right.addWidget(_card("trouble", part))
        self._show()

    def _times(self) -> QFrame:
        self._not_saved = _line("", "not_saved")
        self._lines = _line("", "times.lines")
        self._undo = _button(_("Undo the last tap"), "tap.undo")
        self._undo.clicked.connect(self._on_undo)
        card = QFrame()
        card.setObjectName("times")
        column = QVBoxLayout(card)
        column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        grid = QGridLayout()
        grid.setSpacing(8)
        self._buttons: dict[Tap, QPushButton] = {}
        for place, tap in enumerate(_TAPS):
            button = _button(tap_words(tap, self._number), f"tap.{tap.value}")
            button.clicked.connect(self._on_tap)
            self._buttons[tap] = button
            grid.addWidget(button, place // 2, place % 2)
        column.addWidget(_line(_("Tap what happens. The time stays here."), "title"))
        column.addLayout(grid)
        for part in (self._not_saved, self._lines, self._undo):
            column.addWidget(part)
        column.addStretch()
        return card

    def _on_tap(self) -> None:
        pressed = self.sender()
        tap = next(tap for tap, button in self._buttons.items() if button is pressed)
        running = running_seizure(log_lines(None, self._now(), (*self._earlier, *self.taps)))
        if tap is Tap.SEIZURE and running is not None:
            tap = Tap.SEIZURE_STOPPED
        made = Tapped(
            id=new_id(self._clock.now()), tap=tap, at=self._now(), about=ended_by(tap, running)
        )
        self.taps.append(made)
        self.tapped.emit(made)
        self._show()

    def _on_undo(self) -> None:
        self.undone.emit(self.taps.pop())
        self._show()

    def _show(self) -> None:
        now = self._now()
        lines = log_lines(None, now, (*self._earlier, *self.taps))
        running = running_seizure(lines)
        for tap, button in self._buttons.items():
            at = last_tap(lines, tap, now)
            words, when = tap_words(tap, self._number), dates.clock_time(at) if at else ""
            if tap is Tap.SEIZURE:
                when = stopwatch(dates.between(running.at, now)) if running else ""
                words = tap_words(Tap.SEIZURE_STOPPED, self._number) if running else words
            button.setText(f"{words}\n{when}" if when else words)
            button.setAccessibleName(f"{words} {when}" if when else words)
        told = [f"{exact_time(line.at)}  {line_words(line, self._number)}" for line in lines]
        self._lines.setText("\n".join(told[: self._most_lines]))
        more = len(told) - self._most_lines
        words = _("These times are NOT SAVED. Write them on paper too.")
        if more > 0:
            words += " " + _("{n} more are kept here.").format(n=more)
        self._not_saved.setText(words if self.taps else "")
        self._undo.setVisible(bool(self.taps))

    def _now(self) -> Moment:
        return here_and_now(self._clock)


def _style(theme_name: str, scale: float) -> str:
    """Return the style sheet of the page; `scale` is the size of the text, 1 to 2."""
    theme = theme_colours(theme_name)
    sizes = {f"s{px}": round(px * min(scale, _MOST_SCALE)) for px in (16, 18, 20)}
    sizes["s44"] = round(44 * min(scale, _MOST_TITLE_SCALE))
    colours = {**theme["colour"], **theme["level"]["EMERGENCY"]}
    return _SHEET.substitute(colours, **sizes)


def _script() -> str:
    return _(
        "Use your phone. Say where you are. Say: they are stepping down from baclofen or "
        "clonazepam. Say: stopping it all at once is dangerous. Say if they have a pump. "
        "Bring all medicine bottles and the pump card."
    )


def _card(name: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName(name)
    column = QVBoxLayout(card)
    column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
    for part in parts:
        column.addWidget(part)
    return card


def _button(words: str, name: str) -> QPushButton:
    made = QPushButton(words)
    made.setObjectName(name)
    return made


def _step(place: int, text: str) -> QWidget:
    """Return a step of first aid: its second line begins beside the number, not under it."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    number = QLabel(f"{place}.")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # as high as words
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_line(text), 1)
    return made


def _line(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return label
