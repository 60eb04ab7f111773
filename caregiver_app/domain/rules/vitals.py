# SPDX-License-Identifier: MIT
"""Which grade a vital sign has: emergency, urgent or watch; each value has one grade only."""

from decimal import Decimal

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.rules.facts import DEVICE_HI, DEVICE_LO, Facts, Reason, Vital
from caregiver_app.domain.units import fahrenheit, fahrenheit_limit, tenth


def at_most(value: Decimal | None, limit: Decimal | None) -> bool:
    """Say whether a value is at or below a limit; a missing one never is."""
    return value is not None and limit is not None and value <= limit


def reason(facts: Facts, what: Vital, key: str, value: Decimal, limit: Decimal) -> Reason:
    """Return a reason with its value, what is usual, and the limit.

    LO and HI of a device are told as such; a usual value nobody recorded is told as that.
    """
    if value in _DEVICE_KEYS:
        return Reason(_DEVICE_KEYS[value], {"what": what})
    usual = facts.usual(what)
    if usual is None:
        return Reason(f"{key}_default", {"value": value, "limit": limit})
    return Reason(key, {"value": value, "usual": usual, "limit": limit})


def temperature(facts: Facts, key: str, value: Decimal, limit: Decimal | None = None) -> Reason:
    """Return a reason with the temperature, and its limit if it has one, in °C and °F.

    Compared in °C, it is told in °F as it was typed, and its limit as the °F at which it begins.
    """
    if value in _DEVICE_KEYS:
        return Reason(_DEVICE_KEYS[value], {"what": Vital.TEMP_C})
    values: dict[str, object] = {
        "value": tenth(value),
        "value_f": _in_fahrenheit(facts.draft, value),
    }
    if limit is not None:
        limit_f = fahrenheit_limit(limit, or_less=key == "temp_low")
        values |= {"limit": tenth(limit), "limit_f": limit_f}
    return Reason(key, values)


def _in_fahrenheit(draft: Draft, value: Decimal) -> Decimal:
    return fahrenheit(value if draft.temp_c is None else measured(draft, "temp_c"))


_DEVICE_KEYS = {DEVICE_LO: "device_low", DEVICE_HI: "device_high"}


def hr_emergency(facts: Facts) -> list[Reason]:
    """Return a pulse in an emergency band."""
    value, band = facts.vital("hr"), facts.limits("hr")
    return _low(facts, Vital.HR, "hr_low", value, band.emergency_low) or _high(
        facts, Vital.HR, "hr_high", value, band.emergency_high
    )


def hr_urgent_absolute(facts: Facts) -> list[Reason]:
    """Return a pulse at or above the urgent limit of the age band, whatever is usual."""
    return _high(facts, Vital.HR, "hr_high", facts.vital("hr"), facts.limits("hr").urgent_high)


def hr_urgent(facts: Facts) -> list[Reason]:
    """Return a pulse in the urgent band, or far above usual for an adult."""
    if hr_emergency(facts):
        return []
    return hr_urgent_absolute(facts) or _hr_above_usual(
        facts, "vitals.hr_urgent_above_usual", "vitals.hr_urgent_relative_from"
    )


def hr_watch(facts: Facts) -> list[Reason]:
    """Return a fast pulse at or above the watch limit, the worse grades included."""
    value, band = facts.vital("hr"), facts.limits("hr")
    return _high(facts, Vital.HR, "hr_high", value, band.watch_high) or _hr_above_usual(
        facts, "vitals.hr_watch_above_usual", "vitals.hr_watch_relative_from"
    )


def hr_slow_watch(facts: Facts) -> list[Reason]:
    """Return a slow pulse that is not usual for this adult, the worse grade included."""
    value, band = facts.vital("hr"), facts.limits("hr")
    usual = facts.usual("hr")
    if usual is not None and usual <= facts.shared("vitals.hr_low_usual"):
        return []
    return _low(facts, Vital.HR, "hr_low", value, band.watch_low)


def rr_emergency(facts: Facts) -> list[Reason]:
    """Return breaths in an emergency band."""
    value, band = facts.vital("rr"), facts.limits("rr")
    return _low(facts, Vital.RR, "rr_low", value, band.emergency_low) or _high(
        facts, Vital.RR, "rr_high", value, band.emergency_high
    )


def rr_urgent(facts: Facts) -> list[Reason]:
    """Return breaths in the urgent band."""
    if rr_emergency(facts):
        return []
    return _high(facts, Vital.RR, "rr_high", facts.vital("rr"), facts.limits("rr").urgent_high)


def rr_watch(facts: Facts) -> list[Reason]:
    """Return slow breaths that ask for a second count (adults)."""
    if rr_emergency(facts):
        return []
    return _low(facts, Vital.RR, "rr_low", facts.vital("rr"), facts.limits("rr").watch_low)


