# SPDX-License-Identifier: MIT
"""What is said of a dose before and after it is written down."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_entry import Asked, Caution, PlannedDose
from caregiver_app.domain.dosing.typed_amount import AmountProblem, DoseAmount
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.number_words import without_comma
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words


def planned_words(dose: PlannedDose, now: Moment) -> str:
    """Return a planned dose as it is offered: its time, amount and what is known of it."""
    at = dates.day_and_time(dose.due, now)
    return _("{time}, {amount}: {state}").format(
        time=at, amount=dates.dose_amount(dose.mg, dose.ml), state=_state(dose, now)
    )


def _state(dose: PlannedDose, now: Moment) -> str:
    entry = dose.entry
    if entry is None:
        away = dates.between(now, dose.due)
        if away.total_seconds() > 0:
            return dates.ahead(away)
        return _("not written down")
    words = status_words(entry.status)
    given = entry.at if entry.status not in (DoseStatus.MISSED, DoseStatus.REFUSED) else None
    if given is None:
        return words
    is_that_day = given.day == dose.due.day
    at = dates.clock_time(given) if is_that_day else dates.day_and_time(given, dose.due)
    if entry.status is DoseStatus.VOMITED:  # the time is that of the dose, not of what came up
        return _("given {time}, vomited").format(time=at)
    return f"{words} {at}"


def status_words(status: DoseStatus) -> str:
    """Return what became of a dose in one or two words."""
    return {
        DoseStatus.TAKEN: _("given"),
        DoseStatus.LATE: _("given late"),
        DoseStatus.MISSED: _("missed"),
        DoseStatus.VOMITED: _("vomited"),
        DoseStatus.PARTLY: _("partly given"),
        DoseStatus.REFUSED: _("refused"),
        DoseStatus.EXTRA: _("extra"),
        DoseStatus.UNSURE: _("not sure"),
    }[status]


def written_words(what: str, *, waits: bool) -> str:
    """Return what is said after the press: of what waits for the disk not that it is written."""
    return (_("Noted: {what}") if waits else _("Written down: {what}")).format(what=what)


def read_back(dose: DoseEvent, own: Drug, now: Moment) -> str:
    """Return a dose in one sentence: what, which planned one, what became of it, both times."""
    parts = [f"{amount_words(dose)} {drug_words(dose.drug or own)}".strip()]
    if dose.scheduled_for is not None:
        due = dates.day_and_time(dose.scheduled_for, now)
        parts.append(_("the {time} dose").format(time=due))
    parts.append(_became(dose, now))
    if dose.vomited_after_min is not None:
        parts.append(_("{n} minutes after").format(n=_minutes(dose.vomited_after_min)))
    return ", ".join(part.strip() for part in parts if part.strip()) + "."


def _minutes(minutes: Decimal) -> str:
    return dates.amount(minutes, "").strip()


def _became(dose: DoseEvent, now: Moment) -> str:
    words = {
        DoseStatus.TAKEN: _("given"),
        DoseStatus.LATE: _("given"),
        DoseStatus.EXTRA: _("an extra dose, given"),
    }.get(dose.status, status_words(dose.status))
    if dose.at is None:
        return words
    at = dates.day_and_time(dose.at, now)
    if dose.status is DoseStatus.VOMITED:
        return _("given at {time}, vomited").format(time=at)
    words = _("{what} at {time}").format(what=words, time=at)
    if dose.scheduled_for is None or dose.status is not DoseStatus.LATE:
        return words
    late = dates.duration(dates.between(dose.scheduled_for, dose.at))
    return _("{what}, {length} late").format(what=words, length=late)


def amount_words(dose: DoseEvent) -> str:
    """Return the amount with everything that was written of it; blank when nothing was given."""
    if dose.status in (DoseStatus.MISSED, DoseStatus.REFUSED):
        return ""
    parts = [dose.tablets or ""]
    if dose.ml is not None:
        parts.append(dates.amount(dose.ml, "mL"))
    if dose.mg is not None or not any(parts):
        parts.append(dates.amount(dose.mg, "mg"))
    return ", ".join(part for part in parts if part)


def caution_words(asked: Asked, now: Moment) -> str:
    """Return the question about a dose; it never says what to give."""
    if asked.caution is Caution.TENFOLD:
        planned = dates.amount(asked.planned, "mg")
        return _("Planned is {planned}. This is ten times off, or more.").format(planned=planned)
    if asked.caution in (Caution.FAR_OFF, Caution.NOT_DUE_YET):
        return _far_off_words(asked, now)
    if asked.caution is Caution.OTHER_AMOUNT:
        return _("Planned is {planned}.").format(planned=dates.amount(asked.planned, "mg"))
    other = asked.other
    known = _known(other, now) if other is not None else ""
    if asked.caution is Caution.SAME_DOSE:
        return _("This dose is already written down: {known}. Was it given twice?").format(
            known=known
        )
    if asked.caution is Caution.CAME_UP:
        return _("This dose is already written down: {known}. Did it come up after that?").format(
            known=known
        )
    if asked.caution is Caution.WRITTEN_BEFORE:
        words = _("This dose is already written down: {known}. Write this down too?")
        return words.format(known=known)
    apart = dates.duration(asked.apart) if asked.apart is not None else ""
    if asked.caution is Caution.DOUBLE:
        words = _("Another dose is {apart} apart: {known}. Was this one given too?")
    else:
        words = _("This is soon: {apart} from the dose before or after it ({known}).")
    return words.format(apart=apart, known=known)


def _far_off_words(asked: Asked, now: Moment) -> str:
    if asked.due is None or asked.apart is None:
        raise ValueError("a dose far off its time names that time")
    if asked.caution is Caution.NOT_DUE_YET:
        words = _("Planned for {time}, in {apart}. It is not due yet. Is it the right dose?")
    elif asked.apart < timedelta(0):
        words = _("Planned for {time}. This is {apart} before it. Are day and time right?")
    else:
        words = _("Planned for {time}. This is {apart} after it. Are day and time right?")
    return words.format(time=dates.day_and_time(asked.due, now), apart=dates.duration(asked.apart))


def _known(dose: DoseEvent, now: Moment) -> str:
    when = dose.when
    at = dates.day_and_time(when, now) if when is not None else _("no time")
    is_mg_alone = dose.mg is not None and dose.ml is None
    amount = dates.amount(dose.mg, "mg") if is_mg_alone else amount_words(dose)
    parts = (amount, status_words(dose.status), at, dose.recorder)
    return ", ".join(part for part in parts if part)


def amount_problem(problem: AmountProblem) -> str:
    """Return what is wrong with a typed amount, and what can be typed."""
    return {
        AmountProblem.EMPTY: "",
        AmountProblem.NOT_AN_AMOUNT: _("This is no amount. Type it like 10 mg or ½ tablet."),
        AmountProblem.NO_UNIT: _("Type mg, mL or tablet after the number."),
        AmountProblem.OTHER_UNIT: _("Type the amount in mg, mL or tablets."),
        AmountProblem.NOTHING: _("0 is no dose. Choose missed or refused above."),
        AmountProblem.TOO_MUCH: _("This cannot be right. At most 500 is kept."),
        AmountProblem.THOUSANDS: without_comma(),
    }[problem]


def amount_hint(
    amount: DoseAmount | None,
    planned: PlannedDose | None,
    *,
    partly: bool,
    per_ml: Decimal | None,
) -> str:
    """Return what a typed amount comes to, or what a blank one means."""
    if amount is None:
        if planned is None or planned.mg is None:
            return _("Type it like 10 mg, 5 mL or ½ tablet. Left empty it is not recorded.")
        mg = dates.amount(planned.mg, "mg")
        if partly:
            return _("Planned were {mg}. How much went down, if you know?").format(mg=mg)
        return _("Left empty it is {mg}, as planned. Type any other amount.").format(mg=mg)
    if not amount.is_exact:
        return _("The strength is not recorded, so the mg are not known.")
    if amount.ml is not None and per_ml is not None:
        mg, strength = dates.amount(amount.ml * per_ml, "mg"), dates.amount(per_ml, "mg")
        return _("{mg} at {strength} in 1 mL.").format(mg=mg, strength=strength)
    if amount.tablets is not None:
        return _("{mg} in all.").format(mg=dates.amount(amount.mg, "mg"))
    return ""


def all_cautions(asked: Sequence[Asked], now: Moment) -> str:
    """Return every question about a dose, one a line."""
    return "\n".join(caution_words(one, now) for one in asked)
