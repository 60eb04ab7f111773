# SPDX-License-Identifier: MIT
"""The emergency rules: each returns what made it fire, or nothing. Sources stand in rules.toml."""

import itertools
from collections.abc import Callable
from decimal import Decimal

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Fall,
    Hallucination,
    Orientation,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.person import Drug, MedicineGroup
from caregiver_app.domain.rules.dose_log import doses_within
from caregiver_app.domain.rules.facts import (
    Facts,
    Reason,
    Vital,
    clock_of,
    since_kept,
)
from caregiver_app.domain.rules.groups import (
    agitation_reason,
    all_reasons,
    stiffness_reason,
    tone,
)
from caregiver_app.domain.rules.no_dose import is_day_off, not_kept_for
from caregiver_app.domain.rules.pump import e14, e15, e16
from caregiver_app.domain.rules.vitals import (
    hr_emergency,
    hr_urgent_absolute,
    reason,
    rr_emergency,
    sbp_emergency,
    spo2_emergency,
    temperature,
)


def e01(facts: Facts) -> list[Reason]:
    """Fire on any seizure, unless a prescriber's plan covers this very one (then U01s)."""
    return [] if is_covered_by_seizure_plan(facts) else _seizures(facts)


def _seizures(facts: Facts) -> list[Reason]:
    count = len(facts.draft.seizures or ())
    if count > 1:
        return [Reason("seizure_many", {"value": count})]
    return [Reason("seizure_one")] if count else []


def is_covered_by_seizure_plan(facts: Facts) -> bool:
    """Say whether the one seizure is as the plan describes: short, recovered, not different.

    Recovery that nobody recorded is no recovery; a difference or injury nobody recorded is none.
    """
    seizures = facts.draft.seizures or ()
    if not facts.person.seizure_plan or len(seizures) != 1:
        return False
    (seizure,) = seizures
    short = seizure.duration_s is not None and seizure.duration_s < facts.number("E01", "seconds")
    return (
        short
        and seizure.recovered is True
        and seizure.different is not True
        and seizure.injury is not True
    )


def e02(facts: Facts) -> list[Reason]:
    """Fire when they cannot be woken or passed out."""
    found = []
    if facts.draft.alertness is Alertness.CANNOT_WAKE:
        found.append(Reason("cannot_wake"))
    if facts.draft.passed_out:
        found.append(Reason("passed_out"))
    return found


def e03(facts: Facts) -> list[Reason]:
    """Fire when they are hard to wake."""
    return [Reason("hard_to_wake")] if facts.draft.alertness is Alertness.HARD_TO_WAKE else []


def e04(facts: Facts) -> list[Reason]:
    """Fire on hallucination or false beliefs, whichever direction they come from."""
    return [Reason("hallucination")] if facts.draft.hallucination is Hallucination.YES else []


def e05(facts: Facts) -> list[Reason]:
    """Fire on new severe confusion."""
    very = facts.draft.orientation is Orientation.VERY_CONFUSED
    return [Reason("very_confused")] if very else []


def e06(facts: Facts) -> list[Reason]:
    """Fire on trouble breathing, or slow or shallow breathing."""
    if facts.draft.breathing is Breathing.TROUBLE:
        return [Reason("breathing_trouble")]
    if facts.draft.breathing is Breathing.SLOW_OR_SHALLOW:
        return [Reason("breathing_slow")]
    return []


def high_fever_limit(facts: Facts) -> Decimal:
    """Return where a high fever begins, °C: higher for a child without a pump."""
    child_by_mouth = facts.is_child and not facts.person.has_pump
    return facts.number("E07", "child_from" if child_by_mouth else "from")


def e07(facts: Facts) -> list[Reason]:
    """Fire on a high fever."""
    temp, limit = facts.vital("temp_c"), high_fever_limit(facts)
    if temp is None or temp < limit:
        return []
    return [temperature(facts, "temp_high", temp, limit)]


