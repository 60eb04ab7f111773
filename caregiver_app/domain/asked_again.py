# SPDX-License-Identifier: MIT
"""What signs were told for that no check-in asked about again: they are not over by a calm one.

The check that the program asks for an hour later is a quick one. It never asks about thoughts of
self-harm or about urine, and a pulse may be left out: what was not asked is not gone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.check_in import (
    Alertness,
    CheckIn,
    Draft,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.units import tenth

_GROUPS = (
    "stiffness", "psfs", "sweating", "hr", "temp_c", "tremor", "tingling", "agitation", "anxiety",
    "sleep_h", "itching", "rash", "vomiting_count", "nausea", "dizzy",
)  # fmt: skip
_READS: Mapping[str, tuple[str, ...]] = {
    "E02": ("alertness", "passed_out"),
    "E03": ("alertness",),
    "E04": ("hallucination",),
    "E05": ("orientation",),
    "E06": ("breathing",),
    "E07": ("temp_c",),
    "E08": ("temp_c", "stiffness", "stiff_sudden", "orientation", "hr", "sweating"),
    "E09": ("stiffness", "stiff_sudden"),
    "E10": ("urine", "temp_c", "muscle_pain"),
    "E11": ("hr", "rr", "sbp", "spo2", "temp_c"),
    "E12": (
        "sbp", "dbp", "chest_pain", "breathing", "severe_headache", "vision_change", "weak_numb",
        "orientation", "flushing", "sweating",
    ),
    "E13": ("alertness",),
    "E15": _GROUPS,
    "E16": _GROUPS,
    "E17": ("self_harm",),
    "E19": ("chest_pain", "stroke_signs"),
    "E20": ("agitation",),
    "U01": ("temp_c",),
    "U02": ("hr",),
    "U03": ("sbp", "dbp"),
    "U04": ("rr", "spo2"),
    "U05": ("stiffness", "psfs"),
    "U06": ("orientation", "hallucination", "agitation"),
    "U08": ("cannot_keep_fluids", "vomited_doses_24h"),
    "U12": ("urine",),
    "U15": ("alertness",),
    "U18": ("self_harm",),
    "U19": _GROUPS,
    "U20": _GROUPS,
    "W04": _GROUPS,
    "W07": ("hr",),
    "W08": ("spo2",),
    "W09": ("sbp",),
    "W15": ("rr",),
    "W16": ("alertness",),
    "T3": ("temp_c",),
    "T4": _GROUPS,
}  # fmt: skip
"""The answers of a check-in that a rule reads. The others read the logs, which every check-in does,
or what is asked at each of them."""
_QUOTES = frozenset({"E21", "U07", "U22"})
"""Rules that may be about what other findings of the same check-in read: signs beside a dose that
is missing, or on a day off that the plan holds, and signs that have lasted a day."""
_ONCE = {
    "E01": "seizures", "E14": "pump_alarm", "E18": "fall", "U09": "pump_alarm",
    "U13": "extra_dose", "U16": "fall", "U21": "restart_after_gap",
}  # fmt: skip
"""What happened once: that it did not happen again takes nothing back. A pump sounds about once an
hour (maker's guidance), so that most looks at it hear nothing."""

HAPPENED_ONCE = frozenset(_ONCE.values())
"""The answers about those: a look that heard or saw nothing asked about it, and ends nothing."""
_EVERY = frozenset((*_ONCE.values(), *(name for names in _READS.values() for name in names)))
IN_FULL_ALONE = frozenset({
    "agitation", "anxiety", "cannot_keep_fluids", "dizzy", "extra_dose", "fall", "flushing",
    "muscle_pain", "nausea", "psfs", "restart_after_gap", "self_harm", "severe_headache", "sleep_h",
    "stroke_signs", "sweating", "tingling", "tremor", "urine", "vision_change",
    "vomited_doses_24h", "vomiting_count", "weak_numb",
})  # fmt: skip
"""The answers among these that a quick check-in does not ask for."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_QUIET: frozenset[object] = frozenset(
    {
        Alertness.AWAKE,
        Orientation.NORMAL,
        Hallucination.NO,
        Grade.NONE,
        Sweating.NONE,
        Urine.NORMAL,
        SelfHarm.NONE,
    }
)
"""Answers that made no rule fire, as do no and 0."""


def left_open(alert: CheckIn, rules: Iterable[Finding], looks: Sequence[CheckIn]) -> list[Finding]:
    """Return which of the rules of an alert, from URGENT on, no look after it asked about again.

    `looks` are the check-ins after it that asked.
    """
    return [
        finding
        for finding in rules
        if finding.level >= Level.URGENT and _open_answers(alert, finding, looks)
    ]


def open_answers(
    alert: CheckIn, rules: Iterable[Finding], looks: Sequence[CheckIn]
) -> tuple[str, ...]:
    """Return the answers, by their fields of the draft, that would have to be asked for again."""
    return tuple(
        dict.fromkeys(name for rule in rules for name in _open_answers(alert, rule, looks))
    )


def lasts(signs: CheckIn, looks: Sequence[CheckIn]) -> bool:
    """Say whether a check-in with signs is not over by calm ones that did not ask about them."""
    found = signs.assessment.rules if signs.assessment is not None else ()
    return any(_open_answers(signs, rule, looks) for rule in found if rule.id not in _ONCE)


def to_ask(alert: CheckIn, rules: Iterable[Finding], looks: Sequence[CheckIn]) -> tuple[str, ...]:
    """Return of these answers those that can be asked for: what happened once cannot."""
    urgent = [rule for rule in rules if rule.level is Level.URGENT and rule.id not in _ONCE]
    return open_answers(alert, urgent, looks)


def _open_answers(alert: CheckIn, rule: Finding, looks: Sequence[CheckIn]) -> list[str]:
    if rule.id in _ONCE:
        return [_ONCE[rule.id]]
    if rule.id in _QUOTES:
        quoted = (_open_answers(alert, other, looks) for other in _quoted(alert, rule))
        return [*dict.fromkeys(name for names in quoted for name in names)]
    because = rule.because
    told = [name for name in _READS.get(rule.id, ()) if _may_have_fired(alert, name, because)]
    return [name for name in told if not any(is_told(look, name) for look in looks)]


def _quoted(alert: CheckIn, rule: Finding) -> list[Finding]:
    """Return the findings beside a rule that it is about: of signs that last, each sign."""
    found = alert.assessment.rules if alert.assessment is not None else ()
    if rule.id == "U22":
        return [one for one in found if one.level is Level.WATCH]
    return [
        one
        for one in found
        if one.id not in _QUOTES and one.because and one.because in rule.because
    ]


def tells_signs(draft: Draft) -> bool:
    """Say whether any answer is there that a rule reads, quiet or not."""
    return any(is_told(draft, name) for name in _EVERY)


def answers_read(alert: CheckIn, rules: Iterable[Finding]) -> frozenset[str]:
    """Return the answers, by their fields, that rules of an alert may be about."""
    found = alert.assessment.rules if alert.assessment is not None else ()
    return frozenset(name for one in (*rules, *found) for name in _READS.get(one.id, ()))


def _may_have_fired(alert: Draft, name: str, because: str) -> bool:
    """Say whether an answer can be what a rule fired on: a number only where its reason names it.

    Beside 22 breaths, or an itch, an oxygen of 97 is none. Without a reason every one may be.
    """
    value = getattr(alert, name)
    if not is_told(alert, name) or value in _QUIET or value in (0, False):
        return False
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return not (is_number and because) or tenth(Decimal(value)) in _numbers_in(because)


def _numbers_in(because: str) -> frozenset[Decimal]:
    return frozenset(Decimal(text.replace(",", ".")) for text in _NUMBER.findall(because))


def is_told(draft: Draft, name: str) -> bool:
    """Say whether an answer is there; HI or LO of a device is one."""
    by_device = draft.not_taken.get(name) in (Missing.DEVICE_LOW, Missing.DEVICE_HIGH)
    return getattr(draft, name) is not None or by_device
