# SPDX-License-Identifier: MIT
"""What is missing in a typed plan or cannot be right, and what is asked before it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, StepStatus, mg_of_step
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.plan.plan_typed import (
    AS_PLANNED,
    TypedPlan,
    TypedStep,
    Unread,
    amount,
    day_text,
    day_wanted,
    number_text,
    times_of,
    total_of,
)

# More cannot stand in a record that another computer can read: a slip of typing.
_MOST_A_DOSE, _MOST_MG_A_DAY, _MOST_MCG_A_DAY = 500, 1000, 10000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in a sentence, and the name of the field where it is."""

    where: str
    words: str


def problems_in(typed: TypedPlan, today: date) -> tuple[Problem, ...]:
    """Return everything that is missing or cannot be right, in the order of the form."""
    return tuple(_problems(typed, today))


def _problems(typed: TypedPlan, today: date) -> Iterator[Problem]:
    if typed.drug is None:
        yield Problem("plan.drug", _("Choose the medicine."))
    if typed.route is None:
        yield Problem("plan.route", _("Choose how it is taken."))
    if typed.drug is Drug.CLONAZEPAM and typed.route is PlanRoute.ITB:
        yield Problem("plan.route", _("Clonazepam is taken by mouth."))
    if not typed.prescriber.strip():
        yield Problem("plan.prescriber", _("Type who wrote the plan."))
    yield from _head_problems(typed, today)
    rows = [(n, row) for n, row in enumerate(typed.steps) if not row.is_blank]
    if not rows:
        yield Problem("plan.step.0.starts", _("Type at least one step with its date."))
    seen: dict[date, int] = {}
    for number, row in rows:
        yield from _day_problem(number, row, seen)
        yield from _row_problems(number, row, typed)
    if typed.stops and _last_amount([row for _number, row in rows]):
        words = _("The last step is not 0. Type the stop as the paper says it.")
        yield Problem("plan.stops", words)


def _last_amount(rows: Sequence[TypedStep]) -> Decimal | None:
    """Return the amount of the last step that stands, None while nobody can know it."""
    off = (StepStatus.CANCELLED, StepStatus.STEPPED_BACK)
    dated = [(day, row) for row in rows if row.status not in off and (day := day_of(row.starts))]
    if not dated:
        return None
    _day, last = max(dated, key=lambda pair: pair[0])
    try:
        return amount(last.per_day) if last.per_day.strip() else total_of(last)
    except Unread:
        return None


def _head_problems(typed: TypedPlan, today: date) -> Iterator[Problem]:
    written = day_of(typed.written_on)
    if typed.written_on.strip() and written is None:
        yield Problem("plan.written_on", day_wanted())
    elif written is not None and written > today:
        yield Problem("plan.written_on", _("This day is still to come."))
    elif written is None and typed.kept is not None:
        yield Problem("plan.written_on", _("Type the day this was written or said."))
    if typed.review_on.strip() and day_of(typed.review_on) is None:
        yield Problem("plan.review_on", day_wanted())
    if typed.start.strip():
        yield from _amount_problem("plan.start", typed.start, _most_a_day(typed.route))
    if typed.route is not PlanRoute.ITB:
        try:
            times_of(typed.times)
        except Unread as unread:
            yield Problem("plan.times", str(unread))


def _day_problem(number: int, row: TypedStep, seen: dict[date, int]) -> Iterator[Problem]:
    """Yield what is wrong with the day of a row; `seen` are the days above it and their steps.

    The order of the paper is not ours to change: a day that was mistyped would move its step.
    """
    where, starts = f"plan.step.{number}.starts", day_of(row.starts)
    if starts is None:
        yield Problem(where, day_wanted())
        return
    if row.status is StepStatus.CANCELLED:
        return
    newest = max(seen, default=starts)
    if starts in seen:
        words = _("Step {n} starts on {day} too. Each step needs its own day.")
        yield Problem(where, words.format(n=seen[starts], day=day_text(starts)))
    elif starts < newest:
        words = _(
            "Step {n} starts on {day}, before step {above} on {newest}. Look at the paper again."
            " Each step must start after the one above."
        )
        yield Problem(
            where,
            words.format(
                n=number + 1, day=day_text(starts), above=seen[newest], newest=day_text(newest)
            ),
        )
    seen[starts] = number + 1


def is_out_of_order(typed: TypedPlan) -> bool:
    """Say whether a step that stands starts before one above it."""
    days = [
        day
        for row in typed.steps
        if row.status is not StepStatus.CANCELLED and (day := day_of(row.starts))
    ]
    return days != sorted(days)