def e08(facts: Facts) -> list[Reason]:
    """Fire on fever together with stiffness, confusion, a fast pulse or soaking sweat."""
    temp = facts.vital("temp_c")
    if temp is None or temp < facts.number("E08", "temp_from"):
        return []
    draft = facts.draft
    found = hr_urgent_absolute(facts)
    stiffness = draft.stiffness
    above = facts.usual_or_default("stiffness") + facts.number("E08", "stiffness_above")
    if stiffness is not None and stiffness >= above:
        found.append(stiffness_reason(facts))
    if draft.stiff_sudden:
        found.append(Reason("stiff_sudden"))
    found += _confusion(facts)
    if draft.sweating is Sweating.SOAKING:
        found.append(Reason("soaking"))
    return [temperature(facts, "fever", temp), *found] if found else []


def e09(facts: Facts) -> list[Reason]:
    """Fire on sudden severe stiffness, or severe stiffness far above usual."""
    found = [Reason("stiff_sudden")] if facts.draft.stiff_sudden else []
    value = facts.draft.stiffness
    if value is None or value < facts.number("E09", "stiffness_from"):
        return found
    if value >= facts.usual_or_default("stiffness") + facts.number("E09", "above_usual"):
        found.append(stiffness_reason(facts))
    return found


def e10(facts: Facts) -> list[Reason]:
    """Fire on dark urine with stiff or sore muscles, fever or a seizure."""
    if facts.draft.urine is not Urine.TEA_COLA:
        return []
    found = list(tone(facts))
    temp = facts.vital("temp_c")
    if temp is not None and temp >= facts.number("E10", "temp_from"):
        found.append(temperature(facts, "fever", temp))
    if facts.draft.muscle_pain:
        found.append(Reason("muscle_pain"))
    found += _seizures(facts)
    return [Reason("urine_tea"), *found] if found else []


def e11(facts: Facts) -> list[Reason]:
    """Fire on a vital sign in an emergency band, or a body that is too cold."""
    found = hr_emergency(facts) + rr_emergency(facts) + sbp_emergency(facts)
    found += spo2_emergency(facts)
    temp, limit = facts.vital("temp_c"), facts.number("E11", "temp_low")
    if temp is not None and temp <= limit:
        found.append(temperature(facts, "temp_low", temp, limit))
    return found


def e12(facts: Facts) -> list[Reason]:
    """Fire on very high pressure with signs of harm, or on autonomic dysreflexia (T6 and up)."""
    high, signs = very_high_pressure(facts), pressure_symptoms(facts)
    if high and signs:
        return high + signs
    return _dysreflexia(facts)


def very_high_pressure(facts: Facts) -> list[Reason]:
    """Return a pressure of 180 on top or 120 below; holds at every age."""
    return high_top_pressure(facts) + high_bottom_pressure(facts)


def high_top_pressure(facts: Facts) -> list[Reason]:
    """Return a very high top pressure."""
    value, limit = facts.vital("sbp"), facts.number("E12", "sbp")
    if value is None or value < limit:
        return []
    return [reason(facts, Vital.SBP, "sbp_high", value, limit)]


def high_bottom_pressure(facts: Facts) -> list[Reason]:
    """Return a very high bottom pressure."""
    value, limit = facts.vital("dbp"), facts.number("E12", "dbp")
    if value is None or value < limit:
        return []
    return [reason(facts, Vital.DBP, "dbp_high", value, limit)]


def pressure_symptoms(facts: Facts) -> list[Reason]:
    """Return the signs that make a very high pressure an emergency."""
    draft = facts.draft
    flags = ("severe_headache", "vision_change", "weak_numb")
    found = _chest_pain(facts) + [Reason(name) for name in flags if getattr(draft, name)]
    return found + e06(facts) + _confusion(facts)


