# SPDX-License-Identifier: MIT
"""The first page: who this is for, practice people, and everybody who is already here."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.icons import button_icon, pixmap
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, page_head, scrolling
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.widgets.fields.two_line_button import TwoLineButton
from caregiver_app.ui.widgets.people.person_cards import PersonCards
from caregiver_app.ui.widgets.people.person_form import PersonForm
from caregiver_app.ui.widgets.people.person_row import PersonRow
from caregiver_app.ui.widgets.people.welcome_head import WelcomeHead
from caregiver_app.ui.widgets.people.welcome_offers import WelcomeOffers
from caregiver_app.ui.words.told_apart import here_already, known_words

_PROMISE_PX = 490
_LONG_NAME = 30
_PEOPLE_PX, _BESIDE_FORM_PX = 520, 400
_LARGE_TYPE = 1.25
_SIZES = ("100", "125", "150", "200")


class WelcomePage(QWidget):
    """Start with a person in under three minutes, or open one who is here."""

    person_opened = Signal(str)
    page_requested = Signal(str)
    plan_wanted = Signal()
    look_changed = Signal()
    recorder_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._compact: bool | None = None
        self._person_id: str | None = None
        self._adding = False
        self._practice: list[QPushButton] = []
        self._build()
        self.open_person(None)

    def open_person(self, person_id: str | None) -> None:
        """Show who is here; the person who is open is marked, and who records for them stands."""
        emptied(self._here_lines)
        people = self._services.people.people()
        self._person_id = person_id
        for part in (self._head, self._here):
            part.setVisible(bool(people))
        self._promise.setVisible(not people)
        unlocked = not self._services.passcode.is_set
        self._offers.show_offers(family=not people, passcode=not people and unlocked)
        self._adding = self.form.is_begun() or not people
        self._settings.setVisible(person_id is None)  # later they are in the rail
        for card in people:
            about = known_words(self._services, card, people)
            row = PersonRow(self._theme, card, about, is_open=card.id == person_id)
            row.clicked.connect(self._on_person)
            self._here_lines.addWidget(row)
            if card.id == person_id:
                button = self._profile_button(card.name)
                self._here_lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
                self._open.show_person(card.id)
        self._show_right()
        self._compact = None
        self._arrange()
        self._say_needed()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top: the people who are here stand there."""
        super().showEvent(event)
        self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose two columns or one by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()

    def start(self) -> None:
        """Write the person down and open them; what is missing is said and shown instead."""
        if self.form.go_to_first_needed():
            self._needed_words.setText(self.form.needed_words())
            return
        try:
            recorder = self.form.recorder()
            self._services.settings.change(recorder=recorder)
            person = self.form.person(self._services.clock.zone())
            person_id = self._services.people.add_person(person, recorder)
        except Exception as trouble:  # the typed words stay on the page
            self._needed_words.setText(_("Not saved: {cause}").format(cause=trouble))
            return
        self._services.caregivers.begin_with(person_id, recorder)
        wants_plan = self.form.wants_plan()
        self.form.clear()
        self.person_opened.emit(person_id)
        # Not when something of the person before is asked about first.
        if wants_plan and self._services.settings.current().open_person == person_id:
            self.plan_wanted.emit()

    # Building

    def _build(self) -> None:
        space = self._theme.space
        inside = QWidget()
        self._area: QScrollArea = scrolling(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        self._left, self._right = QWidget(), QWidget()
        self._head, one = page_head(self._theme, _("People"))
        one.setText(_("One person is open at a time."))
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole.addLayout(self._columns, 1)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._right, 1)
        left = QVBoxLayout(self._left)
        left.setSpacing(space("m"))
        self._promise = self._promise_part()
        self._here, self._here_lines = self._people_part()
        self._practice_card = self._practice_part()
        if self._services.family.shows_file:
            self._practice_card.hide()  # to show a part that lies nowhere yet makes it a window
        for part in (self._here, self._promise, self._practice_card):
            left.addWidget(part)
        left.addStretch(1)
        self._left_lines = left
        self.form = PersonForm(
            self._theme,
            self._services.check_ins.every_question,
            self._services.settings.current(),
            here_and_now(self._services.clock).day,
        )
        self.form.changed.connect(self._say_needed)
        self._right_lines = QVBoxLayout(self._right)
        self._right_lines.setSpacing(space("m"))
        self._open = PersonCards(self._services, self._theme)
        self._open.recorder_changed.connect(self.recorder_changed)
        self._open.page_wanted.connect(self.page_requested)
        self._add = label(_("Add a person"), "title")
        self._offers = WelcomeOffers(self._theme)
        self._offers.page_wanted.connect(self.page_requested)
        self._what = WelcomeHead(self._theme)
        self._what.practice_wanted.connect(self._on_practice)
        for part in (self._what, self._open, self._add, self.form, self._offers):
            self._right_lines.addWidget(part)
        self._right_lines.addStretch(1)
        self._bar_frame = self._bar()
        outer.addWidget(self._bar_frame)

    def _promise_part(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("s"))
        self._pitch = label(
            _("Write down how they are. See who to call. Hand the ER one page."), "title"
        )
        lines.addWidget(self._pitch)
        about = _("A check-in notebook for a slow step-down, planned by a prescriber.")
        lines.addWidget(label(about, "body", "muted"))
        for name, strong, plain in (
            ("house", _("It stays on this computer."), _("Nothing is sent. No account.")),
            ("phone", _("It does not call for help."), _("It shows who to call and what to say.")),
            (
                "pill",
                _("It never says how much to give."),
                _("Only the prescriber changes the plan."),
            ),
        ):
            lines.addLayout(self._promise_row(name, strong, plain))
        return made

    def _promise_row(self, name: str, strong: str, plain: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("l"))
        drawing = QLabel()
        drawing.setPixmap(pixmap(name, self._theme.colour("accent"), self._theme.size("icon")))
        row.addWidget(drawing)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(strong, "strong"))
        words.addWidget(label(plain, "body", "muted"))
        row.addLayout(words, 1)
        return row

    def _people_part(self) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("s"))
        inner = QVBoxLayout()
        inner.setSpacing(self._theme.space("s"))
        lines.addLayout(inner)
        self._add_person = QPushButton(_("Add a person"))
        self._add_person.setObjectName("people.add")
        self._add_person.setIcon(
            button_icon("plus", self._theme.colour("text"), self._theme.size("icon"))
        )
        tag(self._add_person, button="normal")
        self._add_person.clicked.connect(self._on_add_person)
        lines.addWidget(self._add_person, 0, Qt.AlignmentFlag.AlignLeft)
        return made, inner

    def _practice_part(self) -> QWidget:
        card = QFrame()
        tag(card, card="plain")
        space = self._theme.space
        lines = QVBoxLayout(card)
        lines.setContentsMargins(space("m"), space("s"), space("m"), space("m"))
        lines.setSpacing(space("xs"))
        lines.addWidget(label(_("Just looking? Practice on a made-up person."), "strong"))
        lines.addWidget(label(_("Every screen and sheet is marked PRACTICE."), "small", "muted"))
        for person in self._services.people.practice_people():
            row = self._practice_row(f"practice.{person.key}", person.name, person.about)
            self._practice.append(row)
            lines.addWidget(row)
        return card

    def _practice_row(self, name: str, title: str, about: str) -> QPushButton:
        """Return a button with a name and what there is to see, on lines that wrap."""
        button = TwoLineButton(self._theme, title, about, tight=True)
        button.setObjectName(name)
        button.setAccessibleName(_("Open {name}. {about}").format(name=title, about=about))
        tag(button, button="soft")
        button.clicked.connect(self._on_person)
        return button

    def _profile_button(self, name: str) -> QPushButton:
        """Return the way to what is known about the person who is open."""
        button = QPushButton(_("Change About them"))
        button.setAccessibleName(_("Change About them: {name}").format(name=name))
        button.setObjectName("person.profile")
        tag(button, button="quiet")
        button.clicked.connect(self._on_profile)
        return button

    def _on_profile(self) -> None:
        self.page_requested.emit("profile")

    def _on_settings(self) -> None:
        self.page_requested.emit("settings")

    def _on_add_person(self) -> None:
        self._adding = True
        self._show_right()
        self.form.begin()

    def _on_not_now(self) -> None:
        self.form.clear()
        self._adding = False
        self._show_right()
        self._say_needed()
        self._add_person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_right(self) -> None:
        """Show who records for the person who is open, or the rows for a new person."""
        people = not self._here.isHidden()
        self._open.setVisible(self._person_id is not None and not self._adding)
        self._add.setVisible(people and self._adding)
        self.form.setVisible(self._adding)
        self._start.setVisible(self._adding)
        self._not_now.setVisible(people and self._adding)
        self._add_person.setVisible(not (self._adding or self._services.family.shows_file))
        self._size.setVisible(self._person_id is None)  # later it is among the settings
        self._bar_frame.setVisible(self._adding or self._person_id is None)
        self._give_room()
        go_as_it_stands(self)  # made last, parts would be last for the Tab key too

    def _size_part(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        words = label(_("Text size"), "strong")
        words.setWordWrap(False)
        row.addWidget(words)
        choices = [(size, f"{size}\u00a0%") for size in _SIZES]
        self._sizes = SegmentField("text_size", _("Text size"), choices)
        self._sizes.set_value(str(round(self._theme.scale * 100)))
        self._sizes.chosen.connect(self._on_size)
        row.addWidget(self._sizes, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return made

    def _bar(self) -> QFrame:
        bar = QFrame()
        tag(bar, bar="action")
        self._bar_row = QHBoxLayout(bar)
        edge = self._theme.space("m")
        self._bar_row.setContentsMargins(
            self._theme.space("xl"), edge, self._theme.space("xl"), edge
        )
        self._bar_row.setSpacing(edge)
        self._size = self._size_part()
        self._settings = QPushButton(_("Settings"))
        self._settings.setObjectName("welcome.settings")
        tag(self._settings, button="normal")
        self._settings.clicked.connect(self._on_settings)
        self._needed_words = label("", "strong")
        self._needed_words.setObjectName("welcome.needed")
        self._needed_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._start = QPushButton()
        self._start.setObjectName("start")
        tag(self._start, button="primary", large=True)
        self._start.clicked.connect(self.start)
        self._bar_row.addWidget(self._size)
        self._bar_row.addWidget(self._settings)
        self._bar_row.addWidget(self._needed_words, 1)
        self._not_now = QPushButton(_("Not now"))
        self._not_now.setObjectName("people.not_now")
        tag(self._not_now, button="normal", large=True)
        self._not_now.clicked.connect(self._on_not_now)
        self._bar_row.addWidget(self._not_now)
        self._bar_row.addWidget(self._start)
        return bar

    def _arrange(self) -> None:
        em = self._theme.em(self.window().width())
        compact = em < self._theme.breakpoint("medium")
        if compact is self._compact:
            return
        self._compact = compact
        # In one column the form comes first, once there are people, they do: it is what
        # somebody came for.
        first = QBoxLayout.Direction.BottomToTop
        if not self._here.isHidden():
            first = QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(first if compact else QBoxLayout.Direction.LeftToRight)
        self._give_room()
        # Under each other, practice comes last: who records matters more.
        lines = self._left_lines
        if compact and not self._here.isHidden():
            lines = self._right_lines
        for column in (self._left_lines, self._right_lines):
            column.removeWidget(self._practice_card)
        lines.insertWidget(lines.count() - 1, self._practice_card)
        wide, small, above, below = (self._theme.space(name) for name in ("xl", "s", "l", "m"))
        edge = wide if self._person_id is None else small  # beside the rail, as on every page
        self._head.setContentsMargins(edge, 0, wide, 0)
        above = small if self._head.isVisibleTo(self) else above
        self._left_lines.setContentsMargins(edge, above, wide if compact else small, below)
        self._right_lines.setContentsMargins(edge if compact else small, above, wide, below)
        tight = em < self._theme.breakpoint("compact")
        # In one column what it is stands first, and the way to the people of the practice.
        first_time = compact and self._here.isHidden()
        self._what.setVisible(first_time)
        self._pitch.setVisible(not first_time)
        self._what.stand(narrow=self._theme.scale > _LARGE_TYPE)
        self._right_lines.removeWidget(self._size)
        self._bar_row.removeWidget(self._size)
        if tight:
            self._right_lines.insertWidget(1, self._size)
        else:
            self._bar_row.insertWidget(0, self._size)
        go_as_it_stands(self)

    def _give_room(self) -> None:
        """Give the column of people its width; beside the rows of a new person it is narrow."""
        beside = _BESIDE_FORM_PX if self._adding else _PEOPLE_PX
        wide = round((_PROMISE_PX if self._here.isHidden() else beside) * self._theme.scale)
        self._left.setMinimumWidth(0 if self._compact else wide)
        self._left.setMaximumWidth(16777215 if self._compact else wide)

    def _say_needed(self) -> None:
        # Nobody is told what is missing before they began to type.
        needed, name = self.form.needed_words() if self.form.is_begun() else "", self.form.name()
        said = (here_already(self._services, name), needed)
        self._needed_words.setText(" ".join(filter(None, said)))
        named = bool(name) and len(name) <= _LONG_NAME
        self._start.setText(_("Start with {name}").format(name=name) if named else _("Start"))

    def _on_person(self) -> None:
        if isinstance(pressed := self.sender(), TwoLineButton):
            with pressed.telling(_("Opening …")):  # a slow computer takes seconds
                self._bring(*pressed.objectName().split(".", 1))

    def _bring(self, kind: str, key: str) -> None:
        try:
            found = self._services.people.add_practice(key) if kind == "practice" else key
        except Exception as trouble:  # the page stays, and says what happened
            self._needed_words.setText(_("Not opened: {cause}").format(cause=trouble))
            return
        self.person_opened.emit(found)

    def _on_practice(self) -> None:
        self._practice[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self._practice_card, 0, 0)

    def _on_size(self, size: str) -> None:
        self._services.settings.hold(text_scale=Decimal(size) / 100)
        self.look_changed.emit()
