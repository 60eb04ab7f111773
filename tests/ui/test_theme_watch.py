# SPDX-License-Identifier: MIT
"""The window follows the computer's colours only where that was chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.ui.desktop.theme_watch import ThemeWatch

pytestmark = pytest.mark.gui


def test_at_dusk_the_window_follows_the_computer_unless_somebody_chose(qapp, data_dir, clock):
    log = EntryLog.open(data_dir, clock)
    settings = SettingsService(log)
    watch, told = ThemeWatch(settings), []
    watch.changed.connect(lambda: told.append(settings.current().theme))
    # As the computer says it; a test without a screen has no dusk of its own.
    dusk = QGuiApplication.styleHints().colorSchemeChanged
    dusk.emit(Qt.ColorScheme.Dark)
    assert told == ["system"]
    settings.change(theme="light")
    dusk.emit(Qt.ColorScheme.Light)
    assert told == ["system"]
    log.close()
