# SPDX-License-Identifier: MIT
"""Why the level is what it is, as a sheet tells it: each fact once, with the time it is true of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.asked_again import left_open
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.back_dated import with_corrected_answers
from caregiver_app.domain.check_in import CheckIn, Fall, asked
from caregiver_app.domain.dosing.given_since import GivenSince, given_since
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import ALERTS, HAPPENED, Happening, kind_of, not_taken_back
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.private_reasons import hidden_rules

_SEIZURES, _FALL = "seizures", "fall"
_DIGITS = re.compile(r"\d+(\.\d+)?")
_DEGREES = re.compile(r"\S+ °C .*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the level is what it is: the finding, and the first check-in of the run that has it.

    What does not last, a seizure or a fall, comes anew: then it is when the newest one was.
    `given` is the dose that was kept down since it was told that doses were missed.
    """

    finding: Finding
    since: Moment
    lasts: bool = True
    given: GivenSince | None = None


def sheet_reasons(
    record: Record,
    assessment: Assessment | None,
    rule_set: RuleSet,
    *,
    tells_self_harm: bool,
    now: Moment,
) -> tuple[tuple[Reason, ...], bool]:
    """Return the findings to print, the worst first, and whether one is left out as private."""
    last = record.last_check_in
    if assessment is None or last is None:
        return (), False
    fired = {finding.id for finding in assessment.rules}
    hidden = hidden_rules(fired, tells_self_harm=tells_self_harm)
    shown = sorted(
        (f for f in assessment.rules if f.id not in hidden),
        key=lambda f: (-f.level, rule_set.danger(f.id)),
    )
    told = [_reason(record, f, last, rule_set) for f in distinct(shown, rule_set)]
    with_given = (replace(one, given=given_since(record, one.finding, now)) for one in told)
    return tuple(with_given), bool(fired & hidden)


def _reason(record: Record, finding: Finding, last: CheckIn, rule_set: RuleSet) -> Reason:
    info = rule_set.rules.get(finding.id)
    needs = info.needs if info else ()
    # A calm check-in that left it open has it among what stands, and saw nothing of it itself.
    says = (one for one in reversed(record.check_ins) if _says(one, finding))
    if _SEIZURES in needs:
        starts = (_newest_start(record, one) for one in says)
        start = next((start for start in starts if start is not None), last.at)
        return Reason(finding=finding, since=start, lasts=False)
    if _FALL in needs:
        falls = (one.at for one in says if _fell(one))
        return Reason(finding=finding, since=next(falls, last.at), lasts=False)
    since = _since(record, finding, last)
    if since is not None:
        return Reason(finding=finding, since=since)
    # A check-in that lacks answers has not taken it back, whatever it found besides.
    before = [one.at for one in not_taken_back(record.check_ins) if _says(one, finding)]
    seen = max(before, key=lambda at: at.utc, default=last.at)
    return Reason(finding=finding, since=seen, lasts=not before)


def _newest_start(record: Record, line: CheckIn) -> Moment | None:
    """Return when the newest seizure of a line began; of a correction those of what it corrects."""
    same_time = (one for one in record.check_ins if one.at == line.at and one.seizures)
    told = line if line.seizures else next(same_time, line)
    return max((seizure.start for seizure in told.seizures or ()), default=None)


def _fell(check_in: CheckIn) -> bool:
    return check_in.fall not in (None, Fall.NONE) or kind_of(check_in) is Happening.FALL


def _since(record: Record, finding: Finding, last: CheckIn) -> Moment | None:
    """Return the first check-in of the run at which the same was true, whatever its numbers.

    None where none of the newest says it.

    One rule is about several signs, and about both ends of some: a pulse of 140 last night is no
    beginning of one that the device cannot read now. A calm check-in that did not ask about it
    again ends nothing: how long there was no urine counts from when it was told.
    """
    since, passed = None, _did_not_ask(record, finding, last)
    for check_in in reversed(record.check_ins):
        if _says(check_in, finding):
            since = check_in.at
        elif not _is_partial(check_in) and check_in is not last and check_in.id not in passed:
            break
    return since


def _did_not_ask(record: Record, finding: Finding, last: CheckIn) -> frozenset[str]:
    """Return the check-ins after the newest one that told of it, where none asked again."""
    after: list[CheckIn] = []
    for check_in in reversed(record.check_ins):
        if check_in is not last and _says(check_in, finding):
            told = with_corrected_answers(record.check_ins, check_in)
            looks = [one for one in after if asked(one)]
            if told is not check_in:  # what was corrected has its time, and is no look after it
                looks = [one for one in looks if one.at > check_in.at]
            if left_open(told, [finding], looks):
                return frozenset(one.id for one in looks)
            if kind_of(check_in) not in ALERTS:  # else it carried on what was seen before it
                return frozenset()
        after.append(check_in)
    return frozenset()


def _is_partial(check_in: CheckIn) -> bool:
    """Say whether it says nothing of the other rules: one press, or a check-in without answers."""
    judged = check_in.assessment
    return HAPPENED in check_in.more or (judged is not None and judged.level is Level.INCOMPLETE)


def _says(check_in: CheckIn, finding: Finding) -> bool:
    stored, said = check_in.assessment, _without_numbers(finding.because)
    return stored is not None and any(
        one.id == finding.id and said in _without_numbers(one.because) for one in stored.rules
    )


def _without_numbers(because: str) -> str:
    return _DIGITS.sub("", because)


def distinct(findings: Sequence[Finding], rule_set: RuleSet) -> list[Finding]:
    """Return the findings without those whose every fact stands in one before.

    What is usual and which limit was reached explain a fact, and are none of their own.
    """
    kept: list[Finding] = []
    told_before: set[str] = set()
    explaining = _explaining(rule_set) if len(findings) > 1 else ()
    for finding in findings:
        facts = {
            _fact(sentence)
            for sentence in finding.because.rstrip(".").split(". ")
            if not sentence.startswith(explaining)
        }
        if not facts <= told_before:
            kept.append(finding)
            told_before |= facts
    return kept


def _fact(sentence: str) -> str:
    """Return what a sentence is about; a fever and a temperature of one height are the same."""
    found = _DEGREES.search(sentence)
    return found.group() if found else sentence


def _explaining(rule_set: RuleSet) -> tuple[str, ...]:
    """Return how the sentences begin that stand behind another one in a reason."""
    later = (
        sentence.partition("{")[0]
        for template in rule_set.wording.reasons.values()
        for sentence in template.rstrip(".").split(". ")[1:]
    )
    return tuple(dict.fromkeys(words for words in later if words.strip()))
