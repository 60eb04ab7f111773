# SPDX-License-Identifier: MIT
"""The rules about a pump, emergency and urgent: alarms, dates, an MRI, the earliest signs."""

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.pump.pump_state import PumpState, refill_overdue
from caregiver_app.domain.rules.facts import Facts, Group, Reason
from caregiver_app.domain.rules.groups import PUMP_GROUPS, all_reasons


def e14(facts: Facts) -> list[Reason]:
    """Fire on a two-tone pump alarm, or past the empty date with the refill known not done."""
    if facts.pump is None:
        return []
    found = [Reason("two_tone")] if PumpAlarm.TWO_TONE in facts.pump.alarms else []
    empty = facts.pump.empty_date
    if empty is not None and facts.now.day > empty and facts.pump.refill_missed is not None:
        found.append(Reason("refill_missed", {"value": empty}))
    return found


def pump_problems(facts: Facts) -> list[Reason]:
    """Return an alarm, an overdue refill or an unchecked MRI."""
    if facts.pump is None:
        return []
    found = [_ALARM_REASONS[alarm] for alarm in PumpAlarm if alarm in facts.pump.alarms]
    if refill_overdue(facts.pump, facts.draft, facts.now.day):
        found.append(_overdue(facts.pump))
    if facts.pump.mri_unchecked:
        found.append(Reason("mri_unchecked"))
    return found


_ALARM_REASONS = {
    PumpAlarm.SINGLE: Reason("alarm_single"),
    PumpAlarm.TWO_TONE: Reason("two_tone"),
    PumpAlarm.UNSURE: Reason("alarm_unsure"),
}


def pump_groups(facts: Facts) -> dict[Group, list[Reason]]:
    """Return the present groups that can be early signs of a pump that stopped."""
    return {g: reasons for g, reasons in facts.groups.items() if g in PUMP_GROUPS}


def e15(facts: Facts) -> list[Reason]:
    """Fire on a pump problem together with at least one early sign."""
    problems, groups = pump_problems(facts), pump_groups(facts)
    return problems + all_reasons(groups) if problems and groups else []


def e16(facts: Facts) -> list[Reason]:
    """Fire on two early signs with a pump: a catheter can fail without an alarm."""
    if facts.pump is None:
        return []
    groups = pump_groups(facts)
    return all_reasons(groups) if len(groups) >= facts.number("E16", "groups") else []


def u09(facts: Facts) -> list[Reason]:
    """Fire on a single beep, or a sound that may be the pump."""
    if facts.pump is None:
        return []
    keys = {PumpAlarm.SINGLE: "alarm_single", PumpAlarm.UNSURE: "alarm_unsure"}
    return [Reason(key) for alarm, key in keys.items() if alarm in facts.pump.alarms]


def u10(facts: Facts) -> list[Reason]:
    """Fire from the day after the date to refill by while no refill is recorded."""
    if facts.pump is None or not refill_overdue(facts.pump, facts.draft, facts.now.day):
        return []
    return [_overdue(facts.pump)]


def _overdue(pump: PumpState) -> Reason:
    key = "refill_overdue_empty" if pump.is_by_empty else "refill_overdue"
    return Reason(key, {"value": pump.refill_by})


def u11(facts: Facts) -> list[Reason]:
    """Fire when an MRI was done and the pump was not checked after it."""
    unchecked = facts.pump is not None and facts.pump.mri_unchecked
    return [Reason("mri_unchecked")] if unchecked else []


def u19(facts: Facts) -> list[Reason]:
    """Fire on exactly one of the three earliest pump signs: stiffness, itch, nerves."""
    if facts.pump is None or e16(facts):
        return []
    groups = pump_groups(facts)
    early = [group for group in (Group.TONE, Group.ITCH, Group.NEURO) if group in groups]
    return groups[early[0]] if len(early) == 1 else []
