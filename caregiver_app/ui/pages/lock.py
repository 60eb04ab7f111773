# SPDX-License-Identifier: MIT
"""The lock screen: the passcode or the recovery code, and Emergency in one action.

Nothing of the record stands on it but what its owner chose to show.
"""

import math
from collections.abc import Sequence
from string import Template

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.emergency_log import Tapped
from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.look.first_frame import SQUARE, square, theme_colours
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.pages.rescue import RescuePage
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.widgets.fields.code_shown import CodeShown

_BAR_PX, _CARD_PX = 76, 480
_GAP = 16
_TICK_MS = 250

_SHEET = Template("""
* { font-family: "IBM Plex Sans"; }
QFrame#lock_page { background: $ground; }
QWidget#lock_inside, QScrollArea { background: $ground; border: none; }
QFrame#bar { background: $card; border-top: 6px solid $line; border-bottom: 1px solid $line; }
QFrame#bar QLabel { color: $text; font-size: ${s20}px; font-weight: 600; }
QFrame#lock_card { background: $card; border: 1px solid $line; border-radius: 12px; }
QFrame#lock_card QLabel { color: $text; font-size: ${s18}px; }
QFrame#lock_card QLabel#title { font-size: ${s26}px; font-weight: 600; }
QFrame#lock_card QLabel#lock\\.problem, QFrame#lock_card QLabel#lock\\.due {
  font-weight: 600;
}
QFrame#lock_er { background: $bg; border: 3px solid $border; border-radius: 8px; }
QFrame#lock_er QLabel { color: $fg; font-size: ${s20}px; font-weight: 600; }
QCheckBox { color: $text; font-size: ${s16}px; min-height: ${s44}px; spacing: 8px; }
QCheckBox::indicator {
  width: ${s20}px; height: ${s20}px; border: 2px solid $line_strong; border-radius: 3px;
  background: $card;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox:focus { border: 3px solid $focus; border-radius: 6px; }
QLineEdit {
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  min-height: ${s50}px; padding: 0 12px; font-size: ${s20}px;
}
QLineEdit:focus { border: 3px solid $focus; padding: 0 10px; }
QPushButton {
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  min-height: ${s50}px; padding: 0 18px; font-size: ${s18}px; font-weight: 600;
}
QPushButton:hover { border-color: $text; }
QPushButton#lock\\.unlock { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton#lock\\.unlock:disabled { background: $sunk; color: $text; border-color: $line; }
QPushButton#emergency { background: $bg; color: $fg; border: 1px solid $border; }
QPushButton:focus { border: 3px solid $focus; padding: 0 16px; }
/* On a fill of its own a ring in the colour of its words stands out, within its edge. */
QPushButton#emergency:focus { border: 6px double $fg; padding: 0 13px; }
QPushButton#lock\\.unlock:focus { border: 6px double $on_accent; padding: 0 13px; }
""")


