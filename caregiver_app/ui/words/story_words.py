# SPDX-License-Identifier: MIT
"""What a line of the story says: check-ins, doses, events, what was done, and corrections."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, Change, PumpEvent, PumpEventKind
from caregiver_app.domain.form import Form
from caregiver_app.domain.happened import Happening, kind_of, seconds_of
from caregiver_app.domain.history.corrections import UNDO, Correction
from caregiver_app.domain.history.story import Fact
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import FieldError, from_plain
from caregiver_app.system.words import _, apart
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import answers_of, field_name, level_name
from caregiver_app.ui.words.care_words import care_title
from caregiver_app.ui.words.emergency_log_words import action_words

_MINUTE = timedelta(minutes=1)
NOTHING = "\u2013"
_DAYS = frozenset({"low_reservoir_date", "empty_date", "refill_appointment"})


def title_of(fact: Fact) -> str:
    """Return what a line is about in one to three words."""
    if isinstance(fact, DoseEvent):
        return dose_status_words(fact.status)
    if isinstance(fact, ActionTaken):
        return action_words(fact).removesuffix(f" ({apart(fact.who or '')})")
    if isinstance(fact, PumpEvent):
        return pump_event_words(fact)
    happened = kind_of(fact)
    if happened is not None:
        return happened_words(happened)
    return level_name(fact.assessment.level) if fact.assessment else _("Check-in, not judged")


def dose_status_words(status: DoseStatus) -> str:
    """Return what became of a dose, in words."""
    return {
        DoseStatus.TAKEN: _("Dose taken"),
        DoseStatus.LATE: _("Dose late"),
        DoseStatus.MISSED: _("Dose missed"),
        DoseStatus.VOMITED: _("Dose vomited"),
        DoseStatus.PARTLY: _("Dose partly taken"),
        DoseStatus.REFUSED: _("Dose refused"),
        DoseStatus.EXTRA: _("Extra dose"),
        DoseStatus.UNSURE: _("Dose, not sure"),
    }[status]


def happened_words(kind: Happening) -> str:
    """Return what an event was."""
    return {
        Happening.SEIZURE: _("Seizure"),
        Happening.SPASMS: _("Spasm storm"),
        Happening.FALL: _("Fall"),
        Happening.PUMP_SOUND: _("Pump sound"),
        Happening.OTHER: _("Something else"),
        Happening.DOSE: _("Dose written down"),
        Happening.MEDICINE: _("As-needed medicine"),
        Happening.CORRECTION: _("Change written down"),
        Happening.PUMP: _("Pump entry written down"),
        Happening.TIME: _("Time passed"),
    }[kind]


def pump_event_words(event: PumpEvent) -> str:
    """Return what happened to the pump."""
    return {
        PumpEventKind.REFILL: _("Pump refill"),
        PumpEventKind.DOSE_CHANGE: _("Pump dose changed"),
        PumpEventKind.ALARM: _("Pump alarm"),
        PumpEventKind.MRI: _("MRI"),
        PumpEventKind.CHECK: _("Pump checked"),
        PumpEventKind.PROCEDURE: _("Pump procedure"),
    }[event.kind]


def tone_words(tone: PumpAlarm) -> str:
    """Return what was heard from the pump."""
    return {
        PumpAlarm.NONE: _("no sound"),
        PumpAlarm.SINGLE: _("one tone"),
        PumpAlarm.TWO_TONE: _("two tones"),
        PumpAlarm.UNSURE: _("a sound, not sure which"),
    }[tone]


def dose_words(dose: DoseEvent, medicine: str) -> str:
    """Return how much a dose was, of which medicine, and how late.

    Two medicines have doses at one time: a blank only where the name stands beside it.
    """
    amount = [dates.amount(dose.mg, "mg") if dose.mg is not None or dose.ml is None else ""]
    amount.append(dates.amount(dose.ml, "mL") if dose.ml is not None else "")
    said = ", ".join(part for part in amount if part)
    has_amount = dose.mg is not None or dose.ml is not None
    named = (said, medicine) if has_amount else (medicine, said)
    parts = [(" " if has_amount else ", ").join(part for part in named if part)]
    if dose.at is not None and dose.scheduled_for is not None:
        late = dates.between(dose.scheduled_for, dose.at)
        if dose.status is DoseStatus.LATE and late >= _MINUTE:
            parts.append(_("{duration} late").format(duration=dates.duration(late)))
    return ", ".join(part for part in parts if part)


def done_words(action: ActionTaken) -> str:
    """Return who it was about something that was done, where the title does not say it."""
    who = action.who if action_words(action).endswith(f" ({apart(action.who or '')})") else None
    return ": ".join(apart(part) for part in (who, action.note) if part)


def event_words(check_in: CheckIn) -> str:
    """Return what is known of an event: how long it was, what was given, the note."""
    parts = [", ".join(apart(p) for p in (g.name, g.dose_text) if p) for g in check_in.prn_taken]
    seconds = seconds_of(check_in)
    if seconds is not None:
        parts.append(_("lasted {length}").format(length=length_words(seconds)))
        ended = Moment(check_in.at.local + timedelta(seconds=seconds), check_in.at.zone)
        parts.append(_("ended {time}").format(time=dates.clock_time(ended)))
    if check_in.assessment is not None:
        parts.append(level_name(check_in.assessment.level))
    return ", ".join([*parts, *([apart(check_in.note)] if check_in.note else [])])


def length_words(seconds: int) -> str:
    """Return "3 min 20 s"; under a minute only the seconds."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}\u00a0min {rest}\u00a0s" if minutes else f"{rest}\u00a0s"


