# SPDX-License-Identifier: MIT
"""Settings: how it is read, the backup, and what this program is; a choice is kept at once."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from caregiver_app.services.handing_over.paper import CarriedPage
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.files.sheet_actions import SheetActions
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, page_head, scrolling
from caregiver_app.ui.widgets.settings.backup_settings import BackupSettings
from caregiver_app.ui.widgets.settings.language_settings import LanguageSettings
from caregiver_app.ui.widgets.settings.reading_settings import ReadingSettings
from caregiver_app.ui.widgets.settings.reminder_settings import ReminderSettings
from caregiver_app.ui.widgets.settings.setting_rows import SettingRow, row_button, settings_card


class SettingsPage(QWidget):
    """Cards of rows in two columns, or in one where the window is narrow."""

    page_requested = Signal(str)
    look_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._is_card = False
        self._head, _beside = page_head(theme, _("Settings"))
        self._reading = ReadingSettings(theme, services.settings)
        self._reading.look_changed.connect(self.look_changed)
        self._reminders = ReminderSettings(theme, services.settings, services.reminders)
        self._numbers = LanguageSettings(theme, services.languages)
        self._backup = BackupSettings(theme, services.backups, services.clock)
        self._backup.choose_wanted.connect(partial(self.page_requested.emit, "backups"))
        self._passcode = self._passcode_card()
        self._about = self._about_card()
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._on_done)
        self._sheets.failed.connect(self._say)
        self._bar = self._build_bar()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show what is in force; the choices are the same whoever is open."""
        self._person_id = person_id
        self._reading.show_choices()
        self._reminders.show_choices()
        self._numbers.show_choices()
        self._backup.show_state()
        is_set = self._services.passcode.is_set
        told = _("It is set.") if is_set else _("None. All who use this computer can read it.")
        self._lock.tell(told)
        self._wallet.setVisible(person_id is not None)
        for button in (self._back, self._learn):  # then there is no rail to go by
            button.setVisible(person_id is None)
        self._say(_("Changes are kept at once."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in one column where the window is narrow."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        wide = em >= self._theme.breakpoint("medium")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._head.setVisible(em >= self._theme.breakpoint("compact"))

    # Building

    def _passcode_card(self) -> QFrame:
        change = row_button("settings.passcode", _("Choose"), _("Choose a passcode"))
        change.clicked.connect(partial(self.page_requested.emit, "passcode"))
        self._lock = SettingRow(self._theme, _("Passcode"), change)
        look = row_button("settings.audit", _("Look"), _("Look who looked and what was given out"))
        look.clicked.connect(partial(self.page_requested.emit, "audit"))
        out = SettingRow(self._theme, _("Who looked and what was given out"), look)
        return settings_card(self._theme, _("Locking"), (self._lock, out))

    def _about_card(self) -> QFrame:
        about = self._services.about
        sources = row_button("settings.sources", _("Sources"))
        sources.clicked.connect(partial(self.page_requested.emit, "about"))
        words = _("Version {version}, rule set {rules}")
        version = SettingRow(
            self._theme, words.format(version=about.version, rules=about.rule_set), sources
        )
        reviewed = QWidget()
        lines = QVBoxLayout(reviewed)
        lines.setContentsMargins(0, self._theme.space("xs"), 0, 0)
        lines.setSpacing(0)
        if not about.is_reviewed:
            lines.addWidget(label(_("Not reviewed by a clinician yet."), "strong"))
        lines.addWidget(
            label(_("It may miss problems. If you are worried, call."), "body", "muted")
        )
        return settings_card(self._theme, _("About"), (version, reviewed))

    def _build_bar(self) -> QWidget:
        theme = self._theme
        self._told = label("", "body", "muted")
        self._told.setObjectName("settings.told")
        self._back = action_button(theme, _("Back"), "normal", "left")
        self._back.setObjectName("settings.back")
        self._back.clicked.connect(partial(self.page_requested.emit, "people"))
        self._learn = action_button(theme, _("Learn"), "normal", "info")
        self._learn.setObjectName("settings.learn")
        self._learn.clicked.connect(partial(self.page_requested.emit, "learn"))
        self._wallet = action_button(theme, _("Print a wallet card"))
        self._wallet.setObjectName("settings.wallet_card")
        self._wallet.clicked.connect(self._on_wallet_card)
        blank = action_button(theme, _("Print a blank log"))
        blank.setObjectName("settings.blank_log")
        blank.clicked.connect(self._on_blank_log)
        bar = action_row(theme, [self._back, self._told], [self._learn, self._wallet, blank])
        row = bar.layout()
        if isinstance(row, QBoxLayout):
            row.setStretchFactor(self._told, 100)
        return bar

    def _build_layout(self) -> None:
        space = self._theme.space
        inside = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("s"))
        column.addWidget(self._head)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(space("m"))
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (self._left, (self._reading, self._reminders)),
            (self._right, (self._numbers, self._backup, self._passcode, self._about)),
        ):
            side.setSpacing(space("m"))
            for one in cards:
                side.addWidget(one)
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        column.addLayout(self._columns)
        column.addStretch(1)

    # Printing

    def _on_wallet_card(self) -> None:
        if self._person_id is None:
            return
        self._is_card = True
        paper = self._services.settings.current().paper
        sheet = self._sheets.sheet(self._person_id, paper, "wallet_card")
        if sheet is not None:
            self._sheets.choose_printer(sheet)

    def _on_blank_log(self) -> None:
        self._is_card = False
        paper = self._services.settings.current().paper
        try:
            sheet = self._services.paper.paper_log(paper=paper)
        except Exception as trouble:  # the page must stand whatever the sheet does
            self._say(_("The sheet could not be made. {cause}").format(cause=trouble))
            return
        self._sheets.choose_printer(sheet)

    def _on_done(self, words: str) -> None:
        self._say(words)
        if not self._is_card or self._person_id is None:
            return
        try:
            self._services.paper.note_printed(self._person_id, CarriedPage.WALLET_CARD)
        except Exception as trouble:  # the card is printed; only the note about it is missing
            self._say(_("It is not noted which dose was printed: {}").format(trouble))

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(True)
