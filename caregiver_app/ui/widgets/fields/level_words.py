# SPDX-License-Identifier: MIT
"""The words of a level panel: the level, what to do, the message, the reasons and the rules."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.sheet_reasons import distinct
from caregiver_app.system.words import _
from caregiver_app.ui.words.days_in_text import days_in_words

MOST_REASONS = 3
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_PLACE = re.compile(r"\{\w+\}")


class LevelWords:
    """What a panel says of a judgement; without a rule set only the level's own name."""

    def __init__(self, rule_set: RuleSet | None) -> None:
        self._rule_set = rule_set

    def level(self, level: Level) -> str:
        """Return the word of a level."""
        return self._rule_set.wording.level_words[level] if self._rule_set else level.name

    def line(self, assessment: Assessment | None, level: Level) -> str:
        """Return the action where somebody is to be called, otherwise the level's own line."""
        if self._rule_set is None:
            return ""
        wording = self._rule_set.wording
        action = assessment.action if assessment else None
        if level >= Level.URGENT and action is not None and action is not Action.NONE:
            return self._filled(self._call(assessment, action) or wording.level_lines[level])
        return self._filled(wording.level_lines[level])

    def no_number(self, level: Level, *, has_pump: bool) -> str:
        """Return what to do where somebody is to be rung and no number is known, else a blank."""
        if level is not Level.URGENT:
            return ""
        look = _("Look for the number on the pharmacy label.")
        if has_pump:
            look = _("Look for the number on the pump card or the pharmacy label.")
        return look + " " + self._filled(_("If it gets worse, call {emergency}."))

    def short_action(self, level: Level) -> str:
        """Return what to do now in a few words, or nothing when the line says it."""
        if self._rule_set is None or level is not Level.INCOMPLETE:
            return ""
        return self._filled(self._rule_set.wording.action_lines[Action.FINISH_CHECK_IN])

    def message(self, assessment: Assessment | None, level: Level) -> str:
        """Return the message of the worst rule, or the level's own; NO_FLAGS has none."""
        if assessment and assessment.tells_no_sign:
            return self._without_time(assessment.leading)
        if assessment and assessment.leading:
            return assessment.leading.message
        if self._rule_set is None or level is Level.NO_FLAGS:
            return ""
        return self._filled(self._rule_set.wording.messages.get(level.name, ""))

    def late_message(self, assessment: Assessment | None, level: Level) -> str:
        """Return the message without the sentence that names the time until the next check."""
        leading = assessment.leading if assessment else None
        return self._without_time(leading) if leading else self.message(assessment, level)

    def _without_time(self, leading: Finding | None) -> str:
        said = leading.message if leading else ""
        if self._rule_set is None or leading is None:
            return said
        messages = self._rule_set.wording.messages
        written = messages.get(leading.id) or messages.get(leading.level.name, "")
        parts, told = _SENTENCE.split(written), _SENTENCE.split(said)
        if len(parts) != len(told):
            return said  # kept with other words than those of today
        return " ".join(t for part, t in zip(parts, told, strict=True) if "{n}" not in part)

    def why(self, assessment: Assessment | None) -> str:
        """Return every rule that fired with its source, one a line, and the rule set."""
        if assessment is None:
            return ""
        lines = [
            _("{rule}: {because} Source: {source}").format(
                rule=finding.id, because=days_in_words(finding.because), source=finding.source
            )
            for finding in assessment.rules
        ]
        names = needed_names()
        if missing := [names[name] for name in assessment.missing if name in names]:
            lines.append(_("Not answered: {what}.").format(what=", ".join(missing)))
        lines.append(_("Rule set {version}.").format(version=assessment.rule_set))
        if self._rule_set is not None and not self._rule_set.reviewed_by:
            lines.append(_("These rules are not yet reviewed by a clinician."))
        return "\n".join(lines)

    def _call(self, assessment: Assessment | None, action: Action) -> str:
        """Return whom to call: without a pump clinic's number still the one the message names.

        Poison Help comes with its number: the message may be that of another rule.
        """
        lines = self._rule_set.wording.action_lines if self._rule_set else {}
        clinic = lines.get(Action.CALL_PUMP_CLINIC, "")
        told = assessment.leading.message if assessment and assessment.leading else ""
        if action is Action.CALL_PRESCRIBER and clinic and clinic in told:
            return clinic
        line = lines.get(action, "")
        if action is Action.CALL_POISON_HELP and "{poison}" not in line:
            return _("{call}: {number}").format(call=line, number="{poison}")
        return line

    def _filled(self, words: str) -> str:
        """Put the country's numbers where the content names them."""
        numbers = self._rule_set.emergency_numbers if self._rule_set else {}
        for name, number in numbers.items():
            words = words.replace(f"{{{name}}}", number)
        return words


def needed_names() -> dict[str, str]:
    """Return what every needed answer is called, in the order of the form."""
    return {
        "alertness": _("Awake"),
        "orientation": _("Thinking"),
        "hallucination": _("Seeing things"),
        "seizures": _("Seizure"),
        "breathing": _("Breathing"),
        "stiffness": _("Stiffness"),
        "dose_status": _("Doses"),
        "pump_alarm": _("Pump sound"),
    }


def reasons(assessment: Assessment | None, rule_set: RuleSet | None = None) -> tuple[str, ...]:
    """Return the first three reasons; one whose every fact stands in another takes no place.

    What one rule says of several drugs stands on a line for each, not in one long sentence.
    """
    if assessment is None:
        return ()
    told_of = [finding for finding in assessment.rules if finding.because]
    kept = distinct(told_of, rule_set) if rule_set is not None else told_of
    found = dict.fromkeys(finding.because for finding in kept)
    told = ("\n".join(_by_drug(reason, rule_set)) for reason in found)
    return tuple(map(days_in_words, told))[:MOST_REASONS]


def _by_drug(reason: str, rule_set: RuleSet | None) -> Iterator[str]:
    """Yield the parts of a reason; a new one begins where a drug is named."""
    written = rule_set.wording.reasons.values() if rule_set is not None else ()
    starts = {0}
    for text in written:
        if "{drug}" in text:
            pattern = ".+?".join(re.escape(part) for part in _PLACE.split(text))
            starts |= {found.start() for found in re.finditer(_whole(text, pattern), reason)}
    edges = [*sorted(starts), len(reason)]
    for start, end in pairwise(edges):
        yield reason[start:end].strip()


def _whole(text: str, pattern: str) -> str:
    """Let a sentence that begins with a value begin at its first letter, not within a word."""
    return rf"(?:^|(?<=\s))\S+?{pattern[3:]}" if _PLACE.match(text) else pattern


def spoken(parts: Sequence[str]) -> str:
    """Return all that is said as sentences, for a reader that does not see the lines."""
    return " ".join(
        text if text.endswith((".", "?", "!")) else f"{text}." for text in parts if text
    )
