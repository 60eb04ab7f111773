# SPDX-License-Identifier: MIT
"""Sign groups: which kinds of signs are new or worse than usual (tone, itch, neuro and so on)."""

from collections.abc import Mapping

from caregiver_app.domain.check_in import Grade, Sweating
from caregiver_app.domain.rules.facts import GRADE_ORDER, SWEATING_ORDER, Facts, Group, Reason
from caregiver_app.domain.rules.vitals import hr_watch, temperature

PUMP_GROUPS = frozenset(
    {Group.TONE, Group.ITCH, Group.AUTONOMIC, Group.NEURO, Group.PSYCH, Group.LIGHTHEADED}
)
"""The groups that can be early signs of a pump that stopped."""


def sign_groups(facts: Facts) -> dict[Group, list[Reason]]:
    """Return the groups that are present with what makes each; missing answers add nothing."""
    found = {
        Group.TONE: tone(facts),
        Group.AUTONOMIC: _autonomic(facts),
        Group.NEURO: _neuro(facts),
        Group.PSYCH: _psych(facts),
        Group.SLEEP: _sleep(facts),
        Group.ITCH: _itch(facts),
        Group.GI: _gi(facts),
        Group.LIGHTHEADED: [Reason("group_dizzy")] if facts.draft.dizzy else [],
    }
    return {group: reasons for group, reasons in found.items() if reasons}


def all_reasons(groups: Mapping[Group, list[Reason]]) -> list[Reason]:
    """Return what makes each of several groups, in the order of the groups."""
    return [reason for reasons in groups.values() for reason in reasons]


def stiffness_reason(facts: Facts) -> Reason:
    """Return the stiffness beside what is usual, or with the words that nobody recorded it."""
    return _scale_reason(facts, "stiffness", "stiffness_above")


def tone(facts: Facts) -> list[Reason]:
    """Return stiffness or spasms above usual."""
    found = []
    if above_usual(facts, "stiffness", "groups.stiffness_above"):
        found.append(stiffness_reason(facts))
    if above_usual(facts, "psfs", "groups.psfs_above"):
        found.append(psfs_reason(facts))
    return found


def above_usual(facts: Facts, name: str, limit: str) -> bool:
    """Say whether a scale is at least a shared limit above usual."""
    value = getattr(facts.draft, name)
    return value is not None and value >= facts.usual_or_default(name) + facts.shared(limit)


def sweats_more(facts: Facts) -> bool:
    """Say whether they sweat more than usual (none while nobody recorded it)."""
    value = facts.draft.sweating
    usual = facts.person.usual.sweating or Sweating.NONE
    return value is not None and SWEATING_ORDER.index(value) > SWEATING_ORDER.index(usual)


def agitation_above_usual(facts: Facts) -> bool:
    """Say whether they are more restless or upset than usual."""
    value = facts.draft.agitation
    return value is not None and value > facts.usual_or_default("agitation")


def psfs_reason(facts: Facts) -> Reason:
    """Return the spasm score beside what is usual."""
    return _scale_reason(facts, "psfs", "psfs_above")


def agitation_reason(facts: Facts) -> Reason:
    """Return the agitation beside what is usual."""
    return _scale_reason(facts, "agitation", "agitation")


def _scale_reason(facts: Facts, name: str, key: str) -> Reason:
    value, usual = getattr(facts.draft, name), getattr(facts.person.usual, name)
    values = {"value": value} if usual is None else {"value": value, "usual": usual}
    return Reason(_key(facts, name, key), values)


def _key(facts: Facts, name: str, key: str) -> str:
    """Return the key of a reason, or of its form that says that no usual value is recorded."""
    return f"{key}_default" if getattr(facts.person.usual, name) is None else key


def _autonomic(facts: Facts) -> list[Reason]:
    found = []
    if sweats_more(facts):
        found.append(Reason(_key(facts, "sweating", "sweating")))
    found += hr_watch(facts)
    temp = facts.vital("temp_c")
    if temp is not None and temp >= facts.shared("groups.temp_from"):
        found.append(temperature(facts, "fever", temp))
    return found


def _neuro(facts: Facts) -> list[Reason]:
    found = []
    value = facts.draft.tremor
    usual = facts.person.usual.tremor or Grade.NONE
    if value is not None and GRADE_ORDER.index(value) > GRADE_ORDER.index(usual):
        found.append(Reason(_key(facts, "tremor", "group_tremor")))
    if facts.draft.tingling:
        found.append(Reason("group_tingling"))
    return found


def _psych(facts: Facts) -> list[Reason]:
    found = [agitation_reason(facts)] if agitation_above_usual(facts) else []
    if above_usual(facts, "anxiety", "groups.anxiety_above"):
        found.append(_scale_reason(facts, "anxiety", "group_anxiety"))
    return found


def _sleep(facts: Facts) -> list[Reason]:
    hours = facts.draft.sleep_h
    if hours is not None and hours <= facts.shared("groups.sleep_at_most"):
        return [Reason("group_sleep", {"value": hours})]
    return []


def _itch(facts: Facts) -> list[Reason]:
    itching = facts.draft.itching
    if itching in (Grade.MILD, Grade.SEVERE) and facts.draft.rash is not True:
        return [Reason("group_itch", {"value": itching})]
    return []


def _gi(facts: Facts) -> list[Reason]:
    count = facts.draft.vomiting_count
    found = []
    if count is not None and count >= facts.shared("groups.vomiting_from"):
        found.append(Reason("group_vomited", {"value": count}))
    if facts.draft.nausea is Grade.SEVERE:
        found.append(Reason("group_nausea"))
    return found
