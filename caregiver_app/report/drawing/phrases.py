# SPDX-License-Identifier: MIT
"""How the sheet writes dates, times, doses, signs and what is missing: for a nurse, in 24 hours."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import Missing, PumpAlarm
from caregiver_app.domain.events import NUMBER_WRITTEN, ActionKind
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.person import ContactRole, Drug, Person
from caregiver_app.domain.sheets.handoff_signs import Pressure, Value
from caregiver_app.domain.units import fahrenheit, fahrenheit_limit, tenth
from caregiver_app.report.drawing.layout import fixed
from caregiver_app.report.drawing.words import _, ngettext

_LONGEST_NUMBER = 12
_SHORT = 16
"""Letters of a sentence that stays on one line."""
_DECIMALS = 6


def not_recorded() -> str:
    """Return what stands wherever nothing was written down."""
    return fixed(_("not recorded"))


def day_text(day: date | None) -> str:
    """Return a date as 2026-03-07."""
    return day.isoformat() if day else not_recorded()


def stamp(moment: Moment, now: Moment) -> str:
    """Return a date and time; the offset is added where it is not that of the page."""
    text = fixed(f"{moment.local:%Y-%m-%d %H:%M}")
    return text if same_offset(moment, now) else f"{text} ({offset(moment)})"


def short_stamp(moment: Moment, now: Moment) -> str:
    """Return the time alone for the day of printing, else the date with it."""
    if moment.day != now.day:
        return stamp(moment, now)
    return clock_text(moment, now)


def clock_text(moment: Moment, now: Moment) -> str:
    """Return the time alone; the offset is added where it is not that of the page."""
    text = f"{moment.local:%H:%M}"
    return text if same_offset(moment, now) else f"{text} ({offset(moment)})"


def hours_ago(moment: Moment, now: Moment) -> str:
    """Return an age in whole hours, or minutes below one; of what is yet to come the time."""
    if moment > now:
        return short_stamp(moment, now) if same_offset(moment, now) else _("age not sure")
    minutes = int(elapsed(moment.local, now.local).total_seconds() // 60)
    if minutes < 60:
        return fixed(_("{m} min ago").format(m=minutes))
    return fixed(_("{h} h ago").format(h=minutes // 60))


def offset(moment: Moment) -> str:
    """Return the offset with a real minus sign, as after UTC."""
    text = moment.local.isoformat()[-6:] if moment.local.utcoffset() else "+00:00"
    return "UTC" + text.replace("-", "\u2212")


def same_offset(moment: Moment, now: Moment) -> bool:
    """Say whether the clocks on the wall were the same then and there as those of the page."""
    return moment.local.utcoffset() == now.local.utcoffset()


def duration(length: timedelta) -> str:
    """Return 24 h 30 min; never in days alone, so that nobody counts from a rounded day."""
    minutes = int(length.total_seconds() // 60)
    return fixed(_("{h} h {m} min").format(h=minutes // 60, m=minutes % 60))


def seconds_text(seconds: int) -> str:
    """Return the length of a seizure: 2 min 10 s."""
    if seconds >= 3600:
        return duration(timedelta(seconds=seconds))
    if seconds < 60:
        return fixed(_("{s} s").format(s=seconds))
    return fixed(_("{m} min {s} s").format(m=seconds // 60, s=seconds % 60))


def number(value: Decimal | int) -> str:
    """Return a number without trailing zeros, with a leading one, and no thousands comma.

    One of more digits than anybody writes down is rounded, and says so.
    """
    text = f"{Decimal(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if len(text) <= _LONGEST_NUMBER:
        return text
    exact = Decimal(value)
    if exact.adjusted() < -_DECIMALS:
        return fixed(_("less than {n}").format(n=f"{Decimal(1).scaleb(-_DECIMALS):f}"))
    rounded = round(exact, _DECIMALS)
    return fixed(_("about {n}").format(n=f"{rounded:f}".rstrip("0").rstrip(".")))


def amount(value: Decimal | None, unit: str) -> str:
    """Return an amount with its unit, kept on one line."""
    return not_recorded() if value is None else fixed(f"{number(value)} {unit}")


def given_amount(mg: Decimal | None, ml: Decimal | None) -> str:
    """Return how much of a medicine was given: mg, else the mL of an unknown strength."""
    if mg is not None:
        return amount(mg, "mg")
    if ml is None:
        return fixed(_("mg: not recorded"))
    return _("{ml} (strength not recorded)").format(ml=amount(ml, "mL"))


def left_over(units: Decimal, *, in_ml: bool) -> str:
    """Return how much medicine is left, as it was counted: "units" could be taken for a dose."""
    if in_ml:
        return amount(units, "mL")
    words = ngettext("{n} tablet", "{n} tablets", 1 if units == 1 else 2)
    return fixed(words.format(n=number(units)))


def temperature(celsius: Decimal) -> str:
    """Return 103.3 °F (39.6 °C)."""
    return fixed(f"{fahrenheit(celsius)} °F ({tenth(celsius)} °C)")


def temperature_limit(celsius: Decimal) -> str:
    """Return 102.3 °F (39.1 °C): the first reading in °F that the rules take for that many °C."""
    return fixed(f"{fahrenheit_limit(celsius)} °F ({tenth(celsius)} °C)")


def pressure(value: Pressure) -> str:
    """Return 118/76 mmHg; a half that was not recorded is a question mark, of a device HI or LO."""
    top, bottom = (
        "?" if half is None else choice("", half) if isinstance(half, Missing) else number(half)
        for half in value
    )
    return fixed(f"{top}/{bottom} mmHg")


def yes_no(value: bool | None) -> str:
    """Return yes, no or not recorded."""
    return not_recorded() if value is None else (_("yes") if value else _("no"))


def any_text(value: object) -> str:
    """Return an answer of any kind in words; empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value)
    return number(value) if isinstance(value, Decimal | int) else str(value)


