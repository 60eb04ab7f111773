# SPDX-License-Identifier: MIT
"""Who looked and what was given out: the lines of one day at a time, the newest first."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.services.safekeeping.audit import AuditEvent, AuditKind
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    emptied,
    line,
    page_head,
    read_on,
)
from caregiver_app.ui.words import dates


class AuditPage(QWidget):
    """Nothing on it can be changed; two buttons go from day to day that has lines."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._days: tuple[date, ...] = ()
        self._place = 0
        head, self._beside = page_head(theme, _("Given out"))
        lead = _(
            "Who looked and what was given out: opened, printed, saved, put back. "
            "Lines are only added. What was done by a typed command is not in it."
        )
        self._lines = QVBoxLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.space("l"), theme.space("l"))
        column.setSpacing(theme.space("m"))
        column.addWidget(head)
        column.addWidget(label(lead, "body", "muted"))
        column.addLayout(self._lines)
        column.addStretch(1)
        self._bar = self._build_bar()
        name = _("Who looked and what was given out")
        self._area = read_on(self, theme, inside, name)

    def action_bar(self) -> QWidget:
        """Return the way back, and from day to day."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show the newest day; the list is the same whoever is open."""
        try:
            self._days, trouble = self._services.audit.days(), ""
        except Exception as cause:  # the page must stand whatever the disk does
            self._days, trouble = (), _("The list cannot be read. {cause}").format(cause=cause)
        self._place = 0
        self._show(trouble)

    def _build_bar(self) -> QWidget:
        back = action_button(self._theme, _("Back to Settings"), "normal", "left")
        back.setObjectName("audit.back")
        back.clicked.connect(partial(self.page_requested.emit, "settings"))
        self._earlier = self._step(_("Earlier day"), "audit.earlier", 1)
        self._later = self._step(_("Later day"), "audit.later", -1)
        return action_row(self._theme, [back], [self._earlier, self._later])

    def _step(self, words: str, name: str, by: int) -> QPushButton:
        button = action_button(self._theme, words)
        button.setObjectName(name)
        button.clicked.connect(partial(self._go, by))
        return button

    def _go(self, by: int, _checked: bool = False) -> None:
        self._place += by
        self._show()

    def _show(self, trouble: str = "") -> None:
        self._earlier.setEnabled(self._place + 1 < len(self._days))
        self._later.setEnabled(self._place > 0)
        shown = emptied(self._lines)
        if not self._days:
            self._beside.setText("")
            none = _("Nothing is in the list yet.")
            shown.addWidget(label(trouble or none, "strong"))
            return
        day = self._days[self._place]
        self._beside.setText(dates.short_date(day))
        shown.addWidget(self._day(day))
        self._area.verticalScrollBar().setValue(0)

    def _day(self, day: date) -> QWidget:
        frame, column = card(self._theme)
        frame.setAccessibleName(dates.short_date(day))
        column.setSpacing(self._theme.space("xs"))
        names = self._services.audit.names()
        for place, event in enumerate(self._services.audit.events(day)):
            if place:
                column.addWidget(line(self._theme))
            done = _("{time}: {what}")
            at = dates.clock_time(event.at)
            column.addWidget(label(done.format(time=at, what=_done(event.kind)), "strong"))
            column.addWidget(label(_whose(event, names), "body"))
            if event.what:
                column.addWidget(label(_what(event.kind, event.what), "small", "muted"))
        return frame


def _done(kind: AuditKind) -> str:
    return {
        AuditKind.OPENED: _("opened"),
        AuditKind.PRINTED: _("page printed"),
        AuditKind.SHEET_SAVED: _("page saved as a file"),
        AuditKind.SHEET_ON_STICK: _("page saved on a stick"),
        AuditKind.FILES_SAVED: _("files of the record saved"),
        AuditKind.FAMILY_FILE: _("locked file for family saved"),
        AuditKind.CLINIC_FILE: _("locked file for a clinic saved"),
        AuditKind.PICTURE_SAVED: _("picture of the charts saved"),
        AuditKind.PUT_BACK: _("a backup was put back"),
        AuditKind.PERSON_DELETED: _("somebody was deleted for good"),
        AuditKind.BY_COMMAND: _("files of the record saved by a command"),
        AuditKind.WRONG_PASSCODE: _("opened after wrong passcodes"),
    }[kind]


def _what(kind: AuditKind, what: str) -> str:
    if kind is not AuditKind.WRONG_PASSCODE:
        return what
    number = int(what) if what.isdigit() else 0
    words = ngettext("{n} was wrong before it.", "{n} were wrong before it.", number)
    return words.format(n=number)


def _whose(event: AuditEvent, names: dict[str, str]) -> str:
    name = names.get(event.person_id or "", "")
    if event.by and name:
        return _("{name}. Recording then: {who}").format(name=name, who=event.by)
    if event.by:
        return _("Recording then: {who}").format(who=event.by)
    if name:
        return _("{name}. Nobody was named as recording.").format(name=name)
    return _("Nobody was named as recording.")
