# SPDX-License-Identifier: MIT
"""A plan typed off the prescriber's paper: who wrote it when, the times, and its steps."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.plan import PlanRoute
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.focus import focus_again, focused_name, show_whole
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, emptied, line
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.side_scroll import SideScroll
from caregiver_app.ui.widgets.fields.typed import type_again, typed_in
from caregiver_app.ui.widgets.plan.plan_begun import BegunPlan, PlanOf, without_numbers
from caregiver_app.ui.widgets.plan.plan_head import PlanHead
from caregiver_app.ui.widgets.plan.plan_problems import (
    Problem,
    ends_unsaid,
    in_order,
    is_out_of_order,
    left_out_steps,
    problems_in,
    unsaid_steps,
)
from caregiver_app.ui.widgets.plan.plan_step_row import (
    StepRow,
    fill_head,
)
from caregiver_app.ui.widgets.plan.plan_strength import Strength, in_mg, told_in_mg
from caregiver_app.ui.widgets.plan.plan_typed import (
    TypedPlan,
    TypedStep,
    at_times,
)
from caregiver_app.ui.widgets.plan.plan_years import FarStep, far_steps

# At a text size at which a small screen has no room for a row, its parts stand over each other.
_SMALL_SCREEN_PX = 1024


class PlanForm(QFrame):
    """Asks for a plan as it is written. Nothing is proposed, filled in or moved by itself."""

    changed = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, begun: BegunPlan, strength: Strength | None = None
    ) -> None:
        super().__init__()
        typed = begun.typed
        self.setObjectName("plan.form")
        self._theme, self._clock, self._strength = theme, clock, strength or Strength()
        self._kept = typed.kept
        self._of = (typed.drug, typed.route)
        self._away: dict[PlanOf, TypedPlan] = dict(begun.away or {})
        self._rows: list[StepRow] = []
        self._shown_times: tuple[str, ...] = ()
        self._tried = False
        self._grown: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_grown)
        self._left: set[str] = set()
        self._removed: tuple[int, TypedStep, tuple[str, ...]] | None = None
        tag(self, card="plain")
        self._above = PlanHead(theme, typed)
        self._build_steps(typed)
        self._lay_out()
        self._show_steps(typed.steps or (TypedStep(),))
        self._connect()
        self._show_route()
        if begun.said_at is not None:
            type_again(self, begun.said_at)
        self._first = self.begun()

    @property
    def is_touched(self) -> bool:
        """Say whether anything was typed or chosen since the form was opened."""
        return self.begun() != self._first

    def begun(self) -> BegunPlan:
        """Return all that was typed, to go on with in another form."""
        said_at = typed_in(self).named("said_at")
        return BegunPlan(typed=self.typed(), away=dict(self._away), said_at=said_at)

    def typed(self) -> TypedPlan:
        """Return the form as it stands."""
        # Times that are still being typed: each amount stays at the time it stands under.
        before, times = self._shown_times, self._times_typed()
        return replace(
            self._above.typed(),
            steps=tuple(at_times(row.typed(), before, times) for row in self._rows),
            stops=self._stops.isChecked(),
            kept=self._kept,
        )

    def in_mg(self) -> TypedPlan:
        """Return the form with the mg of what was typed in mL or tablets."""
        return in_mg(self.typed(), self._strength, self._times_typed())

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that keeps the plan from being saved."""
        return problems_in(self.in_mg(), here_and_now(self._clock).day)

    def unsaid(self) -> tuple[int, ...]:
        """Return the steps, counted from 1, of which no amount is typed at any time."""
        return unsaid_steps(self.in_mg())

    def left_out(self) -> tuple[int, ...]:
        """Return the steps, counted from 1, that lose a dose with its time."""
        return left_out_steps(self.in_mg())

    def far(self) -> tuple[FarStep, ...]:
        """Return the steps of which the year may be mistyped."""
        return far_steps(self.typed(), here_and_now(self._clock).day)

    def focus_day(self, step: int) -> None:
        """Put the keyboard on the day of a step, counted from 1; 0 is the day it was written."""
        if step == 0:
            self._go_to("plan.written_on")
        else:
            self._focus_in(step, "starts")

    def focus_amounts(self, step: int) -> None:
        """Put the keyboard on the first amount of a step, counted from 1."""
        self._focus_in(step, "amount.0")

    def _focus_in(self, step: int, part: str) -> None:
        field = self._rows[step - 1].field(f"plan.step.{step - 1}.{part}")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_problems(self) -> None:
        """Put every problem beside its field, and the keyboard into the first."""
        self._tried = True
        found = self.problems()
        self._say(found)
        for row in self._rows:
            where = row.field(found[0].where) if found else None
            if where is not None:
                where.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if found:
            self._go_to(found[0].where)

    def begin(self, name: str) -> None:
        """Put the keyboard into a field, but first on how it is taken while nobody has said so."""
        self._go_to("plan.route" if self._above.plan_of()[1] is None else name)

    def focus_step(self, number: int) -> None:
        """Put the keyboard on what became of a step, counted from 0."""
        if number < len(self._rows):
            self._rows[number].focus_status()
            # The form may have no place on the page yet.
            self._grown = self._rows[number].field(f"plan.step.{number}.status")

    def _go_to(self, where: str) -> None:
        field = self._above.choice(where) or self.findChild(QWidget, where)
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build_steps(self, typed: TypedPlan) -> None:
        self._hint = label("", "small", "muted")
        self._hint.setObjectName("plan.strength")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(self._theme.space("s"))
        self._add = action_button(self._theme, _("Add a step"), "normal", "plus")
        self._add.setObjectName("plan.add_step")
        self._add.clicked.connect(self._on_add)
        self._sort = action_button(self._theme, _("Put the steps in order of their days"), "normal")
        self._sort.setObjectName("plan.sort")
        self._sort.clicked.connect(self._on_sort)
        self._sort.hide()
        self._put_back = action_button(self._theme, "", "normal")
        self._put_back.setObjectName("plan.put_back")
        self._put_back.clicked.connect(self._on_put_back)
        self._put_back.hide()
        self._stops = CheckChip(self._theme, _("The last step stops the medicine on purpose."))
        self._stops.setObjectName("plan.stops")
        self._stops.setChecked(typed.stops)
        # Until then each day without a dose is one that was missed, and calls somebody.
        self._ends = label(_("The last step is 0. Did the prescriber write that it stops then?"))
        self._ends.setObjectName("plan.ends")
        self._ends.hide()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.space("m"))
        is_tight = theme.em(_SMALL_SCREEN_PX) < theme.breakpoint("compact")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        way = down if is_tight else across
        self._above.lay_out(theme, way)
        column.addWidget(self._above)
        column.addWidget(line(theme))
        column.addWidget(label(_("Steps, as the plan says them"), "heading"))
        column.addWidget(self._hint)
        table = QWidget()
        lines = QVBoxLayout(table)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.space("s"))
        lines.addLayout(self._head)
        lines.addLayout(self._steps)
        column.addWidget(SideScroll(table) if is_tight else table)
        foot = QBoxLayout(way)
        foot.addWidget(self._add)
        foot.addWidget(self._sort)
        foot.addWidget(self._put_back)
        foot.addSpacing(theme.space("l"))
        foot.addWidget(self._stops)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self._ends)
        column.addStretch(1)

    def _connect(self) -> None:
        self._say(())
        self._above.changed.connect(self._on_changed)
        self._above.times_left.connect(self._on_times)
        self._above.left.connect(self._on_left)
        self._above.chosen.connect(self._show_route)
        self._above.go()
        self._stops.toggled.connect(self._on_changed)

    # Steps

    def _times_typed(self) -> tuple[str, ...]:
        return self._above.times(self._shown_times)

    def _show_steps(self, steps: Sequence[TypedStep]) -> None:
        """Build a row for each step, with a field for each time of the plan."""
        times = self._times_typed()
        self._shown_times = times
        unit = self._above.unit
        self._grown = None
        for row in self._rows:  # what goes is not left: nobody has typed there yet
            row.blockSignals(True)
        emptied(self._steps)
        fill_head(emptied(self._head), self._theme, times, unit)
        self._rows = []
        for number, step in enumerate(steps):
            row = StepRow(self._theme, number, times, unit, self._clock, step)
            row.changed.connect(self._on_changed)
            row.removed.connect(self._on_removed)
            row.left.connect(self._on_left)
            row.asked.connect(self._on_asked)
            self._rows.append(row)
            self._steps.addWidget(row)
        go_as_it_stands(self)  # rows that came later would be reached after everything else

    def _on_add(self) -> None:
        self._show_steps([*self.typed().steps, TypedStep()])
        self._grown = self._add  # each row pushes it further down
        first = self._rows[-1].field(f"plan.step.{len(self._rows) - 1}.starts")
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what the form has just grown by, until somebody types."""
        super().resizeEvent(event)
        if self._grown is not None:
            self._soon.start(0)

    def _show_grown(self) -> None:
        if self._grown is not None:
            show_whole(self._grown)

    def _on_asked(self, part: QWidget) -> None:
        self._grown = part

    def _on_sort(self) -> None:
        self._left = {name for name in self._left if not name.startswith("plan.step.")}
        self._show_steps(in_order(self.typed().steps))
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _on_removed(self) -> None:
        steps = list(self.typed().steps)
        place = next(n for n, row in enumerate(self._rows) if row is self.sender())
        gone = steps.pop(place)
        self._removed = None if gone.is_blank else (place, gone, self._shown_times)
        self._left = {name for name in self._left if not name.startswith("plan.step.")}
        self._show_steps(steps or [TypedStep()])
        self._offer_back()
        self._on_changed()

    def _offer_back(self) -> None:
        """Offer the step that was taken out last: Remove is pressed by a slip too."""
        self._put_back.setVisible(self._removed is not None)
        if self._removed is None:
            return
        self._put_back.setText(_("Put step {n} back").format(n=self._removed[0] + 1))
        self._put_back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_back(self) -> None:
        if self._removed is None:
            return
        place, step, times = self._removed
        steps = [row for row in self.typed().steps if not row.is_blank]
        place = min(place, len(steps))
        steps.insert(place, at_times(step, times, self._times_typed()))
        self._removed = None
        self._show_steps(steps)
        self._rows[place].focus_status()
        self._offer_back()
        self._on_changed()

    def _on_times(self) -> None:
        times, pressed = self._times_typed(), focused_name()
        if times != self._shown_times:
            self._show_steps(self.typed().steps)
            if pressed.startswith("plan.step."):  # in a row that is no more: into the new one
                QTimer.singleShot(0, self, lambda: focus_again(self, pressed))
        self._on_changed()

    def _on_left(self, name: str) -> None:
        """Say what is wrong in a field as soon as it is left; in all of them only at Save."""
        self._left.add(name)
        self._grown = None
        self._on_changed()

    def _on_changed(self) -> None:
        self._say([one for one in self.problems() if self._is_told(one.where)])
        self._sort.setVisible(is_out_of_order(self.typed()))
        self._ends.setVisible(ends_unsaid(self.in_mg()))
        self.changed.emit()

    def _is_told(self, name: str) -> bool:
        return self._tried or name in self._left

    def _show_route(self) -> None:
        """Show the fields of the route, and the steps in its unit."""
        self._put_other_away()
        self._above.show_route()
        unit = self._above.unit
        is_other_unit = unit != getattr(self, "_shown_unit", unit)
        if is_other_unit or self._times_typed() != self._shown_times:
            self._show_steps(self.typed().steps)
        self._shown_unit = unit
        self._on_changed()

    def _put_other_away(self) -> None:
        """Begin empty where another medicine or way is chosen than the numbers here are about.

        45 mg by mouth must not become 45 mcg by pump, nor one medicine's dose another's: what was
        typed before any way was chosen stood under mg. It comes back when the choice does.
        """
        before, now = self._of, self._above.plan_of()
        if now == before:
            return
        self._of = now
        is_same_unit = (before[1] is PlanRoute.ITB) == (now[1] is PlanRoute.ITB)
        is_first = self._kept is None and now not in self._away
        if is_same_unit and (None in before or is_first):
            return
        rows = tuple(row.typed() for row in self._rows)
        here = replace(self.typed(), drug=before[0], route=before[1], steps=rows)
        empty = TypedPlan(drug=now[0], route=now[1])
        if before[1] is None:
            here, empty = replace(here, route=PlanRoute.ORAL), without_numbers(here, *now)
        if here.has_numbers or here.kept is not None:
            self._away[here.drug, here.route] = here
        any_drug = self._away.pop((None, now[1]), empty)
        typed = self._away.pop(now, any_drug)
        self._kept = typed.kept
        self._above.fill(typed)
        self._stops.setChecked(typed.stops)
        self._removed = None
        self._offer_back()
        self._show_steps(typed.steps or (TypedStep(),))
        self._above.show_moved(moved=any(other.has_numbers for other in self._away.values()))

    def _say(self, problems: Sequence[Problem]) -> None:
        said: dict[str, str] = {}
        for problem in problems:
            said.setdefault(problem.where, problem.words)
        self._above.say(said, self._is_told)
        strength = self._strength.of_plan(self.typed())
        self._hint.setText(strength.hint)
        self._hint.setVisible(bool(strength.hint))
        for number, row in enumerate(self._rows):
            is_left = self._is_told(f"plan.step.{number}.starts")
            told = told_in_mg(row.typed(), strength, self._shown_times)
            row.say(said, told, is_left_out=is_left and len(self._rows) > 1)