def pump_words(event: PumpEvent) -> str:
    """Return what is known of a pump event."""
    parts = [tone_words(event.tone) if event.tone is not None else ""]
    if event.dose_mcg_per_day is not None:
        parts.append(_("{amount} a day").format(amount=dates.amount(event.dose_mcg_per_day, "mcg")))
    for words, day in (
        (_("low reservoir {date}"), event.low_reservoir_date),
        (_("empty {date}"), event.empty_date),
        (_("next refill {date}"), event.refill_appointment),
    ):
        parts.append(words.format(date=dates.short_date(day)) if day is not None else "")
    return ", ".join(part for part in (*parts, apart(event.note or "")) if part)


# ---- corrections


def correction_title(told: Correction, fact: Fact | None, form: Form) -> str:
    """Return what a line of the log of changes did."""
    own = care_title(told)
    if own:
        return own
    if told.is_removal or told.is_return:
        words = _("{what} removed") if told.is_removal else _("{what} put back")
        return words.format(what=what_words(fact))
    if told.is_end and told.reason != UNDO:
        return _("The end was written down")
    names = list(dict.fromkeys(_name(change, fact, form) for change in told.answers))
    words = _("{what} put back as before") if told.reason == UNDO else _("{what} corrected")
    return words.format(what=", ".join(names))


def what_words(fact: Fact | None) -> str:
    """Return what kind of entry somebody changed."""
    if isinstance(fact, CheckIn):
        return _("Check-in") if kind_of(fact) is None else _("Event")
    if isinstance(fact, DoseEvent):
        return _("Dose")
    if isinstance(fact, PumpEvent):
        return _("Pump event")
    return _("Note of a call") if isinstance(fact, ActionTaken) else _("Entry")


def reason_words(told: Correction) -> str:
    """Return why somebody changed it, in their words; what the program wrote for them in ours."""
    own = {
        UNDO: _("taken back"),
        "note": _("what they said was added"),
        "told afterwards": _("told afterwards"),
    }
    return own.get(told.reason or "", f"\u201c{told.reason}\u201d" if told.reason else "")


def changed_values(
    told: Correction, fact: Fact | None, form: Form
) -> tuple[tuple[str, str, str], ...]:
    """Return the name of every answer that was changed, with its words before and after."""
    found = []
    for change in told.answers:
        if change.field.partition(".")[0] in ("removed", "first_reading"):
            continue
        sides = [_value_words(told, change, fact, form, after=after) for after in (False, True)]
        row = (_name(change, fact, form), sides[0], sides[1])
        if row not in found:
            found.append(row)
    return tuple(found)


def _name(change: Change, fact: Fact | None, form: Form) -> str:
    if isinstance(fact, DoseEvent):
        return _dose_names().get(change.field, change.field.replace("_", " "))
    own = _pump_names() if isinstance(fact, PumpEvent) else {}
    own = _action_names() if isinstance(fact, ActionTaken) else own
    own = {"at": _("Time"), "note": _("Note")} | own
    if change.field in own:
        return own[change.field]
    return field_name(change.field.removeprefix("not_taken."), form)


def _pump_names() -> dict[str, str]:
    return {
        "tone": _("Sound"),
        "dose_mcg_per_day": _("Dose a day"),
        "low_reservoir_date": _("Low reservoir"),
        "empty_date": _("Empty"),
        "refill_appointment": _("Next refill"),
    }


def _action_names() -> dict[str, str]:
    return {
        "kind": _("What was done"),
        "who": _("Who answered"),
        "note": _("What they said"),
    }


def _dose_names() -> dict[str, str]:
    return {
        "mg": _("Amount"),
        "ml": _("Amount"),
        "tablets": _("Tablets"),
        "status": _("What became of it"),
        "at": _("Time given"),
        "scheduled_for": _("Time planned"),
        "vomited_after_min": _("Vomited after"),
        "note": _("Note"),
        "drug": _("Medicine"),
    }


def _value_words(
    told: Correction, change: Change, fact: Fact | None, form: Form, *, after: bool
) -> str:
    value = change.after if after else change.before
    if isinstance(fact, CheckIn) and change.field not in ("note", "at"):
        return _answer_words(told, change, fact, form, after=after)
    if value is None:
        return _("not recorded")
    if change.field == "status":
        return dose_status_words(DoseStatus(str(value)))
    if change.field in ("at", "scheduled_for"):
        return dates.date_time(Moment.parse(str(value)))
    if change.field in _DAYS:
        return dates.short_date(date.fromisoformat(str(value)))
    if change.field == "tone":
        return tone_words(PumpAlarm(str(value)))
    if change.field == "kind" and isinstance(fact, ActionTaken):
        return action_words(replace(fact, kind=ActionKind(str(value)), who=None))
    units = {"mg": "mg", "ml": "mL", "vomited_after_min": _("min"), "dose_mcg_per_day": "mcg"}
    unit = units.get(change.field)
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return dates.amount(Decimal(str(value)), unit) if unit and number else str(value)


def _answer_words(
    told: Correction, change: Change, fact: CheckIn, form: Form, *, after: bool
) -> str:
    """Return an answer as the detail would show it, from the values of one side of a change."""
    field = change.field.removeprefix("not_taken.")
    payload: dict[str, Any] = {"id": fact.id, "at": fact.at.text}
    for other in told.changes:
        value = other.after if after else other.before
        if value is not None and other.field != "assessment":
            head, _dot, item = other.field.partition(".")
            if item:
                payload.setdefault(head, {})[item] = value
            else:
                payload[head] = value
    try:
        side = from_plain(CheckIn, payload)
    except FieldError:
        return str(change.after if after else change.before)
    name = field_name(field, form)
    found = (a.words for a in answers_of(side, form) if a.name == name)
    return next(found, _("not recorded"))