def sign_value(name: str, value: Value) -> str:
    """Return one value of a sign in clinical words, with its unit or scale."""
    if isinstance(value, tuple):
        return pressure(value)
    if isinstance(value, StrEnum):
        return choice(name, value)
    if name == "temp_c":
        return temperature(Decimal(value))
    return fixed(_units().get(name, "{value}").format(value=number(value)))


def _units() -> Mapping[str, str]:
    return {
        "spo2": _("{value} %"),
        "stiffness": _("{value}/10"),
        "psfs": _("{value}/4"),
        "anxiety": _("{value}/10"),
        "mood": _("{value}/10"),
        "agitation": _("{value}/3"),
        "sleep_h": _("{value} h in 24 h"),
    }


def oxygen_target(person: Person) -> str:
    """Return the oxygen that a doctor set as the target, as it was told; empty where none was."""
    if not person.spo2_target_88_92:
        return ""
    return _("doctor's {target}").format(target=fixed(_("target 88 to 92 %")))


def choice(name: str, value: StrEnum) -> str:
    """Return one choice of a field in clinical words."""
    words = {
        "alertness": {
            "awake": _("awake"),
            "drowsy": _("too sleepy, wakes easily"),
            "hard_to_wake": _("hard to wake"),
            "cannot_wake": _("cannot be woken"),
        },
        "orientation": {
            "normal": _("normal for them"),
            "muddled": _("mildly confused"),
            "very_confused": _("very confused"),
        },
        "breathing": {
            "normal": _("normal"),
            "trouble": _("hard or fast"),
            "slow_or_shallow": _("slow or shallow"),
        },
        "urine": {
            "normal": _("normal"),
            "dark_yellow": _("dark yellow"),
            "tea_cola": _("tea or cola colour"),
            "none_12h": _("none in 12 h"),
            "painful": _("painful"),
        },
        "hallucination": {"unsure": _("not sure")},
    }
    plain = {
        "none": _("none"),
        "no": _("no"),
        "yes": _("yes"),
        "mild": _("mild"),
        "severe": _("severe"),
        "some": _("some"),
        "soaking": _("soaking"),
        "unsure": _("not sure"),
        "device_low": _("LO"),
        "device_high": _("HI"),
    }
    return words.get(name, {}).get(value.value) or plain.get(value.value, value.value)


