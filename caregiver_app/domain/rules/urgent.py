# SPDX-License-Identifier: MIT
"""The urgent rules: each returns what made it fire, or nothing. Sources stand in rules.toml."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.check_in import (
    CheckIn,
    Fall,
    Hallucination,
    Orientation,
    PumpAlarm,
    SelfHarm,
    Urine,
)
from caregiver_app.domain.dose_clock import DoseClock, drug_of, is_over
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, MedicineGroup, MedicineStatus
from caregiver_app.domain.plan import PlanRoute, plan_in_force, step_on, steps_in_order
from caregiver_app.domain.pump_state import refill_overdue
from caregiver_app.domain.rules.emergency import (
    dysreflexia_signs,
    e10,
    e12,
    e16,
    e18,
    extra_dose_taken,
    high_fever_limit,
    is_covered_by_seizure_plan,
    is_newly_drowsy,
    pressure_symptoms,
    pump_groups,
    very_high_pressure,
)
from caregiver_app.domain.rules.facts import Facts, Group, Reason
from caregiver_app.domain.rules.groups import (
    agitation_above_usual,
    agitation_reason,
    stiffness_reason,
)
from caregiver_app.domain.rules.vitals import (
    hr_urgent,
    reason,
    rr_urgent,
    sbp_emergency,
    sbp_urgent_low,
    spo2_urgent,
)
from caregiver_app.domain.rules.words import temperature_values

_SEDATING = frozenset(
    {
        MedicineGroup.SEDATING,
        MedicineGroup.OPIOID,
        MedicineGroup.BENZODIAZEPINE,
        MedicineGroup.ANTIPSYCHOTIC,
    }
)


def e01_as_planned(facts: Facts) -> list[Reason]:
    """Fire, as urgent, on the one seizure that a prescriber's epilepsy plan describes (E01)."""
    return [Reason("seizure_plan")] if is_covered_by_seizure_plan(facts) else []


def u01(facts: Facts) -> list[Reason]:
    """Fire on a fever below the high-fever limit."""
    temp, limit = facts.vital("temp_c"), facts.number("U01", "from")
    if temp is None or temp < limit or temp >= high_fever_limit(facts):
        return []
    return [Reason("temp_high", {**temperature_values(temp, limit), "what": "temp_c"})]


def u02(facts: Facts) -> list[Reason]:
    """Fire on a fast pulse in the urgent band."""
    return hr_urgent(facts)


def u03(facts: Facts) -> list[Reason]:
    """Fire on pressure out of range without the signs that would make it an emergency."""
    found = (
        []
        if pressure_symptoms(facts) or _pressure_is_emergency(facts)
        else very_high_pressure(facts)
    )
    found += sbp_urgent_low(facts)
    return found or _dysreflexia_below_emergency(facts)


def _pressure_is_emergency(facts: Facts) -> bool:
    # A graded fact fires only the rule of its own grade: 220 and more is E11.
    return bool(sbp_emergency(facts)) and not (
        facts.draft.dbp is not None and facts.draft.dbp >= facts.number("U03", "dbp")
    )


def _dysreflexia_below_emergency(facts: Facts) -> list[Reason]:
    usual, value = facts.usual("sbp"), facts.vital("sbp")
    if not facts.person.sci_t6_or_above or usual is None or value is None or e12(facts):
        return []
    limit, signs = usual + facts.number("U03", "sci_above_usual"), dysreflexia_signs(facts)
    return (
        [reason("sbp", "sbp_high", value, limit, usual), *signs]
        if (signs and value >= limit)
        else []
    )


def u04(facts: Facts) -> list[Reason]:
    """Fire on breaths or oxygen in the urgent band."""
    return rr_urgent(facts) + spo2_urgent(facts)


