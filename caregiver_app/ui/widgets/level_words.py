# SPDX-License-Identifier: MIT
"""The words of a level panel: the level, what to do, the message, the reasons and the rules."""

from collections.abc import Sequence

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.system.words import _

MOST_REASONS = 3


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
            return self._filled(wording.action_lines.get(action) or wording.level_lines[level])
        return self._filled(wording.level_lines[level])

    def short_action(self, level: Level) -> str:
        """Return what to do now in a few words, or nothing when the line says it."""
        if self._rule_set is None or level is not Level.INCOMPLETE:
            return ""
        return self._filled(self._rule_set.wording.action_lines[Action.FINISH_CHECK_IN])

    def message(self, assessment: Assessment | None, level: Level) -> str:
        """Return the message of the worst rule, or the level's own; NO_FLAGS has none."""
        if assessment and assessment.rules:
            return assessment.rules[0].message
        if self._rule_set is None or level is Level.NO_FLAGS:
            return ""
        return self._filled(self._rule_set.wording.messages.get(level.name, ""))

    def why(self, assessment: Assessment | None) -> str:
        """Return every rule that fired with its source, one a line, and the rule set."""
        if assessment is None:
            return ""
        lines = [
            _("{rule}: {because} Source: {source}").format(
                rule=finding.id, because=finding.because, source=finding.source
            )
            for finding in assessment.rules
        ]
        lines.append(_("Rule set {version}.").format(version=assessment.rule_set))
        if self._rule_set is not None and not self._rule_set.reviewed_by:
            lines.append(_("These rules are not yet reviewed by a clinician."))
        return "\n".join(lines)

    def _filled(self, words: str) -> str:
        """Put the country's numbers where the content names them."""
        numbers = self._rule_set.emergency_numbers if self._rule_set else {}
        for name, number in numbers.items():
            words = words.replace(f"{{{name}}}", number)
        return words


def reasons(assessment: Assessment | None) -> tuple[str, ...]:
    """Return the first three reasons, each of them once."""
    if assessment is None:
        return ()
    found = dict.fromkeys(finding.because for finding in assessment.rules if finding.because)
    return tuple(found)[:MOST_REASONS]


def spoken(parts: Sequence[str]) -> str:
    """Return all that is said as sentences, for a reader that does not see the lines."""
    return " ".join(
        text if text.endswith((".", "?", "!")) else f"{text}." for text in parts if text
    )
