# SPDX-License-Identifier: MIT
"""Plan: the prescriber's plan as it was written, its questions, and a new version of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.plan_table import When, calendar
from caregiver_app.services.dosing.plans import PlanNotSaved, PlansView, PlanView
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.tab_order import go_as_it_stands, go_through
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.check_in.draft_prompts import DraftPrompts
from caregiver_app.ui.widgets.fields.cards import emptied, page_head, scrolling
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.widgets.history.plan_words import (
    about_words,
    advice_words,
    notes_words,
    plan_name,
    ring_words,
)
from caregiver_app.ui.widgets.plan.doses_given import DosesGivenCard
from caregiver_app.ui.widgets.plan.plan_bar import PlanBar
from caregiver_app.ui.widgets.plan.plan_begun import BegunPlan, first_plan
from caregiver_app.ui.widgets.plan.plan_calendar import calendar_card
from caregiver_app.ui.widgets.plan.plan_empty import EmptyPlan
from caregiver_app.ui.widgets.plan.plan_form import PlanForm
from caregiver_app.ui.widgets.plan.plan_photo import PlanPhotoPart
from caregiver_app.ui.widgets.plan.plan_product import product_words
from caregiver_app.ui.widgets.plan.plan_strength import strength_of
from caregiver_app.ui.widgets.plan.plan_table import PlanTable
from caregiver_app.ui.widgets.plan.plan_typed import TypedPlan, as_typed, by_day, plan_of
from caregiver_app.ui.widgets.plan.pump_part import BegunPumpEvents, PumpPart
from caregiver_app.ui.widgets.today.prompts_card import PromptsCard
from caregiver_app.ui.words import dates

if TYPE_CHECKING:
    from caregiver_app.domain.prompts.plan_prompts import PlanPrompt

_SIDE_EM = 24.5
_SCROLL_PX = 14
_NO_LIMIT = 16777215  # Qt's own word for it is not in PySide6


class PlanPage(QWidget):
    """Shows one plan at a time; typing a version takes the place of the table.

    `written` is said where an entry made an alert: Today has the level and what was done about it.
    """

    page_requested = Signal(str)
    written = Signal(str, object)
    record_changed = Signal()
    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._view: PlansView | None = None
        self._chosen = 0
        self._form: PlanForm | None = None
        self._begun: dict[str, BegunPlan] = {}
        self._left_off: BegunPlan | None = None
        self._head, self._about = page_head(theme, _("Plan"))
        self._which = QHBoxLayout()
        self._table = PlanTable(theme)
        self._given = DosesGivenCard(theme)
        self._pump = PumpPart(services, theme)
        self._pump.changed.connect(self._on_changed)
        self._pump.page_wanted.connect(self.page_requested)
        self._pump.alerted.connect(self.written)
        self._notes = label("", "small", "muted")
        self._empty = EmptyPlan(theme)
        self._prompts = PromptsCard(theme, takes_answers=not services.family.shows_file)
        self._prompts.confirmed.connect(self._on_confirmed)
        self._draft_prompts = DraftPrompts(theme)
        self._calendar_card, self._calendar = calendar_card(theme)
        self._photo = PlanPhotoPart(services, theme, self)
        self._bar = self._build_bar()
        self._pump.kept.connect(self._bar.offer_undo)
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar.row

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show the newest versions; what is being typed waits for its own person."""
        if person_id == self._person_id and self._form is not None:
            return
        if person_id != self._person_id:
            self._chosen, self._left_off = 0, None
            self._begun, _pump = self.begun()
            self._bar.end_undo()
            self._put_form_away()
            self._area.verticalScrollBar().setValue(0)
        self._person_id = person_id
        if person_id is None:
            return
        self._view = self._services.plans.view(person_id)
        self._chosen = min(self._chosen, max(0, len(self._view.plans) - 1))
        self._fill_which()
        self._show()
        if person_id in self._begun:
            self._begin(self._begun.pop(person_id))

    def begun(self) -> tuple[dict[str, BegunPlan], BegunPumpEvents]:
        """Return by person what was typed and is not saved, of plans and of pumps."""
        begun = dict(self._begun)
        if self._form is not None and self._person_id is not None:
            begun[self._person_id] = self._form.begun()
        return begun, self._pump.begun()

    def go_on(self, begun: tuple[dict[str, BegunPlan], BegunPumpEvents]) -> None:
        """Take over what was typed on a page before this one; each waits for its person."""
        self._begun = begun[0]
        self._pump.go_on(begun[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put questions and calendar under the table where the window is narrow."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        narrow = em < self._theme.breakpoint("medium")
        self._head.setVisible(em >= self._theme.breakpoint("compact"))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)
        self._place_calendar()
        side = round(_SIDE_EM * self._theme.px("body"))
        self._right.setMinimumWidth(0 if narrow else side)
        self._right.setMaximumWidth(_NO_LIMIT if narrow else side)
        self._bar.show_advice(em, typing=self._form is not None)
        beside = 0 if narrow else side + self._theme.space("m")
        edges = self._theme.space("s") + self._theme.space("xl") + _SCROLL_PX
        self._table.take_room(self.width() - beside - edges)

    # Building

    def _build_bar(self) -> PlanBar:
        made = PlanBar(self._theme, advice_words(), self)
        for wanted, slot in (
            (made.dose_wanted, partial(self.page_requested.emit, "log_dose")),
            (made.hold_wanted, self._on_hold),
            (made.version_wanted, self.type_plan),
            (made.bring_back_wanted, self._on_bring_back),
            (made.cancelled, self._on_cancel),
            (made.save_wanted, self._on_save),
            (made.amounts_left_out, self._keep),
            (made.amounts_wanted, self._on_amounts),
            (made.undone, self._on_undone),
        ):
            wanted.connect(slot)
        return made

    def _build_layout(self) -> None:
        space = self._theme.space
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space("s"), 0, space("xl"), space("s"))
        outer.setSpacing(space("s"))
        outer.addWidget(self._head)
        outer.addLayout(self._which)
        self._left = QVBoxLayout()
        self._left.setSpacing(space("m"))
        for part in (
            self._draft_prompts,  # under the form: beside it they would narrow it while one types
            self._pump.dates,
            self._photo.large,
            self._table,
            self._empty,
            self._notes,
            self._given,
        ):
            self._left.addWidget(part)
        self._left.addStretch(1)
        self._right = QWidget()
        right = self._beside = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(space("m"))
        for widget in (self._prompts, self._pump.side, self._calendar_card, self._photo.card):
            right.addWidget(widget)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(space("m"))
        self._columns.addLayout(self._left, 1)
        self._columns.addWidget(self._right)
        outer.addLayout(self._columns, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(content)
        whole.addWidget(self._area)

    def _fill_which(self) -> None:
        """Offer the plans where there are two: one for each medicine and way it is taken."""
        emptied(self._which)
        plans = self._view.plans if self._view is not None else ()
        if len(plans) < 2:
            return
        choices = [(str(place), plan_name(view.plan)) for place, view in enumerate(plans)]
        field = SegmentField("plan.which", _("Which plan"), choices)
        field.set_value(str(self._chosen))
        field.chosen.connect(self._on_which)
        self._which.addWidget(field)

    # Showing

    def _show(self) -> None:
        view, typing = self._view, self._form is not None
        if view is None:
            return
        shown = self._shown()
        self._about.setText("" if typing else about_words(shown))
        self._table.setVisible(shown is not None and not typing)
        self._empty.setVisible(shown is None and not typing)
        self._calendar_card.setVisible(shown is not None and not typing)
        if self._person_id is not None:
            self._pump.show_person(self._person_id, wanted=not typing)
        self._photo.show_view(self._person_id, shown if not typing else None)
        self._draft_prompts.setVisible(False)
        self._right.setVisible(not typing)
        prompts = (*(shown.prompts if shown else ()), *view.prompts_without_plan)
        self._prompts.setVisible(bool(prompts) and not typing)
        self._show_buttons(typing, shown)
        self._empty.show_whom(ring_words(view), may_type=not self._refused())
        notes = (product_words(shown, view.person), notes_words(shown)) if shown else ()
        self._notes.setText("\n".join(filter(None, notes)))
        self._notes.setVisible(not typing and bool(self._notes.text()))
        self._given.setVisible(not typing and shown is not None and bool(shown.given))
        if shown is not None:
            self._given.show_days(shown.given)
            self._table.show_plan(shown)
            days = calendar(shown.whole, view.now.day, dates.first_weekday())
            self._calendar.show_days(days, view.now.day, shown.plan.unit)
            self._place_calendar()
        name = view.prescriber.name if view.prescriber is not None else None
        line = self._services.overview.person_line(self._person_id or "")
        self._prompts.show_prompts(prompts, name, line)
        go_as_it_stands(self)
        if self._bar.row.window() is self.window():
            go_through([self._area, self._bar.row])  # what is typed comes before Save

    def _place_calendar(self) -> None:
        """Stand under the steps where a pump fills the column beside them."""
        wide = self._columns.direction() is QBoxLayout.Direction.LeftToRight
        under = wide and not self._pump.side.isHidden()
        column, place = (self._left, self._left.count() - 1) if under else (self._beside, 2)
        if column.indexOf(self._calendar_card) < 0:
            column.insertWidget(place, self._calendar_card)

    def _show_buttons(self, typing: bool, shown: PlanView | None) -> None:
        refused, em = self._refused(), self._theme.em(self.window().width())
        plan, left = shown is not None, self._left_off is not None
        self._bar.show_buttons(em, refused, typing=typing, has_plan=plan, was_left=left)

    def _refused(self) -> str:
        """Return why whoever records now may not change the plan, or a blank."""
        return self._services.caregivers.why_not(self._person_id or "", Guarded.PLAN) or ""

    # Typing

    def _begin(self, begun: BegunPlan) -> PlanForm:
        strength = strength_of(self._view.person) if self._view is not None else None
        self._form = PlanForm(self._theme, self._services.clock, begun, strength)
        self._form.changed.connect(self._on_typed)
        self._bar.end_undo()
        line = self._services.overview.person_line(self._person_id or "")
        self._bar.show_person(line.name, line.colour)
        self._left.insertWidget(0, self._form)
        self._show()
        self._on_typed()
        return self._form

    def _put_form_away(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def type_plan(self) -> None:
        """Begin to type a new version, or the first one, where that is allowed."""
        shown = self._shown()
        if self._form is not None or self._refused():
            return
        typed = self._typed(shown) if shown is not None else first_plan(self._view)
        begun = self._begin(BegunPlan(typed=typed))
        begun.begin("plan.written_on" if typed.prescriber.strip() else "plan.prescriber")

    def _typed(self, shown: PlanView) -> TypedPlan:
        return as_typed(shown.whole, here_and_now(self._services.clock).day)

    def _on_hold(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        form = self._begin(BegunPlan(typed=self._typed(shown)))
        steps = [row.step for row in shown.rows if row.when is When.NOW]
        form.focus_step(by_day(shown.whole).index(steps[0]) if steps else 0)

    def _on_typed(self) -> None:
        """Show the questions that the plan being typed would raise; they never hold it back."""
        form = self._form
        if form is None or self._person_id is None:
            return
        self._bar.show_saving(typing=True)
        found: tuple[PlanPrompt, ...] = ()
        if not form.problems():
            found = self._services.plans.prompts_for(self._person_id, plan_of(form.in_mg()))
            self._bar.say("")
        self._draft_prompts.show_prompts(found)

    def _on_save(self) -> None:
        form = self._form
        if form is None or self._person_id is None:
            return
        found = form.problems()
        if found:
            form.say_problems()
            self._bar.say(found[0].words)
            return
        asked = (form.far(), form.unsaid(), form.left_out())
        if any(asked):
            self._bar.ask(*asked)
            return
        self._keep()

    def _on_amounts(self) -> None:
        self._bar.show_saving(typing=True)
        form = self._form
        if form is None:
            return
        steps = (*form.unsaid(), *form.left_out())
        if far := form.far():
            form.focus_day(far[0].step)
        elif steps:
            form.focus_amounts(steps[0])

    def _keep(self) -> None:
        form = self._form
        if form is None or self._person_id is None:
            return
        who, plans = self._person_id, self._services.plans
        by = self._services.settings.current().recorder
        try:
            written = plans.add_version(who, plan_of(form.in_mg()), by)
        except PlanNotSaved as trouble:
            self._bar.say(_("NOT SAVED. {cause}").format(cause=trouble))
            return
        self._left_off = None
        self._put_form_away()
        self._view = plans.view(who)
        ids = [view.plan.id for view in self._view.plans]
        self._chosen = ids.index(written.id) if written.id in ids else 0
        self._fill_which()
        self._show()
        self._area.verticalScrollBar().setValue(0)
        self.record_changed.emit()
        self._bar.offer_undo(_("The plan is saved."), partial(plans.take_back, who, written, by))

    def _on_undone(self) -> None:
        self.open_person(self._person_id)
        self.record_changed.emit()

    def _on_cancel(self) -> None:
        if self._form is not None and self._form.is_touched:
            self._left_off = self._form.begun()
        self._put_form_away()
        self._show()
        self._bar.take_focus()

    def _on_bring_back(self) -> None:
        if self._left_off is not None and self._form is None:
            self._begin(self._left_off).begin("plan.written_on")

    def _on_changed(self) -> None:
        if self._person_id is not None:
            self._view = self._services.plans.view(self._person_id)
            self._show()
        self.record_changed.emit()

    def _on_which(self, place: str) -> None:
        self._chosen = int(place)
        self._show()

    def _on_confirmed(self, plan_id: str, who: str) -> None:
        if self._person_id is None:
            return
        by = self._services.settings.current().recorder
        kind = ActionKind.CONFIRMED_PLAN
        self._services.alerts.record(self._person_id, plan_id, kind, by, who=who)
        self._on_changed()

    def _shown(self) -> PlanView | None:
        plans = self._view.plans if self._view is not None else ()
        return plans[self._chosen] if plans else None
