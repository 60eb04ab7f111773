# SPDX-License-Identifier: MIT
"""What was really given of a planned dose: how many mg, when, and when it came up again."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.form import Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label
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

    The parts are named `<name>.mg`, `<name>.at` and `<name>.vomited_after_min`.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, planned: tuple[Moment, Decimal | None], limits: Limits,
        clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__()
        self._due, self._mg = planned
        self._theme = theme
        wide = round(_NUMBER_EM * theme.px("body"))
        self.mg = self._number(f"{name}.mg", _("Given"), "mg", limits, wide)
        self.after = self._number(
            f"{name}.vomited_after_min", _("Vomited after"), _("min"), _MINUTES, wide
        )
        self.when = WhenField(theme, f"{name}.at", _("When was it given?"), clock)
        self.when.changed.connect(self.changed)
        self._row = QHBoxLayout(self)
        self.set_indent(0)
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space("m"))
        self._row.addWidget(holder)
        self._cells = {
            "mg": _cell(theme, self.mg.caption, self.mg, self.mg.note),
            "after": _cell(theme, self.after.caption, self.after, self.after.note),
            "when": _cell(theme, label(_("Given at"), "strong"), self.when),
        }
        for cell in self._cells.values():
            flow.addWidget(cell)
        self.hide()

    def set_indent(self, width: int) -> None:
        """Begin where the answers above begin."""
        indent = width + self._theme.space("s") if width else 0
        self._row.setContentsMargins(indent, 0, 0, 0)

    def show_for(self, status: DoseStatus | None, *, wanted: bool) -> None:
        """Show the parts that fit what became of the dose, when they are wanted or filled."""
        given = status is not None and status not in NOT_GIVEN
        show_part(self, given and (wanted or self.is_begun()))
        show_part(self._cells["after"], status is DoseStatus.VOMITED)

    def is_begun(self) -> bool:
        """Say whether anything was typed."""
        typed = self.mg.reading().raw or self.after.reading().raw
        return bool(typed) or self.when.is_begun()

    def told(self, status: DoseStatus) -> dict[str, object]:
        """Return amount, time and minutes of the log entry; what nobody typed is as planned.

        A late dose has no time of its own while nobody said one, and a part of one no amount.
        """
        if status in NOT_GIVEN:
            return {"mg": None, "at": None}
        typed = self.mg.reading().value
        planned = None if status in _NO_AMOUNT else self._mg
        then = self._due if status in _GIVEN_THEN else None
        told: dict[str, object] = {
            "mg": planned if typed is None else typed,
            "at": self.when.value() or then,
        }
        if status is DoseStatus.VOMITED:
            told["vomited_after_min"] = self.after.reading().value
        return told

    def show_event(self, event: DoseEvent | None) -> None:
        """Show what a kept entry says beside the plan; None empties the parts."""
        mg = at = after = None
        if event is not None:
            mg = event.mg if event.mg != self._mg else None
            at = event.at if event.at != self._due else None
            after = event.vomited_after_min
        for field, value in ((self.mg, mg), (self.after, after)):
            field.set_reading("" if value is None else f"{value:f}", "", None)
        self.when.show_moment(at)

    def wrong(self) -> tuple[str, str, QWidget] | None:
        """Return name, text and place of what cannot be saved as it is, or None."""
        for field in (self.mg, self.after):
            reading = field.reading()
            if reading.is_wrong:
                return field.caption.text(), reading.raw, field.edit
        if self.when.is_wrong():
            return _("Given at"), self.when.typed() or _("no time"), self.when.edit
        return None

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


def _cell(theme: Theme, *parts: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, theme.space("xs"))
    lines.setSpacing(2)
    for part in parts:
        lines.addWidget(part)
    lines.addStretch(1)
    return made
