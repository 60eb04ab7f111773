# SPDX-License-Identifier: MIT
"""Judge one check-in: run every rule on the draft, word the findings, take the worst level."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from caregiver_app.domain.asked_again import lasts
from caregiver_app.domain.assessment import NO_SIGN, TO_ER, Assessment, Finding
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import ContactRole, Person
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.completeness import missing_answers
from caregiver_app.domain.rules.emergency import EMERGENCY_RULES
from caregiver_app.domain.rules.facts import Facts, Reason, own_drug_clock
from caregiver_app.domain.rules.gather import gather
from caregiver_app.domain.rules.history import History, in_order, record_before, with_doses
from caregiver_app.domain.rules.other_words import words_of
from caregiver_app.domain.rules.urgent import (
    URGENT_RULES,
    counts_for_run,
    e01_as_planned,
    is_run_told,
    says_nothing,
    u22,
)
from caregiver_app.domain.rules.watch import WATCH_RULES
from caregiver_app.domain.rules.words import sentence

ALL_RULES = {**EMERGENCY_RULES, **URGENT_RULES, **WATCH_RULES}
"""Every rule by its id; the content has exactly these."""

_Fired = list[tuple[str, Level, list[Reason]]]


def evaluate(
    rule_set: RuleSet,
    history: Record,
    draft: Draft,
    now: Moment,
    doses: tuple[DoseEvent, ...] = (),
) -> Assessment:
    """Return the judgement of a draft at `now`.

    `history` is the record, its lists by time; only what lies before `now` is looked at. `doses`
    are log entries that are being written together with the check-in. Pure: the same inputs, the
    same answer.
    """
    facts = gather(rule_set, record_before(with_doses(history, doses), now), draft, now)
    fired = _fire(facts)
    if _only_watch(fired) and HAPPENED not in draft.more:  # one tap is no check-in
        fired += _persistence(facts)
    return _judgement(facts, fired)


def evaluate_carried(rule_set: RuleSet, history: Record, draft: Draft, now: Moment) -> Assessment:
    """Return what `evaluate` says of answers that nobody gave now, but at the check-in before.

    A dose that is pressed, or the clock, is no further check-in with signs: U22 is for one.
    """
    facts = gather(rule_set, record_before(history, now), draft, now)
    return _judgement(facts, _fire(facts))


def _judgement(facts: Facts, fired: _Fired) -> Assessment:
    rule_set = facts.rule_set
    findings = [_finding(facts, rule, level, reasons) for rule, level, reasons in fired]
    missing = missing_answers(facts)
    worst = max((finding.level for finding in findings), default=Level.NO_FLAGS)
    level = max(worst, Level.INCOMPLETE) if missing else worst
    clock = own_drug_clock(facts)
    return Assessment(
        rule_set=rule_set.version,
        level=level,
        rules=tuple(sorted(findings, key=lambda finding: (-finding.level, finding.id))),
        action=_action(facts.person, level, findings),
        missing=missing,
        hours_since_last_kept_dose=clock.hours if clock else None,
    )


def assess_record(rule_set: RuleSet, record: Record) -> tuple[tuple[CheckIn, Assessment], ...]:
    """Judge every check-in in time order, each with the history before it and now = its time.

    The order of the lists does not matter; an assessment that a check-in brings is not read.
    """
    history, judged = History(record), []
    for check_in in in_order(record.check_ins):
        now = at_of(check_in)
        assessment = evaluate(rule_set, history.before(now), check_in, now)
        history.add(replace(check_in, assessment=assessment))
        judged.append((check_in, assessment))
    return tuple(judged)


def at_of(check_in: CheckIn) -> Moment:
    """Return the time of a check-in with its zone, when one is recorded."""
    if check_in.zone is None or check_in.at.zone is not None:
        return check_in.at
    return replace(check_in.at, zone=check_in.zone)


def message(rule_set: RuleSet, person: Person, rule: str, level: Level) -> str:
    """Return the caregiver's message of one rule with its numbers filled in."""
    wording = rule_set.wording
    text = wording.messages.get(rule) or wording.messages[level.name]
    return text.format(**_numbers(rule_set, person))


def recheck_hours(rule_set: RuleSet, person: Person) -> int:
    """Return after how many hours a WATCH asks for another check."""
    return int(rule_set.numbers["recheck.pump" if person.has_pump else "recheck.oral"])


