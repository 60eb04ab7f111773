# SPDX-License-Identifier: MIT
"""Keeping a reminder of an alert quiet for a while: rule by rule, and never a higher level.

Nothing here changes a level, an alert or what was written down.
"""

from dataclasses import dataclass
from datetime import timedelta

from caregiver_app.domain.follow_up import FollowUp
from caregiver_app.domain.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The rules that were silenced, at which level, and until when on a clock that never jumps."""

    rules: frozenset[str]
    level: Level
    until_s: float


def silence(alert: FollowUp, now_s: float, length: timedelta) -> Silence | None:
    """Return the silence of an alert's own rules; an EMERGENCY cannot be silenced."""
    if alert.level >= Level.EMERGENCY:
        return None
    until = now_s + length.total_seconds()
    return Silence(rules=rules_of(alert), level=alert.level, until_s=until)


def is_silent(kept: Silence | None, alert: FollowUp, now_s: float) -> bool:
    """Say whether an alert is quiet: its time runs, no higher level came, and no other rule."""
    if kept is None or now_s >= kept.until_s or alert.level >= Level.EMERGENCY:
        return False
    return alert.level <= kept.level and rules_of(alert) <= kept.rules


def rules_of(alert: FollowUp) -> frozenset[str]:
    """Return the rules that call somebody; a WATCH reminds of nothing."""
    return frozenset(f.id for f in alert.assessment.rules if f.level >= Level.URGENT)
