# SPDX-License-Identifier: MIT
"""The bar on top: who this is, what they take, how long since the last cut, and Emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.plan import PlanRoute, Step, amount_of
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.frame.person_parts import (
    Divider,
    Initials,
    PatternStrip,
    RouteChip,
    square_icon,
)
from caregiver_app.ui.widgets.frame.recorder_button import RecorderButton
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words, initials_of, route_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from caregiver_app.domain.person import Drug
    from caregiver_app.services.looking_back.views import PersonLine

__all__ = ["Initials", "PersonBar", "drug_words", "initials_of", "route_words"]

_NAME_MOST_EM = 20


class PersonBar(QFrame):
    """Shows one person, or the name of the program while nobody is open."""

    emergency_pressed = Signal()
    back_pressed = Signal()
    recorder_pressed = Signal()
    menu_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = ""
        self._line: PersonLine | None = None
        self._may_lock = False
        tag(self, bar="person")
        self._build_person()
        self._build_facts()
        self._build_buttons()
        self._build_layout()
        self.show_person(None)
        self.take_form("wide")

    def show_person(self, line: PersonLine | None) -> None:
        """Show a person, or nobody."""
        self._line = line
        self._strip.show_pattern(line.colour if line else None)
        self.initials.show_name(line.name if line else "", line.colour if line else "")
        self.initials.setVisible(line is not None)
        self._show_name()
        self._show_facts(line)
        self._show_parts()

    def show_recorder(self, name: str | None) -> None:
        """Show who is recording."""
        self._recorder.show_name(name)
        self._show_name()

    def show_page_name(self, name: str) -> None:
        """Name the open page on the menu button of the narrowest form."""
        self._menu.setText(name)

    def show_back(self, text: str | None) -> None:
        """Offer the way back in place of recorder and Emergency; None offers those again."""
        self._back.setText(f"{text}  Esc" if text else "")
        self._show_parts()
        if self._form == "compact":
            self._show_name()  # other buttons leave other room beside them

    def let_lock(self, has_passcode: bool) -> None:
        """Offer to lock the screen, where there is a passcode."""
        self._may_lock = has_passcode
        self._show_parts()

    def take_form(self, form: str) -> None:
        """Take the form `wide` (one row), `medium` (two rows) or `compact` (with the menu)."""
        if form == self._form:
            return
        self._form = form
        one = form == "wide"
        for layout in (self._first, self._second):
            layout.removeWidget(self._facts)
        middle = Qt.AlignmentFlag.AlignVCenter
        if one:
            self._first.insertWidget(2, self._facts, 1, middle)
        else:
            self._second.addWidget(self._facts, 1, middle)
        flat = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        self._dose_lines.setDirection(flat)
        self._dose_lines.setSpacing(0 if one else self._theme.space("m"))
        self._first.removeWidget(self._lock)
        self._second.removeWidget(self._lock)
        if form == "compact":  # the name needs the first row
            self._second.addWidget(self._lock, 0, middle)
        else:
            self._first.insertWidget(self._first.indexOf(self._back), self._lock)
        self._recorder.take_form(form)
        self._show_fact_type(small=form == "compact")
        self._show_name()
        with_key = _("{word}  {key}").format(word=_("Emergency"), key="F1")
        self._emergency.setText(_("Emergency") if form == "compact" else with_key)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name the room there is in the narrowest form."""
        super().resizeEvent(event)
        if self._form == "compact":
            self._show_name()

    @property
    def menu_button(self) -> QPushButton:
        """Return the button under which the pages drop down in the narrowest form."""
        return self._menu

    def _show_name(self) -> None:
        line, compact = self._line, self._form == "compact"
        most = _NAME_MOST_EM * self._theme.px("body")
        if compact:
            most = min(most, self._room_beside_buttons())
        name = line.name if line else _("Caregiver Checklist")
        # A name that would need more than two lines is written smaller; it is never cut.
        tag(self._name, type=self._name_type(name, most), heavy=True)
        _fit(self._name, name, most)
        self._born.setWordWrap(compact)
        born = dates.born(line.dob, line.age if not compact else None) if line else ""
        # The narrowest bar has no room for the chip; how the medicine gets in stays in words.
        self._born.setText(f"{born}, {route_words(line.route)}" if line and compact else born)

    def _room_beside_buttons(self) -> int:
        """Return what initials and buttons leave of the first row."""
        parts = (self._recorder, self._back, self._emergency)
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        gaps = (len(shown) + 2) * self._first.spacing() + 2 * self._theme.space("l")
        return self.window().width() - self.initials.width() - sum(shown) - gaps

    def _name_type(self, name: str, most: int) -> str:
        for role in ("name", "strong"):
            if QFontMetrics(self._theme.font(role)).horizontalAdvance(name) < 1.8 * most:
                return role
        return "small"

    def _build_person(self) -> None:
        self._strip = PatternStrip(self._theme)
        self.initials = Initials(self._theme)
        self._name = label("", "name")
        self._born = label("", "small", "muted")
        self._born.setWordWrap(False)
        self._name_block = QWidget()
        column = QVBoxLayout(self._name_block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._born)

    def _build_facts(self) -> None:
        self._facts = QWidget()
        self._flow = FlowLayout(self._facts, gap=self._theme.space("m"))
        self._route = RouteChip(self._theme)
        self._drug, self._dose = label(""), label("", "strong")
        self._step = label("", "small", "muted")
        self._cut = label("", "strong")
        self._cut_day = label("", "small", "muted")
        for part in (self._drug, self._dose, self._step, self._cut, self._cut_day):
            part.setWordWrap(False)
        dose = _row(self._drug, self._dose, 5)
        self._dose_block, self._dose_lines = _stack(dose, self._step)
        self._cut_block, _lines = _stack(self._cut, self._cut_day)
        self._dividers = (Divider(self._theme), Divider(self._theme))
        first, second = self._dividers
        blocks = (first, self._route, self._dose_block, second, self._cut_block)
        for block in blocks:
            self._flow.addWidget(block)

    def _build_buttons(self) -> None:
        theme = self._theme
        self._recorder = RecorderButton(theme)
        self._recorder.clicked.connect(self.recorder_pressed)
        self._lock = QPushButton(_("Lock"))
        self._lock.setObjectName("lock")
        tag(self._lock, button="normal", large=True)
        self._lock.clicked.connect(self.lock_pressed)
        self._emergency = QPushButton()
        self._emergency.setObjectName("emergency")
        self._emergency.setAccessibleName(_("Emergency"))
        self._emergency.setIcon(square_icon(theme))
        tag(self._emergency, button="danger", large=True)
        self._emergency.clicked.connect(self.emergency_pressed)
        self._back = QPushButton()
        self._back.setObjectName("back")
        tag(self._back, button="normal", large=True)
        self._back.clicked.connect(self.back_pressed)
        self._menu = QPushButton()
        self._menu.setObjectName("menu")
        tag(self._menu, button="normal")
        self._menu.clicked.connect(self.menu_pressed)
        colour, px = theme.colour("text"), theme.size("icon")
        for button, name in (
            (self._back, "left"),
            (self._menu, "menu"),
            (self._lock, "lock"),
        ):
            button.setIcon(button_icon(name, colour, px))

    def _build_layout(self) -> None:
        space = self._theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space("s") + 1)
        column.setSpacing(space("s"))
        column.addWidget(self._strip)
        self._first = QHBoxLayout()
        self._second = QHBoxLayout()
        for row in (self._first, self._second):
            row.setContentsMargins(space("l"), 0, space("l"), 0)
            row.setSpacing(space("m"))
        self._first.addWidget(self.initials)
        self._first.addWidget(self._name_block)
        self._gap = QWidget()
        self._first.addWidget(self._gap, 1)
        for button in (self._recorder, self._lock, self._back, self._emergency):
            self._first.addWidget(button)
        self._second.addWidget(self._menu)
        column.addLayout(self._first)
        column.addLayout(self._second)

    def _show_facts(self, line: PersonLine | None) -> None:
        if line is None:
            return
        self._route.show_route(line.route)
        self._drug.setText(drug_words(line.drug))
        self._dose.setText(_dose_words(line))
        self._step.setText(_step_words(line))
        cut, day = cut_words(line)
        self._cut.setText(cut)
        self._cut_day.setText(day)

    def _show_fact_type(self, *, small: bool) -> None:
        tag(self._drug, type="small" if small else "body")
        for part in (self._dose, self._cut):
            tag(part, type="small" if small else "strong", heavy=small)

    def _show_parts(self) -> None:
        person, compact = self._line is not None, self._form == "compact"
        backing = bool(self._back.text())
        self._facts.setVisible(person and not (compact and backing))
        self._route.setVisible(not compact)
        self._gap.setVisible(not person or self._form != "wide")
        self._born.setVisible(person)
        self._menu.setVisible(compact and person and not backing)
        self._recorder.setVisible(person and not backing)
        self._lock.setVisible(self._may_lock and not backing)
        self._emergency.setVisible(not backing)
        self._back.setVisible(backing)
        self._step.setVisible(not compact)
        self._cut_day.setVisible(self._form == "wide" and bool(self._cut_day.text()))
        for divider in self._dividers:
            divider.setVisible(self._form == "wide")


