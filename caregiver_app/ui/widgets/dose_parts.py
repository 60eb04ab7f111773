# SPDX-License-Identifier: MIT
"""The parts of the questions about one dose: what they come to, and how each is built."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.form import Choice, Limits
from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.number_field import NumberField
from caregiver_app.ui.widgets.number_reading import NumberSpec

NOW, THEN, EXTRA, OTHER = "now", "then", "extra", "other"
_LONGEST_MIN = Decimal(24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseAnswers:
    """What the form says: a dose, or a medicine, or a sentence about what is missing or wrong."""

    dose: DoseEvent | None = None
    medicine: AsNeeded | None = None
    problem: str = ""
    field: QWidget | None = None


def captioned(theme: Theme, prompt: str, *fields: QWidget) -> QWidget:
    """Return fields under their prompt, to be shown and hidden together."""
    part = QWidget()
    lines = QVBoxLayout(part)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("xs"))
    if prompt:
        lines.addWidget(label(prompt, "strong"))
    for field in fields:
        lines.addWidget(field)
    return part


def status_choices(*, only_given: bool) -> tuple[Choice, ...]:
    """Return what can have become of a dose; an extra one, or another medicine, was given."""
    given = (
        Choice(value=NOW, label=_("given just now")),
        Choice(value=THEN, label=_("given at another time")),
    )
    if only_given:
        return given
    return (
        *given,
        Choice(value=DoseStatus.MISSED.value, label=_("missed")),
        Choice(value=DoseStatus.REFUSED.value, label=_("refused")),
        Choice(value=DoseStatus.PARTLY.value, label=_("partly given")),
        Choice(value=DoseStatus.VOMITED.value, label=_("vomited")),
        Choice(value=DoseStatus.UNSURE.value, label=_("not sure")),
    )


def minutes_field(theme: Theme, parent: QWidget) -> NumberField:
    """Return the field for how many minutes after a dose it came up."""
    spec = NumberSpec(
        name="dose.after",
        caption=_("How many minutes after?"),
        spoken=_("Vomited how many minutes after?"),
        unit=_("min"),
        limits=Limits(hard_low=Decimal(0), hard_high=_LONGEST_MIN),
        has_reasons=False,
    )
    return NumberField(theme, spec, parent)
