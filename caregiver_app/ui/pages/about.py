# SPDX-License-Identifier: MIT
"""About: the version, the rules and their review, every source, and what others made of it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caregiver_app.domain.sources import Review, Source, SourceUse
from caregiver_app.services.about import Part
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    headed_card,
    page_head,
    read_on,
)

_PROFILE = "profile"


class AboutPage(QWidget):
    """Long lists that scroll; nothing on it depends on who is open."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about, self._theme = services.about, theme
        head, _beside = page_head(theme, _("About"))
        back = action_button(theme, _("Back to Settings"), "normal", "left")
        back.setObjectName("about.back")
        back.clicked.connect(partial(self.page_requested.emit, "settings"))
        self._bar = action_row(theme, [back], [])
        inside = QWidget()
        self._area = read_on(self, theme, inside, _("About this program"))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.space("l"), theme.space("l"))
        column.setSpacing(theme.space("m"))
        for part in (head, self._program(), self._reviewed(), *self._sources(), self._others()):
            column.addWidget(part)
        column.addStretch(1)

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Begin at the top."""
        self._area.verticalScrollBar().setValue(0)

    def _program(self) -> QFrame:
        about = self._about
        told = (
            _("Version {version}").format(version=about.version),
            _("Rule set {rules}").format(rules=about.rule_set),
            _("It never sends anything. It has no code for the internet at all."),
            _("The data is here: {folder}").format(folder=about.folder),
            _("If the program fails, it writes where in: {file}").format(file=about.log_file),
            _("That file holds no names and no values."),
            _("The program itself is free: MIT licence."),
        )
        return self._card(_("This program"), [(words, "") for words in told])

    def _reviewed(self) -> QFrame:
        reviewed = [review for review in self._about.reviews if review.reviewed_by]
        left = [_area(review) for review in self._about.reviews if not review.reviewed_by]
        rows = [(_reviewed_words(review), "") for review in reviewed]
        if left:
            rows.append((_("Not reviewed yet: {areas}.").format(areas=", ".join(left)), ""))
        lead = _("Not reviewed by a clinician yet. It may miss problems. If you are worried, call.")
        lead = "" if self._about.is_reviewed else lead
        return self._card(_("Review"), rows, lead=lead)

    def _sources(self) -> tuple[QFrame, QFrame]:
        why = [s for s in self._about.sources if all(use.area == _PROFILE for use in s.uses)]
        others = [source for source in self._about.sources if source not in why]
        return (
            self._card(_("Sources"), [(s.title, _uses(s)) for s in others]),
            self._card(_("Why it asks about them"), [(_uses(s), s.title) for s in why]),
        )

    def _others(self) -> QFrame:
        rows = [(_part_name(part), _part_words(part)) for part in self._about.parts]
        return self._card(_("Made by others"), rows)

    def _card(self, title: str, rows: Iterable[tuple[str, str]], *, lead: str = "") -> QFrame:
        frame = QFrame()
        frame.setAccessibleName(title)
        column = headed_card(frame, self._theme, title)
        column.setSpacing(self._theme.space("xs"))
        if lead:
            column.addWidget(label(lead, "strong"))
        for words, told in rows:
            if told:
                column.addSpacing(self._theme.space("xs"))
            column.addWidget(label(words, "body"))
            if told:
                column.addWidget(label(told, "small", "muted"))
        return frame


def _reviewed_words(review: Review) -> str:
    words = _("{area}: reviewed by {name}")
    return words.format(area=_area(review), name=review.reviewed_by)


def _area(told: Review | SourceUse) -> str:
    """Return what a part of the content is called on the screens."""
    return {
        "rules": _("Rules and levels"),
        "as_usual": _("As usual"),
        "careful": _("Where two computers differ"),
        "changes": _("What changed"),
        "dose_entry": _("Log a dose"),
        "emergency": _("Emergency"),
        "emergency_numbers": _("Emergency numbers"),
        "form": _("Check-in"),
        "paper": _("Paper"),
        "plan_prompts": _("Questions about the plan"),
        "profile": _("About them"),
        "pump_tones": _("Pump sounds"),
        "reference": _("Learn"),
        "sheets": _("Sheets"),
        "time": _("When to check"),
        "trends": _("Trends"),
        "usual": _("What is usual"),
    }.get(told.area, told.area.replace("_", " ").capitalize())


def _uses(source: Source) -> str:
    """Return what rests on a source."""
    return ". ".join(_use(use) for use in source.uses) + "."


def _use(use: SourceUse) -> str:
    names = ", ".join(use.names)
    if not names or use.area == _PROFILE:
        return names or _area(use)
    return _("{area}: {names}").format(area=_area(use), names=names)


def _part_name(part: Part) -> str:
    return " ".join(filter(None, (part.name, part.version)))


def _part_words(part: Part) -> str:
    return _("{use}. Licence: {licence}").format(use=part.use, licence=part.licence)
