# SPDX-License-Identifier: MIT
"""The passcode: setting, changing or removing it, the recovery sheet, and what the lock shows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from caregiver_app.services.settings import LOCK_AFTER
from caregiver_app.system.words import _, left_to_right
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.sheet_actions import SheetActions
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.emergency.emergency_parts import contact_words
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    emptied,
    headed_card,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.level_parts import role_words
from caregiver_app.ui.widgets.settings.passcode_parts import (
    CodePart,
    HiddenFields,
    part_button,
    problem_label,
)
from caregiver_app.ui.widgets.settings.setting_rows import ChoiceRow

_NEW, _AGAIN, _NOW = "passcode.new", "passcode.again", "passcode.now"


class PasscodePage(QWidget):
    """One card to set it, or two to change it; nothing is locked before a code is on paper."""

    page_requested = Signal(str)
    look_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme, self._passcode = services, theme, services.passcode
        self._waiting, self._errand = "", Errand(self)
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._say)
        self._sheets.failed.connect(self._say)
        back = self._back = action_button(theme, _("Back to Settings"), "normal", "left")
        back.setObjectName("passcode.back")
        back.clicked.connect(partial(self.page_requested.emit, "settings"))
        self._told = label("", "body", "muted")
        self._told.setObjectName("passcode.told")
        self._bar = action_row(theme, [back, self._told], [])
        self._build()
        self.open_person(None)

    def action_bar(self) -> QWidget:
        """Return the way back, and what was done."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show what is in force; it is the same whoever is open."""
        if self._code_card.isHidden():
            self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in one column where the window is narrow."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        wide = em >= self._theme.breakpoint("medium")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._head.setVisible(em >= self._theme.breakpoint("compact"))  # else the bar names it

    # Building

    def _build(self) -> None:
        space = self._theme.space
        self._head, _beside = page_head(self._theme, _("Passcode"))
        self._barred_card, barred = card(self._theme, "inset")
        self._barred = label("", "strong")
        self._barred.setObjectName("passcode.barred")
        barred.addWidget(self._barred)
        self._set_card = self._setting()
        self._code_card = QFrame()
        self._code_card.hide()
        self._code = CodePart(self._theme)
        headed_card(self._code_card, self._theme, _("Recovery code")).addWidget(self._code)
        self._code.print_wanted.connect(self._on_print)
        self._code.save_wanted.connect(self._on_save)
        self._code.agreed.connect(self._on_agreed)
        self._code.refused.connect(self._on_refused_code)
        self._change_card = self._changing()
        self._screen_card = self._screen()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("s"))
        column.addWidget(self._head)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(space("m"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (left, (self._barred_card, self._set_card, self._code_card, self._change_card)),
            (right, (self._about(), self._screen_card)),
        ):
            side.setSpacing(space("m"))
            for part in cards:
                side.addWidget(part)
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        column.addLayout(self._columns)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(inside)
        outer.addWidget(self._scroll)

    def _from_the_top(self) -> None:
        """Show what is new from its first line, once the cards have their places."""
        QTimer.singleShot(0, self, partial(self._scroll.verticalScrollBar().setValue, 0))

    def _about(self) -> QFrame:
        frame = QFrame()
        column = headed_card(frame, self._theme, _("What a passcode does"))
        for words in (
            _("Nobody can read the record on this computer, or its backups, without it."),
            _("Emergency works without it: red flags, what to do, and a stopwatch."),
            _("You need it at each start, and when nobody touched anything for a while."),
            _("Copies of the backups that you made elsewhere before are not locked."),
        ):
            column.addWidget(label(words, "body"))
        return frame

    def _setting(self) -> QFrame:
        frame = QFrame()
        column = headed_card(frame, self._theme, _("Set a passcode"))
        column.addWidget(label(_("Three or four words that you can remember are good."), "body"))
        fields = ((_NEW, _("Passcode")), (_AGAIN, _("The same once more")))
        self._problem = problem_label("passcode.problem")
        self._new = HiddenFields(self._theme, fields, self._problem)
        self._new.edited.connect(partial(self._tell, ""))
        self._new.finished.connect(self._on_next)
        following = part_button(
            self._theme, "passcode.next", _("Next: the recovery code"), "primary"
        )
        following.clicked.connect(self._on_next)
        for part in (self._new, following):
            column.addWidget(part)
        return frame

    def _changing(self) -> QFrame:
        frame = QFrame()
        column = headed_card(frame, self._theme, _("Change or remove it"))
        self._now = HiddenFields(self._theme, ((_NOW, _("The passcode you have now")),))
        self._now.edited.connect(partial(self._tell, ""))
        self._by_code = label(
            _("The code from your sheet let you in. Set a new passcode."), "strong"
        )
        anew = label(
            _("A new recovery sheet comes with it. The old one opens nothing then."), "body"
        )
        fields = (("passcode.other", _("New passcode")), ("passcode.other_again", _("Once more")))
        self._other = HiddenFields(self._theme, fields)
        self._other.edited.connect(partial(self._tell, ""))
        self._other.finished.connect(self._on_change)
        self._change_problem = problem_label("passcode.change_problem")
        for part in (self._by_code, self._now, self._change_problem, self._other, anew):
            column.addWidget(part)
        for name, words, kind, slot in (
            ("passcode.change", _("Change the passcode"), "primary", self._on_change),
            ("passcode.new_code", _("New recovery sheet"), "normal", self._on_new_code),
            ("passcode.remove", _("Remove the passcode"), "normal", self._on_remove),
        ):
            button = part_button(self._theme, name, words, kind)
            button.clicked.connect(slot)
            column.addWidget(button)
            if slot == self._on_new_code:
                self._new_code = button
        return frame

    def _screen(self) -> QFrame:
        frame = QFrame()
        column = headed_card(frame, self._theme, _("The lock screen"))
        minutes = [(value, value) for value in LOCK_AFTER]
        self._after = ChoiceRow(
            self._theme, "lock_after", _("Lock after minutes without a touch"), minutes
        )
        self._after.chosen.connect(self._on_after)
        column.addWidget(self._after)
        column.addWidget(label(_("Phone numbers that anybody may see there"), "strong"))
        unlocked = _("They are kept outside the locked record. No name of a person stands there.")
        column.addWidget(label(unlocked, "small", "muted"))
        self._phones = QVBoxLayout()
        column.addLayout(self._phones)
        self._chips: dict[str, tuple[CheckChip, str]] = {}
        return frame

    # What is in force

    def _show_state(self) -> None:
        is_set, by_code = self._passcode.is_set, self._passcode.by_recovery
        self._code_card.hide()
        self._code.show_code("")
        self._waiting = ""
        barred = self._passcode.refused()
        self._barred.setText(barred or "")
        self._barred_card.setVisible(barred is not None)
        self._set_card.setVisible(not is_set and barred is None)
        self._change_card.setVisible(is_set and barred is None)
        self._screen_card.setVisible(is_set)
        self._now.setVisible(not by_code)
        self._by_code.setVisible(by_code)
        self._new_code.setVisible(not by_code)  # nobody knows the passcode that it would keep
        for fields in (self._new, self._now, self._other):
            fields.clear()
        self._tell("")
        self.setFocusProxy((self._other if by_code else self._now if is_set else self._new).first())
        self._after.show_value(self._services.settings.current().lock_after)
        self._show_phones()

    def _show_phones(self) -> None:
        emptied(self._phones)
        self._chips.clear()
        phones = self._passcode.phones()
        for place, item in enumerate(phones):
            phone = left_to_right(item.contact.phone or "")
            about = _("{who}: {phone} ({person})").format(
                who=contact_words(item.contact), phone=phone, person=item.person
            )
            chip = CheckChip(self._theme, about)
            chip.setObjectName(f"phone.{place}")
            chip.setChecked(item.is_chosen)
            chip.toggled.connect(self._on_phones)
            role = role_words(item.contact.role).capitalize()
            shown = _("{who}: {phone}").format(who=role, phone=phone)
            self._chips[item.id] = (chip, shown)
            self._phones.addWidget(chip)
        if not phones:
            words = _("No number of a real person is recorded yet. Type it in About them.")
            self._phones.addWidget(label(words, "body", "muted"))

    # Setting it

    def _on_next(self) -> None:
        passcode = self._new.text(_NEW)
        problem = self._passcode.problem_with(passcode, self._new.text(_AGAIN))
        self._tell(problem)
        if problem:
            self._new.go_to(_NEW, problem)
            return
        self._waiting = passcode
        self._show_code()

    def _show_code(self) -> None:
        self._code.show_code(self._passcode.new_code())
        self._set_card.hide()
        self._change_card.hide()
        self._code_card.show()
        self._say("")
        self._from_the_top()

    def _on_refused_code(self) -> None:
        self._show_state()
        self._say(_("Nothing was changed."))

    def _on_agreed(self) -> None:
        work = partial(self._passcode.prepared, self._waiting, self._code.code)
        self._run(work, self._on_prepared)

    def _on_prepared(self, lock: object) -> None:
        was_set = self._passcode.is_set
        try:
            rest = self._passcode.take(lock)  # type: ignore[arg-type]  # what the errand brought
        except Exception as trouble:  # the record stays as it was
            self._on_trouble(trouble)
            return
        changed = _(
            "Changed. The old one opens nothing in this folder any more. "
            "Copies in other places still open with the old one."
        )
        done = " ".join(filter(None, (changed if was_set else _("It is set."), rest)))
        if self._passcode.open_again is not None:  # with another key, before more is written
            self._passcode.open_again(done)
            return
        self._code_card.hide()
        self._show_state()
        self.say(done)
        self._from_the_top()
        self._dress()

    def say(self, words: str) -> None:
        """Say what was done before this page was built anew."""
        self._say(words)
        self._back.setFocus()

    # Changing it

    def _on_change(self) -> None:
        new = self._other.text("passcode.other")
        problem = self._passcode.problem_with(new, self._other.text("passcode.other_again"))
        if problem:
            self._tell(problem)
            self._other.go_to("passcode.other", problem)
            return
        self._checked(partial(self._show_code_for, new))

    def _on_new_code(self) -> None:
        self._checked(partial(self._show_code_for, self._now.text(_NOW)))

    def _show_code_for(self, passcode: str, _done: object) -> None:
        self._waiting = passcode
        self._show_code()

    def _on_remove(self) -> None:
        self._checked(self._on_may_remove)

    def _on_may_remove(self, _done: object) -> None:
        try:
            self._passcode.remove()
        except Exception as trouble:  # the passcode stays
            self._on_trouble(trouble)
            return
        self._show_state()
        self._say(_("Removed. All who use this computer can read it now."))
        self._back.setFocus()
        self._dress()

    def _checked(self, then: Callable[[object], None]) -> None:
        """Check the passcode of now, beside the window, and go on."""
        work = partial(self._passcode.check, self._now.text(_NOW))
        self._run(_nothing if self._passcode.by_recovery else work, then)

    def _on_after(self, minutes: str) -> None:
        try:
            self._services.settings.change(lock_after=minutes)
        except Exception as trouble:  # it is said, and the row shows what is in force
            self._say(_("Not kept. {cause}").format(cause=trouble))
            self._after.show_value(self._services.settings.current().lock_after)
            return
        self._say(_("Kept."))

    def _on_phones(self) -> None:
        chosen = {id_: shown for id_, (chip, shown) in self._chips.items() if chip.isChecked()}
        try:
            self._passcode.choose(chosen)
        except Exception as trouble:  # it is said, and the chips show what is in force
            self._say(_("Not kept. {cause}").format(cause=trouble))
            self._show_phones()
            return
        self._say(_("Kept."))

    # Paper, and what is said

    def _on_print(self) -> None:
        self._sheets.choose_printer(self._passcode.sheet(self._code.code))

    def _on_save(self) -> None:
        self._sheets.choose_folder(self._passcode.sheet(self._code.code))

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        if self._errand.is_running:
            return
        self._say(_("One moment."))
        self._errand.run(work, then, self._on_trouble)

    def _on_trouble(self, trouble: Exception) -> None:
        if not self._code_card.isHidden():  # what is wrong stands on the other cards
            self._show_state()
        self._say(str(trouble))  # in sight, wherever the page was scrolled to
        self._tell(str(trouble))

    def _tell(self, problem: str) -> None:
        for line in (self._problem, self._change_problem):
            line.setText(problem)
            line.setVisible(bool(problem))
        if problem:
            announce(self, problem, now=False)

    def _say(self, words: str) -> None:
        self._told.setText(words)

    def _dress(self) -> None:
        """Have the window show or hide its Lock button."""
        framed = getattr(self.window(), "framed", None)
        if framed is not None:
            framed.emit()


def _nothing() -> None:
    """Check nothing: the code from the sheet was the check."""
