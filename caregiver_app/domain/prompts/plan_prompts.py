# SPDX-License-Identifier: MIT
"""The questions for the prescriber that a written plan raises; they never change a level.

A prompt blocks nothing and says nothing about what the plan should be. It stays in the list
when somebody has confirmed the plan, and tells who and when.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from enum import StrEnum

from caregiver_app.domain.dosing.days_off import without_days_off
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, TaperPlan
from caregiver_app.domain.prompts.amounts import p_itbmax, p_max60child, p_max80, p_unit
from caregiver_app.domain.prompts.around import p_ckd, p_conc, p_noplan, p_rest, p_twice
from caregiver_app.domain.prompts.course import newest_plans, own_days
from caregiver_app.domain.prompts.facts import PlanFacts, Trigger
from caregiver_app.domain.prompts.steps import (
    p_abrupt,
    p_bigcut,
    p_both,
    p_bzd10,
    p_bzd25,
    p_fast,
    p_held,
    p_off,
    p_up,
)
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.words import dose_number, plain_number

PROMPTS: Mapping[str, Callable[[PlanFacts], Iterator[Trigger]]] = {
    "P-HELD": p_held,
    "P-ABRUPT": p_abrupt,
    "P-BIGCUT": p_bigcut,
    "P-FAST": p_fast,
    "P-OFF": p_off,
    "P-MAX80": p_max80,
    "P-MAX60CHILD": p_max60child,
    "P-ITBMAX": p_itbmax,
    "P-UNIT": p_unit,
    "P-CONC": p_conc,
    "P-UP": p_up,
    "P-BZD10": p_bzd10,
    "P-BZD25": p_bzd25,
    "P-BOTH": p_both,
    "P-CKD": p_ckd,
    "P-REST": p_rest,
    "P-TWICE": p_twice,
    "P-NOPLAN": p_noplan,
}
"""Every prompt by its id, in the order in which they are told; the content has exactly these.

