# SPDX-License-Identifier: MIT
"""What stands around every page: person bar, banners, rail, and the action bar below."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.system.words import _
from caregiver_app.ui.desktop.come_forward import come_forward
from caregiver_app.ui.hands.double_press import DoublePress
from caregiver_app.ui.hands.still_hands import StillHands
from caregiver_app.ui.look.laid_out import widgets_of
from caregiver_app.ui.look.theme import Theme, tag
from caregiver_app.ui.widgets.frame.banner_area import BannerArea
from caregiver_app.ui.widgets.frame.person_bar import PersonBar
from caregiver_app.ui.widgets.frame.rail import Place, Rail
from caregiver_app.ui.widgets.level.banner import (
    BegunBanner,
    ErBanner,
    PracticeBanner,
    SavedBanner,
    TroubleBanner,
)
from caregiver_app.ui.widgets.level.not_saved_banner import NotSavedBanner
from caregiver_app.ui.widgets.level.reminder_banner import ReminderBanner
from caregiver_app.ui.widgets.sharing.apart_banner import ApartBanner
from caregiver_app.ui.widgets.sharing.file_banner import FileBanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMainWindow

    from caregiver_app.services.looking_back.views import PersonLine

LEAST = QSize(840, 420)  # a screen of 1280 x 720 at 150 %, without the task bar
_MOST_BANNERS = 0.22
"""How much of the height what scrolls over a page takes at most."""
# These pages say it in the level panel, or say more.
_WITH_LEVEL = frozenset({"today", "check_in", "emergency", "happened"})
# These leave room at their edges themselves where there is no rail.
_EDGE_TO_EDGE = frozenset({"emergency", "people"})
# These say themselves what is not saved, or are pressed where a line that goes would move them.
_STILL = frozenset({"check_in", "emergency", "happened", "log_dose"})


def places() -> tuple[Place, ...]:
    """Return the pages of the rail in their order; Alt and a number opens one."""
    return (
        Place("today", _("Today"), "today"),
        Place("check_in", _("Check-in"), "checkin"),
        Place("history", _("History"), "history"),
        Place("trends", _("Trends"), "trends"),
        Place("plan", _("Plan"), "plan"),
        Place("handoff", _("Handoff"), "handoff"),
        Place("people", _("People"), "people"),
        Place("settings", _("Settings"), "settings"),
        Place("learn", _("Learn"), "info"),
    )


@contextmanager
def _still(stack: QStackedWidget) -> Iterator[None]:
    """Keep the page in front from being laid out for what is about to change around it."""
    pages = stack.layout()
    if pages is not None:
        pages.setEnabled(False)
    try:
        yield
    finally:
        if pages is not None:
            pages.setEnabled(True)


class WindowFrame(QWidget):
    """Lays bar, banners, rail, page and action bar out for the width in em.

    It never forces the window to outgrow a small screen. `page_shown` carries the name of a page
    that was brought to the front. `told` is a trouble that stood in the window before.
    """

    page_shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, told: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = ""
        self._on_today = self._says_er = self._is_still = self._may_remind = False
        self._is_emergency = self._of_others = False
        self._with_rail = False  # before a person is open there is nowhere to go
        self.bar = PersonBar(theme)
        self.practice = PracticeBanner(theme)
        self.saved = SavedBanner(theme)
        self.trouble = TroubleBanner(theme, told)
        self.not_saved = NotSavedBanner(theme)
        self.er = ErBanner(theme)
        self.begun = BegunBanner(theme)
        self.apart = ApartBanner(theme)
        self.file = FileBanner(theme)
        self.reminder = ReminderBanner(theme)
        self.rail = Rail(theme, places())
        self.stack = QStackedWidget()
        self._actions = QFrame()
        tag(self._actions, bar="action")
        self._hands = StillHands(self)
        self._hands.rested.connect(self._settle_banners)
        self._build_layout()
        DoublePress(self)

    def minimumSizeHint(self) -> QSize:
        """Return the least the window may be."""
        return LEAST

    def show_person(self, line: PersonLine | None) -> None:
        """Show who is open, and the stripes of practice when they are made up."""
        self.bar.show_person(line)
        self.practice.setVisible(False)
        if line is not None and line.practice:
            self.practice.show_name(line.name)

    def show_page(self, page: QWidget, name: str, *, with_rail: bool) -> None:
        """Bring a page to the front with its own action bar.

        What stands around it comes first, so that the page is laid out once, for the room it has.
        """
        with _still(self.stack):
            self._show_around(page, name, with_rail=with_rail)
            if (lines := self.layout()) is not None:
                lines.activate()
        page.setGeometry(self.stack.rect())
        self.stack.setCurrentWidget(page)
        self.page_shown.emit(name)

    def _show_around(self, page: QWidget, name: str, *, with_rail: bool) -> None:
        """Show the bar, the rail and the banners as they are beside a page."""
        self._show_action_bar(page)
        self.rail.choose(name)
        aside = {
            "happened": _("Something happened"),
            "log_dose": _("Log a dose"),
            "profile": _("About them"),
            "backups": _("Backups"),
            "files": _("Files"),
            "spreadsheet": _("Spreadsheet"),
            "deletion": _("Delete"),
            "apart": _("To decide"),
            "passcode": _("Passcode"),
            "shift": _("Shift"),
            "about": _("About"),
            "audit": _("Given out"),
            "emergency": _("Emergency"),
        }
        words = {place.name: place.word for place in places()} | aside
        word = words[name]  # no page goes by the name of another
        self.bar.show_page_name(word)
        self.bar.show_back(_("Back") if name == "emergency" else None)
        self._with_rail = with_rail
        self._on_today = name == "today"
        self._says_er = name not in _WITH_LEVEL
        self._is_still = name in _STILL
        self._may_remind = not self._is_still
        self._is_emergency = name == "emergency"
        self._settle_banners(at_once=True)
        self._show_rail()
        # Pages that belong beside the rail stand as far from the edge as their end does.
        beside = 0 if with_rail or name in _EDGE_TO_EDGE else self._theme.space("l")
        self.stack.setContentsMargins(beside, 0, 0, 0)
        # Without the rail the page goes from edge to edge, and what stands over it too.
        edges = ("l", "l") if self._is_emergency else ("s", "xl")
        left, right = (self._theme.space(edge) for edge in edges)
        self._beside_rail.setContentsMargins(left, self._theme.space("xs"), right, 0)
        self._banners.take_edges(left, right)

    def show_er(self, action: str, because: str, *, of_others: bool = False) -> None:
        """Say that nobody answered in time; two blanks end it.

        `of_others` stands beside a level too, which says nothing of them.
        A window that nobody looks at comes forward: an alert makes no sound of its own.
        """
        is_new = bool(action) and not self.er.is_told
        self._of_others = of_others
        self.er.tell(action, because)
        self._settle_banners()
        if is_new:
            come_forward(self.window())

    def let_remind(self) -> None:
        """Let what is due stand over a form too: nobody is pressing anything there."""
        self._may_remind = not self._is_emergency
        self._settle_banners()

    def _settle_banners(self, *, at_once: bool = False) -> None:
        """Show what is told; the offer of Undo stands over trouble that comes, and stays there.

        Undo stands on Today alone, where nothing is typed: it comes by itself, and a form must not
        move while somebody presses its answers. A reminder comes, and goes, only while no hand is
        about to press what it would move. What was saved stands on when its Undo has ended, until
        nobody has touched anything for long or a reminder takes its place; with another page all
        of it is `at_once`.
        """
        self.trouble.setVisible(self.trouble.is_told)
        beside = self._of_others and self._may_remind
        self.er.setVisible(self.er.is_told and (self._says_er or beside))
        self.not_saved.setVisible(self.not_saved.is_told and not self._is_still)
        undo = self.saved.is_offered and self._on_today
        remind = self.reminder.is_told and self._may_remind and not undo
        ended = not undo and not self.saved.isHidden()
        changes = remind is self.reminder.isHidden()
        # What only goes leaves the page where it is while somebody reads or works there.
        goes = not remind and (ended or changes)
        are_ready = self._hands.are_away if goes else self._hands.are_still
        if (ended or changes) and not at_once and not are_ready:
            self.saved.setVisible(undo or ended)
            self._hands.wait()
            return
        self.saved.setVisible(undo)
        self.reminder.setVisible(remind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the height to the page."""
        super().resizeEvent(event)
        self._banners.limit(round(self.height() * _MOST_BANNERS))

    def take_width(self, width: int) -> None:
        """Pick the layout for a window of this width."""
        em = self._theme.em(width)
        form = "wide"
        if em < self._theme.breakpoint("compact"):
            form = "compact"
        elif em < self._theme.breakpoint("medium"):
            form = "medium"
        if form != self._form:
            self._form = form
            self.bar.take_form(form)
            self.not_saved.fold(short=form == "compact")
            self.rail.take_narrow(form == "medium")
            self.reminder.fold(short=form == "compact")
            self._show_rail()

    def _build_layout(self) -> None:
        theme, space = self._theme, self._theme.space
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Beside the rail: a banner that goes must not move a button from under the pointer.
        practice = self._beside_rail = QVBoxLayout()
        practice.setSpacing(space("xs"))
        for banner in (self.practice, self.er):  # these never scroll
            practice.addWidget(banner)
        alerts = (self.file, self.begun, self.not_saved, self.saved, self.trouble)
        self._banners = BannerArea(theme, alerts, (self.apart, self.reminder))
        self.reminder.changed.connect(self._settle_banners)
        self.not_saved.changed.connect(self._settle_banners)
        self.trouble.changed.connect(self._settle_banners)
        self.saved.changed.connect(self._settle_banners)
        self._action_row = QVBoxLayout(self._actions)
        self._action_row.setContentsMargins(space("l"), space("m"), space("xl"), space("m"))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(practice)
        right.addWidget(self._banners)
        self.stack.setMinimumHeight(1)  # a page scrolls; the buttons below keep their height
        right.addWidget(self.stack, 1)
        right.addWidget(self._actions)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addLayout(right, 1)
        column.addWidget(self.bar)
        column.addLayout(body, 1)

    def _show_rail(self) -> None:
        self.rail.setVisible(self._with_rail and self._form != "compact")

    def _show_action_bar(self, page: QWidget) -> None:
        make = getattr(page, "action_bar", None)
        bar = make() if make is not None else None
        # Qt itself takes them out: while Python holds the item of a layout, its widget gets another
        # one that never forgets a height, and the bar stays as high as for words that wrapped.
        for other in widgets_of(self._action_row):
            if other is not bar:
                self._action_row.removeWidget(other)
                other.hide()
        if bar is not None:
            if self._action_row.indexOf(bar) < 0:
                self._action_row.addWidget(bar)
            bar.show()
        self._actions.setVisible(bar is not None)


def drop_unshown(window: QMainWindow) -> None:
    """Let go of a frame that was built in a window for a record and never shown."""
    for frame in window.findChildren(WindowFrame):
        if frame is not window.centralWidget():
            frame.deleteLater()
