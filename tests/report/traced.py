# SPDX-License-Identifier: MIT
"""Whether each number on a sheet comes from the record, worked out anew from its plain form."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.newest_entries import all_that_happened
from caregiver_app.domain.dosing.slots import slot_of_entries
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.record import Record

_CITED = re.compile(r"(May resemble|For clinicians:).*?(?=Recorded by family)", re.S)
_COUNTED = r"(?<![\d.-])\d+ "
_OURS = re.compile(
    r"Page 1 of 1|(?<!\d)72 h|in 7 days|PSFS|SpO2|24-h|rule set 20\d\d\.\d+|T6 or above"
    r"|48 h or more|not written down \d+"
    r"|more than (6|12) h|in 24 h|UTC[+\u2212]\d\d:\d\d|call 911|in \d+ hours|(?<=\d)/(4|10|3)\b"
    r"|(?<![\d.])(?<!partly )(?<!sure )[123]\. (?=[A-Z0-9])"
    r"|Limit [\d.]+( °C \([\d.]+ °F\))?|\bof (4|10)\b|step \d+ of \d+|Allergies \(\d+\)"
    rf"|{_COUNTED}(items? not shown|more|medicines?|sedating medicines?|other signs?|conditions?)\b"
    rf"|{_COUNTED}(in the record|doses before|doses? in a row|falls?\b|since)",
    re.I,
)
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_LONG = 12
_BANDS = (Decimal(6), Decimal(8), Decimal(1))
_COUNTS = (
    r"kept (\d+), missed (\d+)( \(told\))?(?: \((\d+) of them told\))?, vomited (\d+), extra (\d+)"
    r"(?:,\s+partly\s+(\d+))?(?:,\s+not\s+sure\s+(\d+))?(,[\sa-z]*\(more)?"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Traced:
    """What a record holds: its moments, days, wall times and numbers, in any of its fields."""

    def __init__(self, record: Record, now: Moment) -> None:
        self.now = now
        texts = _leaves(to_plain(record))
        stamps = {text for text in texts if _WRITTEN.fullmatch(text)}
        self.moments = [now.local, *map(datetime.fromisoformat, sorted(stamps))]
        rest = " ".join(text for text in texts if text not in stamps)
        self.days = {at.date().isoformat() for at in self.moments}
        self.days |= set(re.findall(r"\d{4}-\d\d-\d\d", rest))
        self.walls = {f"{at:%H:%M}" for at in self.moments} | set(re.findall(r"\d\d:\d\d", rest))
        self.numbers = {Decimal(found) for found in _NUMBER.findall(rest) if len(found) < _LONG}
        self.numbers |= {n * 1000 for n in self.numbers} | {n / 1000 for n in self.numbers}
        self.numbers |= set(_products(record))
        self.told_missed = sum(one.doses_missed_in_row or 0 for one in record.check_ins)
        last = record.last_check_in
        self.is_behind = last is not None and last.at > now
        ends = [c.at.local for c in record.check_ins] + [d.at.local for d in record.doses if d.at]
        until = max([now.local, *ends]) if self.is_behind else now.local
        lately = [
            dose
            for dose in record.doses
            if dose.when and 0 <= (until - dose.when.local).total_seconds() <= 72 * 3600
        ]
        standing = [
            (drug, dose)
            for drug in Drug
            for dose in all_that_happened(
                reversed([one for one in lately if (one.drug or record.person.drug) is drug]),
                slot_of_entries(record, drug),
            )
        ]
        self.given = [(drug, dose.status.value) for drug, dose in standing]
        extra = [(d, dose.mg) for d, dose in standing if dose.status is DoseStatus.EXTRA]
        self.together = {sum(mg or Decimal(0) for d, mg in extra if d is drug) for drug in Drug}

    def untraced(self, text: str) -> list[str]:
        """Return the numbers of a page that nothing in the record explains."""
        found: list[str] = []
        text = _OURS.sub(" ", _CITED.sub(" ", text))
        for pattern, is_known in self._kinds():
            matches = re.finditer(pattern, text)
            found += [match.group() for match in matches if not is_known(*match.groups())]
            text = re.sub(pattern, " ", text)
        return found

    def _kinds(self) -> Iterator[tuple[str, Callable[..., bool]]]:
        """Yield the forms in which a number is printed, the longest first."""
        yield r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)", self._is_stamp
        yield r"(\d{4}-\d\d-\d\d)", self.days.__contains__
        yield r"\b(\d\d:\d\d)\b", self.walls.__contains__
        yield r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+)\b", self._is_day
        yield r"usual ([\d.]+) to ([\d.]+)", self._is_band
        yield r"Temp(?:erature|\.) °F ([\d.]+)", self._is_fahrenheit
        yield _COUNTS, self._are_counts
        yield r"missed (\d+) \((\d+) of them told\)", self._are_told
        yield r"missed (\d+) \(told\)", lambda n: int(n) <= self.told_missed
        yield r"(\d+\.\d) °F \(([\d.]+) °C\)", self._is_temperature
        yield r"(\d+\.\d) °F", self._is_fahrenheit
        yield r"(\d+) h (\d+) min", self._is_length
        yield r"(\d+) min (\d+) s", lambda m, s: Decimal(int(m) * 60 + int(s)) in self.numbers
        yield r"(\d+) h ago", self._is_age
        yield r"(\d+) min ago", self._is_young
        yield r"(\d+) days? ago", self._is_days
        yield r"overdue (\d+) days?", self._is_days
        yield r"(\d+(?:\.\d)?) kg \((\d+) lb\)", self._is_weight
        yield r"\((\d+) lb\)", self._is_pounds
        yield r"(\d+) years", self._is_years
        yield r"Together ([\d.]+) mg", lambda n: Decimal(n) in self.together
        yield r"(\d+) % less", lambda n: 0 <= int(n) <= 100
        yield r"([0-9]+(?:\.[0-9]+)?)", lambda n: Decimal(n) in self.numbers

    def _is_stamp(self, day: str, wall: str) -> bool:
        return any(f"{at:%Y-%m-%d %H:%M}" == f"{day} {wall}" for at in self.moments)

    def _is_temperature(self, fahrenheit: str, celsius: str) -> bool:
        return any(
            _tenth(number) == celsius and _tenth(number * 9 / 5 + 32) == fahrenheit
            for number in self.numbers
        )

    def _is_fahrenheit(self, fahrenheit: str) -> bool:
        return any(_tenth(number * 9 / 5 + 32) == fahrenheit for number in self.numbers)

    def _is_length(self, hours: str, minutes: str) -> bool:
        length = int(hours) * 60 + int(minutes)
        ages = {int((self.now.local - at).total_seconds() // 60) for at in self.moments}
        return length in ages | {int(number // 60) for number in self.numbers}

    def _is_day(self, day: str) -> bool:
        return any(int(known[-2:]) == int(day) for known in self.days)

    def _is_band(self, low: str, high: str) -> bool:
        ends = Decimal(low), Decimal(high)
        # A band ends where its scale does: stiffness at 10, oxygen at 100, nothing below 0.
        bands = [
            (max(n - half, Decimal(0)), min(n + half, top))
            for n in self.numbers
            for half in _BANDS
            for top in (n + half, Decimal(4), Decimal(10), Decimal(100))
        ]
        warm = [(n - Decimal("0.3"), n + Decimal("0.3")) for n in self.numbers]
        return ends in bands or (low, high) in [
            (_tenth(a * 9 / 5 + 32), _tenth(b * 9 / 5 + 32)) for a, b in warm
        ]

    def _are_told(self, lost: str, told: str) -> bool:
        """Say whether so many may be told and the others logged."""
        logged = [status for _drug, status in self.given if status in ("missed", "refused")]
        return int(told) <= self.told_missed and int(lost) - int(told) <= len(logged)

    def _are_counts(self, *found: str | None) -> bool:
        kept, lost, is_all_told, told, *others, is_cut = found
        said = int(lost or 0) if is_all_told else int(told or 0)
        if said > self.told_missed:
            return False
        counts = (kept, str(int(lost or 0) - said), *others)
        groups = ("taken late", "missed refused", "vomited", "extra", "partly", "unsure")
        return any(
            all(
                (count is None and bool(is_cut))
                or int(count or 0) == sum(d is drug and s in group.split() for d, s in self.given)
                for count, group in zip(counts, groups, strict=True)
            )
            for drug, _status in self.given
        )

    def _is_age(self, hours: str) -> bool:
        ages = {int((self.now.local - at).total_seconds() // 3600) for at in self.moments}
        return int(hours) in ages

    def _is_young(self, minutes: str) -> bool:
        ages = {int((self.now.local - at).total_seconds() // 60) for at in self.moments}
        return int(minutes) in ages and int(minutes) < 60

    def _is_days(self, count: str) -> bool:
        if any(self._days_since(day) == int(count) for day in self.days):
            return True
        # Under a clock that is behind they are counted from the newest entry.
        return self.is_behind and any(
            (newest.date() - date.fromisoformat(day)).days == int(count)
            for newest in self.moments
            for day in self.days
        )

    def _is_years(self, count: str) -> bool:
        return any(self._days_since(day) // 365.2425 == int(count) for day in self.days)

    def _is_weight(self, kg: str, pounds: str) -> bool:
        known = (n for n in self.numbers if Decimal(_tenth(n)) == Decimal(kg))
        return any(round(float(n) * 2.20462) == int(pounds) for n in known)

    def _is_pounds(self, count: str) -> bool:
        return any(round(float(number) * 2.20462) == int(count) for number in self.numbers)

    def _days_since(self, day: str) -> int:
        return (self.now.day - date.fromisoformat(day)).days


def _tenth(number: Decimal) -> str:
    return str(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _products(record: Record) -> Iterator[Decimal]:
    """Yield what a plan or a bottle makes of the numbers: a day's doses together, mg in the mL."""
    for plan in record.plans:
        for step in plan.steps:
            yield sum((dose.mg or Decimal(0) for dose in step.doses), Decimal(0))
    strength = record.person.concentration_mg_per_ml
    if strength is not None:
        yield from (dose.ml * strength for dose in record.doses if dose.ml is not None)


def _leaves(value: object) -> list[str]:
    """Return every key and every value that is no object or list, as text."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            found += map(str, inner)
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
        elif inner is not None and not isinstance(inner, bool):
            found.append(f"{inner:f}" if isinstance(inner, Decimal) else str(inner))
    return found
