# SPDX-License-Identifier: MIT
"""The urgent rules: each returns what made it fire, or nothing. Sources stand in rules.toml."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from caregiver_app.domain.asked_again import tells_signs
from caregiver_app.domain.check_in import (
    CheckIn,
    Fall,
    Hallucination,
    Orientation,
    SelfHarm,
    Urine,
)
from caregiver_app.domain.falls import falls_told, tapped_fall
from caregiver_app.domain.happened import HAPPENED, Happening, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import MedicineGroup, MedicineStatus
from caregiver_app.domain.rules.dose_log import u07, u08, u21
from caregiver_app.domain.rules.emergency import (
    drowsy_reason,
    dysreflexia_signs,
    e10,
    e12,
    e18,
    extra_dose_taken,
    high_bottom_pressure,
    high_fever_limit,
    high_top_pressure,
    is_covered_by_seizure_plan,
    is_newly_drowsy,
    pressure_symptoms,
)
from caregiver_app.domain.rules.facts import Facts, Reason, Vital
from caregiver_app.domain.rules.groups import (
    agitation_above_usual,
    agitation_reason,
    all_reasons,
    psfs_reason,
    stiffness_reason,
)
from caregiver_app.domain.rules.more_than_before import increases, restarts
from caregiver_app.domain.rules.planned_doses import u17
from caregiver_app.domain.rules.pump import u09, u10, u11, u19
from caregiver_app.domain.rules.vitals import (
    hr_urgent,
    reason,
    rr_urgent,
    sbp_emergency,
    sbp_urgent_low,
    spo2_urgent,
    temperature,
)

_SEDATING = frozenset(
    {
        MedicineGroup.SEDATING,
        MedicineGroup.OPIOID,
        MedicineGroup.BENZODIAZEPINE,
        MedicineGroup.ANTIPSYCHOTIC,
    }
)

LONGEST_RUN = 100
"""How many earlier check-ins of a run are counted; a longer one is told as "or more"."""


def e01_as_planned(facts: Facts) -> list[Reason]:
    """Fire, as urgent, on the one seizure that a prescriber's epilepsy plan describes (E01)."""
    return [Reason("seizure_plan")] if is_covered_by_seizure_plan(facts) else []


def u01(facts: Facts) -> list[Reason]:
    """Fire on a fever below the high-fever limit."""
    temp, limit = facts.vital("temp_c"), facts.number("U01", "from")
    if temp is None or temp < limit or temp >= high_fever_limit(facts):
        return []
    return [temperature(facts, "temp_high", temp, limit)]


def u02(facts: Facts) -> list[Reason]:
    """Fire on a fast pulse in the urgent band."""
    return hr_urgent(facts)


def u03(facts: Facts) -> list[Reason]:
    """Fire on pressure out of range without the signs that would make it an emergency."""
    found: list[Reason] = []
    if not pressure_symptoms(facts):
        # A graded fact fires only the rule of its own grade: 220 and more on top is E11.
        found += [] if sbp_emergency(facts) else high_top_pressure(facts)
        found += high_bottom_pressure(facts)
    found += sbp_urgent_low(facts)
    return found or _dysreflexia_below_emergency(facts)


def _dysreflexia_below_emergency(facts: Facts) -> list[Reason]:
    usual, value = facts.usual("sbp"), facts.vital("sbp")
    if not facts.person.sci_t6_or_above or usual is None or value is None or e12(facts):
        return []
    limit, signs = usual + facts.number("U03", "sci_above_usual"), dysreflexia_signs(facts)
    if not signs or value < limit:
        return []
    return [reason(facts, Vital.SBP, "sbp_high", value, limit), *signs]


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
        found.append(psfs_reason(facts))
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
    found = _kidney(facts) + _sedatives(facts) + restarts(facts) + increases(facts)
    return [drowsy_reason(facts), *found] if found else []


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
    """Count every fall once: a tapped one and the answer of the next check-in are one fall."""
    event = kind_of(facts.draft)
    is_tap = event is Happening.FALL and facts.draft.fall is None
    if facts.draft.fall in (None, Fall.NONE) and not is_tap:
        return 0
    week = timedelta(days=float(facts.number("U16", "days")))
    before = facts.check_ins_since(week)[::-1]
    is_known = event is None and tapped_fall(before, facts.draft) is not None
    return len(falls_told(before)) + (0 if is_known else 1)


def u18(facts: Facts) -> list[Reason]:
    """Fire on thoughts of self-harm."""
    return [Reason("self_harm_thoughts")] if facts.draft.self_harm is SelfHarm.THOUGHTS else []


def u20(facts: Facts) -> list[Reason]:
    """Fire on three or more mild signs at once in somebody who takes it by mouth."""
    if not facts.person.takes_by_mouth or len(facts.groups) < facts.number("U20", "groups"):
        return []
    return all_reasons(facts.groups)


def u22(facts: Facts) -> list[Reason]:
    """Fire on the third check-in in a row with signs, over a day or more.

    The engine asks only when this check-in would otherwise be WATCH, and leaves nothing but the
    run before it in the record.
    """
    run = facts.record.check_ins
    if len(run) + 1 < facts.number("U22", "check_ins"):
        return []
    span = facts.now.utc - run[0].at.utc
    if span < facts.hours("U22", "hours"):
        return []
    key = "run_of_signs_long" if len(run) >= LONGEST_RUN else "run_of_signs"
    return [Reason(key, {"value": len(run) + 1, "hours": span})]


def is_run_told(facts: Facts, run: Sequence[CheckIn]) -> bool:
    """Say whether enough of a run is known, the newest first, to tell it as "or more"."""
    if len(run) < LONGEST_RUN:
        return False
    return facts.now.utc - run[-1].at.utc >= facts.hours("U22", "hours")


def says_nothing(check_in: CheckIn) -> bool:
    """Say whether it is an event that was kept at one tap, without a sign: no check-in was made.

    It ends no run of check-ins with signs, and stands for none of them. Nor does an alert that a
    dose or the clock made, or an as-needed medicine: its level is about the check-in before.
    """
    if HAPPENED not in check_in.more:
        return False
    judged = check_in.assessment
    return judged is None or judged.level is Level.INCOMPLETE or not tells_signs(check_in)


def counts_for_run(check_in: CheckIn) -> bool:
    """Say whether an earlier check-in was WATCH or worse for more than a refill that is near."""
    assessment = check_in.assessment
    if assessment is None or assessment.level < Level.WATCH:
        return False
    return not assessment.tells_no_sign


URGENT_RULES: dict[str, Callable[[Facts], list[Reason]]] = {
    "U01": u01, "U02": u02, "U03": u03, "U04": u04, "U05": u05, "U06": u06, "U07": u07,
    "U08": u08, "U09": u09, "U10": u10, "U11": u11, "U12": u12, "U13": u13, "U15": u15,
    "U16": u16, "U17": u17, "U18": u18, "U19": u19, "U20": u20, "U21": u21, "U22": u22,
}  # fmt: skip
"""Every urgent rule by its id; U22 is asked last."""
