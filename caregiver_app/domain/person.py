# SPDX-License-Identifier: MIT
"""The person who is stepping down: who they are, what is usual for them, whom to ring."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import Alertness, Grade, Sweating
from caregiver_app.domain.frozen import dataclass


class Route(StrEnum):
    """How baclofen or clonazepam gets into the body."""

    ORAL = "oral"
    ITB = "itb"
    BOTH = "both"


class Drug(StrEnum):
    """The drug that is being stepped down."""

    BACLOFEN = "baclofen"
    CLONAZEPAM = "clonazepam"


class MedicineGroup(StrEnum):
    """What another medicine does that a triage nurse or a rule must know."""

    SEDATING = "sedating"
    OPIOID = "opioid"
    BENZODIAZEPINE = "benzodiazepine"
    ANTICOAGULANT = "anticoagulant"
    ANTIHYPERTENSIVE = "antihypertensive"
    BETA_BLOCKER = "beta_blocker"
    ANTIPSYCHOTIC = "antipsychotic"
    OTHER = "other"


class MedicineStatus(StrEnum):
    """Whether the medicine is being taken now."""

    TAKEN = "taken"
    HELD = "held"


class ContactRole(StrEnum):
    """Why this person is in the list of numbers."""

    PRESCRIBER = "prescriber"
    PUMP_CLINIC = "pump_clinic"
    PHARMACY = "pharmacy"
    FAMILY = "family"
    DECISION_MAKER = "decision_maker"
    AFTER_HOURS = "after_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualValues:
    """What is usual for this person: °C, beats and breaths a minute, mmHg, %, scales."""

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
    sweating: Sweating | None = None
    tremor: Grade | None = None
    alertness: Alertness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSource:
    """Who gave a usual value, and when."""

    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kidney:
    """What is known about the kidneys; baclofen leaves the body through them. eGFR in mL/min."""

    ckd: bool | None = None
    egfr: Decimal | None = None
    egfr_date: date | None = None
    dialysis: bool | None = None
    dialysis_days: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One other medicine, with its dose as it stands on the label."""

    name: str
    dose_text: str | None = None
    groups: tuple[MedicineGroup, ...] = ()
    status: MedicineStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to ring."""

    role: ContactRole
    name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pump:
    """The pump and its dates before the first pump event. mL, mcg/mL, mcg a day."""

    maker: str | None = None
    model: str | None = None
    reservoir_ml: Decimal | None = None
    concentration_mcg_per_ml: Decimal | None = None
    dose_mcg_per_day: Decimal | None = None
    last_refill: date | None = None
    low_reservoir_date: date | None = None
    empty_date: date | None = None
    refill_appointment: date | None = None
    replace_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """How much medicine by mouth is left: tablets or mL, counted on a day."""

    units_left: Decimal | None = None
    counted_on: date | None = None
    refill_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person's profile. `None` is always "not recorded", never "no" and never normal.

    `allergies` is `()` when "none known" was stated and `None` when nobody recorded them.
    """

    id: str | None = None
    name: str
    dob: date | None = None
    sex: str | None = None
    language: str | None = None
    communication: str | None = None
    weight_kg: Decimal | None = None
    weight_date: date | None = None
    diagnosis: str | None = None
    conditions: tuple[str, ...] | None = None
    allergies: tuple[str, ...] | None = None
    route: Route
    drug: Drug
    formulation: str | None = None
    product_name: str | None = None
    concentration_mg_per_ml: Decimal | None = None
    advance_directive: str | None = None
    usual: UsualValues = field(default_factory=UsualValues)
    sci_t6_or_above: bool | None = None
    spo2_target_88_92: bool | None = None
    seizure_plan: bool | None = None
    backup_oral_baclofen: bool | None = None
    kidney: Kidney = field(default_factory=Kidney)
    medicines: tuple[Medicine, ...] | None = None
    contacts: tuple[Contact, ...] = ()
    pump: Pump | None = None
    address: str | None = None
    zone: str | None = None
    pregnant: bool | None = None
    past_withdrawal: str | None = None
    months_on_drug: Decimal | None = None
    usual_from: Mapping[str, UsualSource] = field(default_factory=dict)
    supply: Supply | None = None

    @property
    def has_pump(self) -> bool:
        """Say whether a pump drips baclofen into the spine (route itb or both)."""
        return self.route in (Route.ITB, Route.BOTH)

    @property
    def takes_by_mouth(self) -> bool:
        """Say whether the drug is taken by mouth (route oral or both)."""
        return self.route in (Route.ORAL, Route.BOTH)

    @property
    def is_practice(self) -> bool:
        """Say whether this is one of the made-up practice people (their ids say so)."""
        return (self.id or "").startswith("practice-")

    def contacts_of(self, role: ContactRole) -> tuple[Contact, ...]:
        """Return the contacts with this role, in the order they were entered."""
        return tuple(contact for contact in self.contacts if contact.role is role)

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a calendar day; None when unknown or not yet born."""
        if self.dob is None or day < self.dob:
            return None
        had_birthday = (day.month, day.day) >= (self.dob.month, self.dob.day)
        return day.year - self.dob.year - (0 if had_birthday else 1)