def _fire(facts: Facts) -> _Fired:
    """Run every rule but U22, which looks at what the others say."""
    fired = [
        (rule, facts.rule_set.rules[rule].level, reasons)
        for rule, function in ALL_RULES.items()
        if function is not u22 and (reasons := function(facts))
    ]
    planned = e01_as_planned(facts)
    return [*fired, ("E01", Level.URGENT, planned)] if planned else fired


def _only_watch(fired: _Fired) -> bool:
    """Say whether the worst is WATCH, for more than a refill that is near (W13)."""
    worst = max((level for _rule, level, _reasons in fired), default=Level.NO_FLAGS)
    return worst is Level.WATCH and {rule for rule, _level, _reasons in fired} != NO_SIGN


def _persistence(facts: Facts) -> _Fired:
    run = u22(replace(facts, record=_judged_run(facts)))
    return [("U22", facts.rule_set.rules["U22"].level, run)] if run else []


def _judged_run(facts: Facts) -> Record:
    """Return the record with nothing before it but the run of check-ins with signs, each judged.

    A calm check-in ends it where it asked about those signs. The quick one, which never asks about
    tremor or sleep, is passed over, for a day.
    Of a very long run only the newest are there, so that its length costs nothing.
    A stored judgement stands. One that is missing must not end a run, so it is made up for;
    U22 itself adds nothing to whether a check-in is WATCH or worse.
    """
    run, calm, until = list[CheckIn](), list[CheckIn](), facts.now.utc
    for check_in in reversed(facts.record.check_ins):
        if calm and until - check_in.at.utc > facts.hours("U22", "hours"):
            break
        judged = check_in if check_in.assessment is not None else _judged_quickly(facts, check_in)
        if says_nothing(judged):
            continue
        if not counts_for_run(judged):
            calm.append(judged)
            continue
        if calm and not lasts(judged, calm):
            break
        run.append(judged)
        calm, until = [], judged.at.utc
        if is_run_told(facts, run):
            break
    return replace(facts.record, check_ins=run[::-1])


def _judged_quickly(facts: Facts, check_in: CheckIn) -> CheckIn:
    now, rules = at_of(check_in), facts.rule_set
    then = gather(rules, record_before(facts.record, now), check_in, now)
    return replace(check_in, assessment=_quick_judgement(then))


def _quick_judgement(facts: Facts) -> Assessment:
    findings = tuple(_finding(facts, rule, level, told) for rule, level, told in _fire(facts))
    worst = max((finding.level for finding in findings), default=Level.NO_FLAGS)
    return Assessment(rule_set=facts.rule_set.version, level=worst, rules=findings)


def _finding(facts: Facts, rule: str, level: Level, reasons: list[Reason]) -> Finding:
    wording = facts.rule_set.wording
    told = [sentence(wording, reason) for reason in reasons]
    if rule == "E01" and level is Level.URGENT:
        text = message(facts.rule_set, facts.person, "E01_PLAN", level)
    else:
        text = message(facts.rule_set, facts.person, words_of(rule, reasons), level)
    return Finding(
        id=rule,
        level=level,
        message=text,
        because=" ".join(dict.fromkeys(told)),
        source=facts.rule_set.rules[rule].source,
    )


def _numbers(rule_set: RuleSet, person: Person) -> Mapping[str, object]:
    phones = [c.phone for c in person.contacts_of(ContactRole.PRESCRIBER) if c.phone]
    return {
        **rule_set.emergency_numbers,
        "n": recheck_hours(rule_set, person),
        "phone": phones[0] if phones else rule_set.wording.words["no_phone"],
    }


def _action(person: Person, level: Level, findings: Sequence[Finding]) -> Action:
    rules = {finding.id for finding in findings}
    if level is Level.EMERGENCY:
        emergencies = {rule for rule in rules if rule.startswith("E")}
        return Action.GO_TO_ER if emergencies == {TO_ER} else Action.CALL_911
    if level is Level.URGENT:
        return urgent_action(person, rules)
    return {
        Level.WATCH: Action.RECHECK,
        Level.INCOMPLETE: Action.FINISH_CHECK_IN,
        Level.NO_FLAGS: Action.NONE,
    }[level]


def urgent_action(person: Person, rules: set[str]) -> Action:
    """Return whom to call first about urgent rules."""
    if "U18" in rules:
        return Action.CALL_988
    if "U13" in rules:
        return Action.CALL_POISON_HELP
    # A seizure as the seizure plan describes (E01, urgent) is not for the pump clinic.
    urgent = any(rule.startswith("U") for rule in rules)
    if urgent and person.has_pump and person.contacts_of(ContactRole.PUMP_CLINIC):
        return Action.CALL_PUMP_CLINIC
    return Action.CALL_PRESCRIBER
