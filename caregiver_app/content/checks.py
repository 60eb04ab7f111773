# SPDX-License-Identifier: MIT
"""Cross-file checks of the clinical content: what does not fit together stops the start."""

import itertools
import re
from collections.abc import Iterator

from caregiver_app.content.tables import ContentError
from caregiver_app.domain.check_in import AsNeeded, Draft, Grade, Mode, Seizure
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.domain.rule_set import Band, RuleSet
from caregiver_app.domain.rules.engine import ALL_RULES
from caregiver_app.domain.rules.facts import Vital
from caregiver_app.domain.rules.notes import NOTES
from caregiver_app.domain.rules.numbers import RULE_NUMBERS, SHARED_NUMBERS
from caregiver_app.domain.rules.other_words import OTHER_WORDS
from caregiver_app.domain.rules.reasons import REASONS

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_MESSAGE_PLACEHOLDERS = frozenset({"emergency", "crisis", "poison", "n", "phone"})
_NUMBERS_DIFFER = "the rules read other numbers than there are"
_SPOKEN = (*Vital, *Drug, *Grade, "no_phone")
_ITEM = re.compile(r"[a-z][a-z0-9_]*")
_WITH_CHOICES = ("choice", "many", "seizures", "doses")
_WITH_LIMITS = ("scale", "number", "time", "seizures", "doses")
_PARTS = {
    "seizures": Seizure.__dataclass_fields__,
    "medicines": AsNeeded.__dataclass_fields__,
    "doses": DoseEvent.__dataclass_fields__,
}
_ALWAYS_SHOWN = (
    *("WATCH", "NO_FLAGS", "INCOMPLETE", "FOOTER", "E01_PLAN"),
    *(f"{rule}_{way}" for rule, ways in OTHER_WORDS.items() for way in ways),
)


def check_content(rule_set: RuleSet, form: Form) -> None:
    """Raise ContentError on the first thing that does not fit: fail closed, never guess."""
    for file, key, problem in _problems(rule_set, form):
        raise ContentError(file, key, problem)


def _problems(rule_set: RuleSet, form: Form) -> Iterator[tuple[str, str, str]]:
    yield from _rule_problems(rule_set)
    yield from _number_problems(rule_set)
    yield from _message_problems(rule_set)
    yield from _reason_problems(rule_set)
    for key in sorted(set(rule_set.wording.notes) ^ set(NOTES)):
        yield "text", f"notes.{key}", "the notes and what is said of them are not the same"
    yield from _band_problems(rule_set)
    yield from _form_problems(form)


def _rule_problems(rule_set: RuleSet) -> Iterator[tuple[str, str, str]]:
    for name in sorted(set(rule_set.rules) ^ set(ALL_RULES)):
        yield "rules.toml", f"rules.{name}", "rules and functions are not the same"
    for rule in rule_set.rules.values():
        if not rule.source.strip():
            yield "rules.toml", f"rules.{rule.id}.source", "a rule needs its source"
        if rule.level < Level.WATCH:
            yield "rules.toml", f"rules.{rule.id}.level", "must be watch, urgent or emergency"
        for field in rule.needs:
            if field not in Draft.__dataclass_fields__:
                yield "rules.toml", f"rules.{rule.id}.needs", f"{field} is no field of a check-in"


def _number_problems(rule_set: RuleSet) -> Iterator[tuple[str, str, str]]:
    for rule in rule_set.rules.values():
        needed = RULE_NUMBERS.get(rule.id, frozenset())
        for name in sorted(needed ^ set(rule.numbers)):
            yield "rules.toml", f"rules.{rule.id}.numbers.{name}", _NUMBERS_DIFFER
    for name in sorted(SHARED_NUMBERS ^ set(rule_set.numbers)):
        yield "rules.toml", name, _NUMBERS_DIFFER


def _message_problems(rule_set: RuleSet) -> Iterator[tuple[str, str, str]]:
    messages = rule_set.wording.messages
    needed = [r.id for r in rule_set.rules.values() if r.level > Level.WATCH]
    for key in (*needed, *_ALWAYS_SHOWN):
        if not messages.get(key, "").strip():
            yield "text", f"messages.{key}", "this message is missing"
    for key, text in messages.items():
        for name in set(_PLACEHOLDER.findall(text)) - _MESSAGE_PLACEHOLDERS:
            yield "text", f"messages.{key}", f"the placeholder {{{name}}} is not known"


