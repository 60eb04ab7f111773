# SPDX-License-Identifier: MIT
"""Which vital signs to measure once more: a question of the form, never a discount in the rules."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from caregiver_app.domain.assessment import NO_SIGN, Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.levels import Level

_ISOLATED = frozenset({"E11", "U01", "U02", "U03", "U04"})
_READINGS = (("temp_c",), ("hr",), ("sbp", "dbp"), ("rr",), ("spo2",))


def readings_to_repeat(judge: Callable[[Draft], Assessment], draft: Draft) -> tuple[str, ...]:
    """Return the fields to measure again now; both pressures are one reading, named `sbp`.

    Only when vital signs alone, and nothing else, made it URGENT or worse: without them nothing
    would be seen. A reading that was repeated is not asked for again. `judge` is the judgement
    of a draft at this moment. Source: American Heart Association (repeat a high pressure after
    rest); for the others our choice, to be checked by a clinician.
    """
    found = _isolated(judge(draft))
    if not found:
        return ()
    out = [fields for fields in _READINGS if _isolated(judge(_without(draft, fields))) != found]
    rest = _without(draft, (field for fields in out for field in fields))
    if any(finding.id not in NO_SIGN for finding in judge(rest).rules):
        return ()  # something else is wrong: call, do not measure
    return tuple(fields[0] for fields in out if _is_open(draft, fields))


def _isolated(assessment: Assessment) -> frozenset[tuple[str, str]]:
    """Return what vital signs alone made urgent, or nothing when another rule did so too."""
    urgent = [finding for finding in assessment.rules if finding.level >= Level.URGENT]
    if any(finding.id not in _ISOLATED for finding in urgent):
        return frozenset()
    return frozenset((finding.id, finding.because) for finding in urgent)


def _without(draft: Draft, fields: Iterable[str]) -> Draft:
    left_out = set(fields)
    reasons = {name: why for name, why in draft.not_taken.items() if name not in left_out}
    empty: dict[str, Any] = dict.fromkeys(left_out)
    return replace(draft, **empty, not_taken=reasons)


def _is_open(draft: Draft, fields: tuple[str, ...]) -> bool:
    """Say whether a number was measured, and only once."""
    if "sbp" in fields and draft.bp_repeat:
        return False
    measured = any(getattr(draft, field) is not None for field in fields)
    return measured and not any(field in draft.first_reading for field in fields)
