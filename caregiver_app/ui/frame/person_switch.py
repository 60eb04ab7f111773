# SPDX-License-Identifier: MIT
"""Opening another person while something of this one is not saved: asked first, and kept."""

from collections.abc import Iterator
from typing import Protocol, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.words.told_apart import names_apart

_WIDE_EM = 30


class Opener(Protocol):
    """The window that shows one person at a time."""

    @property
    def services(self) -> Services:
        """Return what the pages may ask for."""

    @property
    def person_id(self) -> str | None:
        """Return who is open."""

    def open_person(self, person_id: str | None) -> None:
        """Open a person."""

    def show_emergency(self) -> None:
        """Show the emergency page."""


def switch_person(window: Opener, theme: Theme, person_id: str) -> None:
    """Open a person; ask first while something of the person before is not saved."""
    before, services = window.person_id, window.services
    parent = cast("QWidget", window)
    waiting = list(_waiting(parent, services, before)) if before is not None else []
    if before is None or before == person_id or not waiting:
        window.open_person(person_id)
        return
    names = names_apart(services)
    dialog = SwitchDialog(theme, names[before], names[person_id], waiting, parent)
    dialog.accepted.connect(lambda: window.open_person(person_id))
    dialog.emergency.activated.connect(dialog.reject)
    dialog.emergency.activated.connect(window.show_emergency)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class SwitchDialog(QDialog):
    """What waits for whom; `accepted` means that the other person is to be opened."""

    def __init__(
        self, theme: Theme, before: str, then: str, waiting: list[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        title = _("Open {name}?").format(name=then)
        self.setWindowTitle(_("Another person"))
        self.emergency = QShortcut(QKeySequence("F1"), self)
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("xl"), space("l"), space("xl"), space("xl"))
        column.setSpacing(space("m"))
        self.setFixedWidth(min(_WIDE_EM * theme.px("body"), parent.width() - space("xl")))
        column.addWidget(label(title, "heading"))
        what = ", ".join(waiting)
        said = _("Not saved for {name}: {what}.").format(name=before, what=what)
        column.addWidget(label(said, "strong"))
        waits = _("It waits for {name} and never goes to anybody else.").format(name=before)
        column.addWidget(label(waits, "body"))
        stay = QPushButton(_("Stay with {name}").format(name=before))
        stay.setObjectName("switch.stay")
        tag(stay, button="primary")
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        go = QPushButton(title.rstrip("?"))
        go.setObjectName("switch.go")
        go.setAutoDefault(False)
        tag(go, button="normal")
        go.clicked.connect(self.accept)
        room = self.width() - 2 * space("xl")
        for button, short in ((stay, _("Stay here")), (go, _("Open the other person"))):
            if button.sizeHint().width() > room:  # a name is never cut: it stands whole above
                button.setText(short)
        row = QHBoxLayout() if self._fits(go, stay) else QVBoxLayout()
        row.setSpacing(space("m"))
        row.addStretch(1)
        row.addWidget(go)
        row.addWidget(stay)
        column.addLayout(row)
        stay.setFocus()

    def _fits(self, *buttons: QPushButton) -> bool:
        return sum(button.sizeHint().width() for button in buttons) < self.width() * 4 // 5


def _waiting(window: QWidget, services: Services, person_id: str) -> Iterator[str]:
    """Yield what is begun and not saved of a person."""
    from caregiver_app.ui.pages.log_dose import LogDosePage
    from caregiver_app.ui.pages.plan import PlanPage
    from caregiver_app.ui.pages.profile import ProfilePage
    from caregiver_app.ui.pages.shift import ShiftPage
    from caregiver_app.ui.pages.today import TodayPage

    noted = [page.begun() for page in window.findChildren(TodayPage)]
    noted += [page.begun() for page in window.findChildren(ShiftPage)]
    if any(person_id in typed for typed in noted):
        yield _("a watch item")
    if services.check_ins.kept_draft(person_id) is not None:
        found = services.check_ins.begun_call(person_id)
        said = _("a check-in that says {level}: {call}")
        levels = LevelWords(services.rule_set)
        yield (
            _("a check-in")
            if found is None
            else said.format(
                level=levels.level(found.level), call=levels.line(found, found.level).rstrip(".")
            )
        )
    if any(person_id in page.begun() for page in window.findChildren(LogDosePage)):
        yield _("a dose")
    plans = [page.begun() for page in window.findChildren(PlanPage)]
    if any(person_id in typed for typed, _visits in plans):
        yield _("a plan")
    if any(person_id in visits for _typed, visits in plans):
        yield _("a visit of the pump clinic")
    if any(person_id in page.begun() for page in window.findChildren(ProfilePage)):
        yield _("what was typed about them")