def _dose_words(line: PersonLine) -> str:
    if line.dose_now is None:
        return ""
    words = _("{amount} a day").format(amount=dates.amount(line.dose_now, line.dose_unit))
    if line.beside is None:
        return words if line.again is None else _none_today(line.again)
    if line.again is not None:
        return _("{pump}, none by mouth today").format(pump=words)
    by_mouth = dates.amount(line.beside, PlanRoute.ORAL.unit)
    return _("{pump}, {amount} by mouth").format(pump=words, amount=by_mouth)


def _none_today(again: Step) -> str:
    """Say that none is planned today, and what comes next: 0 a day would be a stop."""
    amount = dates.amount(amount_of(again, PlanRoute.ORAL), PlanRoute.ORAL.unit)
    day = dates.short_day(again.from_)
    return _("None today, {amount} on {day}").format(amount=amount, day=day)


def _step_words(line: PersonLine) -> str:
    if line.step is None:
        return _("before the first step") if line.has_plan else _("no written plan yet")
    n, total = line.step
    if line.is_held:
        return _("step {n} of {total}, held. Ask.").format(n=n, total=total)
    return _("step {n} of {total}").format(n=n, total=total)


def cut_words(line: PersonLine) -> tuple[str, str]:
    """Return how long ago the last cut was, and its day; blank for a day nobody knows."""
    if line.last_cut is None or line.days_since_cut is None:
        # Without the plan nobody here knows whether the dose was cut.
        return (_("No cut yet") if line.has_plan else _("Last cut not written down")), ""
    days = line.days_since_cut
    if line.cut_of is not None:
        words = _cut_beside(line.drug, *line.cut_of, days)
        return words, dates.long_day(line.last_cut.on)
    if days == 0:
        return _("The last cut is today"), dates.long_day(line.last_cut.on)
    words = ngettext("Day {n} since the last cut", "Day {n} since the last cut", days)
    return words.format(n=days), dates.long_day(line.last_cut.on)


