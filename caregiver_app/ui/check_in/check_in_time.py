# SPDX-License-Identifier: MIT
"""Which time the answers on the check-in page are about, and who saw it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.check_in import CheckIn, Draft, Seizure
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.services.checking_in.check_ins import KeptDraft
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.check_in.draft_keeping import Answers
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.check_in.check_in_head import CheckInHead
from caregiver_app.ui.widgets.check_in.when_and_who import WhenAndWho
from caregiver_app.ui.widgets.fields.moved_seizures import Told, late_seizure, moved_to
from caregiver_app.ui.words import check_in_words as words
from caregiver_app.ui.words import dates

_MINUTE_MS = 60_000
_OLD = timedelta(hours=1)
"""Answers that nobody touched for so long are asked about: of then, or of now (our choice)."""


class CheckInTime(QObject):
    """`about` is an earlier time, or None for now.

    `moved` is said when it is another now, before `told`, which is said after every change,
    `arranged` when the card that asks for it was opened or closed, `passed` every minute while
    the page stands there. Old answers are about then until somebody says which time they are
    about.
    """

    moved = Signal()
    told = Signal()
    arranged = Signal()
    passed = Signal()

    def __init__(self, theme: Theme, clock: Clock, head: CheckInHead) -> None:
        super().__init__(head)  # its clock ends with the page
        self._clock = clock
        self._head = head
        self.about: Moment | None = None
        self.touched: Moment | None = None
        self._answered = self._told = Told(at=self.now(), is_now=True)
        self._moved: tuple[Seizure, ...] | None = None
        self.card = WhenAndWho(theme, clock)
        self.card.changed.connect(self._on_changed)
        self.card.done.connect(self._on_done)
        head.when_pressed.connect(self._on_pressed)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()

    def start(self, kept: KeptDraft | None, recorder: str, seen: Sequence[CheckIn]) -> None:
        """Begin with now, or with what was kept; `seen` brings the names of who helps.

        What was kept long ago is asked about as what was typed long ago is.
        """
        self.about = kept.about if kept else None
        self.touched = kept.at if kept else None
        self._answered = Told(at=self.at(), is_now=self.about is None)
        self._moved = None
        names = [name for c in reversed(seen) for name in (c.observer, c.recorder) if name]
        self.card.start(recorder, names, self.about, kept.draft.observer if kept else None)
        self.open_card(is_open=self.about is not None)
        self._offer_anew(self.touched)
        if self._is_old():
            self._ask()
        self.show()

    def touch(self, answers: Answers | None) -> None:
        """Take down that answers were changed now; of old ones it is asked first what they are."""
        if self._is_old():  # not yet: the field that was typed into is filled anew
            QTimer.singleShot(0, self, self.look)
        else:
            self.touched = self.now() if answers is not None and not answers.is_empty else None

    def look(self) -> None:
        """Say the time, and ask about answers that nobody touched for long."""
        if self._is_old():
            self._ask()
            self._offer_anew(self.about)
            self.moved.emit()
            self.passed.emit()
        self.show()

    @property
    def is_asked(self) -> bool:
        """Say whether nobody has said yet if old answers are about then or about now."""
        return self.card.is_asking

    @property
    def is_then(self) -> bool:
        """Say whether it is surely about an earlier time, and not about now."""
        return self.about is not None and not self.is_asked

    def note(self, level: Level) -> str:
        """Return what a level is to say of its time, or a blank."""
        if self.is_asked:
            return self.card.question()
        return words.about_words(self.about, self.now(), level)

    def follow(self, draft: Draft) -> Draft:
        """Return the draft with its seizures at the time it is about by now.

        They always go from where they were told: a time that is typed key by key, or taken back,
        changes nothing on the way.
        """
        if draft.seizures != self._moved:
            self._told = replace(self._answered, seizures=draft.seizures or ())
        self._answered = Told(at=self.at(), is_now=self.about is None)
        if not draft.seizures:
            return draft
        self._moved = moved_to(self._told, self.at())
        return replace(draft, seizures=self._moved)

    def problem(self, draft: Draft) -> str:
        """Return in words why the answers cannot be about this time, or a blank.

        A computer that slept asks only now about answers that are old.
        """
        self.look()
        if self.is_asked:
            self.open_card(is_open=True)
            self.card.focus_first()
            at = dates.day_and_time(self.at(), self.now())
            return _("Say first if this is about {time} or about now.").format(time=at)
        if self.card.is_unfinished():
            return self.card.problem()
        return late_seizure(draft, self.about) if self.about is not None else ""

    def at(self) -> Moment:
        """Return the time that the answers are about."""
        return self.about or self.now()

    def now(self) -> Moment:
        """Return this very time."""
        return here_and_now(self._clock)

    def show(self) -> None:
        """Say the time in the head of the page."""
        at = self.at()
        short = f"{dates.short_day(at.day)}, {dates.clock_time(at)}"
        self._head.show_time(short, dates.page_date(at))

    def open_card(self, *, is_open: bool) -> None:
        """Ask for time and person, or ask no more."""
        self.card.setVisible(is_open)
        self._head.make_room(is_asking=self.is_asked)
        self._head.show_when_open(is_open)
        self.arranged.emit()

    def _is_old(self) -> bool:
        """Say whether answers about now were touched so long ago that they may not be."""
        if self.touched is None or self.about is not None or self.card.is_unfinished():
            return False
        return dates.between(self.touched, self.now()) > _OLD

    def _ask(self) -> None:
        """Take old answers for about then, and ask."""
        self.about = self.touched
        # They were told as of now: a seizure stays where it was told, whatever is said.
        self._answered, self._moved = Told(at=self.at(), is_now=True), None
        self.card.ask_which(self.at(), dates.day_and_time(self.at(), self.now()))
        self.open_card(is_open=True)

    def _offer_anew(self, kept_at: Moment | None) -> None:
        """Offer to throw kept answers away; None is no such answers."""
        said = ""
        if kept_at is not None:
            at = dates.day_and_time(kept_at, self.now())
            said = _("Draft from {time} was kept.").format(time=at)
        self._head.show_kept(said)

    def _on_minute(self) -> None:
        if self._head.isVisible():
            self.look()
            self.passed.emit()

    def _on_pressed(self) -> None:
        self.open_card(is_open=self.card.isHidden())
        if not self.card.isHidden():
            self.card.focus_first()

    def _on_done(self) -> None:
        self.open_card(is_open=False)
        self._head.focus_when()

    def _on_changed(self) -> None:
        about = self.card.about()
        if about != self.about:
            self.about = about
            if about is None and self.touched is not None:
                self.touched = self.now()  # somebody said now
            self.show()
            self.moved.emit()
        self.told.emit()
