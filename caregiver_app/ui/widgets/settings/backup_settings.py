# SPDX-License-Identifier: MIT
"""The last backup and its check, making one now, bringing one back, and where the data is."""

from collections.abc import Generator

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.services.safekeeping.backups import BackupService
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.hands.at_work import begin_work, end_work
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.settings.setting_rows import SettingRow, row_button, settings_card
from caregiver_app.ui.words import backup_words as words


class BackupSettings(QWidget):
    """One card; `choose_wanted` asks for the list of backups."""

    choose_wanted = Signal()

    def __init__(self, theme: Theme, backups: BackupService, clock: Clock) -> None:
        super().__init__()
        self._backups, self._clock = backups, clock
        self._work, self._reading = Piecework(self), Piecework(self)
        self._now = row_button("settings.back_up", _("Back up now"), kind="primary")
        self._now.clicked.connect(self._on_now)
        self._last = SettingRow(theme, _("Last backup"), self._now)
        self._last.setObjectName("row.last_backup")
        choose = row_button("settings.bring_back", _("Choose"), _("Choose a backup to bring back"))
        choose.clicked.connect(self.choose_wanted)
        bring_back = SettingRow(theme, _("Bring back a backup"), choose)
        bring_back.tell(_("First you see what would change."))
        self._folder = row_button("settings.folder", _("Open folder"))
        self._folder.clicked.connect(self._on_folder)
        self._where = SettingRow(theme, _("Where the data is"), self._folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        rows = (self._last, bring_back, self._where)
        column.addWidget(settings_card(theme, _("Backup"), rows))

    def show_state(self) -> None:
        """Show how things stand; the newest backup is opened and read, in short pieces."""
        state, now = self._backups.state(), here_and_now(self._clock)
        self._where.tell(_("On this computer only: {folder}").format(folder=state.folder.parent))
        self._last.tell("")
        self._last.say(state.trouble or words.age_words(state, now))
        if state.newest is None:
            self._last.title.setText(_("Last backup: none yet"))
            return
        at = words.when(state.newest, now)
        self._last.title.setText(_("Last backup: {time}").format(time=at))
        self._reading.run(self._read_newest(), self._on_read, self._on_not_read)

    def _read_newest(self) -> Generator[None, None, int | None]:
        yield
        newest = next(self._backups.lines(), None)
        return newest.entries if newest is not None else None

    def _on_read(self, entries: object) -> None:
        if isinstance(entries, int):
            told = ngettext(
                "Opened and checked: {n} entry.", "Opened and checked: {n} entries.", entries
            )
            self._last.tell(told.format(n=entries))
        else:
            self._last.say(_("This backup cannot be read."))

    def _on_not_read(self, trouble: Exception) -> None:
        self._last.say(_("The backups cannot be read. {cause}").format(cause=trouble))

    def _on_now(self) -> None:
        begin_work(self._now)
        self._last.tell(_("The backup is being made."))
        self._work.run(self._backups.make(), self._on_made, self._on_not_made)

    def _on_made(self, _backup: object) -> None:
        end_work(self._now)
        self.show_state()

    def _on_not_made(self, trouble: Exception) -> None:
        end_work(self._now)
        self.show_state()
        self._last.say(_("No backup was made. {cause}").format(cause=trouble))

    def _on_folder(self) -> None:
        folder = self._backups.state().folder.parent
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._where.say("" if opened else _("This computer shows no folders here."))
