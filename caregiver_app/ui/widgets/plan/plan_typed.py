# SPDX-License-Identifier: MIT
"""A plan as somebody types it off the paper, and the plan that it makes; nothing is filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    PlanRoute,
    Received,
    Step,
    StepDose,
    StepStatus,
    TaperPlan,
    amount_of,
    step_on,
)
from caregiver_app.domain.plan_table import dose_times
from caregiver_app.domain.units import NumberError, NumberProblem, parse_number
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.number_words import without_comma
from caregiver_app.ui.widgets.fields.typed_time import day_of, lacks_half, time_of
from caregiver_app.ui.widgets.plan.plan_table import clock_words
from caregiver_app.ui.words import dates

_DECIMALS = 4
_AFTER_HALF = re.compile(r"(?<=[apm.])\s+(?=\d)", re.IGNORECASE)
_IN_ML = re.compile(r"\bm\s?l\b|(?<=\d)ml\b|milli?lit", re.IGNORECASE)
_IN_TABLETS = re.compile(r"tab|pill", re.IGNORECASE)
AS_PLANNED = (None, StepStatus.PLANNED, StepStatus.ACTIVE, StepStatus.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedStep:
    """One row as typed. `amounts` stand beside the times of the plan; `per_day` is the total.

    Those in `elsewhere` were typed at times that are not in the plan now: they come back with
    their time. `status` with `said_by` and `said_at` is what became of the step. `kept` is the
    step of the version before that the row was copied from: what is not asked stays as it was.
    `as_written` is what stood on the paper in mL or tablets, where the amounts are its mg.
    `is_over` says that another step had begun since: it had the times of then.
    """

    starts: str = ""
    amounts: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    per_day: str = ""
    status: StepStatus | None = None
    said_by: str = ""
    said_at: Moment | None = None
    kept: Step | None = None
    is_over: bool = False
    as_written: str = ""

    @property
    def stays(self) -> bool:
        """Say whether nobody typed over the doses of a step that is over: they keep their times."""
        if not self.is_over or self.kept is None:
            return False
        shown = (*self.amounts, *self.elsewhere.values())
        return _amounts_in(shown) == _amounts_in(_amounts_at(self.kept).values())

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed in the row, nor told of its step."""
        typed = any(text.strip() for text in (self.starts, self.per_day, *self.amounts))
        return not typed and self.status in AS_PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPlan:
    """The whole form as typed. `kept` is the version it was copied from, None for a first plan."""

    drug: Drug | None
    route: PlanRoute | None
    start: str = ""
    times: str = ""
    steps: tuple[TypedStep, ...] = ()
    prescriber: str = ""
    phone: str = ""
    written_on: str = ""
    received: Received | None = None
    review_on: str = ""
    stops: bool = False
    kept: TaperPlan | None = None

    @property
    def has_numbers(self) -> bool:
        """Say whether an amount, a time or a step was typed."""
        rows = any(not row.is_blank for row in self.steps)
        return rows or bool(self.start.strip() or self.times.strip())


class Unread(ValueError):  # noqa: N818 - not a failure: a text that is not finished
    """A text that says nothing yet; the sentence says what is allowed."""


def plan_of(typed: TypedPlan) -> TaperPlan:
    """Return the plan that a form without problems makes; raise Unread while there are any."""
    if typed.drug is None or typed.route is None:
        raise Unread(_("Choose the medicine."))
    oral = typed.route is PlanRoute.ORAL
    start = amount(typed.start) if typed.start.strip() else None
    times = tuple(f"{wall:%H:%M}" for wall in times_of(typed.times)) if oral else ()
    steps = tuple(_step(row, times, typed.route) for row in typed.steps if not row.is_blank)
    empty = TaperPlan(drug=typed.drug, route=typed.route, steps=())
    return replace(
        typed.kept or empty,
        drug=typed.drug,
        route=typed.route,
        start_mg_per_day=start if oral else None,
        start_mcg_per_day=None if oral else start,
        dose_times=times,
        steps=tuple(sorted(steps, key=lambda step: step.from_)),
        prescriber=typed.prescriber.strip() or None,
        prescriber_phone=typed.phone.strip() or None,
        written_on=day_of(typed.written_on),
        received_by=typed.received,
        review_on=day_of(typed.review_on),
        finished=True if typed.stops else None,
    )


