# SPDX-License-Identifier: MIT
"""One alert as the clinic sheet tells it, without the reasons that stay private."""

from dataclasses import dataclass, replace
from datetime import timedelta

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.sheets.private_reasons import hidden_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertStory:
    """Check-ins in a row with the same URGENT or EMERGENCY level for the same reasons.

    `answered_at` is when somebody was reached, None when nobody wrote that down. It lies before
    `first` when an answer to an alert that was no less bad still stands. `kept_private`: a
    reason is left out because it is about self-harm.
    """

    level: Level
    first: Moment
    last: Moment
    check_ins: int
    reasons: tuple[Finding, ...]
    kept_private: bool
    actions: tuple[ActionTaken, ...]
    answered_at: Moment | None

    @property
    def waited(self) -> timedelta | None:
        """Return how long until somebody answered; None when that is not known."""
        if self.answered_at is None or self.answered_at < self.first:
            return None
        return elapsed(self.first.local, self.answered_at.local)


def without_private(alert: AlertStory, *, tells: bool) -> AlertStory:
    """Return an alert with the reasons that a page names; `tells` names those of self-harm too."""
    rules = {finding.id for finding in alert.reasons}
    hidden = hidden_rules(rules, tells_self_harm=tells)
    shown = tuple(finding for finding in alert.reasons if finding.id not in hidden)
    return replace(alert, reasons=shown, kept_private=bool(rules & hidden))
