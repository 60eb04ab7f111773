# SPDX-License-Identifier: MIT
"""To decide: what two computers wrote apart, side by side, until a person says which holds."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    emptied,
    line,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.sharing import apart_words as words
from caregiver_app.ui.widgets.sharing.apart_titles import title

_AT_ONCE = 12
"""Two computers that were apart for weeks may have hundreds: nobody reads so many at once."""


class ApartPage(QWidget):
    """Nothing is decided by itself, and what was not chosen stays in the record's history."""

    page_requested = Signal(str)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._head, self._beside = page_head(theme, _("To decide"))
        self._told = label("", "strong")
        self._told.setObjectName("apart.told")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space("m"))
        self._build()

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show what is open about a person."""
        self._person_id = person_id
        self._tell("")
        self._show()

    def _build(self) -> None:
        space = self._theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        self._back = action_button(self._theme, _("Back to Today"), "normal", "left")
        self._back.setObjectName("apart.back")
        self._back.clicked.connect(partial(self.page_requested.emit, "today"))
        self._bar = action_row(self._theme, [self._back], [])
        column.addWidget(self._head)
        column.addWidget(self._told)
        column.addLayout(self._cards)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))

    def _show(self) -> None:
        cards = emptied(self._cards)
        person_id = self._person_id
        if person_id is None:
            return
        name = self._services.book.record(person_id).person.name
        self._beside.setText(_("The record of {name}").format(name=name))
        found = self._services.apart.conflicts(person_id)
        for place, conflict in enumerate(found[:_AT_ONCE]):
            cards.addWidget(self._card(person_id, place, conflict))
        if (rest := len(found) - _AT_ONCE) > 0:
            words = ngettext(
                "{n} more thing comes when these are decided.",
                "{n} more things come when these are decided.",
                rest,
            )
            cards.addWidget(label(words.format(n=rest), "body"))
        if not found:
            none = _("Nothing is left to decide. Files of other computers can bring more.")
            cards.addWidget(label(none, "body", "muted"))

    def _card(self, person_id: str, place: int, conflict: Conflict) -> QWidget:
        frame, column = card(self._theme)
        frame.setObjectName(f"apart.{place}")
        column.setSpacing(self._theme.space("s"))
        column.addWidget(label(title(conflict), "heading"))
        column.addWidget(label(words.about(conflict), "body"))
        services, now = self._services, here_and_now(self._services.clock)
        sides = services.apart.sides(person_id, conflict)
        form = services.check_ins.form(person_id, Mode.FULL)
        said = words.lines(sides, form, services.profile.questions, now)
        for number, (side, lines) in enumerate(zip(sides, said, strict=True), 1):
            column.addWidget(line(self._theme))
            head = words.side_head(number, side.entry, now)
            column.addWidget(label(head, "small", "muted"))
            state = words.state(conflict, number)
            if state:
                column.addWidget(label(state, "body"))
            for text in lines:
                column.addWidget(label(text, "strong"))
            keep = partial(services.apart.keep, person_id, conflict, side.entry)
            button = self._button(
                words.choice(conflict, number), f"apart.{place}.{number}", title(conflict), keep
            )
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        person = services.apart.in_use(person_id, conflict)
        if person is not None:
            column.addWidget(line(self._theme))
            column.addWidget(label(words.in_use_head(), "small", "muted"))
            for text in words.in_use(person, sides, form, services.profile.questions, now):
                column.addWidget(label(text, "strong"))
        both = {
            ConflictKind.DOUBLE_DOSE: (_("Both were given"), services.apart.both_given),
            ConflictKind.PUMP_NOTES: (_("These were two visits"), services.apart.both_hold),
        }.get(conflict.kind)
        if both is not None:
            column.addWidget(line(self._theme))
            decide = partial(both[1], person_id, conflict)
            button = self._button(both[0], f"apart.{place}.both", title(conflict), decide)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _button(
        self, text: str, name: str, about: str, decide: Callable[[str | None], None]
    ) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(f"{text}. {about}")
        tag(button, button="normal")
        button.clicked.connect(partial(self._decide, decide))
        return button

    def _decide(self, decide: Callable[[str | None], None], _checked: bool = False) -> None:
        try:
            decide(self._services.settings.current().recorder)
        except Exception as trouble:  # both stay as they are
            self._tell(_("Nothing was decided. {cause}").format(cause=trouble))
            return
        self._show()
        self._back.setFocus()  # a second press must not decide the next one
        self._tell(_("Written down. What was not chosen stays in History."))
        self.record_changed.emit()

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            announce(self._told, text, now=False)
