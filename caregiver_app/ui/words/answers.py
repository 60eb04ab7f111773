# SPDX-License-Identifier: MIT
"""The answers of a stored check-in in a caregiver's words, missing ones with their reason."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from caregiver_app.domain.as_usual import fields_stated
from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.check_in import AsNeeded, CheckIn, Missing, Mode, Seizure
from caregiver_app.domain.dosing.dose_told import FROM_LOG, is_or_more
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.units import fahrenheit, tenth
from caregiver_app.domain.usual_mark import MARK
from caregiver_app.system.words import _, apart, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.digits import marked, shown

_NO_BREAK = "\u00a0"
_NOT_ANSWERS = frozenset(
    {
        "id",
        "at",
        "zone",
        "assessment",
        "mode",
        "recorder",
        "observer",
        "entered_unit",
        "raw",
        "not_taken",
        "first_reading",
        "more",
        "note",
        "bp_repeat",
    }
)


_MARKS = frozenset({MARK, WRITTEN_AT, FROM_LOG})
"""What is said of the whole check-in, not a line of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a check-in; `recorded` is false when there is only a reason."""

    name: str
    words: str
    recorded: bool


def answers_of(check_in: CheckIn, form: Form) -> tuple[Answer, ...]:
    """Return every answer with its unit, then what was asked and not answered.

    Of the questions that only the full form asks, those without answer and reason are left out:
    nobody knows whether their group was opened.
    """
    given = []
    absent = []
    stated = fields_stated(check_in)
    for field in _fields_in_order(form):
        value = getattr(check_in, field)
        if field == "dbp" and value is not None and check_in.sbp is not None:
            continue
        if value is None or value == ():
            reason = _reason(check_in, field, form)
            if reason:
                absent.append(Answer(field_name(field, form), reason, False))
            continue
        words = _value_words(check_in, field, form)
        if field in stated:
            words = _("{answer} (as usual)").format(answer=words)
        given.append(Answer(field_name(field, form), words, True))
    for item, value in check_in.more.items():
        if value is not None and item not in _MARKS:
            name = f"more.{item}"
            given.append(Answer(field_name(name, form), _more_words(check_in, name, form), True))
    absent += [
        Answer(field_name(name, form), missing_words(reason), False)
        for name, reason in check_in.not_taken.items()
        if name.startswith("more.")
    ]
    return (*given, *absent)


def field_name(field: str, form: Form) -> str:
    """Return the short name of a field: the form's own, or ours for what only Full asks."""
    if field == "bp":
        return _("Blood pressure")
    try:
        return form.question(field).short.rstrip("?")
    except KeyError:
        plain = field.removeprefix("more.").replace("_", " ")
        return _other_names().get(field, plain)


def unit_words(unit: str) -> str:
    """Return a unit as it is read aloud."""
    words = {"per_minute": _("a minute"), "h": _("hours"), "days": _("days")}
    return words.get(unit, unit)


def missing_words(reason: Missing) -> str:
    """Return why there is no answer."""
    return {
        Missing.NOT_ASKED: _("not asked"),
        Missing.NOT_SURE: _("not sure"),
        Missing.COULD_NOT: _("could not measure"),
        Missing.REFUSED: _("refused"),
        Missing.DEVICE_LOW: _("device shows LO"),
        Missing.DEVICE_HIGH: _("device shows HI"),
    }[reason]


def level_name(level: Level) -> str:
    """Return the short name of a level for a line in a list."""
    return {
        Level.EMERGENCY: _("Emergency"),
        Level.URGENT: _("Urgent"),
        Level.WATCH: _("Watch"),
        Level.INCOMPLETE: _("Incomplete"),
        Level.NO_FLAGS: _("No flags"),
    }[level]


def _fields_in_order(form: Form) -> list[str]:
    asked = [question.id for question in form.questions]
    rest = [field for field in CheckIn.__dataclass_fields__ if field not in asked]
    known = set(CheckIn.__dataclass_fields__)
    return [field for field in asked + rest if field in known and field not in _NOT_ANSWERS]


def _reason(check_in: CheckIn, field: str, form: Form) -> str:
    reason = check_in.not_taken.get(field)
    if reason is not None:
        return missing_words(reason)
    question = _question(form, field)
    asked = question is not None and question.mode is Mode.QUICK
    return _("not recorded") if asked else ""


def _value_words(check_in: CheckIn, field: str, form: Form) -> str:
    words = _one_reading(check_in, field, form)
    first = check_in.first_reading
    if field not in first:
        return words
    before: dict[str, Any] = {name: first[name] for name in (field, "dbp") if name in first}
    earlier = _one_reading(replace(check_in, **before, raw={}), field, form)
    return _("{value}, first reading {first}").format(value=words, first=earlier)


def _one_reading(check_in: CheckIn, field: str, form: Form) -> str:
    value = getattr(check_in, field)
    question = _question(form, field)
    if field == "temp_c":
        return temperature(value, check_in)
    if field == "doses_missed_in_row" and is_or_more(check_in):
        return _("{n} or more").format(n=value)
    if field == "sbp" and check_in.dbp is not None:
        value = f"{value}/{check_in.dbp}"
    return _with_typed(_said(question, value), check_in, field)


