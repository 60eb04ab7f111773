# SPDX-License-Identifier: MIT
"""Keeping a reminder of an alert quiet for a while: rule by rule, and never a higher level.

Nothing here changes a level, an alert or what was written down.
"""

from datetime import datetime, timedelta

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.follow_up import FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The rules that were silenced, at which level, and until when on two clocks.

    `until_s` is of a clock that never jumps and rests while the computer sleeps; `until` is of the
    one that goes on in its sleep and may be set back. The first to come ends it.
    """

    rules: frozenset[str]
    level: Level
    until_s: float
    until: datetime


def silence(alert: FollowUp, now_s: float, now: datetime, length: timedelta) -> Silence | None:
    """Return the silence of an alert's own rules; an EMERGENCY cannot be silenced."""
    if alert.level >= Level.EMERGENCY:
        return None
    return Silence(
        rules=rules_of(alert),
        level=alert.level,
        until_s=now_s + length.total_seconds(),
        until=now + length,
    )


def is_silent(kept: Silence | None, alert: FollowUp, now_s: float, now: datetime) -> bool:
    """Say whether an alert is quiet: its time runs, no higher level came, and no other rule."""
    if kept is None or alert.level >= Level.EMERGENCY:
        return False
    if now_s >= kept.until_s or now >= kept.until:
        return False
    return alert.level <= kept.level and rules_of(alert) <= kept.rules


def rules_of(alert: FollowUp) -> frozenset[str]:
    """Return the rules that call somebody; a WATCH reminds of nothing."""
    return frozenset(f.id for f in alert.assessment.rules if f.level >= Level.URGENT)