def as_typed(plan: TaperPlan, today: date) -> TypedPlan:
    """Return the form that shows a version, to be changed into the next one.

    The day it was written and how it came are asked anew: they belong to the new version. Times
    that only steps that are over had are no times of the plan any more.
    """
    now = step_on(plan, today)
    over = {step.from_ for step in plan.steps if now is not None and step.from_ < now.from_}
    ahead = [step for step in plan.steps if step.from_ not in over]
    times = dose_times(replace(plan, steps=tuple(ahead)))
    return TypedPlan(
        drug=plan.drug,
        route=plan.route,
        start=number_text(plan.start_per_day),
        times=", ".join(clock_words(time) for time in times),
        steps=tuple(
            replace(_typed_step(step, times, plan.route), is_over=step.from_ in over)
            for step in by_day(plan)
        ),
        prescriber=plan.prescriber or "",
        phone=plan.prescriber_phone or "",
        review_on=day_text(plan.review_on),
        stops=bool(plan.finished),
        kept=plan,
    )


def by_day(plan: TaperPlan) -> tuple[Step, ...]:
    """Return the steps in the order in which the form shows them, by the day they start."""
    return tuple(sorted(plan.steps, key=lambda step: step.from_))


def at_times(row: TypedStep, before: Sequence[str], after: Sequence[str]) -> TypedStep:
    """Return a row whose amounts stand at the same times as before; a new time has none."""
    stood = {**row.elsewhere, **dict(zip(before, row.amounts, strict=False))}
    amounts = tuple(stood.get(time, "") for time in after)
    return replace(
        row, amounts=amounts, elsewhere={t: a for t, a in stood.items() if t not in after}
    )


def amount(text: str) -> Decimal:
    """Return a dose as typed; raise Unread with what is allowed."""
    try:
        return parse_number(text, _DECIMALS)
    except NumberError as error:
        words = _("Type a number, like 15 or 7.5.")
        if _IN_ML.search(text):
            words = _(
                "Type mg, not mL. If the paper says mL alone, ask the pharmacist for the mg."
                " With the strength in About them, mL can be typed."
            )
        if _IN_TABLETS.search(text):
            words = _("Type mg, not tablets. The label says how many mg one tablet has.")
        if error.problem is NumberProblem.TOO_MANY_DECIMALS:
            words = _("Four decimals at most.")
        if error.problem is NumberProblem.THOUSANDS:
            words = without_comma()
        raise Unread(words) from None


def times_of(text: str) -> tuple[time, ...]:
    """Return times of day typed with commas between them; raise Unread at the first that is none.

    A blank means that nobody wrote any. Where clocks have AM and PM a time says which, but in a
    list by a clock of 24 hours, like 8:00, 14:00, 20:00.
    """
    found = []
    parts = [one for part in text.replace(";", ",").split(",") for one in _parted(part.strip())]
    is_on_24 = _is_on_24(parts)
    for part in parts:
        wall = time_of(part)
        if wall is None:
            words = _("{part} is not a time. Type times like 6 AM, 2 PM, 10 PM.")
            raise Unread(words.format(part=part))
        if lacks_half(part) and not is_on_24:
            words = _("{part}: is it AM or PM? Type times like 6 AM, 2 PM, 10 PM.")
            raise Unread(words.format(part=part))
        if wall in found:
            raise Unread(_("{time} stands twice.").format(time=f"{wall:%H:%M}"))
        found.append(wall)
    return tuple(sorted(found))


def _parted(part: str) -> Sequence[str]:
    """Return the times of "7am 1 pm 9pm", where each says AM or PM; else the part as it is.

    Of numbers alone nobody knows: "7 15" may be a quarter past seven.
    """
    pieces = [piece.strip() for piece in _AFTER_HALF.split(part) if piece.strip()]
    is_plain = all(time_of(piece) is not None and not lacks_half(piece) for piece in pieces)
    return pieces if is_plain else [part]