def _more_words(check_in: CheckIn, name: str, form: Form) -> str:
    """Return an answer that no rule reads, in the words of its question."""
    value = check_in.more[name.removeprefix("more.")]
    return _with_typed(_said(_question(form, name), value), check_in, name)


def _said(question: Question | None, value: object) -> str:
    """Return a value in the words of its question, with its unit."""
    if question is None:
        return _plain_words(value)
    if question.kind == "many" and isinstance(value, tuple):
        return "; ".join(_choice_words(question, one) or str(one) for one in value)
    words = _choice_words(question, value) or _plain_words(value)
    if question.kind == "scale":
        return _("{value} of 10").format(value=words)
    unit = unit_words(question.unit) if question.kind in ("number", "choice") else ""
    return f"{words}{_NO_BREAK}{unit}" if unit else words


def _with_typed(words: str, check_in: CheckIn, field: str) -> str:
    """Return the words, after what was typed when that was in another unit."""
    unit, typed = check_in.entered_unit.get(field), check_in.raw.get(field)
    if not unit or not typed or words.endswith(f"{_NO_BREAK}{unit}"):
        return words
    return f"{typed}{_NO_BREAK}{unit} ({words})"


def temperature(value: Decimal, check_in: CheckIn | None = None) -> str:
    """Return a temperature as it was typed, with the other unit in brackets."""
    in_celsius = f"{shown(tenth(value))}{_NO_BREAK}°C"
    in_fahrenheit = f"{shown(fahrenheit(value))}{_NO_BREAK}°F"
    typed_f = check_in is not None and check_in.entered_unit.get("temp_c") == "F"
    if typed_f and check_in is not None and "temp_c" in check_in.raw:
        in_fahrenheit = f"{marked(check_in.raw['temp_c'])}{_NO_BREAK}°F"
    both = (in_fahrenheit, in_celsius) if typed_f else (in_celsius, in_fahrenheit)
    return "{} ({})".format(*both)


def _question(form: Form, field: str) -> Question | None:
    try:
        return form.question(field)
    except KeyError:
        return None


def _choice_words(question: Question, value: object) -> str:
    stored = str(value).lower() if isinstance(value, bool) else str(value)
    return next((c.label for c in question.choices if c.value == stored), "")


def _plain_words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Moment):
        return dates.date_time(value)
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    if isinstance(value, Decimal):
        return shown(value)
    if isinstance(value, tuple):
        return "; ".join(_item_words(item) for item in value)
    return str(value)


def _item_words(item: object) -> str:
    if isinstance(item, Seizure):
        text = dates.date_time(item.start)
        if item.duration_s is None:
            return text
        seconds = ngettext("{n} second", "{n} seconds", item.duration_s)
        return f"{text}, {seconds.format(n=item.duration_s)}"
    if isinstance(item, AsNeeded):
        at = dates.date_time(item.at) if item.at is not None else None
        return ", ".join(apart(part) for part in (item.name, item.dose_text, at) if part)
    name = getattr(item, "name", None)
    return str(name) if name is not None else str(item)


def _other_names() -> dict[str, str]:
    """Return the names of what the quick form does not ask."""
    return {
        "psfs": _("Spasms"),
        "anxiety": _("Anxiety"),
        "agitation": _("Upset"),
        "mood": _("Mood"),
        "sweating": _("Sweating"),
        "tremor": _("Shaking"),
        "hallucination": _("Seeing things"),
        "seizures": _("Seizures"),
        "nausea": _("Nausea"),
        "urine": _("Urine"),
        "fall": _("Fall"),
        "self_harm": _("Hurting themselves"),
        "sleep_h": _("Sleep, hours"),
        "weight_kg": _("Weight, kg"),
        "vomiting_count": _("Vomited, times"),
        "vomited_doses_24h": _("Doses vomited in 24 h"),
        "doses_missed_in_row": _("Doses missed in a row"),
        "last_kept_dose_at": _("Last dose kept down"),
        "extra_dose": _("Extra dose"),
        "restart_after_gap": _("Started again after a gap"),
        "recent_increase": _("Dose went up lately"),
        "mri_unchecked": _("MRI, pump not checked since"),
        "refill_done": _("Pump refill done"),
        "more.happened": _("What happened"),
        "more.happened_seconds": _("How long, in seconds"),
        "more.happened_end_not_known": _("End not seen"),
        "more.another_seizure": _("Not the seizure that was tapped"),
        "more.another_fall": _("Not the fall that was tapped"),
        "refill_confirmed_missed": _("Pump refill missed"),
        "prn_taken": _("As-needed medicine"),
        "other_signs": _("Other signs"),
        "passed_out": _("Passed out"),
        "stiff_sudden": _("Very stiff, all of a sudden"),
        "floppy": _("Floppy"),
        "dizzy": _("Dizzy"),
        "tingling": _("Tingling"),
        "flushing": _("Flushing"),
        "chest_pain": _("Chest pain"),
        "stroke_signs": _("Stroke signs"),
        "severe_headache": _("Very bad headache"),
        "vision_change": _("Sight changed"),
        "weak_numb": _("Weak or numb"),
        "muscle_pain": _("Sore muscles"),
        "cannot_keep_fluids": _("Cannot keep drinks down"),
        "worried": _("Worried"),
    }