def u05(facts: Facts) -> list[Reason]:
    """Fire when they are a lot stiffer, or have many more spasms, than usual."""
    draft, found = facts.draft, []
    stiff = facts.usual_or_default("stiffness") + facts.number("U05", "stiffness_above")
    if draft.stiffness is not None and draft.stiffness >= stiff:
        found.append(stiffness_reason(facts))
    spasms = facts.usual_or_default("psfs") + facts.number("U05", "psfs_above")
    if draft.psfs is not None and draft.psfs >= spasms:
        usual = facts.usual("psfs")
        key = "psfs_above_default" if usual is None else "psfs_above"
        found.append(Reason(key, {"value": draft.psfs, "usual": usual}))
    return found


def u06(facts: Facts) -> list[Reason]:
    """Fire on mild new confusion, possible hallucination, or marked restlessness."""
    draft, found = facts.draft, []
    if draft.orientation is Orientation.MUDDLED:
        found.append(Reason("muddled"))
    if draft.hallucination is Hallucination.UNSURE:
        found.append(Reason("hallucination_unsure"))
    if draft.agitation == facts.number("U06", "agitation") and agitation_above_usual(facts):
        found.append(agitation_reason(facts))
    return found


def u07(facts: Facts) -> list[Reason]:
    """Fire when doses by mouth were missed in a row, or none was kept for too long."""
    found = []
    for clock in facts.clocks:
        missed = clock.missed_in_row
        if missed is not None and missed >= facts.number("U07", "in_a_row"):
            found.append(Reason("missed_in_row", {"value": missed}))
        limit = dose_gap_limit(facts, clock)
        if clock.last_kept and clock.hours is not None and clock.hours >= limit:
            gap = facts.now.utc - clock.last_kept.at.utc
            found.append(Reason("no_dose_kept", {"value": gap, "limit": limit}))
    return found


