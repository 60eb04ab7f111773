# SPDX-License-Identifier: MIT
"""One caregiver on People: who they are, when they last recorded, and the way to change it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.words import dates

_WHEN_EM, _PIN_EM = 9, 5
CHANGE, CHANGE_PIN, FORGOT = "change", "change_pin", "forgot"


class CaregiverRow(QWidget):
    """Says `pressed` with what was asked for: change, change_pin or forgot."""

    pressed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        place: int,
        one: Caregiver,
        last: Moment | None,
        now: Moment,
        verb: str | None,
    ) -> None:
        super().__init__()
        self._verb = verb
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addStretch(1)
        who.addWidget(label(one.name, "strong"))
        who.addWidget(label(about_words(one), "small", "muted"))
        who.addStretch(1)
        self._when = label(_last_words(last, now), "small", "muted")
        self._pin = label(_pin_words(one, now), "small", "muted")
        self._when_px = _WHEN_EM * theme.px("body")
        self._pin_px = _PIN_EM * theme.px("body")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, theme.space("xs"), 0, theme.space("xs"))
        self._row.setSpacing(theme.space("m"))
        self._row.addLayout(who, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._row.addWidget(self._when, 0, middle)
        self._row.addWidget(self._pin, 0, middle)
        self._cell = QWidget()
        cell = QVBoxLayout(self._cell)
        cell.setContentsMargins(0, 0, 0, 0)
        if verb is not None:
            cell.addWidget(self._button(verb, place, one), 0, Qt.AlignmentFlag.AlignRight)
        self._row.addWidget(self._cell, 0, middle)

    def verb_px(self) -> int:
        """Return how wide the button is, 0 without one."""
        return self._cell.sizeHint().width() if self._verb is not None else 0

    def take_narrow(self, narrow: bool, verb_px: int) -> None:
        """Stand the parts over each other, or in columns; `verb_px` is the widest button."""
        self._cell.setMinimumWidth(0 if narrow else verb_px)
        self._cell.setVisible(self._verb is not None or not narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(0 if narrow else self._row.spacing())
        for part, wide in ((self._when, self._when_px), (self._pin, self._pin_px)):
            part.setMinimumWidth(0 if narrow else wide)
            part.setMaximumWidth(16777215 if narrow else wide)

    def _button(self, verb: str, place: int, one: Caregiver) -> QPushButton:
        words = _verb_words(verb)
        button = QPushButton(words)
        button.setObjectName(f"caregiver.{place}.{verb}")
        button.setAccessibleName(_("{what}: {name}").format(what=words, name=one.name))
        tag(button, button="normal")
        button.clicked.connect(self._on_pressed)
        return button

    def _on_pressed(self) -> None:
        self.pressed.emit(self._verb or "")


def about_words(one: Caregiver) -> str:
    """Return who a caregiver is and what they may change: "daughter, may change the plan"."""
    role = role_words(one.role)
    relation = one.relation or ""
    if not relation or role.casefold() in relation.casefold():
        return relation or role
    return _("{relation}, {role}").format(relation=relation, role=role)


def role_words(role: CaregiverRole) -> str:
    """Return a role in words."""
    return {
        CaregiverRole.FAMILY: _("may change the plan"),
        CaregiverRole.AIDE: _("home-health aide"),
        CaregiverRole.GUEST: _("guest for one shift"),
    }[role]


def _last_words(last: Moment | None, now: Moment) -> str:
    if last is None:
        return _("nothing recorded yet")
    last = dates.as_here(last, now)
    days = (now.day - last.day).days
    time = dates.clock_time(last)
    if days == 0:
        when = _("today, {time}").format(time=time)
    elif days == 1:
        when = _("yesterday, {time}").format(time=time)
    else:
        when = dates.typed_day(last.day)
    return _("last recorded\n{when}").format(when=when)


def _pin_words(one: Caregiver, now: Moment) -> str:
    ends = one.pin_ends()
    if ends is not None:
        return _("PIN ends {when}").format(when=dates.day_and_time(ends, now))
    return _("PIN set") if one.pin is not None else _("no PIN")


def _verb_words(verb: str) -> str:
    return {
        CHANGE: _("Change"),
        CHANGE_PIN: _("Change my PIN"),
        FORGOT: _("PIN forgotten"),
    }[verb]
