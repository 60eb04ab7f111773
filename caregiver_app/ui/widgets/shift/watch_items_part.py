# SPDX-License-Identifier: MIT
"""The part of Today with what to watch and what to do next: Done at one press, added in place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.shift.watch_items import Listed, WatchItem
from caregiver_app.services.handing_over.shifts import NotAsItMustBe
from caregiver_app.system.words import _
from caregiver_app.ui.hands.undo_key import offered
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.today.changed_card import ScreenTimes

_PRESS_AGAIN_MS = 700
Undo = Callable[[str | None], None]


class WatchItemsPart(QWidget):
    """Shows what is open, each with Done, and takes a new item in a line of its own.

    `done_pressed` carries the item, `add_pressed` the list it goes to and its text.
    """

    done_pressed = Signal(object)
    add_pressed = Signal(object, str)
    undo_pressed = Signal(object)

    def __init__(self, theme: Theme, name: str = "watch", *, titled: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._titled = titled
        self._shown: object = None
        self._undo: Undo | None = None
        self._person_id: str | None = None
        self._typed: dict[str, str] = {}
        # The next item moves under the pointer: a press so soon is the same one.
        self._just_done = QTimer(self)
        self._just_done.setSingleShot(True)
        self._just_done.setInterval(_PRESS_AGAIN_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        self._title = label(_("Watch items"), "heading")
        column.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("xs"))
        column.addLayout(self._rows)
        column.addWidget(self._build_form())
        self._add = self._button("add", _("Add a watch item or to-do"), "quiet")
        self._add.setStyleSheet("padding-left: 0px;")
        self._add.clicked.connect(self._on_open)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._build_undo())
        self._open_form(is_open=False)

    def show_items(self, person_id: str, items: Sequence[WatchItem], now: Moment) -> None:
        """Show what is open of a person; what is half typed for them stays."""
        if person_id != self._person_id:
            self._person_id = person_id
            self._edit.setText(self._typed.get(person_id, ""))
            self._open_form(is_open=bool(self._edit.text()))
        seen = (person_id, tuple(items), now.day)
        if seen != self._shown:  # else the keyboard would fall off its button each minute
            self._shown = seen
            self._fill(items, now)
        self._title.setVisible(self._titled and (bool(items) or not self._form.isHidden()))

    def take_nothing(self) -> None:
        """Offer nothing to press: it would not be kept."""
        for button in self.findChildren(QPushButton):
            button.hide()

    def half_typed(self) -> dict[str, str]:
        """Return by person what is typed and not added yet."""
        return {person: text for person, text in self._typed.items() if text.strip()}

    def go_on(self, typed: dict[str, str]) -> None:
        """Take up what was half typed before the page was built anew."""
        self._typed = dict(typed)

    def added(self) -> None:
        """Empty the line: what stood in it is kept."""
        focused = self.window().focusWidget()
        self._edit.clear()
        self._keep_typed("")
        self._open_form(is_open=False)
        if focused is not None and self._form.isAncestorOf(focused):
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, words: str) -> None:
        """Say beside the line why it cannot be added as it is."""
        self._trouble.setText(words)
        self._trouble.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undo(self, words: str, undo: Undo | None) -> None:
        """Say what was just written, with what takes it back; a page without a banner needs it."""
        self._undo = undo
        self._written.setText(words)
        self._undoing.setVisible(undo is not None)
        if undo is not None:
            offered(self._undo_button)

    @property
    def written_words(self) -> str:
        """Return what was just written, as it stands beside its Undo."""
        return self._written.text()

    # ---- building

    def _build_undo(self) -> QWidget:
        self._undoing = QWidget()
        row = QHBoxLayout(self._undoing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        self._written = label("", "body")
        button = self._undo_button = self._button("undo", _("Undo"), "normal")
        button.clicked.connect(self._on_undo)
        row.addWidget(self._written, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._undoing.hide()
        return self._undoing

    def _button(self, name: str, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"{self._name}.{name}")
        tag(button, button=kind)
        return button

    def _build_form(self) -> QWidget:
        space = self._theme.space
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("s"))
        asked = label(_("What should be watched or done?"), "small", "muted")
        self._edit = QLineEdit()
        self._edit.setObjectName(f"{self._name}.text")
        self._edit.setAccessibleName(_("What should be watched or done"))
        tag(self._edit, field="box")
        asked.setBuddy(self._edit)
        self._edit.textEdited.connect(self._keep_typed)
        self._edit.returnPressed.connect(partial(self._on_add, Listed.WATCH))
        self._trouble = label("", "strong")
        self._trouble.hide()
        buttons = QWidget()
        row = FlowLayout(buttons, gap=space("s"))
        for name, text, slot in (
            ("add_watch", _("Add as watch item"), partial(self._on_add, Listed.WATCH)),
            ("add_to_do", _("Add as to-do"), partial(self._on_add, Listed.TO_DO)),
            ("cancel", _("Cancel"), self._on_cancel),
        ):
            button = self._button(name, text, "quiet" if name == "cancel" else "normal")
            button.clicked.connect(slot)
            row.addWidget(button)
        for part in (asked, self._edit, self._trouble, buttons):
            column.addWidget(part)
        return self._form

    def _fill(self, items: Sequence[WatchItem], now: Moment) -> None:
        rows = emptied(self._rows)
        for place, item in enumerate(items):
            if place:
                rows.addWidget(line(self._theme))
            rows.addWidget(self._row(item, now))

    def _row(self, item: WatchItem, now: Moment) -> QWidget:
        theme, made = self._theme, QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        told = label(item_words(item))
        told.setObjectName(f"{self._name}.item")
        words.addWidget(told)
        words.addWidget(label(added_words(item, now), "small", "muted"))
        words.addStretch(1)
        done = self._button("done", _("Done"), "normal")
        done.setAccessibleName(_("Done: {what}").format(what=item_words(item)))
        done.clicked.connect(partial(self._on_done, item))
        row.addLayout(words, 1)
        row.addWidget(done, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    # ---- pressing

    def _on_done(self, item: WatchItem) -> None:
        if not self._just_done.isActive():
            self.done_pressed.emit(item)
            self._just_done.start()  # only now: what waited for the disk is the same press

    def _on_open(self) -> None:
        self._open_form(is_open=True)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._bring_up)  # once it has its height

    def _bring_up(self) -> None:
        """Bring the whole line into sight, with its buttons."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self._form, 0, self._theme.space("l"))

    def _on_add(self, listed: Listed) -> None:
        self._trouble.hide()
        self.add_pressed.emit(listed, self._edit.text())

    def _on_undo(self) -> None:
        if self._undo is not None:
            self.undo_pressed.emit(self._undo)

    def _on_cancel(self) -> None:
        self.added()

    def _keep_typed(self, text: str) -> None:
        if self._person_id is not None:
            self._typed[self._person_id] = text

    def _open_form(self, *, is_open: bool) -> None:
        self._trouble.hide()
        self._form.setVisible(is_open)
        self._add.setVisible(not is_open)
        self._title.setVisible(self._titled and (is_open or bool(self._rows.count())))


def item_words(item: WatchItem) -> str:
    """Return the text of an item; a to-do says that it is one."""
    if item.listed is Listed.TO_DO:
        return _("To do: {what}").format(what=item.text)
    return item.text


def added_words(item: WatchItem, now: Moment) -> str:
    """Return who added an item and on which day."""
    day = _("today")
    if item.added_at.day != now.day:
        day = ScreenTimes(now).near_day(item.added_at.day)
    if not item.added_by:
        return day
    return _("{name}, {day}").format(name=item.added_by, day=day)


def refused_words(refused: NotAsItMustBe) -> str:
    """Return why a text cannot be kept, and what can."""
    if refused.most is None:
        return _("Type what should be watched or done.")
    return _("This is too long. At most {n} letters can be kept.").format(n=refused.most)


def noted_words(what: str, *, waits: bool) -> str:
    """Return what is said after a press: of what waits for the disk not that it is written."""
    return (_("Noted: {what}") if waits else _("Written down: {what}")).format(what=what)