def _cut_beside(told: Drug, drug: Drug, route: PlanRoute, days: int) -> str:
    """Say what was cut, where the dose that stands beside it is another one."""
    if drug is not told:
        words = ngettext("Day {n} since the cut of {drug}", "Day {n} since the cut of {drug}", days)
    elif route is PlanRoute.ITB:
        words = ngettext("Day {n} since the pump's cut", "Day {n} since the pump's cut", days)
    else:
        words = ngettext("Day {n} since the cut by mouth", "Day {n} since the cut by mouth", days)
    return words.format(n=days, drug=drug_words(drug))


def _fit(part: QLabel, text: str, most: int) -> None:
    """Give a wrapping label the width of its text, up to a limit from which it wraps."""
    part.setText(text)
    part.ensurePolished()
    part.setMinimumWidth(max(0, min(part.fontMetrics().horizontalAdvance(text) + 2, most)))


def _stack(first: QWidget, second: QWidget) -> tuple[QWidget, QBoxLayout]:
    """Return two parts one over the other, and the layout that can lay them side by side."""
    block = QWidget()
    lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, block)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(first, 0, Qt.AlignmentFlag.AlignVCenter)
    lines.addWidget(second, 0, Qt.AlignmentFlag.AlignVCenter)
    return block, lines


def _row(first: QWidget, second: QWidget, gap: int) -> QWidget:
    block = QWidget()
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    row.addWidget(first)
    row.addWidget(second, 1)
    return block
