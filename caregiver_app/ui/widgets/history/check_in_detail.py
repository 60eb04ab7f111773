# SPDX-License-Identifier: MIT
"""One stored entry, exactly as it was kept: level, rules, answers, who, when, and every change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.form import Form
from caregiver_app.domain.happened import kind_of
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.spreadsheet_mark import import_of
from caregiver_app.domain.usual_mark import is_marked
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.history.detail_parts import (
    Line,
    change_sentences,
    detail_head,
    done_lines,
    older_words,
    pairs,
    struck,
    verb,
)
from caregiver_app.ui.widgets.level.judged_line import LevelMark
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import answers_of
from caregiver_app.ui.words.story_words import happened_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a stored check-in: what newer rules say, its changes, what was done."""

    judged: Assessment | None = None
    log: tuple[Logged, ...] = ()
    actions: tuple[ActionTaken, ...] = ()


class CheckInDetail(QFrame):
    """Shows what was stored; nothing is judged again.

    `correct_pressed` and `remove_pressed` are its buttons.
    """

    correct_pressed = Signal()
    remove_pressed = Signal()

    def __init__(self, theme: Theme, rule_set: RuleSet, *, may_change: bool = True) -> None:
        super().__init__()
        self._may_change = may_change
        self.setObjectName("history.detail")
        self._theme = theme
        self._rule_set = rule_set
        tag(self, card="plain")
        self._column = QVBoxLayout(self)
        side = theme.space("l")
        self._column.setContentsMargins(side, side - 2, side, side)
        self._column.setSpacing(theme.space("s"))

    def show_check_in(self, check_in: CheckIn, form: Form, beside: Beside, columns: int) -> None:
        """Show a check-in or an event.

        What newer rules say, or the rules of corrected answers, stands beside what was stored,
        never in its place.
        """
        column = emptied(self._column)
        older = older_words(beside.log, form)
        times = older.get(_("Time"), ())
        column.addWidget(self._head(check_in, times, narrow=columns == 1))
        self._add_rules(check_in)
        self._add_judged(beside, check_in)
        self._add_lines(_("What was done"), done_lines(beside.actions, check_in.at))
        column.addWidget(line(self._theme))
        answers = answers_of(check_in, form)
        given = [
            Line(name=a.name, words=a.words, before=older.get(a.name, ()))
            for a in answers
            if a.recorded
        ]
        column.addWidget(pairs(self._theme, given, columns))
        self._add_note(check_in, older.get(_("Note"), ()))
        absent = [
            Line(name=a.name, words=a.words, is_strong=False, before=older.get(a.name, ()))
            for a in answers
            if not a.recorded
        ]
        if absent:
            column.addWidget(line(self._theme))
            column.addWidget(label(_("Not recorded"), "strong"))
            column.addWidget(pairs(self._theme, absent, columns))
        self._add_changes(beside, form, check_in)
        column.addStretch(1)

    def _head(self, check_in: CheckIn, times: Sequence[str], *, narrow: bool) -> QWidget:
        assessment = check_in.assessment
        happened = kind_of(check_in)
        words = _("Not judged")
        if assessment is not None:
            words = self._rule_set.wording.level_words[assessment.level]
        if happened is not None:
            words = f"{happened_words(happened)}: {words}"
        correct = verb(self._theme, _("Correct"), "history.correct", "edit")
        correct.clicked.connect(self.correct_pressed)
        remove = verb(self._theme, _("Remove"), "history.remove", "close")
        remove.clicked.connect(self.remove_pressed)
        lines = [
            label(words, "name"),
            *(struck(before) for before in times),
            label(dates.page_date(check_in.at), "body"),
            label(_kept_words(check_in), "small", "muted"),
        ]
        mark = LevelMark(self._theme, assessment.level) if assessment is not None else None
        return detail_head(
            mark, lines, (correct, remove) if self._may_change else (), self._theme, narrow=narrow
        )

    def _add_rules(self, check_in: CheckIn) -> None:
        assessment = check_in.assessment
        if assessment is None:
            return
        for finding in assessment.rules:
            self._column.addWidget(label(finding.message, "body"))
            why = _("Rule {id}: {because} Source: {source}").format(
                id=finding.id, because=finding.because, source=finding.source
            )
            self._column.addWidget(label(why, "small", "muted"))
        said = _("As stored, with rule set {version}.").format(version=assessment.rule_set)
        self._column.addWidget(label(said, "small", "muted"))

    def _add_judged(self, beside: Beside, check_in: CheckIn) -> None:
        """Add what the rules say now, of the same answers or of the corrected ones."""
        judged = beside.judged
        if judged is None:
            return
        self._column.addWidget(line(self._theme))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        row.addWidget(LevelMark(self._theme, judged.level))
        words = QVBoxLayout()
        words.setSpacing(0)
        stored = check_in.assessment
        newer = stored is None or stored.rule_set != judged.rule_set
        said = _("The rules in use now, {version}, say: {level}")
        if not newer:
            own = any(told.told.answers for told in beside.log)
            said = _("Of the corrected answers the rules say: {level}")
            if not own:
                said = _("With an earlier entry corrected, the rules say: {level}")
        level = self._rule_set.wording.level_words[judged.level]
        said = said.format(version=judged.rule_set, level=level)
        words.addWidget(label(said, "strong"))
        why = " ".join(f"{finding.id}: {finding.because}" for finding in judged.rules)
        words.addWidget(label(why or _("No rule fires."), "small", "muted"))
        row.addLayout(words, 1)
        self._column.addWidget(holder)

    def _add_lines(self, title: str, lines: Sequence[str]) -> None:
        if lines:
            self._column.addWidget(line(self._theme))
            self._column.addWidget(label(title, "strong"))
            for words in lines:
                self._column.addWidget(label(words, "body"))

    def _add_note(self, check_in: CheckIn, before: tuple[str, ...]) -> None:
        if check_in.note or before:
            self._column.addWidget(line(self._theme))
            words = check_in.note or _("not recorded")
            note = Line(name=_("Note"), words=words, is_strong=False, before=before)
            add_note(self._column, note)

    def _add_changes(self, beside: Beside, form: Form, check_in: CheckIn) -> None:
        said = change_sentences(beside.log, form, check_in.at)
        if said:
            self._column.addWidget(line(self._theme))
        for title, rest in said:
            self._column.addWidget(label(f"{title} {rest}", "small"))
        if said and beside.judged is not None:
            kept = _("Both levels are kept.")
            self._column.addWidget(label(kept, "small", "muted"))


