# SPDX-License-Identifier: MIT
"""What was really given of a planned dose: how many mg, when, and when it came up again."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.form import Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec
from caregiver_app.ui.widgets.fields.when_field import WhenField

NOT_GIVEN = frozenset({DoseStatus.MISSED, DoseStatus.REFUSED})
_GIVEN_THEN = frozenset({DoseStatus.TAKEN, DoseStatus.VOMITED})
_NO_AMOUNT = NOT_GIVEN | {DoseStatus.UNSURE, DoseStatus.PARTLY}
_MINUTES = Limits(hard_low=Decimal(0), hard_high=Decimal(24 * 60))
_NUMBER_EM = 9


class DoseDetail(QWidget):
    """Blank means as planned. `changed` is said at every keystroke.

    The parts are named `<name>.mg`, `<name>.at` and `<name>.vomited_after_min`. They are built when
    they are asked for, or there is something to show in them: most check-ins need none.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, planned: tuple[Moment, Decimal | None], limits: Limits,
        clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__()
        self._due, self._mg = planned
        self._theme, self._name, self._limits, self._clock = theme, name, limits, clock
        self._parts: _Parts | None = None
        self._row = QHBoxLayout(self)
        self.set_indent(0)
        self.hide()

    def set_indent(self, width: int) -> None:
        """Begin where the answers above begin."""
        indent = width + self._theme.space("s") if width else 0
        self._row.setContentsMargins(indent, 0, 0, 0)

    def show_for(self, status: DoseStatus | None, *, wanted: bool) -> None:
        """Show the parts that fit what became of the dose, when they are wanted or filled."""
        given = status is not None and status not in NOT_GIVEN
        if wanted:
            self._built()
        show_part(self, given and (wanted or self.is_begun()))
        if self._parts is not None:
            show_part(self._parts.after_cell, status is DoseStatus.VOMITED)

    def is_begun(self) -> bool:
        """Say whether anything was typed."""
        parts = self._parts
        if parts is None:
            return False
        typed = parts.mg.reading().raw or parts.after.reading().raw
        return bool(typed) or parts.when.is_begun()

    def told(self, status: DoseStatus) -> dict[str, object]:
        """Return amount, time and minutes of the log entry; what nobody typed is as planned.

        A late dose has no time of its own while nobody said one, and a part of one no amount.
        """
        if status in NOT_GIVEN:
            return {"mg": None, "at": None}
        parts = self._parts
        typed = parts.mg.reading().value if parts is not None else None
        planned = None if status in _NO_AMOUNT else self._mg
        then = self._due if status in _GIVEN_THEN else None
        told: dict[str, object] = {
            "mg": planned if typed is None else typed,
            "at": (parts.when.value() if parts is not None else None) or then,
        }
        if status is DoseStatus.VOMITED:
            told["vomited_after_min"] = parts.after.reading().value if parts is not None else None
        return told

    def show_event(self, event: DoseEvent | None) -> None:
        """Show what a kept entry says beside the plan; None empties the parts."""
        mg = at = after = None
        if event is not None:
            mg = event.mg if event.mg != self._mg else None
            at = event.at if event.at != self._due else None
            after = event.vomited_after_min
        if self._parts is None and (mg, at, after) == (None, None, None):
            return
        parts = self._built()
        for field, value in ((parts.mg, mg), (parts.after, after)):
            field.set_reading("" if value is None else f"{value:f}", "", None)
        parts.when.show_moment(at)

    def wrong(self) -> tuple[str, str, QWidget] | None:
        """Return name, text and place of what cannot be saved as it is, or None."""
        parts = self._parts
        if parts is None:
            return None
        for field in (parts.mg, parts.after):
            reading = field.reading()
            if reading.is_wrong:
                return field.caption.text(), reading.raw, field.edit
        if parts.when.is_wrong():
            return _("Given at"), parts.when.typed() or _("no time"), parts.when.edit
        return None

    def _built(self) -> "_Parts":
        if self._parts is not None:
            return self._parts
        name, wide = self._name, round(_NUMBER_EM * self._theme.px("body"))
        mg = self._number(f"{name}.mg", _("Given"), "mg", self._limits, wide)
        after = self._number(
            f"{name}.vomited_after_min", _("Vomited after"), _("min"), _MINUTES, wide
        )
        when = WhenField(self._theme, f"{name}.at", _("When was it given?"), self._clock)
        when.changed.connect(self.changed)
        holder = QWidget()
        flow = FlowLayout(holder, gap=self._theme.space("m"))
        after_cell = _cell(self._theme, after.caption, after, after.note)
        flow.addWidget(_cell(self._theme, mg.caption, mg, mg.note))
        flow.addWidget(after_cell)
        flow.addWidget(_cell(self._theme, label(_("Given at"), "strong"), when))
        self._row.addWidget(holder)
        self._parts = _Parts(mg, after, when, after_cell)
        return self._parts

    def _number(self, name: str, caption: str, unit: str, limits: Limits, wide: int) -> NumberField:
        most = [limit for limit in (self._mg, limits.soft_high) if limit is not None]
        spec = NumberSpec(
            name=name,
            caption=caption,
            spoken=f"{caption}, {unit}",
            unit=unit,
            limits=Limits(
                hard_low=limits.hard_low, hard_high=limits.hard_high, decimals=limits.decimals
            ),
            has_reasons=False,
            is_unlikely=(lambda typed: typed > min(most)) if unit == "mg" and most else None,
        )
        field = NumberField(self._theme, spec, self)
        field.setMaximumWidth(wide)
        field.changed.connect(self.changed)
        return field


@dataclass(frozen=True, slots=True)
class _Parts:
    """The fields of one dose, and what the minutes stand in."""

    mg: NumberField
    after: NumberField
    when: WhenField
    after_cell: QWidget


def _cell(theme: Theme, *parts: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, theme.space("xs"))
    lines.setSpacing(2)
    for part in parts:
        lines.addWidget(part)
    lines.addStretch(1)
    return made