def sign_label(name: str) -> str:
    """Return what a sign is called in the table."""
    return {
        "temp_c": _("Temperature"),
        "hr": _("Pulse a minute"),
        "bp": _("Blood pressure"),
        "rr": _("Breaths a minute"),
        "spo2": _("Oxygen (SpO2)"),
        "alertness": _("Alertness"),
        "stiffness": _("Stiffness"),
        "psfs": _("Spasms (PSFS)"),
        "orientation": _("Confusion"),
        "hallucination": _("Hallucination"),
        "tremor": _("Tremor"),
        "itching": _("Itch / rash"),
        "breathing": _("Breathing"),
    }[name]


def answer_label(name: str) -> str:
    """Return what an answer is called that a check-in needs and has not."""
    return {
        "alertness": _("alertness"),
        "orientation": _("confusion"),
        "hallucination": _("hallucination"),
        "seizures": _("seizures"),
        "breathing": _("breathing"),
        "stiffness": _("stiffness"),
        "dose_status": _("doses taken"),
        "pump_alarm": _("pump alarm"),
        "dob": _("date of birth"),
    }.get(name) or name.replace("_", " ")


def why_missing(why: Missing | None) -> str:
    """Return why there is no value now; the device's LO and HI are readings of their own."""
    if why is None:
        return not_recorded()
    return {
        Missing.NOT_ASKED: _("not recorded"),
        Missing.NOT_SURE: _("not sure"),
        Missing.COULD_NOT: _("could not check"),
        Missing.REFUSED: _("refused"),
        Missing.DEVICE_LOW: _("device showed LO"),
        Missing.DEVICE_HIGH: _("device showed HI"),
    }[why]


def alarm_text(alarm: PumpAlarm | None) -> str:
    """Return what was heard from the pump."""
    if alarm is None:
        return not_recorded()
    return {
        PumpAlarm.NONE: _("no alarm heard"),
        PumpAlarm.SINGLE: _("single tone"),
        PumpAlarm.TWO_TONE: _("two-tone"),
        PumpAlarm.UNSURE: _("a sound, not sure"),
    }[alarm]


def action_text(kind: ActionKind, number: str, *, names: bool) -> str:
    """Return what somebody did, with a preposition for a name that follows when it `names` one.

    The record keeps no number of a call for help, and the country may have changed.
    """
    if kind is ActionKind.CALLED_911 and number != NUMBER_WRITTEN:
        return _("called the emergency number")
    return {
        ActionKind.CALLED: _("called") if names else _("called somebody"),
        ActionKind.SPOKE: _("spoke with") if names else _("spoke with somebody"),
        ActionKind.NO_ANSWER: _("no answer from") if names else _("no answer"),
        ActionKind.WENT_TO_ER: _("went to the ER"),
        ActionKind.CALLED_911: _("called {number}").format(number=number),
        ActionKind.RECHECKED: _("checked again"),
        ActionKind.CONFIRMED_PLAN: _("confirmed the plan with")
        if names
        else _("confirmed the plan"),
        ActionKind.DISMISSED: _("alert dismissed"),
    }[kind]


def role_text(role: ContactRole) -> str:
    """Return why a contact is on the sheet."""
    return {
        ContactRole.PRESCRIBER: _("Prescriber"),
        ContactRole.PUMP_CLINIC: _("Pump clinic"),
        ContactRole.AFTER_HOURS: _("After hours"),
        ContactRole.DECISION_MAKER: _("Decides for them"),
        ContactRole.FAMILY: _("Family"),
        ContactRole.PHARMACY: _("Pharmacy"),
    }[role]


def drug_text(drug: Drug) -> str:
    """Return the drug's name in lower case, in full."""
    return _("baclofen") if drug is Drug.BACLOFEN else _("clonazepam")


def days_ago(days: int) -> str:
    """Return cut n days ago."""
    if days == 0:
        return _("cut today")
    return fixed(ngettext("cut {n} day ago", "cut {n} days ago", days).format(n=days))


def with_whole_end(text: str) -> str:
    """Return sentences of which a short last one stays on one line: no number alone on one."""
    told, end, last = text.rpartition(". ")
    return told + end + (fixed(last) if len(last) <= _SHORT else last)


def in_row(count: int, *, or_more: bool = False) -> str:
    """Return n doses in a row, or n or more."""
    if or_more:
        return fixed(_("{n} or more doses in a row").format(n=count))
    return fixed(ngettext("{n} dose in a row", "{n} doses in a row", count).format(n=count))
