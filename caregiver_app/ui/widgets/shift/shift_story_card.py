# SPDX-License-Identifier: MIT
"""The card that tells what was written down in a shift, and what changed since it began."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.changed.change_lines import Changes, sentence
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.happened import ALERTS, kind_of
from caregiver_app.domain.history.story import Fact, Told, is_event
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.shift_facts import ShiftStory
from caregiver_app.domain.shift.watch_items import WatchItem
from caregiver_app.system.words import _, apart, ngettext
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import emptied, headed_card, line
from caregiver_app.ui.widgets.history.timeline_rows import summary_of
from caregiver_app.ui.widgets.shift.shift_words import counted_words
from caregiver_app.ui.widgets.shift.watch_items_part import item_words
from caregiver_app.ui.widgets.today.changed_card import ScreenTimes
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.digits import in_sentence
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import (
    done_words,
    dose_words,
    event_words,
    pump_words,
    title_of,
)

_MOST = 20
_TOP = Qt.AlignmentFlag.AlignTop


class ShiftStoryCard(QFrame):
    """What happened, the oldest first; of much only the newest lines, and how many are left out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = headed_card(self, theme, "")
        self._title = cast("QLabel", self.findChild(QLabel))
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.space("s"))
        column.addLayout(self._body)
        column.addStretch(1)

    def show_story(
        self, title: str, story: ShiftStory, changes: Changes, now: Moment, own: Drug
    ) -> None:
        """Show one shift up to now; `own` is the drug of a dose that names none."""
        self._title.setText(title)
        body = emptied(self._body)
        facts = [told.fact for told in story.told]
        body.addWidget(label(_counted(facts), "body", "muted"))
        told = story.told[-_MOST:]
        left = len(story.told) - len(told)
        if left:
            words = ngettext(
                "{n} earlier entry is in History.", "{n} earlier entries are in History.", left
            )
            body.addWidget(label(words.format(n=left), "body", "muted"))
        if told:
            body.addWidget(self._lines([_told_line(one, now, own) for one in told]))
        if story.changed:
            times = ScreenTimes(now)
            body.addWidget(line(self._theme))
            body.addWidget(label(_("What changed since it began"), "strong"))
            changed = [
                (changes.kinds[c.kind], in_sentence(sentence(changes, c, times)))
                for c in story.changed
            ]
            body.addWidget(self._lines(changed))
        items = list(_item_lines(story, now))
        if items:
            body.addWidget(line(self._theme))
            body.addWidget(label(_("Watch items and to-dos"), "strong"))
            body.addWidget(self._lines(items))

    def _lines(self, pairs: list[tuple[str, str]]) -> QWidget:
        """Return a word or a time and its sentence each, under each other."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space("m"))
        grid.setVerticalSpacing(self._theme.space("s"))
        for row, (word, said) in enumerate(pairs):
            first, then = label(word, "strong", "accent"), label(said)
            then.setAccessibleName(f"{word}: {said}")
            grid.addWidget(first, row, 0, _TOP)
            grid.addWidget(then, row, 1, _TOP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 4)
        return made


def _counted(facts: list[Fact]) -> str:
    if not facts:
        return _("Nothing was written down yet.")
    events = sum(is_event(fact) and not _is_alert(fact) for fact in facts)
    check_ins = sum(isinstance(fact, CheckIn) and not is_event(fact) for fact in facts)
    return counted_words(check_ins, sum(isinstance(f, DoseEvent) for f in facts), events)


def _is_alert(fact: Fact) -> bool:
    return isinstance(fact, CheckIn) and kind_of(fact) in ALERTS


def _told_line(told: Told, now: Moment, own: Drug) -> tuple[str, str]:
    fact = told.fact
    by = fact.by if isinstance(fact, ActionTaken) else fact.recorder
    parts = [title_of(fact), _detail(fact, own).removesuffix("."), apart(by or "")]
    return dates.day_and_time(told.at, now), ", ".join(part for part in parts if part)


def _detail(fact: Fact, own: Drug) -> str:
    if isinstance(fact, DoseEvent):
        return dose_words(fact, drug_words(fact.drug or own))
    if isinstance(fact, ActionTaken):
        return done_words(fact)
    if isinstance(fact, CheckIn):
        return event_words(fact) if is_event(fact) else summary_of(fact)
    return pump_words(fact)


def _item_lines(story: ShiftStory, now: Moment) -> Iterator[tuple[str, str]]:
    for item in story.added:
        yield dates.day_and_time(item.added_at, now), _added(item)
    for item in story.done:
        if item.done_at is not None:
            words = _("Done: {what}").format(what=item_words(item))
            yield dates.day_and_time(item.done_at, now), words


def _added(item: WatchItem) -> str:
    return _("Added: {what}").format(what=item_words(item))
