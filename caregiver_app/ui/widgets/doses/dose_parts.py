# SPDX-License-Identifier: MIT
"""The parts of the questions about one dose: what they come to, and how each is built."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.dosing.typed_amount import AmountError, AmountUnit, parse_amount
from caregiver_app.domain.form import Choice, Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.doses.dose_entry_words import planned_words
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec
from caregiver_app.ui.widgets.fields.typed import Typed

NOW, THEN, EXTRA, OTHER = "now", "then", "extra", "other"
NOT_GIVEN = frozenset({DoseStatus.MISSED, DoseStatus.REFUSED})
_AMOUNT_EM = 14
_LONGEST_MIN = Decimal(24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseAnswers:
    """What the form says: a dose, or a medicine, or a sentence about what is missing or wrong."""

    dose: DoseEvent | None = None
    medicine: AsNeeded | None = None
    problem: str = ""
    field: QWidget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunDose:
    """What was answered about a dose that is not written down.

    `slot` is the time of a planned dose, or the word or name that was pressed instead of one.
    `pressed_at` is when "given just now" was pressed. `typed` stands in the other fields, and of
    the names in `not_meant` somebody said that another medicine is meant.
    """

    drug: str | None
    slot: Moment | str | None
    status: str | None
    pressed_at: Moment | None
    typed: Typed
    not_meant: frozenset[str] = frozenset()


def status_of(how: str, *, is_extra: bool) -> DoseStatus:
    """Return what became of a dose; whether it was late is for the service to say."""
    if how in (NOW, THEN):
        return DoseStatus.EXTRA if is_extra else DoseStatus.TAKEN
    return DoseStatus(how)


def time_without_plan(status: DoseStatus, now: Moment) -> tuple[Moment | None, Moment | None]:
    """Return when a dose was given and due of which only is known when somebody said so."""
    return (None, now) if status in NOT_GIVEN else (now, None)


def dose_beside_plan(
    drug: Drug, given: AsNeeded, at: Moment, new_id: str, recorder: str | None
) -> DoseEvent:
    """Return the extra dose of a drug that stands in no plan, with the words as they were typed."""
    mg = ml = None
    with suppress(AmountError):
        amount = parse_amount(given.dose_text or "")
        mg = amount.value if amount.unit is AmountUnit.MG else None
        ml = amount.value if amount.unit is AmountUnit.ML else None
    return DoseEvent(
        id=new_id,
        drug=drug,
        scheduled_for=None,
        at=at,
        zone=at.zone,
        mg=mg,
        ml=ml,
        status=DoseStatus.EXTRA,
        recorder=recorder or None,
        note=", ".join(part for part in (given.name, given.dose_text) if part),
    )


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


def with_unit(theme: Theme, edit: QLineEdit, unit: QLabel) -> QWidget:
    """Return a short field with its unit beside it."""
    edit.setFixedWidth(_AMOUNT_EM * theme.px("body"))
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    unit.setWordWrap(False)
    line.addWidget(edit)
    line.addWidget(unit)
    line.addStretch(1)
    return made


def status_choices(*, only_given: bool) -> tuple[Choice, ...]:
    """Return what can have become of a dose; an extra one, or another medicine, was given."""
    given = (
        Choice(value=NOW, label=_("given just now")),
        Choice(value=THEN, label=_("given late, or at another time")),
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


def slot_choices(planned: Sequence[PlannedDose], now: Moment) -> tuple[Choice, ...]:
    """Return the planned doses to choose from, by their place, and that it was none of them."""
    doses = (
        Choice(value=str(place), label=planned_words(dose, now))
        for place, dose in enumerate(planned)
    )
    return (*doses, Choice(value=EXTRA, label=_("none of these: an extra dose")))


def minutes_field(theme: Theme, parent: QWidget) -> NumberField:
    """Return the field for how many minutes after a dose it came up."""
    spec = NumberSpec(
        name="dose.after",
        caption=_("How many minutes after the dose?"),
        spoken=_("Vomited how many minutes after?"),
        unit=_("min"),
        limits=Limits(hard_low=Decimal(0), hard_high=_LONGEST_MIN),
        has_reasons=False,
    )
    return NumberField(theme, spec, parent)