First what has to be known before the next dose is given.
"""

# A number of a record has 40 digits at most; with these nothing is rounded before a comparison.
_ENOUGH_DIGITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptInfo:
    """What the content says about one prompt: its source and its numbers."""

    id: str
    source: str
    numbers: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptContent:
    """The prompts with their words in one language.

    `reviewed_by` is who checked the words, `numbers_reviewed_by` the numbers; empty is nobody.
    `messages` are by id, one more for a young child and for a stop from an unknown dose;
    `reasons` are templates with named placeholders; `liquid_words` are parts of words, in lower
    case, that name a liquid.
    """

    language: str
    reviewed_by: str
    numbers_reviewed_by: str
    prompts: Mapping[str, PromptInfo]
    liquid_words: tuple[str, ...]
    messages: Mapping[str, str]
    reasons: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPrompt:
    """One question for the prescriber. `message`, `because` and `source` are ready to show.

    `plan_id` and `step_from` say where to show it; None where it belongs to no plan version, or
    to no step. `confirmed` is the newest confirmation of that plan that it may rely on.
    `by_plan`: no confirmation answers it, only a new version of the plan.
    """

    id: str
    message: str
    because: str
    source: str
    plan_id: str | None = None
    drug: Drug | None = None
    route: PlanRoute | None = None
    step_from: date | None = None
    confirmed: ActionTaken | None = None
    by_plan: bool = False


def plan_prompts(content: PromptContent, record: Record, now: Moment) -> tuple[PlanPrompt, ...]:
    """Return what to ask the prescriber about the newest plan of each drug and route.

    Days of 0 mg between two doses are asked about once for a plan; no cut leads into them. In the
    order of `PROMPTS`, then by date; what has no date stands first. Steps ahead and
    behind count, cancelled ones do not. Doses, pump events and actions after `now` do not count.
    """
    numbers = {info.id: info.numbers for info in content.prompts.values()}
    most = int(numbers["P-OFF"]["days_off"])
    written = newest_plans(record.plans)
    facts = PlanFacts(
        record=record,
        now=now,
        plans=tuple(without_days_off(plan, most) for plan in written),
        written=written,
        numbers=numbers,
        liquid_words=content.liquid_words,
    )
    found: list[PlanPrompt] = []
    days = own_days(record.plans)
    with localcontext(prec=_ENOUGH_DIGITS):
        for name, function in PROMPTS.items():
            own = (trigger for trigger in function(facts) if _is_own(trigger, days))
            triggers = sorted(_merged(own), key=lambda t: t.step_from or date.min)
            found += [_prompt(content, facts, name, trigger) for trigger in triggers]
    return tuple(found)


def last_told(record: Record) -> Moment | None:
    """Return the time of the last thing that a record tells, or None while it tells nothing."""
    times = [check_in.at for check_in in record.check_ins]
    times += [dose.when for dose in record.doses if dose.when is not None]
    times += [event.at for event in record.pump_events]
    times += [action.at for action in record.actions]
    times += [change.at for change in record.changes]
    return max(times, default=None)


def _is_own(trigger: Trigger, days: Mapping[tuple[Drug, PlanRoute], frozenset[date]]) -> bool:
    """Say whether a plan is asked about itself: of a step before its own was asked back then."""
    plan, day = trigger.plan, trigger.step_from
    return plan is None or day is None or day in days[plan.drug, plan.route]


def _merged(triggers: Iterable[Trigger]) -> list[Trigger]:
    """Return one trigger for each message, medicine and step, with the reasons of all."""
    found: dict[object, Trigger] = {}
    for trigger in triggers:
        key = (trigger.message, trigger.drug, trigger.route, trigger.step_from)
        same = found.get(key)
        if same is None:
            found[key] = trigger
            continue
        found[key] = replace(
            same,
            reasons=(*same.reasons, *trigger.reasons),
            since=(*same.since, *trigger.since),
            also=(*same.also, *trigger.also),
        )
    return list(found.values())


def _prompt(content: PromptContent, facts: PlanFacts, name: str, trigger: Trigger) -> PlanPrompt:
    told = [
        content.reasons[reason.key].format(
            **{key: _written(value, content) for key, value in reason.values.items()}
        )
        for reason in trigger.reasons
    ]
    return PlanPrompt(
        id=name,
        message=content.messages[trigger.message or name],
        because=" ".join(dict.fromkeys(told)),
        source=content.prompts[name].source,
        plan_id=trigger.plan.id if trigger.plan is not None else None,
        drug=trigger.drug,
        route=trigger.route,
        step_from=trigger.step_from,
        confirmed=None if trigger.by_plan else _confirmed(facts, trigger),
        by_plan=trigger.by_plan,
    )


def _written(value: object, content: PromptContent) -> str:
    if isinstance(value, StrEnum):
        return content.words[value.value]
    if isinstance(value, Decimal):
        return plain_number(dose_number(value))
    if isinstance(value, timedelta):
        return str(value // timedelta(hours=1))
    return value.isoformat() if isinstance(value, date) else str(value)


def _confirmed(facts: PlanFacts, trigger: Trigger) -> ActionTaken | None:
    """Return the newest confirmation of a plan, when every plan of the trigger has one."""
    if trigger.plan is None:
        return None
    newest = [_newest_confirmation(facts, trigger, plan) for plan in (trigger.plan, *trigger.also)]
    known = [action for action in newest if action is not None]
    return max(known, key=lambda action: action.at) if len(known) == len(newest) else None


def _newest_confirmation(facts: PlanFacts, trigger: Trigger, plan: TaperPlan) -> ActionTaken | None:
    # Who confirmed a plan has not confirmed what was corrected, given or measured afterwards.
    corrected = (
        change.at
        for change in facts.record.changes
        if change.target == plan.id
        and change.field.partition(".")[0] in TaperPlan.__dataclass_fields__
        and change.at <= facts.now
    )
    since = (*trigger.since, *corrected)
    fitting = (
        action
        for action in facts.record.actions
        if action.kind is ActionKind.CONFIRMED_PLAN
        and plan.id is not None
        and action.about == plan.id
        and action.at <= facts.now
        and not any(_is_before(action, one) for one in since)
    )
    return max(fitting, key=lambda action: action.at, default=None)


def _is_before(action: ActionTaken, since: Moment | date) -> bool:
    return action.at < since if isinstance(since, Moment) else action.at.day < since