def dose_gap_limit(facts: Facts, clock: DoseClock) -> Decimal:
    """Return after how many hours without a kept dose U07 fires for one drug."""
    gap = clock.longest_gap
    hours = (
        facts.shared("dose_clock.unknown_gap_hours")
        if gap is None
        else Decimal(gap // timedelta(minutes=1)) / 60
    )
    limit = max(facts.number("U07", "least_hours"), hours + facts.number("U07", "gap_plus_hours"))
    if clock.drug is Drug.BACLOFEN and not clock.once_a_day:
        limit = min(limit, facts.number("U07", "baclofen_hours"))
    return limit.normalize() if limit == limit.to_integral_value() else limit


def u08(facts: Facts) -> list[Reason]:
    """Fire when drinks or doses do not stay down."""
    found = [Reason("cannot_keep_fluids")] if facts.draft.cannot_keep_fluids else []
    count = vomited_doses(facts)
    if count is not None and count >= facts.number("U08", "vomited_doses"):
        found.append(Reason("vomited_doses", {"value": count}))
    return found


def vomited_doses(facts: Facts) -> int | None:
    """Return how many doses were vomited in 24 h: as answered, else as logged."""
    if facts.draft.vomited_doses_24h is not None:
        return facts.draft.vomited_doses_24h
    if not facts.record.doses:
        return None
    return sum(1 for d in last_day_of_doses(facts) if d.status is DoseStatus.VOMITED)


def last_day_of_doses(facts: Facts) -> list[DoseEvent]:
    """Return the dose log of the last 24 hours."""
    start = facts.now.utc - timedelta(hours=24)
    doses = []
    for dose in reversed(facts.record.doses):
        if dose.when is not None and dose.when <= facts.now:
            if dose.when.utc < start:
                break
            doses.append(dose)
    return doses


def u09(facts: Facts) -> list[Reason]:
    """Fire on a single beep, or a sound that may be the pump."""
    if facts.pump is None:
        return []
    keys = {PumpAlarm.SINGLE: "alarm_single", PumpAlarm.UNSURE: "alarm_unsure"}
    return [Reason(key) for alarm, key in keys.items() if alarm in facts.pump.alarms]


def u10(facts: Facts) -> list[Reason]:
    """Fire from the day after the low-reservoir date while no refill is recorded."""
    if facts.pump is None or not refill_overdue(facts.pump, facts.draft, facts.now.day):
        return []
    return [Reason("refill_overdue", {"value": facts.pump.low_reservoir_date})]


def u11(facts: Facts) -> list[Reason]:
    """Fire when an MRI was done and the pump was not checked after it."""
    unchecked = facts.pump is not None and facts.pump.mri_unchecked
    return [Reason("mri_unchecked")] if unchecked else []


def u12(facts: Facts) -> list[Reason]:
    """Fire on dark urine alone, or no urine for 12 hours."""
    if facts.draft.urine is Urine.NONE_12H:
        return [Reason("urine_none")]
    dark = facts.draft.urine is Urine.TEA_COLA and not e10(facts)
    return [Reason("urine_tea")] if dark else []


def u13(facts: Facts) -> list[Reason]:
    """Fire on any extra dose, with or without signs."""
    return [Reason("extra_dose")] if extra_dose_taken(facts) else []


def u15(facts: Facts) -> list[Reason]:
    """Fire when they are newly sleepy and something makes that more dangerous."""
    if not is_newly_drowsy(facts):
        return []
    found = _kidney(facts) + _sedatives(facts) + u21(facts)
    if facts.draft.recent_increase or _stepped_up(facts):
        found.append(Reason("increase"))
    return [Reason("drowsy"), *found] if found else []


def _kidney(facts: Facts) -> list[Reason]:
    kidney = facts.person.kidney
    low = kidney.egfr is not None and kidney.egfr < facts.number("U15", "egfr_below")
    return [Reason("kidney")] if kidney.ckd or kidney.dialysis or low else []


def _sedatives(facts: Facts) -> list[Reason]:
    return [
        Reason("sedative", {"value": medicine.name})
        for medicine in facts.person.medicines or ()
        if medicine.status is not MedicineStatus.HELD and _SEDATING & set(medicine.groups)
    ]


def _stepped_up(facts: Facts) -> bool:
    since = facts.now.utc - timedelta(hours=float(facts.number("U15", "increase_hours")))
    for drug in Drug:
        for route in PlanRoute:
            plan = plan_in_force(facts.record.plans, drug, route, facts.now.day)
            before = plan.start_per_day if plan else None
            for step in steps_in_order(plan) if plan else ():
                after = step.per_day
                up = before is not None and after is not None and after > before
                if up and since.date() <= step.from_ <= facts.now.day:
                    return True
                before = after if after is not None else before
    return False


def u16(facts: Facts) -> list[Reason]:
    """Fire on a fall with injury or head hit without added risk, or a second fall in a week."""
    found = []
    if facts.draft.fall is Fall.HEAD and not e18(facts):
        found.append(Reason("head_hit"))
    if facts.draft.fall is Fall.INJURY:
        found.append(Reason("fall_injury"))
    falls = _falls_this_week(facts)
    if falls >= facts.number("U16", "falls"):
        found.append(Reason("falls_week", {"value": falls}))
    return found


def _falls_this_week(facts: Facts) -> int:
    if facts.draft.fall in (None, Fall.NONE):
        return 0
    week = timedelta(days=float(facts.number("U16", "days")))
    return 1 + sum(1 for c in facts.check_ins_since(week) if c.fall not in (None, Fall.NONE))


def u17(facts: Facts) -> list[Reason]:
    """Fire when a logged dose is not the planned one and nobody confirmed it afterwards."""
    found = []
    for dose in last_day_of_doses(facts):
        if dose.status in KEPT and dose.when is not None and not _confirmed_after(facts, dose):
            found += _differs(facts, dose)
    return found


def _confirmed_after(facts: Facts, dose: DoseEvent) -> bool:
    confirmed = (a.at for a in facts.record.actions if a.kind is ActionKind.CONFIRMED_PLAN)
    return dose.when is not None and any(at >= dose.when for at in confirmed)


def _differs(facts: Facts, dose: DoseEvent) -> list[Reason]:
    drug, when = drug_of(dose, facts.person), dose.scheduled_for or dose.at
    if when is None or not facts.record.plans:
        return []
    plan = plan_in_force(facts.record.plans, drug, PlanRoute.ORAL, when.day)
    if plan is None:
        return [Reason("drug_not_in_plan", {"value": drug.value})]
    step = step_on(plan, when.day)
    planned = {d.time: d.mg for d in step.doses} if step and not is_over(plan, when.day) else {}
    wall = f"{when.local:%H:%M}"
    limit = planned.get(wall)
    if limit is None or dose.mg is None or dose.mg == limit:
        return []
    return [Reason("dose_differs", {"value": dose.mg, "at": wall, "limit": limit})]


def u18(facts: Facts) -> list[Reason]:
    """Fire on thoughts of self-harm."""
    return [Reason("self_harm_thoughts")] if facts.draft.self_harm is SelfHarm.THOUGHTS else []


def u19(facts: Facts) -> list[Reason]:
    """Fire on exactly one of the three earliest pump signs: stiffness, itch, nerves."""
    if facts.pump is None or e16(facts):
        return []
    groups = pump_groups(facts)
    early = [group for group in (Group.TONE, Group.ITCH, Group.NEURO) if group in groups]
    return groups[early[0]] if len(early) == 1 else []


def u20(facts: Facts) -> list[Reason]:
    """Fire on three or more mild signs at once in somebody who takes it by mouth."""
    groups = facts.groups
    if not facts.person.takes_by_mouth or len(groups) < facts.number("U20", "groups"):
        return []
    return [reason_ for reasons in groups.values() for reason_ in reasons]


def u21(facts: Facts) -> list[Reason]:
    """Fire when the old dose was started again after a gap of two days."""
    if facts.draft.restart_after_gap:
        return [Reason("restart")]
    gap_limit = timedelta(hours=float(facts.number("U21", "hours")))
    for dose in facts.recent_doses:
        gap = _gap_before(facts, dose)
        if facts.draft.restart_after_gap is None and gap is not None and gap >= gap_limit:
            return [Reason("restart_log", {"value": gap})]
    return []


def _gap_before(facts: Facts, dose: DoseEvent) -> timedelta | None:
    if dose.status not in KEPT or dose.when is None:
        return None
    drug = drug_of(dose, facts.person)
    for earlier in reversed(facts.record.doses):
        if (
            earlier.status in KEPT
            and earlier.when is not None
            and earlier.when < dose.when
            and drug_of(earlier, facts.person) is drug
        ):
            lower = earlier.mg is not None and dose.mg is not None and dose.mg < earlier.mg
            return None if lower else dose.when.utc - earlier.when.utc
    return None


def u22(facts: Facts) -> list[Reason]:
    """Fire on the third check-in in a row with signs, over a day or more.

    The engine asks only when this check-in would otherwise be WATCH.
    """
    run: list[CheckIn] = []
    for check_in in reversed(facts.record.check_ins):
        if not _counts_for_run(check_in):
            break
        run.append(check_in)
    if len(run) + 1 < facts.number("U22", "check_ins"):
        return []
    span = facts.now.utc - run[-1].at.utc
    if span < timedelta(hours=float(facts.number("U22", "hours"))):
        return []
    return [Reason("run_of_signs", {"value": len(run) + 1, "hours": span})]


def _counts_for_run(check_in: CheckIn) -> bool:
    assessment = check_in.assessment
    if assessment is None or assessment.level < Level.WATCH:
        return False
    return {finding.id for finding in assessment.rules} != {"W13"}


URGENT_RULES: dict[str, Callable[[Facts], list[Reason]]] = {
    "U01": u01, "U02": u02, "U03": u03, "U04": u04, "U05": u05, "U06": u06, "U07": u07,
    "U08": u08, "U09": u09, "U10": u10, "U11": u11, "U12": u12, "U13": u13, "U15": u15,
    "U16": u16, "U17": u17, "U18": u18, "U19": u19, "U20": u20, "U21": u21, "U22": u22,
}  # fmt: skip
"""Every urgent rule by its id; U22 is asked last."""