def add_note(column: QVBoxLayout, note: Line) -> None:
    """Add a note with what it said before, struck through."""
    column.addWidget(label(note.name, "strong"))
    for before in note.before:
        column.addWidget(struck(before))
    column.addWidget(label(note.words))


def _kept_words(check_in: CheckIn) -> str:
    full = check_in.mode is not None and check_in.mode.value == "full"
    kind = _("Full check-in") if full else _("Quick check-in")
    if kind_of(check_in) is not None:
        kind = _("Event")
    by = check_in.recorder
    recorded = _("recorded by {name}").format(name=by) if by else _("nobody named as recorder")
    parts = [kind, *_marks(check_in), recorded]
    if check_in.observer:
        parts.append(_("seen by {name}").format(name=check_in.observer))
    parts.append(_("time zone {zone}").format(zone=check_in.zone or dates.zone_name(check_in.at)))
    return ", ".join(parts) + "."


def _marks(check_in: CheckIn) -> Iterator[str]:
    """Yield how the check-in came about, where it was not answered one by one and at once."""
    if is_marked(check_in):
        yield _("as usual in one press")
    if import_of(check_in.id) is not None:
        yield _("from a spreadsheet")
    written = written_later(check_in)
    if written is not None:
        late = dates.duration(dates.between(check_in.at, written))
        at = dates.day_and_time(written, check_in.at)
        yield _("written down {late} later, {time}").format(late=late, time=at)