def _is_on_24(parts: Sequence[str]) -> bool:
    """Say whether a list was typed by a clock of 24 hours: one of it shows it, none says AM."""
    has_half = any("m" in part.casefold() or part[-1:].casefold() in "ap" for part in parts)
    return not has_half and any(time_of(part) and not lacks_half(part) for part in parts)


def number_text(value: Decimal | None) -> str:
    """Return an amount as it is typed; a blank when nobody wrote it."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def total_of(row: TypedStep) -> Decimal | None:
    """Return what the single doses of a row come to; None until all that were typed are numbers.

    A field that is left blank is a time at which no dose is written, or one whose amount the
    version before does not say: then nobody knows the total.
    """
    if row.kept is not None and any(dose.mg is None for dose in row.kept.doses):
        return None
    elsewhere = row.elsewhere.values() if row.stays else ()
    texts = [text for text in (*row.amounts, *elsewhere) if text.strip()]
    try:
        amounts = [amount(text) for text in texts]
    except Unread:
        return None
    return sum(amounts, Decimal(0)) if amounts else None


def _step(row: TypedStep, times: Sequence[str], route: PlanRoute) -> Step:
    starts = day_of(row.starts)
    if starts is None:
        raise Unread(day_wanted())
    at = dict(zip(times, row.amounts, strict=False)) | (dict(row.elsewhere) if row.stays else {})
    doses = tuple(dose for time in sorted(at) for dose in _doses_at(row, time, at[time]))
    per_day = amount(row.per_day) if row.per_day.strip() else None
    oral = route is PlanRoute.ORAL
    stood = row.kept or Step(from_=starts)
    is_other = (doses, per_day) != (stood.doses, stood.mg_per_day if oral else stood.mcg_per_day)
    return replace(
        stood,
        from_=starts,
        mg_per_day=per_day if oral else None,
        mcg_per_day=None if oral else per_day,
        doses=doses,
        status=row.status,
        status_by=row.said_by.strip() or None,
        status_at=row.said_at,
        # Words about amounts that somebody typed over would contradict them on every sheet.
        as_written=row.as_written or (None if is_other else stood.as_written),
    )


def _doses_at(row: TypedStep, time: str, text: str) -> Iterator[StepDose]:
    """Yield what is planned at a time: as it stood while nobody typed over it, else as typed.

    A dose may stand in the version before without its amount: it is a dose all the same.
    """
    stood = [dose for dose in row.kept.doses if dose.time == time] if row.kept is not None else []
    if stood and text == _amount_at(stood):
        yield from stood
    elif text.strip():
        yield StepDose(time=time, mg=amount(text))


def _amounts_at(step: Step) -> dict[str, str]:
    """Return what stands at each time of a step as it is typed."""
    times = dict.fromkeys(dose.time for dose in step.doses)
    return {time: _amount_at([dose for dose in step.doses if dose.time == time]) for time in times}


def _amounts_in(texts: Iterable[str]) -> list[str]:
    return sorted(text for text in texts if text.strip())


def _amount_at(doses: Sequence[StepDose]) -> str:
    """Return what stands at one time as it is typed; a blank when an amount is not written."""
    known = [dose.mg for dose in doses if dose.mg is not None]
    return number_text(sum(known, Decimal(0))) if known and len(known) == len(doses) else ""


def _typed_step(step: Step, times: Sequence[str], route: PlanRoute) -> TypedStep:
    at = _amounts_at(step)
    per_day = step.mcg_per_day if route is PlanRoute.ITB else step.mg_per_day
    if per_day is None and not step.doses:
        per_day = amount_of(step, route)  # it stands in the unit of the other route
    return TypedStep(
        starts=day_text(step.from_),
        amounts=tuple(at.get(time, "") for time in times),
        elsewhere={time: text for time, text in at.items() if time not in times},
        per_day=number_text(per_day),
        status=step.status,
        said_by=step.status_by or "",
        said_at=step.status_at,
        kept=step,
    )


def day_text(day: date | None) -> str:
    """Return a day as it is typed, "18 May 2026"; a blank when nobody wrote it."""
    return dates.long_date(day) if day is not None else ""


def day_wanted() -> str:
    """Return how a day is typed."""
    return _("Type the day like 18 May 2026, the month as a word.")
