# SPDX-License-Identifier: MIT
"""What one answer means by itself: those that are an emergency with nothing else told.

Each is given to the rules on an empty check-in, so paper and screen agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from functools import partial

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.form import Form, Limits, Question
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import evaluate

_YES_NO = {"true": True, "false": False}
_PLACES = 16
"""At how many places between its bounds a number that is no emergency is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """From where a number is an emergency: at or below `low`, at or above `high`."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The emergencies among the quick answers: choices by field and value, numbers by field."""

    answers: Mapping[tuple[str, str], Action] = field(default_factory=dict)
    numbers: Mapping[str, Outside] = field(default_factory=dict)


def one_answer(name: str, value: str | int | Decimal) -> Draft:
    """Return a check-in that holds one answer, as the form writes it."""
    plain = _YES_NO.get(value, value) if isinstance(value, str) else value
    return from_plain(Draft, {name: plain})


def judged_alone(rule_set: RuleSet, person: Person, draft: Draft, now: Moment) -> Assessment:
    """Return what the rules say of some answers with nothing before them."""
    return evaluate(rule_set, Record(person=person), draft, now)


def alone(rule_set: RuleSet, form: Form, person: Person, now: Moment) -> Alone:
    """Return the quick answers that are an emergency by themselves, at the age of this person."""
    quick = [question for question in form.questions if question.mode is Mode.QUICK]
    limits = {q.id: q.limits for q in quick if q.kind == "number" and q.limits is not None}
    loud = partial(_is_loud, rule_set, person, now)
    numbers = {name: _outside(bounds, partial(loud, name)) for name, bounds in limits.items()}
    found = {name: outside for name, outside in numbers.items() if outside != Outside()}
    return Alone(answers=_answers(rule_set, quick, person, now), numbers=found)


def alone_of_anybody(rule_set: RuleSet, form: Form, now: Moment) -> Alone:
    """Return the answers that are one for everybody; the limits of a number go by the age."""
    quick = [question for question in form.questions if question.mode is Mode.QUICK]
    anybody = Person(name="", drug=Drug.BACLOFEN, route=Route.BOTH)
    return Alone(answers=_answers(rule_set, quick, anybody, now))


def _answers(
    rule_set: RuleSet, quick: list[Question], person: Person, now: Moment
) -> dict[tuple[str, str], Action]:
    found = {}
    for question in quick:
        for choice in question.choices if question.kind == "choice" else ():
            judged = judged_alone(rule_set, person, one_answer(question.id, choice.value), now)
            if judged.level is Level.EMERGENCY and judged.action is not None:
                found[question.id, choice.value] = judged.action
    return found


def _is_loud(rule_set: RuleSet, person: Person, now: Moment, name: str, value: Decimal) -> bool:
    whole = int(value) if value == value.to_integral_value() else value
    return judged_alone(rule_set, person, one_answer(name, whole), now).level is Level.EMERGENCY


def _outside(limits: Limits, is_loud: Callable[[Decimal], bool]) -> Outside:
    """Return both edges of what is no emergency between the bounds that can be typed."""
    step = Decimal(1).scaleb(-limits.decimals)
    low, high = limits.hard_low, limits.hard_high
    between = (low + (high - low) * k / _PLACES // step * step for k in range(1, _PLACES))
    calm = next((value for value in between if not is_loud(value)), None)
    if calm is None:
        return Outside()
    return Outside(
        low=_edge(low, calm, step, is_loud) if is_loud(low) else None,
        high=_edge(high, calm, step, is_loud) if is_loud(high) else None,
    )


def _edge(
    loud: Decimal, calm: Decimal, step: Decimal, is_loud: Callable[[Decimal], bool]
) -> Decimal:
    """Return the last loud number on the way from a loud one to a calm one."""
    while abs(loud - calm) > step:
        middle = (loud + calm) / 2 // step * step
        loud, calm = (middle, calm) if is_loud(middle) else (loud, middle)
    return loud
