# SPDX-License-Identifier: MIT
"""Which rules have more than one message, and which of them is true of what was found."""

from collections.abc import Iterable, Set

from caregiver_app.domain.rules.facts import Reason
from caregiver_app.domain.rules.no_dose import DAY_OFF, UNWRITTEN, words_without_miss

EXTRA, FLOPPY, EMPTY = "EXTRA", "FLOPPY", "EMPTY"
OTHER_WORDS = {
    "E13": (EXTRA, FLOPPY),
    "E14": (EMPTY,),
    "E21": (UNWRITTEN,),
    "U07": (UNWRITTEN, DAY_OFF),
}
"""The rules whose message has other words where its own would tell what nobody saw."""

_SLEEPY = frozenset({"drowsy", "drowsy_default", "floppy", "extra_dose"})
"""What E13 can be about without one low number."""


def words_of(rule: str, reasons: Iterable[Reason]) -> str:
    """Return which message tells a rule: its own, or one that asserts no more than was found."""
    keys = {reason.key.removesuffix("_of") for reason in reasons}
    way = _way(rule, keys)
    return f"{rule}_{way}" if way in OTHER_WORDS.get(rule, ()) else rule


def _way(rule: str, keys: Set[str]) -> str:
    if rule == "E13":
        extra = EXTRA if "extra_dose" in keys else FLOPPY
        return extra if keys <= _SLEEPY else ""
    if rule == "E14":
        return EMPTY if "two_tone" not in keys else ""
    return words_without_miss(keys)