def ends_unsaid(typed: TypedPlan) -> bool:
    """Say whether the last step that stands is 0 and nobody has said that this is the end."""
    rows = [row for row in typed.steps if not row.is_blank]
    return not typed.stops and _last_amount(rows) == 0


def unsaid_steps(typed: TypedPlan) -> tuple[int, ...]:
    """Return the steps, counted from 1, whose doses say no amount at any time of the plan.

    Nothing is asked of a step to 0, nor of one that said none in the version before.
    """
    return tuple(n for n, row in enumerate(typed.steps, 1) if _is_unsaid_at_times(row))


def _is_unsaid_at_times(row: TypedStep) -> bool:
    said_none = row.kept is not None and all(dose.mg is None for dose in row.kept.doses)
    if not row.amounts or any(text.strip() for text in row.amounts) or said_none or row.stays:
        return False
    try:
        return row.status is not StepStatus.CANCELLED and amount(row.per_day) > 0
    except Unread:
        return False


def left_out_steps(typed: TypedPlan) -> tuple[int, ...]:
    """Return the steps, counted from 1, that lose a dose with its time, and nobody said a total."""
    return tuple(n for n, row in enumerate(typed.steps, 1) if _loses_a_dose(row))


def _loses_a_dose(row: TypedStep) -> bool:
    before = row.kept.doses if row.kept is not None else ()
    gone = [dose for dose in before if dose.time in row.elsewhere]
    if row.stays or row.per_day.strip() or row.status is StepStatus.CANCELLED:
        return False
    if row.kept is None:
        typed_there = any(text.strip() for text in row.elsewhere.values())
        return typed_there and not all(text.strip() for text in row.amounts)
    return bool(gone) and (total_of(row) is None or total_of(row) != mg_of_step(row.kept))


def in_order(steps: Sequence[TypedStep]) -> tuple[TypedStep, ...]:
    """Return the rows by the day they start; one without a day comes last."""
    return tuple(sorted(steps, key=lambda row: day_of(row.starts) or date.max))


def _row_problems(number: int, row: TypedStep, typed: TypedPlan) -> Iterator[Problem]:
    name = f"plan.step.{number}"
    for place, text in enumerate(row.amounts):
        if text.strip():
            yield from _amount_problem(f"{name}.amount.{place}", text, _MOST_A_DOSE)
    if row.per_day.strip():
        yield from _amount_problem(f"{name}.per_day", row.per_day, _most_a_day(typed.route))
    yield from _total_problem(name, row)
    yield from _status_problem(name, row)


def _total_problem(name: str, row: TypedStep) -> Iterator[Problem]:
    typed = [text for text in row.amounts if text.strip()]
    if not typed and not row.per_day.strip() and not _is_unsaid(row) and not row.stays:
        yield Problem(f"{name}.per_day", _("Type how much a day, as the plan says it."))
        return
    total = total_of(row)
    try:
        written = amount(row.per_day) if row.per_day.strip() else None
    except Unread:
        return
    if total is not None and written is not None and total != written:
        words = _("The doses come to {total}, the day says {written}. Look at the paper again.")
        yield Problem(
            f"{name}.per_day", words.format(total=number_text(total), written=number_text(written))
        )


def _is_unsaid(row: TypedStep) -> bool:
    """Say whether the version before tells no amount of this step either."""
    return (
        row.kept is not None
        and row.starts == day_text(row.kept.from_)
        and (mg_of_step(row.kept) is None and row.kept.mcg_per_day is None)
    )


def _status_problem(name: str, row: TypedStep) -> Iterator[Problem]:
    """Only what is new is asked: who said an older word may never have been written down."""
    if row.status in AS_PLANNED or (row.kept is not None and row.kept.status is row.status):
        return
    if not row.said_by.strip():
        yield Problem(f"{name}.said_by", _("Type who said so."))
    if row.said_at is None:
        yield Problem(f"{name}.said_at", _("Type when they said so."))


def _amount_problem(where: str, text: str, most: int) -> Iterator[Problem]:
    try:
        if amount(text) > most:
            words = _("More than {most} is a typing error. Look at the paper again.")
            yield Problem(where, words.format(most=most))
    except Unread as unread:
        yield Problem(where, str(unread))


def _most_a_day(route: PlanRoute | None) -> int:
    return _MOST_MCG_A_DAY if route is PlanRoute.ITB else _MOST_MG_A_DAY
