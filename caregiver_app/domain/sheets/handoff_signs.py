# SPDX-License-Identifier: MIT
"""One line of the sheet's table of signs: now, usual, the worst of 72 hours, and since when."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.check_in import (
    Alertness,
    CheckIn,
    Grade,
    Hallucination,
    Missing,
    Orientation,
)
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import (
    Person,
)
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.outer_limits import TWO_ENDED, Outer
from caregiver_app.domain.units import tenth

THREE_DAYS = timedelta(hours=72)
VITALS = ("temp_c", "hr", "bp", "rr", "spo2", "alertness")
MEASURED = frozenset({"temp_c", "hr", "rr", "spo2"})
"""Signs of one number that a device shows; a pressure has two."""
TONE = ("stiffness", "psfs", "orientation", "hallucination", "tremor", "itching")
DEVICE = frozenset({Missing.DEVICE_LOW, Missing.DEVICE_HIGH})
Half = Decimal | int | Missing | None
Pressure = tuple[Half, Half]
Value = Decimal | int | StrEnum | Pressure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value and when it was taken. Pressures are (top, bottom).

    The LO or HI of a device is a value, or half of one. `on_oxygen` is true for a saturation that
    was measured while oxygen was given, `is_first` for the first of two readings of a check-in.
    """

    value: Value
    at: Moment
    on_oxygen: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One line of the table: now, usual, the worst of 72 h, and since when it is not as usual.

    `other_end` is the value at the other end of 72 h where that one may be as bad: beyond a limit
    of the rule set, or nobody knows what is usual and no limit holds. `began` is None where
    nobody can tell. `why_missing` is the reason that was given for no value now. `first` is what
    was read before the value of now, when it was measured twice.
    """

    field: str
    now: Reading | None
    usual: Value | None
    worst: Reading | None
    other_end: Reading | None = None
    is_worse_than_now: bool = False
    began: Moment | None
    why_missing: Missing | None
    first: Reading | None = None


def earlier(now: Moment, by: timedelta) -> Moment:
    """Return the instant so long before `now`, at the same offset."""
    return Moment(now.local - by, now.zone)


def recent(record: Record, now: Moment, window: timedelta) -> list[CheckIn]:
    """Return the check-ins of a window that ends now, the oldest first."""
    first = bisect_left(record.check_ins, earlier(now, window), key=lambda check_in: check_in.at)
    return list(record.check_ins[first:])


_ORDER: dict[str, tuple[StrEnum, ...]] = {
    "alertness": tuple(Alertness),
    "orientation": tuple(Orientation),
    "hallucination": tuple(Hallucination),
    "tremor": tuple(Grade),
    "itching": tuple(Grade),
}
_FALLS_ARE_WORSE = frozenset({"spo2"})


def _value(check_in: CheckIn, name: str) -> Value | None:
    if name == "bp":
        pair = (_half(check_in, "sbp"), _half(check_in, "dbp"))
        return None if pair == (None, None) else pair
    found: Value | None = measured(check_in, name)
    return found


def _half(check_in: CheckIn, name: str) -> Half:
    number: int | None = getattr(check_in, name)
    return _of_device(check_in, name) if number is None else number


def _of_device(check_in: CheckIn, name: str) -> Missing | None:
    """Return the LO or HI that a device showed in place of a number."""
    why = check_in.not_taken.get(name)
    return why if why in DEVICE else None


def _first_value(check_in: CheckIn, name: str) -> Value | None:
    first = check_in.first_reading
    if name == "bp":
        pair = (first.get("sbp"), first.get("dbp"))
        return None if pair == (None, None) else pair
    return first.get(name)


def readings_of(check_in: CheckIn, name: str) -> list[Reading]:
    """Return what was read of one sign: the first of two readings, then what counts."""
    value = _value(check_in, name)
    if value is None and name in MEASURED:
        value = _of_device(check_in, name)
    first = _first_value(check_in, name) if check_in.first_reading else None
    on_oxygen = _on_oxygen(check_in, name)
    found = []
    if first is not None:
        found.append(Reading(value=first, at=check_in.at, on_oxygen=on_oxygen, is_first=True))
    if value is not None:
        found.append(Reading(value=value, at=check_in.at, on_oxygen=on_oxygen))
    return found


def _on_oxygen(check_in: CheckIn, name: str) -> bool:
    return name == "spo2" and check_in.more.get("on_oxygen") is True


def _usual(person: Person, name: str) -> Value | None:
    if name == "bp":
        pair = (person.usual.sbp, person.usual.dbp)
        return None if pair == (None, None) else pair
    found: Value | None = getattr(person.usual, name, None)
    return found


def _badness(name: str, usual: Value | None) -> Callable[[Value], Decimal]:
    """Return how bad a value is; larger is worse, and as usual is 0 or less."""
    if name in _ORDER:
        order = _ORDER[name]
        base = order.index(usual) if isinstance(usual, StrEnum) and usual in order else 0
        return lambda value: Decimal(order.index(value) - base)
    normal = _number(usual)
    if name in _FALLS_ARE_WORSE:
        return lambda value: (normal if normal is not None else Decimal(100)) - size_of(value)
    if name in ("stiffness", "psfs"):
        return lambda value: size_of(value) - (normal or Decimal(0))
    return lambda value: abs(size_of(value) - normal) if normal is not None else size_of(value)


@lru_cache(maxsize=1024)
def _number(value: Value | None) -> Decimal | None:
    """Return the number that a value is compared by: LO and HI are beyond every limit."""
    if isinstance(value, tuple):
        shown = next((half for half in value if half in DEVICE), None)
        value = shown or (value[0] if value[0] is not None else value[1])
    if value in DEVICE:
        return Decimal("Infinity" if value is Missing.DEVICE_HIGH else "-Infinity")
    # The limits are held against tenths; a temperature may be as exact as it was typed.
    return None if value is None or isinstance(value, StrEnum) else tenth(Decimal(value))


def is_of_device(value: Value) -> bool:
    """Say whether a device showed LO or HI in place of a value, or of one half of it."""
    return not size_of(value).is_finite()


def size_of(value: Value) -> Decimal:
    """Return the number by which a value is larger or smaller than another one."""
    return _number(value) or Decimal(0)


def sign_of(record: Record, now: Moment, name: str, outer: Outer | None = None) -> Sign:
    """Return one line of the table; `outer` are the limits of the rule set for this sign."""
    last, usual = record.last_check_in, _usual(record.person, name)
    value = _value(last, name) if last else None
    bad = _badness(name, usual)
    within = recent(record, now, THREE_DAYS)
    readings = [reading for check_in in within for reading in readings_of(check_in, name)]
    if name in TWO_ENDED:
        worst, other_end = both_ends(readings, usual, outer)
    else:
        worst, other_end = (
            max(readings, key=lambda r: (bad(r.value), r.on_oxygen, r.at), default=None),
            None,
        )
    is_known = usual is not None or name in _ORDER
    has_began = is_known and value is not None and bad(value) > 0
    at_last = None
    if last is not None and value is not None:
        at_last = Reading(value=value, at=last.at, on_oxygen=_on_oxygen(last, name))
    return Sign(
        field=name,
        now=at_last,
        usual=usual,
        worst=worst,
        other_end=other_end,
        is_worse_than_now=worst is not None and (value is None or bad(worst.value) > bad(value)),
        began=_began(record, name, bad) if has_began else None,
        why_missing=last.not_taken.get("sbp" if name == "bp" else name) if last else None,
        first=_first_of(last, name) if last else None,
    )


def _first_of(last: CheckIn, name: str) -> Reading | None:
    return next((reading for reading in readings_of(last, name) if reading.is_first), None)


def both_ends(
    readings: Sequence[Reading], usual: Value | None, outer: Outer | None
) -> tuple[Reading | None, Reading | None]:
    """Return the worst reading of a sign that may be bad at both ends, and the one at the other.

    The worst is the furthest from usual. Without a usual value it is the highest, unless only the
    lowest is beyond a limit. The other one is None when it is within the limits, or on the same
    side of usual. LO or HI takes the place of no number: the worst one that is beyond a limit
    stands beside it, as long as nothing stands at the other end.
    """
    if not readings:
        return None, None
    low = min(readings, key=lambda r: (size_of(r.value), -r.at.utc.timestamp()))
    high = max(readings, key=lambda r: (size_of(r.value), r.at))
    ends, normal = (high, low), _number(usual)
    is_low, is_high = _is_below(low, outer), _is_above(high, outer)
    if normal is not None:
        ends = (high, low) if _off(high, normal) >= _off(low, normal) else (low, high)
    elif is_low and not is_high:
        ends = (low, high)
    worst, other = ends
    counts = is_low if other is low else is_high
    if normal is not None:
        beyond = size_of(low.value) < normal if other is low else size_of(high.value) > normal
        counts = counts and beyond
    elif outer is None:
        counts = True
    if counts and other.value != worst.value:
        return worst, other
    return worst, _worst_number(worst, readings, usual, outer)


def _worst_number(
    worst: Reading, readings: Sequence[Reading], usual: Value | None, outer: Outer | None
) -> Reading | None:
    if not is_of_device(worst.value):
        return None
    numbers = [reading for reading in readings if not is_of_device(reading.value)]
    found, _other = both_ends(numbers, usual, outer)
    is_bad = found is not None and (_is_below(found, outer) or _is_above(found, outer))
    return found if is_bad else None


def _off(reading: Reading, normal: Decimal) -> Decimal:
    return abs(size_of(reading.value) - normal)


def _is_below(reading: Reading, outer: Outer | None) -> bool:
    low = outer.low if outer is not None else None
    return size_of(reading.value) <= (Decimal("-Infinity") if low is None else low)


def _is_above(reading: Reading, outer: Outer | None) -> bool:
    high = outer.high if outer is not None else None
    return size_of(reading.value) >= (Decimal("Infinity") if high is None else high)


def _began(record: Record, name: str, bad: Callable[[Value], Decimal]) -> Moment | None:
    """Return the first check-in of the unbroken run that is worse than usual, newest backwards."""
    began = None
    for check_in in reversed(record.check_ins):
        value = _value(check_in, name)
        if value is None:
            continue
        if bad(value) <= 0:
            break
        began = check_in.at
    return began
