# SPDX-License-Identifier: MIT
"""One stored check-in, exactly as it was kept: level, rules, answers, who and when."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.as_usual import is_marked
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.form import Form
from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.answers import Answer, answers_of
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.cards import emptied, line
from caregiver_app.ui.widgets.shapes import paint_level_mark


class CheckInDetail(QFrame):
    """Shows what was stored; nothing is judged again."""

    def __init__(self, theme: Theme, rule_set: RuleSet) -> None:
        super().__init__()
        self.setObjectName("history.detail")
        self._theme = theme
        self._rule_set = rule_set
        tag(self, card="plain")
        self._column = QVBoxLayout(self)
        side = theme.space("l")
        self._column.setContentsMargins(side, side - 2, side, side)
        self._column.setSpacing(theme.space("s"))

    def show_check_in(
        self, check_in: CheckIn | None, form: Form, judged_now: Assessment | None = None
    ) -> None:
        """Show a check-in, or a hint while none is chosen.

        `judged_now` is what newer rules say; it stands beside what was stored, never in its place.
        """
        column = emptied(self._column)
        if check_in is None:
            column.addWidget(label(_("Choose a check-in to see it."), "body", "muted"))
            column.addStretch(1)
            return
        column.addWidget(self._head(check_in))
        self._add_rules(check_in)
        self._add_newer(judged_now)
        column.addWidget(line(self._theme))
        answers = answers_of(check_in, form)
        column.addWidget(self._grid([a for a in answers if a.recorded]))
        self._add_note(check_in)
        absent = [a for a in answers if not a.recorded]
        if absent:
            column.addWidget(line(self._theme))
            column.addWidget(label(_("Not recorded"), "strong"))
            column.addWidget(self._grid(absent))
        column.addStretch(1)

    def _head(self, check_in: CheckIn) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        words = QVBoxLayout()
        words.setSpacing(0)
        assessment = check_in.assessment
        if assessment is not None:
            row.addWidget(_Mark(self._theme, assessment.level))
            words.addWidget(label(self._rule_set.wording.level_words[assessment.level], "name"))
        else:
            words.addWidget(label(_("Not judged"), "name"))
        words.addWidget(label(dates.page_date(check_in.at), "body"))
        words.addWidget(label(_kept_words(check_in), "small", "muted"))
        row.addLayout(words, 1)
        return head

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

    def _add_newer(self, judged: Assessment | None) -> None:
        if judged is None:
            return
        self._column.addWidget(line(self._theme))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        row.addWidget(_Mark(self._theme, judged.level))
        words = QVBoxLayout()
        words.setSpacing(0)
        said = _("The rules in use now, {version}, say: {level}").format(
            version=judged.rule_set, level=self._rule_set.wording.level_words[judged.level]
        )
        words.addWidget(label(said, "strong"))
        why = " ".join(f"{finding.id}: {finding.because}" for finding in judged.rules)
        words.addWidget(label(why or _("No rule fires."), "small", "muted"))
        row.addLayout(words, 1)
        self._column.addWidget(holder)

    def _add_note(self, check_in: CheckIn) -> None:
        if check_in.note:
            self._column.addWidget(line(self._theme))
            self._column.addWidget(label(_("Note"), "strong"))
            self._column.addWidget(label(check_in.note))

    def _grid(self, answers: Sequence[Answer]) -> QWidget:
        """Return names and answers in two pairs of columns."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space("m"))
        grid.setVerticalSpacing(self._theme.space("xs"))
        half = (len(answers) + 1) // 2
        for place, answer in enumerate(answers):
            row, side = place % half, 2 * (place // half)
            grid.addWidget(label(answer.name, "body", "muted"), row, side)
            kind = "strong" if answer.recorded else "body"
            grid.addWidget(label(answer.words, kind), row, side + 1)
        for column, stretch in enumerate((4, 5, 4, 5)):
            grid.setColumnStretch(column, stretch)
        return holder


class _Mark(QWidget):
    """The level's mark at the size of a heading."""

    def __init__(self, theme: Theme, level: Level) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        side = theme.size("icon") + 8
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_level_mark(painter, self._level, box, self._theme)


def _kept_words(check_in: CheckIn) -> str:
    full = check_in.mode is not None and check_in.mode.value == "full"
    kind = _("Full check-in") if full else _("Quick check-in")
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
    written = written_later(check_in)
    if written is not None:
        late = dates.duration(dates.between(check_in.at, written))
        at = dates.day_and_time(written, check_in.at)
        yield _("written down {late} later, {time}").format(late=late, time=at)
