# SPDX-License-Identifier: MIT
"""What the program itself would say to each red flag of one person, for sheets that hang on a wall.

Every tile is pressed on an empty check-in and judged by the rules, so paper and screen agree; so
are the other answers of a tile's question ("hard to wake" beside "can't wake").
"""

from collections.abc import Iterator
from decimal import Decimal

from caregiver_app.domain.alone import judged_alone, one_answer
from caregiver_app.domain.check_in import Draft, PumpAlarm, Seizure
from caregiver_app.domain.form import Choice, Form, Tile
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import message

_FEVER, _TWO_SIGNS = "E07", "E16"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One rule that means the ER: the signs that lead to it, and what to do.

    `labels` are the words of the tiles and answers; a fever has its limit in °C instead, and an
    alarm of the pump the words of the answer.
    """

    rule: str
    message: str
    labels: tuple[str, ...] = ()
    fever_from: Decimal | None = None
    alarm: str = ""


def red_flags(
    rule_set: RuleSet, form: Form, person: Person, now: Moment, early_signs: str
) -> tuple[RedFlag, ...]:
    """Return the red flags of a person in the order of the form, then fever, then the pump.

    `early_signs` are the words for two of the first signs that a pump gives too little.
    """
    found: dict[str, RedFlag] = {}
    for label, draft in _signs(form, now):
        flag = _judged(rule_set, person, draft, now)
        if flag is not None:
            before = found.get(flag.rule)
            labels = (*(before.labels if before else ()), label)
            found[flag.rule] = RedFlag(rule=flag.rule, message=flag.message, labels=labels)
    pump = [*_alarm(rule_set, form, person, now), *_early(rule_set, person, early_signs)]
    return (*found.values(), *_fever(rule_set, person, now), *pump)


def urgent_messages(rule_set: RuleSet, person: Person, rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return what these rules tell a person's caregiver, in the same order."""
    return tuple(message(rule_set, person, rule, Level.URGENT) for rule in rules)


def _signs(form: Form, now: Moment) -> Iterator[tuple[str, Draft]]:
    """Yield each tile, and behind the last one of its question the answers that have no tile."""
    pressed = {(tile.field, tile.value) for tile in form.tiles}
    last = {tile.field: tile for tile in form.tiles}
    for tile in form.tiles:
        yield tile.label, _pressed(tile, now)
        if last[tile.field] is tile:
            for choice in _choices(form, tile.field):
                if (tile.field, choice.value) not in pressed:
                    words = choice.label[:1].upper() + choice.label[1:]
                    yield words, one_answer(tile.field, choice.value)


def _choices(form: Form, name: str) -> tuple[Choice, ...]:
    return next((q.choices for q in form.questions if q.id == name and q.kind == "choice"), ())


def _pressed(tile: Tile, now: Moment) -> Draft:
    if tile.field == "seizures":
        return Draft(seizures=(Seizure(start=now),))
    return one_answer(tile.field, tile.value)


def _judged(rule_set: RuleSet, person: Person, draft: Draft, now: Moment) -> RedFlag | None:
    findings = judged_alone(rule_set, person, draft, now).rules
    worst = findings[0] if findings and findings[0].level is Level.EMERGENCY else None
    return RedFlag(rule=worst.id, message=worst.message) if worst else None


def _fever(rule_set: RuleSet, person: Person, now: Moment) -> Iterator[RedFlag]:
    """Yield the lowest fever that is an emergency by itself, at the age that the person has."""
    limits = sorted(set(rule_set.rules[_FEVER].numbers.values()))
    for limit in limits:  # pragma: no branch - the highest is an emergency at any age
        flag = _judged(rule_set, person, Draft(temp_c=limit), now)
        if flag is not None and flag.rule == _FEVER:
            yield RedFlag(rule=_FEVER, message=flag.message, fever_from=limit)
            return


def _alarm(rule_set: RuleSet, form: Form, person: Person, now: Moment) -> Iterator[RedFlag]:
    if not person.has_pump:
        return
    flag = _judged(rule_set, person, Draft(pump_alarm=PumpAlarm.TWO_TONE), now)
    words = {c.value: c.label for c in form.question("pump_alarm").choices}
    if flag is not None:  # pragma: no branch - it is an emergency of its own
        sound = words[PumpAlarm.TWO_TONE.value]
        yield RedFlag(rule=flag.rule, message=flag.message, alarm=sound)


def _early(rule_set: RuleSet, person: Person, words: str) -> Iterator[RedFlag]:
    """Yield two of the first signs together: a tube can fail with no alarm at all."""
    if person.has_pump:
        told = message(rule_set, person, _TWO_SIGNS, Level.EMERGENCY)
        yield RedFlag(rule=_TWO_SIGNS, message=told, labels=(words,))
