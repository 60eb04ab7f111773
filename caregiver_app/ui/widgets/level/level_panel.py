# SPDX-License-Identifier: MIT
"""The level panel: word, shape, action, whom to ring, reasons, and why they are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Contact
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.look.laid_out import stand_in
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.level_parts import (
    LevelButton,
    Reasons,
    UprightLine,
    WhoToRing,
    hand_down_ink,
    most_numbers,
    paint_level,
    panel_label,
    show_part,
    shrunk,
    word_font,
)
from caregiver_app.ui.widgets.fields.level_words import LevelWords, reasons, spoken
from caregiver_app.ui.widgets.level.alert_actions import AlertActions
from caregiver_app.ui.widgets.level.level_head import LevelHead, WhyButton
from caregiver_app.ui.widgets.people.numbers_shown import show_numbers
from caregiver_app.ui.words import dates

_WIDE_FROM_EM = 32
_RING_EM = 14.5
_NO_LIMIT = 16777215


class LevelPanel(QFrame):
    """Shows one assessment at once: no fade, no waiting, no disk.

    It takes one of three forms by itself: a strip below 56 em of window (unless the page scrolls
    anyway), a column, or two columns where it is wide. Its accessible name is everything it says.
    """

    emergency_requested = Signal()
    print_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        rule_set: RuleSet | None = None,
        parent: QWidget | None = None,
        *,
        may_be_strip: bool = True,
    ) -> None:
        super().__init__(parent)
        hear_as(self, "AlertMessage")
        self.setObjectName("level")
        self._theme, self._rule_set = theme, rule_set
        self._words = LevelWords(rule_set)
        self._level: Level | None = None
        self._actions: AlertActions | None = None
        self._may_be_strip = may_be_strip
        self._has_pump = self._tight = self._folded = False
        self._form = self._long_line = self._short_line = self._line_now = self._given_note = ""
        self._er, self._old = ("", ""), ""
        self._rest: tuple[str, ...] = ()
        self._found: tuple[str, ...] = ()
        self._build_parts()
        self._build_layout()
        self._take_form("panel")
        self.show_assessment(None, (), False, None)

    @property
    def level(self) -> Level | None:
        """Return the level that is shown."""
        return self._level

    def buttons(self) -> tuple[QWidget, ...]:
        """Return what can be pressed, in the order in which it stands there."""
        return self._open, self._print, self._ring.write, self._why

    def show_assessment(
        self,
        assessment: Assessment | None,
        contacts: Sequence[Contact],
        has_pump: bool,
        at: Moment | None,
        note: str = "",
        foot: str = "",
        old: str = "",
        *,
        is_done: bool = False,
    ) -> None:
        """Show a judgement; None is "nothing answered yet".

        `note` is a bold sentence before the message (a re-check that is late), `foot` says which
        check-in this is from; without it the time `at` is shown. `old` is a headline over a level
        that no longer tells how they are; the level stands small under it. One that `is_done`
        calls no more.
        """
        level = assessment.level if assessment else Level.INCOMPLETE
        changed = (level, bool(old)) != (self._level, bool(self._old))
        self._old = old
        if changed:
            self._show_level(level)
        self._word.setText(old or self._words.level(level))
        line = self._words.line(assessment, level)
        message = (self._words.late_message if note else self._words.message)(assessment, level)
        if is_done:
            line, message = "", ""
        if old:
            then = _("Then: {level}.").format(level=self._words.level(level))
            line = " ".join(filter(None, (then, line)))
        self._line_now, self._given_note = line, note
        self._message.setText(message)
        # In a strip there is no message, so the line must say what to do.
        self._long_line = "" if message.startswith(line) else line
        self._short_line = line if is_done else self._words.short_action(level) or line
        self._found = found = reasons(assessment, self._rule_set)
        self._reasons.show_reasons(found)
        self._has_pump = has_pump
        most = most_numbers(level, wide=self._form == "wide")
        none = self._words.no_number(level, has_pump=has_pump)
        ring = self._ring.show_contacts(contacts, has_pump, most, none)
        self._ring.set_tight(self._tight)
        self._strip_ring.setText(_("Ring {number}").format(number=self._ring.first_number))
        self._place_head()
        self._foot.setText(foot or (dates.date_time(at) if at else ""))
        self._why_text.setText(self._words.why(assessment))
        self._why.setVisible(bool(assessment))
        self._rest = (*found, ring, self._foot.text())
        self._show_er(changed)

    def show_er(self, action: str, because: str) -> None:
        """Say, above all else, what to do because nobody answered; two blanks end it.

        The level stays what it is.
        """
        if (action, because) != self._er:
            self._er = (action, because)
            self._show_er(bool(action))

    def hold(self, actions: AlertActions) -> None:
        """Take in what was done about the alert that is shown.

        It stands right under the number that was rung, whatever the level is by now; the reasons
        go below it. An EMERGENCY that was eased since stands over the quieter level.
        """
        self._actions = actions
        self._outer.insertWidget(1, actions)
        self._place_reasons()
        actions.er_due.connect(self.show_er)
        actions.followed.connect(self._on_followed)
        if self._level is not None:
            hand_down_ink(self, self._theme, self._level)
            actions.lie_on(self._level)

    def set_tight(self, tight: bool) -> None:
        """Say the same in smaller type, where it would otherwise be out of sight."""
        if tight is not self._tight:
            self._tight = tight
            self._set_type()

    def fold_to(self, most: int, width: int) -> None:
        """Leave the message of an emergency to More where a strip would be higher than `most`."""
        edges = self._outer.contentsMargins()
        more = self._message.heightForWidth(width - edges.left() - edges.right())
        rest = self.heightForWidth(width)
        if not self._message.isHidden():
            rest -= more + self._left.spacing()
        folded = self._form == "strip" and rest + self._left.spacing() + more > most
        if folded is not self._folded:
            self._folded = folded
            self._show_parts()

    def showEvent(self, event: QShowEvent) -> None:
        """Hand ink and type down again: the style, coming late, gives back what was first."""
        super().showEvent(event)
        self._set_type()
        if self._level is not None:
            self._show_level(self._level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pick strip, column or two columns by the room there is."""
        super().resizeEvent(event)
        self._take_form(self._fitting_form())
        if self._form == "panel":
            # A scroll bar may come beside the panel and must not push the words out of it.
            self._ring.set_room(self.width() - 3 * self._theme.space("l"))
        self._fit_display()
        self._why.name_by(self._form, self.width())
        self._place_head()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the words wrap, and the height follows from the width."""
        return QSize(0, self._theme.size("target"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the level's fill and edge."""
        level = self._level if self._level is not None else Level.INCOMPLETE
        paint_level(QPainter(self), self.rect(), self._theme, level, late=bool(self._old))

    def _build_parts(self) -> None:
        theme = self._theme
        self._head = LevelHead(theme)
        self._shape, self._word = self._head.shape, self._head.word
        self._line, self._strip_ring = self._head.line, self._head.ring
        self._display = panel_label(theme, "display")
        self._note = panel_label(theme, "heading")
        self._message = panel_label(theme, "lead")
        self._reasons = Reasons(theme)
        self._ring = WhoToRing(theme)
        wanted = self._ring.write.clicked
        wanted.connect(lambda: show_numbers(self.window(), pump=self._has_pump))
        self._foot = panel_label(theme, "small")
        self._why_text = panel_label(theme, "small")
        self._why_text.hide()
        self._open = LevelButton(theme, "filled", _("Open the emergency screen"), keys="F1")
        self._open.setObjectName("open_emergency")
        self._open.clicked.connect(self.emergency_requested)
        self._print = LevelButton(theme, "outline", _("Print the ER sheet"), "print")
        self._print.setObjectName("print_sheet")
        self._print.clicked.connect(self.print_requested)
        self._why = WhyButton(theme)
        self._why.toggled.connect(self._on_why_toggled)

    def _build_layout(self) -> None:
        space = self._theme.space
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(space("s"))
        self._left = QVBoxLayout()
        self._left.setSpacing(space("s"))
        self._left.addLayout(self._head)
        for part in (self._display, self._note, self._message, self._open, self._print):
            self._left.addWidget(part)
        self._left.addWidget(self._reasons)
        self._left.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(space("l"))
        self._columns.addLayout(self._left, 1)
        self._rule = UprightLine()
        self._columns.addWidget(self._rule)
        self._bottom = QHBoxLayout()
        self._bottom.addWidget(self._foot, 1)
        self._bottom.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        self._outer.addLayout(self._columns)
        self._outer.addStretch(1)  # room to spare lies under all that is said
        self._outer.addLayout(self._bottom)
        self._outer.addWidget(self._why_text)

    def _fitting_form(self) -> str:
        compact = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        if compact and self._may_be_strip:
            return "strip"
        return "wide" if self._theme.em(self.width()) >= _WIDE_FROM_EM else "panel"

    def _take_form(self, form: str) -> None:
        if form == self._form:
            return
        self._form = form
        self._columns.removeWidget(self._ring)
        self._left.removeWidget(self._ring)
        if form == "wide":
            self._columns.addWidget(self._ring)
            self._ring.setFixedWidth(round(_RING_EM * self._theme.px("body")))
        else:
            # Whom to ring comes before the reasons: it is never what is scrolled out of sight.
            at = self._left.indexOf(self._reasons) % self._left.count()  # at the end without
            self._left.insertWidget(at, self._ring)
            self._ring.setMinimumWidth(0)
            self._ring.setMaximumWidth(_NO_LIMIT)
        self._place_reasons()
        self._why.name_by(self._form, self.width())
        place = self._head if form == "strip" else self._bottom
        for layout in (self._head, self._bottom):
            layout.removeWidget(self._why)
        place.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        self._set_type()
        if self._level is not None:
            self._show_parts()

    def _place_reasons(self) -> None:
        """Stand the reasons under the message, or under what was done about an alert."""
        actions = self._actions
        below = actions is not None and (self._form != "wide" or not actions.isHidden())
        stand_in(self._reasons, below, (self._outer, 2), (self._left, self._left.count() - 1))

    def _set_type(self) -> None:
        small = self._tight or self._form == "strip"
        self._message.setFont(self._theme.font("body" if small else "lead"))
        self._note.setFont(self._theme.font("strong" if small else "heading"))
        for button in (self._open, self._print):
            button.set_low(self._tight or self._form == "strip")
        space, edge = self._theme.space, self._theme.space("s" if self._tight else "m")
        self._outer.setContentsMargins(space("l"), edge, space("l"), edge)
        self._left.setSpacing(space("xs" if self._tight else "s"))
        self._ring.set_tight(self._tight)
        self._fit_display()
        self._show_line()

    def _show_er(self, changed: bool) -> None:
        action, because = self._er_now()
        self._display.setText(action or self._line_now)
        self._fit_display()
        self._note.setText(" ".join(part for part in (because, self._given_note) if part))
        self._show_line()
        self._show_parts()
        self._say(changed)

    def _er_now(self) -> tuple[str, str]:
        """Return what to do because nobody answered; nothing comes before 911."""
        return ("", "") if self._level is Level.EMERGENCY else self._er

    def _message_now(self) -> str:
        """Return the level's message; one that lets time go by has no place beside an alert."""
        calmer = self._level is None or self._level < Level.URGENT
        open_ = self._actions is not None and self._actions.is_waiting
        late = bool(self._er_now()[0]) or (open_ and self._level is Level.WATCH)
        return "" if calmer and late else self._message.text()

    def _show_line(self) -> None:
        """Put the action under the level's word; where the message says it too, leave it out."""
        action, _because = self._er_now()
        strip = self._form == "strip"
        self._line.setText((action or self._short_line) if strip else self._long_line)

    def _fit_display(self) -> None:
        """Keep "Call 911 now" on one line, as large as it fits."""
        font = self._theme.font("hero" if self._tight else "display")
        room = self.width() - 2 * self._theme.space("l")
        if self._form == "wide":
            room -= self._ring.width() + 2 * self._theme.space("l")
        self._display.setFont(shrunk(font, self._display.text(), room, self._theme.px("title")))
        if self._form != "strip":
            room -= self._shape.width() + 2 * self._theme.space("m")
        shown = (self._word.text(), room, self._level, bool(self._old), self._form == "strip")
        self._word.setFont(word_font(self._theme, *shown))

    def _place_head(self) -> None:
        """Put what a strip has room for beside the level's word."""
        strip = self._form == "strip"
        room = self.width() - self._why.sizeHint().width() if strip else _NO_LIMIT
        self._head.place_ring(room)
        self._head.place_open(self._open, room if strip else 0, self._left, self._message)

    def _show_parts(self) -> None:
        strip = self._form == "strip"
        emergency = self._level is Level.EMERGENCY
        to_er = bool(self._er_now()[0])
        show_part(self._display, (emergency or to_er) and not strip)
        # Beside "Go to the ER now" nothing else is to be done first.
        show_part(self._line, bool(self._line.text()) and (strip or not (emergency or to_er)))
        show_part(self._note, bool(self._note.text()))
        more = not strip or self._why.isChecked()
        stands = more or (emergency and not self._folded)
        show_part(self._message, bool(self._message_now()) and stands)
        show_part(self._open, emergency)
        show_part(self._print, (emergency or to_er) and more)
        show_part(self._reasons, bool(self._found) and more)
        show_part(self._strip_ring, strip and not emergency and bool(self._ring.first_number))
        # Nothing pushes the words of an emergency down: 911 first, then the pump clinic.
        show_part(
            self._ring, not strip and (not emergency or self._has_pump or self._form == "wide")
        )
        show_part(self._rule, self._form == "wide")
        show_part(self._foot, bool(self._foot.text()) and not strip)

    def _show_level(self, level: Level) -> None:
        self._level = level
        hand_down_ink(self, self._theme, level)
        if self._actions is not None:
            self._actions.lie_on(level)
        self.setProperty("level", level.name)
        self._shape.show_level(level)
        self._line.setFont(self._theme.font("body" if level is Level.NO_FLAGS else "strong"))
        self._fit_display()
        self.update()

    def _say(self, changed: bool) -> None:
        level = self._level if self._level is not None else Level.INCOMPLETE
        line = self._er_now()[0] or self._long_line
        head = self._actions.head if self._actions is not None else ""
        parts = (self._word.text(), line, head, self._note.text(), self._message_now())
        text = spoken((*parts, *self._rest))
        if text == self.accessibleName():
            return
        self.setAccessibleName(text)
        if changed and self.isVisible():
            announce(self, text, now=level >= Level.URGENT or bool(self._er_now()[0]))

    def _on_followed(self, _alert: object) -> None:
        place = 0 if self._actions and self._actions.is_over else 1
        if self._actions and self._outer.indexOf(self._actions) != place:
            self._outer.insertWidget(place, self._actions)
        self._place_reasons()
        self._show_parts()
        self._say(changed=False)

    def _on_why_toggled(self, shown: bool) -> None:
        self._why_text.setVisible(shown)
        self._why.name_by(self._form, self.width())
        self._show_parts()
        self.updateGeometry()