def dysreflexia_signs(facts: Facts) -> list[Reason]:
    """Return the signs of autonomic dysreflexia besides the pressure."""
    found = [Reason(name) for name in ("severe_headache", "flushing") if getattr(facts.draft, name)]
    # The rule says "sweat", not "more than usual": somebody who often sweats may have it too.
    sweats = facts.draft.sweating not in (None, Sweating.NONE)
    return [*found, Reason("sweats")] if sweats else found


def _dysreflexia(facts: Facts) -> list[Reason]:
    value, signs = facts.vital("sbp"), dysreflexia_signs(facts)
    if not facts.person.sci_t6_or_above or value is None or not signs:
        return []
    usual, limit = facts.usual("sbp"), facts.number("E12", "sci_from")
    # Without a usual pressure the absolute limit stands alone.
    if usual is not None:
        least = usual + facts.number("E12", "sci_above_usual")
        limit = max(least, min(limit, usual + facts.number("E12", "sci_far_above_usual")))
    return [reason(facts, Vital.SBP, "sbp_high", value, limit), *signs] if value >= limit else []


def _confusion(facts: Facts) -> list[Reason]:
    if facts.draft.orientation is Orientation.VERY_CONFUSED:
        return [Reason("very_confused")]
    return [Reason("muddled")] if facts.draft.orientation is Orientation.MUDDLED else []


def is_newly_drowsy(facts: Facts) -> bool:
    """Say whether they are sleepy and that is not usual for them."""
    usual = facts.person.usual.alertness
    return facts.draft.alertness is Alertness.DROWSY and usual in (None, Alertness.AWAKE)


def extra_dose_taken(facts: Facts) -> bool:
    """Say whether an extra dose was taken since the check-in before: as answered or as logged."""
    logged = any(dose.status is DoseStatus.EXTRA for dose in facts.recent_doses)
    return facts.draft.extra_dose is True or (logged and facts.draft.extra_dose is None)


def extra_dose_still_acts(facts: Facts) -> bool:
    """Say whether an extra dose was taken so short a time ago that it may still make sleepy.

    A check-in in between told of it, and takes nothing of it away. The answer of this check-in is
    about the time since the one before; what was told or logged before that stands.
    """
    if extra_dose_taken(facts):
        return True
    span, last = facts.hours("E13", "extra_hours"), facts.record.last_look(facts.now)
    told = itertools.takewhile(
        lambda c: c.at.utc >= facts.now.utc - span, reversed(facts.record.check_ins)
    )
    logged = (d for d in doses_within(facts, span) if d.status is DoseStatus.EXTRA)
    return any(c.extra_dose for c in told) or any(d.when and d.when <= last for d in logged)


def drowsy_reason(facts: Facts) -> Reason:
    """Return that they are sleepy, and whether that is known to be new."""
    return Reason("drowsy_default" if facts.person.usual.alertness is None else "drowsy")


def e13(facts: Facts) -> list[Reason]:
    """Fire when they are newly sleepy and another sign points to too much medicine."""
    if not is_newly_drowsy(facts):
        return []
    found = _low_numbers(facts)
    if facts.draft.floppy:
        found.append(Reason("floppy"))
    if extra_dose_still_acts(facts):
        found.append(Reason("extra_dose"))
    return [drowsy_reason(facts), *found] if found else []


def _low_numbers(facts: Facts) -> list[Reason]:
    found = []
    for what, limit in (
        (Vital.RR, _slow_breathing_limit(facts)),
        (Vital.SPO2, facts.number("E13", "spo2")),
        (Vital.HR, _slow_pulse_limit(facts)),
        (Vital.SBP, _low_pressure_limit(facts)),
    ):
        value = facts.vital(what)
        if value is not None and limit is not None and value <= limit:
            found.append(reason(facts, what, f"{what}_low", value, limit))
    temp, cold = facts.vital("temp_c"), facts.number("E13", "temp")
    if temp is not None and temp <= cold:
        found.append(temperature(facts, "temp_low", temp, cold))
    return found