def spo2_emergency(facts: Facts) -> list[Reason]:
    """Return oxygen in the emergency band, or below a prescribed 88 to 92 % target."""
    limit = facts.limits("spo2").emergency_low
    if facts.person.spo2_target_88_92 and facts.band is not None:
        limit = facts.shared("vitals.spo2_target_emergency")
    return _low(facts, Vital.SPO2, "spo2_low", facts.vital("spo2"), limit)


def spo2_urgent(facts: Facts) -> list[Reason]:
    """Return oxygen in the urgent band and below usual."""
    if spo2_emergency(facts):
        return []
    if facts.person.spo2_target_88_92 and facts.band is not None:
        limit = facts.shared("vitals.spo2_target_urgent")
        return _low(facts, Vital.SPO2, "spo2_low", facts.vital("spo2"), limit)
    return _spo2_below_usual(facts, facts.limits("spo2").urgent_low)


def spo2_watch(facts: Facts) -> list[Reason]:
    """Return oxygen in the watch band and below usual."""
    if spo2_emergency(facts) or spo2_urgent(facts):
        return []
    limit = facts.limits("spo2").watch_low
    if facts.person.spo2_target_88_92 and facts.band is not None:
        limit = facts.shared("vitals.spo2_target_watch")
    return _spo2_below_usual(facts, limit)


def sbp_emergency(facts: Facts) -> list[Reason]:
    """Return a top pressure so low, or so high, that it is an emergency at once."""
    value, limit = facts.vital("sbp"), _sbp_emergency_low(facts)
    # The high limit is a number of rule E11 and of no band, so it holds under one year too.
    high = _high(facts, Vital.SBP, "sbp_high", value, facts.number("E11", "sbp_high"))
    if high or (facts.has_low_usual_pressure() and not _low_for_them(facts)):
        return high
    return _low(facts, Vital.SBP, "sbp_low", value, limit)


def sbp_urgent_low(facts: Facts) -> list[Reason]:
    """Return a top pressure in the urgent low band of an adult whose usual is not low."""
    value, usual = facts.vital("sbp"), facts.usual("sbp")
    if sbp_emergency(facts) or facts.has_low_usual_pressure():
        return []
    if usual is not None and not at_most(
        value, usual - facts.shared("vitals.sbp_urgent_below_usual")
    ):
        return []
    return _low(facts, Vital.SBP, "sbp_low", value, facts.limits("sbp").urgent_low)


def sbp_watch(facts: Facts) -> list[Reason]:
    """Return a low top pressure of an adult whose usual pressure is low."""
    value, usual = facts.vital("sbp"), facts.usual("sbp")
    if usual is None or not facts.has_low_usual_pressure() or sbp_emergency(facts):
        return []
    limit = max(
        facts.limits("sbp").emergency_low or Decimal(0),
        usual - facts.shared("vitals.sbp_low_usual_watch_below"),
    )
    return _low(facts, Vital.SBP, "sbp_low", value, limit)


def _low(
    facts: Facts, what: Vital, key: str, value: Decimal | None, limit: Decimal | None
) -> list[Reason]:
    if value is None or limit is None or value > limit:
        return []
    return [reason(facts, what, key, value, limit)]


def _high(
    facts: Facts, what: Vital, key: str, value: Decimal | None, limit: Decimal | None
) -> list[Reason]:
    if value is None or limit is None or value < limit:
        return []
    return [reason(facts, what, key, value, limit)]


def _hr_above_usual(facts: Facts, above: str, least: str) -> list[Reason]:
    value, usual = facts.vital("hr"), facts.usual("hr")
    if value is None or usual is None or facts.is_child or facts.band is None:
        return []
    limit = max(usual + facts.shared(above), facts.shared(least))
    return _high(facts, Vital.HR, "hr_high", value, limit)


def _spo2_below_usual(facts: Facts, limit: Decimal | None) -> list[Reason]:
    value, usual = facts.vital("spo2"), facts.usual("spo2")
    if usual is not None and not at_most(value, usual - facts.shared("vitals.spo2_below_usual")):
        return []
    return _low(facts, Vital.SPO2, "spo2_low", value, limit)


def _sbp_emergency_low(facts: Facts) -> Decimal | None:
    limit = facts.limits("sbp").emergency_low
    if limit is not None or facts.age is None or facts.band is None:
        return limit
    years = min(Decimal(facts.age), facts.shared("vitals.sbp_child_age_cap"))
    base = facts.shared("vitals.sbp_child_base") + facts.shared("vitals.sbp_child_per_year") * years
    return base - 1  # "below" the formula, in whole mmHg


def _low_for_them(facts: Facts) -> bool:
    value, usual = facts.vital("sbp"), facts.usual("sbp")
    if usual is not None and at_most(
        value, usual - facts.shared("vitals.sbp_low_usual_emergency_below")
    ):
        return True
    alertness = facts.draft.alertness
    return facts.draft.dizzy is True or (alertness is not None and alertness != "awake")