def _reason_problems(rule_set: RuleSet) -> Iterator[tuple[str, str, str]]:
    wording = rule_set.wording
    for key in sorted(set(wording.reasons) ^ set(REASONS)):
        yield "text", f"reasons.{key}", "the reasons and their sentences are not the same"
    for key, text in wording.reasons.items():
        if set(_PLACEHOLDER.findall(text)) != REASONS[key]:
            needed = ", ".join(sorted(REASONS[key])) or "none"
            yield "text", f"reasons.{key}", f"the placeholders must be: {needed}"
    for key in wording.sheet_reasons:
        if key not in REASONS:
            yield "text", f"sheet_reasons.{key}", "there is no reason of this name"
    for key in _SPOKEN:
        if key not in wording.words:
            yield "text", f"words.{key}", "this word is missing"


def _band_problems(rule_set: RuleSet) -> Iterator[tuple[str, str, str]]:
    ages = sorted(rule_set.age_bands, key=lambda band: band.youngest)
    for younger, older in itertools.pairwise(ages):
        if younger.oldest is None or younger.oldest + 1 != older.youngest:
            yield "rules.toml", f"age_band.{older.id}", "the age bands leave a gap or overlap"
    if not ages or ages[-1].oldest is not None:
        yield "rules.toml", "age_band", "the oldest band must have no end"
    for band in ages:
        for vital, limits in band.vitals.items():
            if not _is_ordered(limits):
                yield "rules.toml", f"age_band.{band.id}.{vital}", "the limits are not in order"


def _is_ordered(band: Band) -> bool:
    limits = [
        limit
        for limit in (
            band.emergency_low,
            band.urgent_low,
            band.watch_low,
            band.watch_high,
            band.urgent_high,
            band.emergency_high,
        )
        if limit is not None
    ]
    return limits == sorted(set(limits))


def _form_problems(form: Form) -> Iterator[tuple[str, str, str]]:
    for tile in form.tiles:
        if tile.field not in Draft.__dataclass_fields__:
            yield "form.toml", f"tile.{tile.id}", f"{tile.field} is no field of a check-in"
    for question in form.questions:
        for key, problem in _question_problems(question, form):
            yield "form.toml", f"question.{question.id}{key}", problem
    for group in form.groups:
        if not form.in_group(group.id):
            yield "form.toml", f"groups.{group.id}", "no question is in this group"


def _question_problems(question: Question, form: Form) -> Iterator[tuple[str, str]]:
    if not _is_answer(question):
        yield "", "this is no field of a check-in"
    groups = {group.id for group in form.groups}
    if (question.group in groups) is not (question.mode is Mode.FULL):
        yield ".group", "a full question stands in one of the groups, a quick one in none"
    if bool(question.choices) is not (question.kind in _WITH_CHOICES):
        yield ".choices", f"they do not fit a question of the kind {question.kind}"
    if (question.limits is None) is (question.kind in _WITH_LIMITS):
        yield ".limits", f"they do not fit a question of the kind {question.kind}"
    for part in question.parts:
        if part not in _PARTS.get(question.kind, ()):
            yield f".parts.{part}", "there is no part of this name"
    if not _limits_fit(question):
        yield ".limits", "the limits are not in order"


def _is_answer(question: Question) -> bool:
    """Say whether the answer has a place: a field of the draft, an item of `more`, or the log."""
    if question.item is not None:
        return _ITEM.fullmatch(question.item) is not None
    return question.kind == "doses" or question.id in Draft.__dataclass_fields__


def _limits_fit(question: Question) -> bool:
    limits = question.limits
    if limits is None:
        return True
    pairs = (
        (limits.soft_low, limits.soft_high),
        (limits.soft_low_child, limits.soft_high_child),
    )
    return all(
        limits.hard_low
        <= (limits.hard_low if low is None else low)
        < (limits.hard_high if high is None else high)
        <= limits.hard_high
        for low, high in pairs
    )
