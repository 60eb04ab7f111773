# SPDX-License-Identifier: MIT
"""The watch rules: each returns what made it fire, or nothing. Sources stand in rules.toml."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.check_in import CheckIn, Fall
from caregiver_app.domain.doses import NOT_KEPT
from caregiver_app.domain.dosing.dose_clock import DoseClock, drug_of
from caregiver_app.domain.dosing.supply import days_covered
from caregiver_app.domain.person import Supply
from caregiver_app.domain.rules.dose_log import u07, vomited_doses
from caregiver_app.domain.rules.emergency import (
    drowsy_reason,
    e13,
    is_newly_drowsy,
)
from caregiver_app.domain.rules.facts import Facts, Group, Reason
from caregiver_app.domain.rules.gather import at_age
from caregiver_app.domain.rules.groups import all_reasons, sign_groups
from caregiver_app.domain.rules.no_dose import is_miss_told, of_drug, unwritten_one
from caregiver_app.domain.rules.pump import e14, e15, e16, u09, u10, u11, u19
from caregiver_app.domain.rules.urgent import says_nothing, u15
from caregiver_app.domain.rules.vitals import (
    hr_emergency,
    hr_slow_watch,
    hr_urgent,
    hr_watch,
    rr_watch,
    sbp_watch,
    spo2_watch,
    temperature,
)
from caregiver_app.domain.units import tenth

_PUMP_WATCH = (Group.PSYCH, Group.AUTONOMIC, Group.LIGHTHEADED, Group.SLEEP, Group.GI)
_STRONGER_PUMP_RULES = (e14, e15, e16, u09, u10, u11, u19)


def w04(facts: Facts) -> list[Reason]:
    """Fire on one or two mild signs; with a pump on those that no stronger pump rule took."""
    groups = facts.groups
    if facts.person.takes_by_mouth and len(groups) <= facts.number("W04", "most"):
        return all_reasons(groups)
    if facts.pump is None or any(rule(facts) for rule in _STRONGER_PUMP_RULES):
        return []
    return [reason_ for group in _PUMP_WATCH for reason_ in groups.get(group, [])]


def w05(facts: Facts) -> list[Reason]:
    """Fire on one dose by mouth that was missed or did not stay down."""
    if not facts.clocks or u07(facts):
        return []
    one = int(facts.number("W05", "doses"))
    missing = [clock for clock in facts.clocks if (clock.missed_in_row or 0) >= one]
    lost = [clock for clock in facts.clocks if _is_lost(facts, clock, one, among=missing)]
    found = [of_drug(facts, clock, "missed_one", {}) for clock in lost]
    if not found and (vomited_doses(facts) or 0) >= one:
        return [Reason("missed_one")]  # nobody answered of which drug
    return found + [unwritten_one(facts, clock) for clock in missing if clock not in lost]


def _is_lost(facts: Facts, clock: DoseClock, one: int, *, among: list[DoseClock]) -> bool:
    """Say whether somebody told that a dose of this drug was not kept, lately or by the clock."""
    logged = sum(
        dose.status in NOT_KEPT and drug_of(dose, facts.person) is clock.drug
        for dose in facts.recent_doses
    )
    return logged >= one or (bool(among) and is_miss_told(facts, clock))


def w07(facts: Facts) -> list[Reason]:
    """Fire on a pulse in the watch band, slow or fast, or a rise over two checks (T2)."""
    if hr_emergency(facts) or hr_urgent(facts):
        return []
    return hr_watch(facts) or hr_slow_watch(facts) or _pulse_rise(facts)


def _pulse_rise(facts: Facts) -> list[Reason]:
    usual, now = facts.usual("hr"), facts.draft.hr
    if usual is None or now is None:  # else years without a pulse are gone through at each check
        return []
    before = next((c.hr for c in reversed(facts.record.check_ins) if c.hr is not None), None)
    if before is None:
        return []
    limit = usual + facts.number("W07", "median_above_usual")
    median = Decimal(now + before) / 2
    if median < limit:
        return []
    return [Reason("hr_median", {"value": median, "usual": usual, "limit": limit})]


def w08(facts: Facts) -> list[Reason]:
    """Fire on oxygen in the watch band."""
    return spo2_watch(facts)


def w09(facts: Facts) -> list[Reason]:
    """Fire on a low pressure in somebody whose usual pressure is low."""
    return sbp_watch(facts)


def w10(facts: Facts) -> list[Reason]:
    """Fire on a fall without injury."""
    return [Reason("fall_plain")] if facts.draft.fall is Fall.NO_INJURY else []


def w13(facts: Facts) -> list[Reason]:
    """Fire when the refill date is near without an appointment, or little medicine is left."""
    return _refill_soon(facts) or _supply_low(facts)


def _refill_soon(facts: Facts) -> list[Reason]:
    if facts.pump is None or facts.draft.refill_done:
        return []
    low, booked, today = (
        facts.pump.refill_by,
        facts.pump.refill_appointment,
        facts.now.day,
    )
    days = timedelta(days=int(facts.number("W13", "days")))
    if low is None or not low - days <= today <= low:
        return []
    has_appointment = booked is not None and today <= booked <= low
    key = "empty_soon" if facts.pump.is_by_empty else "low_reservoir_soon"
    return [] if has_appointment else [Reason(key, {"value": low})]


def _supply_low(facts: Facts) -> list[Reason]:
    supply = facts.person.supply
    if supply is None or not facts.clocks:
        return []
    limit = facts.number("W13", "supply_days")
    days = _days_left(facts, supply, int(limit))
    low = days is not None and days < limit
    return [Reason("supply_low", {"limit": limit})] if low else []


def _days_left(facts: Facts, supply: Supply, limit: int) -> int | None:
    """Return the days until the supply ends: by the date to refill by, or by what is left."""
    today, found = facts.now.day, []
    if supply.refill_by is not None:
        found.append((supply.refill_by - today).days)
    if supply.units_left == 0:
        found.append(0)
    covered = days_covered(facts.record, today, limit)
    return min([*found, *([covered] if covered is not None else [])], default=None)


def w15(facts: Facts) -> list[Reason]:
    """Fire on slow breaths that ask for a second count."""
    return rr_watch(facts)


def w16(facts: Facts) -> list[Reason]:
    """Fire when they are newly sleepy and nothing adds to the risk."""
    if not is_newly_drowsy(facts) or u15(facts) or e13(facts):
        return []
    return [drowsy_reason(facts)]


def worry(facts: Facts) -> list[Reason]:
    """Fire when the caregiver is worried; it never lowers anything."""
    return [Reason("worried")] if facts.draft.worried else []


def t3(facts: Facts) -> list[Reason]:
    """Fire on three rising temperatures within a day that end warm."""
    now = facts.vital("temp_c")
    if now is None or facts.draft.temp_c is None or now < facts.number("T3", "last_from"):
        return []
    count = int(facts.number("T3", "readings"))
    start = facts.now.utc - facts.hours("T3", "hours")
    recorded = (
        tenth(c.temp_c)
        for c in itertools.takewhile(lambda c: c.at.utc >= start, reversed(facts.record.check_ins))
        if c.temp_c is not None
    )
    newest_first = [now, *itertools.islice(recorded, count - 1)]
    rising = all(later > earlier for later, earlier in itertools.pairwise(newest_first))
    return (
        [temperature(facts, "temps_rising", now)] if rising and len(newest_first) == count else []
    )


def t4(facts: Facts) -> list[Reason]:
    """Fire when there are more signs at each of the last three checks."""
    count = int(facts.number("T4", "check_ins"))
    groups, before = len(facts.groups), facts.record.check_ins
    if groups < count or len(before) < count - 1:  # fewer cannot have risen from 1 by 1
        return []
    told = (check_in for check_in in reversed(before) if not says_nothing(check_in))
    newest_first = [*itertools.islice(told, count - 1)]
    if len(newest_first) < count - 1:
        return []
    counts = [groups, *(_groups_then(facts, check_in) for check_in in newest_first), 0]
    rising = all(later > earlier for later, earlier in itertools.pairwise(counts))
    return [Reason("signs_rising")] if rising else []


def _groups_then(facts: Facts, check_in: CheckIn) -> int:
    return len(sign_groups(at_age(replace(facts, draft=check_in, now=check_in.at))))


WATCH_RULES: dict[str, Callable[[Facts], list[Reason]]] = {
    "W04": w04, "W05": w05, "W07": w07, "W08": w08, "W09": w09, "W10": w10, "W13": w13,
    "W15": w15, "W16": w16, "WORRY": worry, "T3": t3, "T4": t4,
}  # fmt: skip
"""Every watch rule by its id."""
