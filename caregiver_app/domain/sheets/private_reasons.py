# SPDX-License-Identifier: MIT
"""Which reasons for a level a page keeps to itself: thoughts of self-harm, unless told to."""

from collections.abc import Set

PRIVATE = frozenset({"E17", "U18"})
"""Findings about self-harm: on paper when there is a plan or an attempt (E17), or when chosen."""


def hidden_rules(fired: Set[str], *, tells_self_harm: bool) -> frozenset[str]:
    """Return the rules that a page does not name when these fired."""
    return frozenset() if tells_self_harm or "E17" in fired else PRIVATE
