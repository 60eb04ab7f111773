# SPDX-License-Identifier: MIT
"""Builds a page when it is first visited; its code is read from disk only then."""

from PySide6.QtWidgets import QWidget

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme


def build_page(name: str, services: Services, theme: Theme, parent: QWidget) -> QWidget:
    """Return a new page by its name; KeyError when there is no such page."""
    if services.family.shows_file:
        from caregiver_app.ui.pages.only_to_look import WRITING, OnlyToLookPage

        if name in WRITING:
            return OnlyToLookPage(services, theme, parent)
    return _BUILDERS[name](services, theme, parent)


def _today(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.today import TodayPage

    return TodayPage(services, theme, parent)


def _check_in(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.check_in import CheckInPage

    return CheckInPage(services, theme, parent)


def _history(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.history import HistoryPage

    return HistoryPage(services, theme, parent)


def _plan(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.plan import PlanPage

    return PlanPage(services, theme, parent)


def _trends(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.trends import TrendsPage

    return TrendsPage(services, theme, parent)


def _handoff(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.handoff import HandoffPage

    return HandoffPage(services, theme, parent)


def _emergency(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.emergency import EmergencyPage

    return EmergencyPage(services, theme, parent)


def _people(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.welcome import WelcomePage

    return WelcomePage(services, theme, parent)


def _log_dose(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.log_dose import LogDosePage

    return LogDosePage(services, theme, parent)


def _happened(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.something_happened import SomethingHappenedPage

    return SomethingHappenedPage(services, theme, parent)


def _profile(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.profile import ProfilePage

    return ProfilePage(services, theme, parent)


def _backups(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.backups import BackupsPage

    return BackupsPage(services, theme, parent)


def _shift(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.shift import ShiftPage

    return ShiftPage(services, theme, parent)


def _files(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.files import FilesPage

    return FilesPage(services, theme, parent)


def _apart(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.apart import ApartPage

    return ApartPage(services, theme, parent)


def _deletion(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.deletion import DeletionPage

    return DeletionPage(services, theme, parent)


def _spreadsheet(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.spreadsheet import SpreadsheetPage

    return SpreadsheetPage(services, theme, parent)


def _settings(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.settings import SettingsPage

    return SettingsPage(services, theme, parent)


def _about(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.about import AboutPage

    return AboutPage(services, theme, parent)


def _audit(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.audit import AuditPage

    return AuditPage(services, theme, parent)


def _learn(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.learn import LearnPage

    return LearnPage(services, theme, parent)


def _passcode(services: Services, theme: Theme, parent: QWidget) -> QWidget:
    from caregiver_app.ui.pages.passcode import PasscodePage

    return PasscodePage(services, theme, parent)


_BUILDERS = {
    "today": _today,
    "check_in": _check_in,
    "history": _history,
    "plan": _plan,
    "trends": _trends,
    "handoff": _handoff,
    "emergency": _emergency,
    "people": _people,
    "profile": _profile,
    "log_dose": _log_dose,
    "happened": _happened,
    "backups": _backups,
    "files": _files,
    "apart": _apart,
    "deletion": _deletion,
    "spreadsheet": _spreadsheet,
    "shift": _shift,
    "settings": _settings,
    "about": _about,
    "audit": _audit,
    "passcode": _passcode,
    "learn": _learn,
}
PAGES = tuple(_BUILDERS)
"""The name of every page."""