class LockPage(QFrame):
    """Asks for the passcode until it is right; `opened` carries what opens the record.

    `steps` and `flags` are first aid and red flags, where the content can be read. What is tapped
    here is in `taps`; `tapped` and `undone` carry each. `look` is the name of its theme.
    """

    opened = Signal(object)
    tapped = Signal(object)
    undone = Signal(object)

    def __init__(
        self,
        locked: LockedRecord,
        theme_name: str,
        clock: Clock,
        steps: Sequence[str] = (),
        flags: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._locked, self._clock, self.look = locked, clock, theme_name
        self._way = Way.PASSCODE
        self._errand = Errand(self)
        self._is_opened = False
        shown = locked.shown
        self._scale = shown.scale
        theme = theme_colours(theme_name)
        self.setObjectName("lock_page")
        sizes = {f"s{px}": round(px * self._scale) for px in (16, 18, 20, 26, 44, 50)}
        colours = {**theme["colour"], **theme["level"]["EMERGENCY"]}
        self._help = self._help_page(theme_name, shown.lines, steps, flags)
        self._asking = QWidget()
        self._asking.setStyleSheet(_SHEET.substitute(colours, **sizes))
        self._build(QColor(theme["level"]["EMERGENCY"]["fg"]))
        self.setStyleSheet(f"QFrame#lock_page {{ background: {theme['colour']['ground']}; }}")
        self._views = QStackedLayout(self)
        self._views.setContentsMargins(0, 0, 0, 0)
        self._views.addWidget(self._asking)
        self._views.addWidget(self._help)
        for keys, slot in (("F1", self.show_emergency), ("Esc", self.show_passcode)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._show_way(Way.PASSCODE)
        self._on_tick()

    @property
    def taps(self) -> list[Tapped]:
        """Return what was tapped here; the record has none of it yet."""
        return self._help.taps

    def show_emergency(self) -> None:
        """Show whom to call, what to do and the times."""
        self._views.setCurrentWidget(self._help)
        self._help.setFocus()

    def begin(self) -> None:
        """Be ready to be typed into, unless Emergency is shown."""
        if self._views.currentWidget() is self._asking:
            self._field.setFocus()

    def go_on(self, earlier: Sequence[Tapped]) -> None:
        """Show an emergency that goes on, with its times and without whose it is."""
        self._help.go_on(earlier)
        self.show_emergency()

    def show_passcode(self) -> None:
        """Show the field."""
        self._views.setCurrentWidget(self._asking)
        self._field.setFocus()
        self._field.selectAll()  # a refused one, that the next must not be added to

    def tell_due(self, words: str) -> None:
        """Say that something is due, in words that tell nothing of whom; blank for nothing."""
        self._due.setText(words)
        self._due.setVisible(bool(words))

    def tell_er(self, do: str, because: str) -> None:
        """Say where to go because nobody answered in time; two blanks for nothing."""
        self._own_er = (do, because)
        self._show_er()

    def tell_er_of_others(self, do: str, because: str) -> None:
        """Say the same of somebody else, while nothing of the kind is said anyway."""
        self._others_er = (do, because)
        self._show_er()

    def _show_er(self) -> None:
        words = "\n".join(filter(None, self._own_er if self._own_er[0] else self._others_er))
        if words and words != self._er.text():
            announce(self, words, now=True)
        self._er.setText(words)
        self._er_box.setVisible(bool(words))
        self._help.tell_er(words)

    def come_due(self) -> None:
        """Show whom to call, unless somebody types: what they type would go nowhere."""
        if not self._field.text() and not self._errand.is_running:
            self.show_emergency()

    def minimumSizeHint(self) -> QSize:
        """Return little: it must fit on every screen."""
        return QSize(640, 480)

    def say(self, problem: str) -> None:
        """Say why the record did not open."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._field.setAccessibleDescription(problem)
        if problem:
            announce(self._field, problem, now=False)

    # Building

    def _help_page(
        self, theme_name: str, lines: Sequence[str], steps: Sequence[str], flags: Sequence[str]
    ) -> RescuePage:
        why = (_("The record is locked."), _("Back to the passcode"))
        told = _("Times you tap here go into the record once it is open.")
        page = RescuePage(told, theme_name, self._clock, steps, why, self._scale)
        page.again_pressed.connect(self.show_passcode)
        page.tapped.connect(self.tapped)
        page.undone.connect(self.undone)
        signs = _("Red flags: {signs}. Call for any of them.").format(signs=". ".join(flags))
        more = [signs] if flags else []
        if lines or more:
            page.offer(_lines([*more, *lines]))
        return page

    def _build(self, emergency_ink: QColor) -> None:
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar(emergency_ink))
        inside = QWidget()
        inside.setObjectName("lock_inside")
        place = QVBoxLayout(inside)
        place.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        place.addStretch(1)
        across = QHBoxLayout()  # an alignment would not let the card grow with its words
        across.addStretch()
        across.addWidget(self._card())
        across.addStretch()
        place.addLayout(across)
        place.addStretch(2)
        column.addWidget(scrolling(inside), 1)

    def _bar(self, ink: QColor) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bar")
        bar.setMinimumHeight(_BAR_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(_GAP, 2, _GAP, 2)
        row.addWidget(QLabel(_("Caregiver Checklist")))
        row.addStretch()
        emergency = QPushButton(_("{word}  {key}").format(word=_("Emergency"), key="F1"))
        emergency.setObjectName("emergency")
        emergency.setAccessibleName(_("Emergency"))
        emergency.setIcon(square(ink))
        emergency.setIconSize(SQUARE)
        emergency.clicked.connect(self.show_emergency)
        row.addWidget(emergency)
        return bar

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("lock_card")
        card.setFixedWidth(round(_CARD_PX * min(self._scale, 1.6)))
        column = QVBoxLayout(card)
        edge = round(24 * min(self._scale, 1.3))
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(12)
        title = _line(_("Locked"))
        title.setObjectName("title")
        self._er, self._own_er, self._others_er = _line(""), ("", ""), ("", "")
        self._er.setObjectName("lock.er")
        self._er_box = QFrame()  # a label with a margin of its own would be cut below
        self._er_box.setObjectName("lock_er")
        QVBoxLayout(self._er_box).addWidget(self._er)
        self._er_box.hide()
        self._due = _line("")
        self._due.setObjectName("lock.due")
        self._due.hide()
        self._told = _line("")
        self._field = QLineEdit()
        self._field.setObjectName("lock.field")
        self._field.returnPressed.connect(self._on_unlock)
        self._field.textEdited.connect(self._on_edited)
        self._field.installEventFilter(self)
        self._code = CodeShown(self._field)
        self._caps = _line(_("Caps Lock may be on."))
        self._caps.setObjectName("lock.caps")
        self._caps.hide()
        self._show = _Tick(_("Show what I type"))
        self._show.setObjectName("lock.show")
        self._show.toggled.connect(self._on_show)
        self._problem = _line("")
        self._problem.setObjectName("lock.problem")
        self._problem.hide()
        self._unlock = QPushButton(_("Unlock"))
        self._unlock.setObjectName("lock.unlock")
        self._unlock.clicked.connect(self._on_unlock)
        self._other = QPushButton()
        self._other.setObjectName("lock.other_way")
        self._other.clicked.connect(self._on_other_way)
        parts = (
            self._er_box, title, self._due, self._told, self._field, self._code, self._caps,
            self._problem, self._show, self._unlock, self._other,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        return card

    # Trying

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Notice capital letters that come without the Shift key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text, shift = event.text(), Qt.KeyboardModifier.ShiftModifier
            if len(text) == 1 and text.isalpha() and text.upper() != text.lower():
                loud = text.isupper() is not bool(event.modifiers() & shift)
                self._caps.setVisible(loud and self._way is Way.PASSCODE)
        return False

    def _show_way(self, way: Way) -> None:
        self._way = way
        self._code.wanted = by_code = way is Way.RECOVERY
        self._told.setText(
            _("Type the code from your recovery sheet.")
            if by_code
            else _("Type the passcode to open the record.")
        )
        self._field.setAccessibleName(_("Recovery code") if by_code else _("Passcode"))
        self._other.setText(_("Use the passcode") if by_code else _("Use the recovery code"))
        self._show.setVisible(not by_code)
        self._caps.hide()
        self._field.clear()
        self._on_show(self._show.isChecked())
        self.say("")

    def _on_show(self, shown: bool) -> None:
        plain = shown or self._way is Way.RECOVERY
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password)

    def _on_other_way(self) -> None:
        by_code = self._way is Way.RECOVERY
        self._show_way(Way.PASSCODE if by_code else Way.RECOVERY)
        self._field.setFocus()

    def _on_edited(self) -> None:
        if not self._errand.is_running:
            self.say("")

    def _on_unlock(self) -> None:
        if self._is_opened or self._errand.is_running or self._locked.wait_s() > 0:
            return
        typed, way = self._field.text(), self._way
        if not typed:
            self._field.setFocus()
            return
        self._unlock.setText(_("Opening"))
        self._unlock.setEnabled(False)
        self.say("")
        self._errand.run(lambda: self._locked.open(way, typed), self._on_opened, self._on_refused)

    def _on_opened(self, keys: object) -> None:
        """Say so; the page stays, and says that it opens, until the record stands there."""
        self._field.clear()
        self._is_opened = True
        self.opened.emit(keys)

    def _on_refused(self, trouble: Exception) -> None:
        self._ready()
        words = _("{problem} The recovery code opens it too.")
        if self._way is Way.RECOVERY:
            words = "{problem}"
        self.say(words.format(problem=trouble))
        self._on_tick()
        if self._views.currentWidget() is self._asking:
            self._field.setFocus()
            self._field.selectAll()

    def _ready(self) -> None:
        self._unlock.setEnabled(True)
        self._unlock.setText(_("Unlock"))

    def _on_tick(self) -> None:
        """Count the seconds down until the next try may be made."""
        wait = math.ceil(self._locked.wait_s())
        if self._is_opened or self._errand.is_running:
            return
        self._unlock.setEnabled(not wait)
        words = _("Try again in {n} s").format(n=wait) if wait else _("Unlock")
        self._unlock.setText(words)
        if wait and not self._tick.isActive():
            self._tick.start()
        elif not wait:
            self._tick.stop()


class _Tick(QCheckBox):
    """A box that is ticked by a press anywhere on its line."""

    def hitButton(self, place: QPoint) -> bool:
        """Take a press anywhere on it."""
        return self.rect().contains(place)


def _lines(lines: Sequence[str]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for text in lines:
        column.addWidget(_line(text))
    return made


def _line(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
