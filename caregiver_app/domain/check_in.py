# SPDX-License-Identifier: MIT
"""What a caregiver answers at a check-in: every answer optional, missing is never normal."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment

EVENT = "happened"
"""The item of `more` that says what an event was, kept at one tap; no other check-in has it."""


FROM_A_TABLE = "spreadsheet-"
"""How the id of what was read in from a family's own table begins; no other has it."""


class Mode(StrEnum):
    """How much was asked."""

    QUICK = "quick"
    FULL = "full"


class Missing(StrEnum):
    """Why there is no answer."""

    NOT_ASKED = "not_asked"
    NOT_SURE = "not_sure"
    COULD_NOT = "could_not"
    REFUSED = "refused"
    DEVICE_LOW = "device_low"
    DEVICE_HIGH = "device_high"


class Alertness(StrEnum):
    """How awake they are."""

    AWAKE = "awake"
    DROWSY = "drowsy"
    HARD_TO_WAKE = "hard_to_wake"
    CANNOT_WAKE = "cannot_wake"


class Orientation(StrEnum):
    """Whether their thinking is normal for them."""

    NORMAL = "normal"
    MUDDLED = "muddled"
    VERY_CONFUSED = "very_confused"


class Hallucination(StrEnum):
    """Whether they see, hear or believe things that are not there."""

    NO = "no"
    UNSURE = "unsure"
    YES = "yes"


class Breathing(StrEnum):
    """How their breathing looks, apart from any count."""

    NORMAL = "normal"
    TROUBLE = "trouble"
    SLOW_OR_SHALLOW = "slow_or_shallow"


class Grade(StrEnum):
    """Tremor, itching, nausea."""

    NONE = "none"
    MILD = "mild"
    SEVERE = "severe"


class Sweating(StrEnum):
    """How much they sweat."""

    NONE = "none"
    SOME = "some"
    SOAKING = "soaking"


class Urine(StrEnum):
    """Colour or amount of urine."""

    NORMAL = "normal"
    DARK_YELLOW = "dark_yellow"
    TEA_COLA = "tea_cola"
    NONE_12H = "none_12h"
    PAINFUL = "painful"


class Fall(StrEnum):
    """The worst fall since the check-in before."""

    NONE = "none"
    NO_INJURY = "no_injury"
    INJURY = "injury"
    HEAD = "head"


class SelfHarm(StrEnum):
    """What they said about hurting themselves."""

    NONE = "none"
    THOUGHTS = "thoughts"
    PLAN_OR_ATTEMPT = "plan_or_attempt"


class PumpAlarm(StrEnum):
    """What was heard from the pump."""

    NONE = "none"
    SINGLE = "single"
    TWO_TONE = "two_tone"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizure:
    """One seizure: start, length in seconds, and what was seen. None is not recorded."""

    start: Moment
    duration_s: int | None = None
    kind: str | None = None
    recovered: bool | None = None
    injury: bool | None = None
    different: bool | None = None
    recovered_after_min: Decimal | None = None
    rescue_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AsNeeded:
    """One as-needed medicine that was given, with its dose as on the label."""

    name: str
    dose_text: str | None = None
    at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answers so far. °C, per minute, mmHg, %, kg, hours; scales as in the form.

    A field that is None was not recorded; `not_taken` says why when a reason was given.
    `raw` and `entered_unit` keep what was typed. The names are those of the portable record.
    """

    mode: Mode | None = None
    recorder: str | None = None
    observer: str | None = None
    temp_c: Decimal | None = None
    hr: int | None = None
    sbp: int | None = None
    dbp: int | None = None
    rr: int | None = None
    spo2: int | None = None
    stiffness: int | None = None
    psfs: int | None = None
    anxiety: int | None = None
    agitation: int | None = None
    mood: int | None = None
    sweating: Sweating | None = None
    tremor: Grade | None = None
    alertness: Alertness | None = None
    orientation: Orientation | None = None
    hallucination: Hallucination | None = None
    breathing: Breathing | None = None
    seizures: tuple[Seizure, ...] | None = None
    itching: Grade | None = None
    nausea: Grade | None = None
    urine: Urine | None = None
    fall: Fall | None = None
    self_harm: SelfHarm | None = None
    sleep_h: Decimal | None = None
    weight_kg: Decimal | None = None
    bp_repeat: bool | None = None
    vomiting_count: int | None = None
    vomited_doses_24h: int | None = None
    doses_missed_in_row: int | None = None
    last_kept_dose_at: Moment | None = None
    extra_dose: bool | None = None
    restart_after_gap: bool | None = None
    recent_increase: bool | None = None
    pump_alarm: PumpAlarm | None = None
    mri_unchecked: bool | None = None
    refill_done: bool | None = None
    refill_confirmed_missed: bool | None = None
    prn_taken: tuple[AsNeeded, ...] = ()
    other_signs: tuple[str, ...] = ()
    note: str | None = None
    entered_unit: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    passed_out: bool | None = None
    stiff_sudden: bool | None = None
    floppy: bool | None = None
    dizzy: bool | None = None
    tingling: bool | None = None
    rash: bool | None = None
    flushing: bool | None = None
    chest_pain: bool | None = None
    stroke_signs: bool | None = None
    severe_headache: bool | None = None
    vision_change: bool | None = None
    weak_numb: bool | None = None
    muscle_pain: bool | None = None
    cannot_keep_fluids: bool | None = None
    worried: bool | None = None
    not_taken: Mapping[str, Missing] = field(default_factory=dict)
    first_reading: Mapping[str, Decimal] = field(default_factory=dict)
    more: Mapping[str, str | Decimal | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Draft):
    """A check-in as it was saved, with the assessment it had then."""

    id: str
    at: Moment
    zone: str | None = None
    assessment: Assessment | None = None


def asked(check_in: CheckIn) -> bool:
    """Say whether a check-in asked its questions.

    An event that was kept at one tap did not, nor did a row of a table: it was measured, and
    nobody was asked about a dose, a pump sound or what else may have been there.
    """
    return EVENT not in check_in.more and not (check_in.id or "").startswith(FROM_A_TABLE)