def _slow_breathing_limit(facts: Facts) -> Decimal:
    low = facts.limits("rr").emergency_low
    if facts.is_child and low is not None:
        return low + facts.number("E13", "rr_child_above_low")
    return facts.number("E13", "rr")


def _slow_pulse_limit(facts: Facts) -> Decimal:
    limit, usual = facts.number("E13", "hr"), facts.usual("hr")
    # Without a usual pulse the absolute limit stands alone.
    return limit if usual is None else min(limit, usual - facts.number("E13", "hr_below_usual"))


def _low_pressure_limit(facts: Facts) -> Decimal | None:
    if facts.is_child or facts.has_low_usual_pressure():
        return None
    return facts.number("E13", "sbp")


def e17(facts: Facts) -> list[Reason]:
    """Fire on a plan or attempt to hurt themselves."""
    plan = facts.draft.self_harm is SelfHarm.PLAN_OR_ATTEMPT
    return [Reason("plan_or_attempt")] if plan else []


def e18(facts: Facts) -> list[Reason]:
    """Fire on a head hit with added risk."""
    if facts.draft.fall is not Fall.HEAD:
        return []
    found = _head_injury_risks(facts)
    return [Reason("head_hit"), *found] if found else []


def _head_injury_risks(facts: Facts) -> list[Reason]:
    draft, found = facts.draft, _confusion(facts)
    medicines = facts.person.medicines or ()
    if any(MedicineGroup.ANTICOAGULANT in medicine.groups for medicine in medicines):
        found.append(Reason("anticoagulant"))
    if draft.alertness not in (None, Alertness.AWAKE):
        found.append(Reason("not_awake"))
    count = draft.vomiting_count
    if count is not None and count >= facts.number("E18", "vomiting"):
        found.append(Reason("vomiting", {"value": count}))
    if draft.severe_headache:
        found.append(Reason("severe_headache"))
    return found


def e19(facts: Facts) -> list[Reason]:
    """Fire on chest pain or stroke signs."""
    return _chest_pain(facts) + ([Reason("stroke_signs")] if facts.draft.stroke_signs else [])


def _chest_pain(facts: Facts) -> list[Reason]:
    """Return the chest pain; the tile that is pressed for both says both until both are known."""
    known = facts.draft.stroke_signs is not None
    return [Reason("chest_pain_alone" if known else "chest_pain")] if facts.draft.chest_pain else []


def e20(facts: Facts) -> list[Reason]:
    """Fire when they cannot be calmed, or are not safe."""
    value = facts.draft.agitation
    if value is None or value < facts.number("E20", "agitation"):
        return []
    return [agitation_reason(facts)]


def e21(facts: Facts) -> list[Reason]:
    """Fire when no baclofen has stayed down for a day and signs have started.

    On a day off that the plan itself holds U07 tells of the signs.
    """
    clock, limit = clock_of(facts, Drug.BACLOFEN), facts.hours("E21", "hours")
    gap = since_kept(facts, clock) if clock is not None else None
    if clock is None or gap is None or gap < limit or is_day_off(facts, clock):
        return []
    if len(facts.groups) < facts.number("E21", "groups"):
        return []
    return [not_kept_for(facts, clock, gap, limit), *all_reasons(facts.groups)]


EMERGENCY_RULES: dict[str, Callable[[Facts], list[Reason]]] = {
    "E01": e01, "E02": e02, "E03": e03, "E04": e04, "E05": e05, "E06": e06, "E07": e07,
    "E08": e08, "E09": e09, "E10": e10, "E11": e11, "E12": e12, "E13": e13, "E14": e14,
    "E15": e15, "E16": e16, "E17": e17, "E18": e18, "E19": e19, "E20": e20, "E21": e21,
}  # fmt: skip
"""Every emergency rule by its id."""
