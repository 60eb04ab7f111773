# SPDX-License-Identifier: MIT
"""What one rule may look at: the draft, the person, the history, and what follows from them."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import CheckIn, Draft, Grade, Missing, Sweating
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import DoseClock
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.pump.pump_state import PumpState
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import AgeBand, Band, RuleSet
from caregiver_app.domain.units import tenth

# A device that shows LO or HI has measured something beyond every limit of that side.
DEVICE_LO = Decimal(-1)
DEVICE_HI = Decimal(10_000)
_NO_BAND = Band()
SWEATING_ORDER = tuple(Sweating)
GRADE_ORDER = tuple(Grade)


class Vital(StrEnum):
    """What a device measures; the words for it stand in the content under the same names."""

    TEMP_C = "temp_c"
    HR = "hr"
    RR = "rr"
    SBP = "sbp"
    DBP = "dbp"
    SPO2 = "spo2"


class Group(StrEnum):
    """The eight groups; order is the order in which their reasons are told."""

    TONE = "tone"
    AUTONOMIC = "autonomic"
    NEURO = "neuro"
    PSYCH = "psych"
    SLEEP = "sleep"
    ITCH = "itch"
    GI = "gi"
    LIGHTHEADED = "lightheaded"


@dataclass(frozen=True, slots=True)
class Reason:
    """One value that made a rule fire: a key of the wording and what to put into it."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The inputs of every rule at one check-in; `record` holds only what came before."""

    rule_set: RuleSet
    record: Record
    draft: Draft
    now: Moment
    age: int | None
    is_child: bool
    band: AgeBand | None
    clocks: tuple[DoseClock, ...]
    pump: PumpState | None
    recent_doses: tuple[DoseEvent, ...]
    groups: Mapping[Group, list[Reason]] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        """Return whose check-in this is."""
        return self.record.person

    def number(self, rule: str, name: str) -> Decimal:
        """Return one limit of one rule."""
        return self.rule_set.number(rule, name)

    def shared(self, name: str) -> Decimal:
        """Return one limit that several rules share, like `vitals.hr_low_usual`."""
        return self.rule_set.numbers[name]

    def hours(self, rule: str, name: str) -> timedelta:
        """Return one limit of one rule that is written in hours."""
        return timedelta(hours=float(self.number(rule, name)))

    def vital(self, name: str) -> Decimal | None:
        """Return a measured value, LO and HI as beyond every limit, or None when missing.

        Temperatures are compared rounded half up to 0.1 °C.
        """
        value = getattr(self.draft, name)
        if value is not None:
            number = Decimal(value)
            return tenth(number) if name == "temp_c" else number
        reason = self.draft.not_taken.get(name)
        if reason is Missing.DEVICE_LOW:
            return DEVICE_LO
        return DEVICE_HI if reason is Missing.DEVICE_HIGH else None

    def limits(self, name: str) -> Band:
        """Return the band of one vital sign; empty under one year."""
        return self.band.vitals[name] if self.band is not None else _NO_BAND

    def usual(self, name: str) -> Decimal | None:
        """Return the usual value as it was recorded, or None."""
        value = getattr(self.person.usual, name)
        return None if value is None else Decimal(value)

    def usual_or_default(self, name: str) -> Decimal:
        """Return the usual value of a scale, or the one assumed while none is recorded."""
        value = self.usual(name)
        return self.shared(f"usual_when_not_recorded.{name}") if value is None else value

    def has_low_usual_pressure(self) -> bool:
        """Say whether a low pressure is usual for them (16 and over only)."""
        usual = self.usual("sbp")
        return (
            not self.is_child and usual is not None and usual <= self.shared("vitals.sbp_low_usual")
        )

    def check_ins_since(self, span: timedelta) -> tuple[CheckIn, ...]:
        """Return the check-ins before this one that are less than a span old, newest first."""
        start = self.now.utc - span
        young = itertools.takewhile(lambda c: c.at.utc > start, reversed(self.record.check_ins))
        return tuple(young)


def own_drug_clock(facts: Facts) -> DoseClock | None:
    """Return the dose clock of the drug that is being stepped down, if it is by mouth."""
    return next((c for c in facts.clocks if c.drug is facts.person.drug), None)


def clock_of(facts: Facts, drug: Drug) -> DoseClock | None:
    """Return the dose clock of one drug by mouth, or None."""
    return next((clock for clock in facts.clocks if clock.drug is drug), None)


def since_kept(facts: Facts, clock: DoseClock) -> timedelta | None:
    """Return the exact time without a kept dose of one drug, or None when unknown."""
    since = clock.none_since
    return facts.now.utc - since.utc if since is not None else None
