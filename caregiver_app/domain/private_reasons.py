# SPDX-License-Identifier: MIT
"""Which reasons for a level a page keeps to itself: thoughts of self-harm, unless told to."""

from collections.abc import Set
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caregiver_app.domain.clinic_handoff import AlertStory
    from caregiver_app.domain.handoff import Handoff

PRIVATE = frozenset({"E17", "U18"})
"""Findings about self-harm: on paper when there is a plan or an attempt (E17), or when chosen."""


def hidden_rules(fired: Set[str], *, tells_self_harm: bool) -> frozenset[str]:
    """Return the rules that a page does not name when these fired."""
    return frozenset() if tells_self_harm or "E17" in fired else PRIVATE


def without_private(alert: "AlertStory", handoff: "Handoff") -> "AlertStory":
    """Return an alert with the reasons that the page names, and whether one is left out."""
    rules = {finding.id for finding in alert.reasons}
    hidden = hidden_rules(rules, tells_self_harm=handoff.tells_self_harm)
    shown = tuple(finding for finding in alert.reasons if finding.id not in hidden)
    return replace(alert, reasons=shown, kept_private=bool(rules & hidden))
