# SPDX-License-Identifier: MIT
"""Pairs of check-ins of which one can only be judged as bad as the other, or worse.

Each direction says what differs within a pair. The pairs are drawn by a seed and their number,
spread evenly over the directions, so that any one of them can be drawn again alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from caregiver_app.content.form import load_form
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import (
    Alertness,
    AsNeeded,
    Breathing,
    CheckIn,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    PumpAlarm,
    Seizure,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import assess_record, evaluate
from caregiver_app.domain.units import TemperatureUnit, judge_temperature, parse_number
from tests.domain.anybody import Whose, anybody, as_usual
from tests.domain.pretend import RULES, ago

PAIRS_EACH = 10  # pairs about one person, each in another direction
Values = tuple[object, object]
Verdicts = tuple[object, object]

LIMITS = load_form().question("temp_c").limits
ONE = Seizure(start=ago(2), duration_s=60, recovered=True)


@dataclass(frozen=True, slots=True)
class Direction:
    """What differs within a pair; `same` when nothing at all may follow from it."""

    name: str
    judge: Callable[[Random, Whose], Verdicts]
    same: bool = False


# Worse: (field, how it gets worse, two values drawn from its arm). Where both ends of a number are
# bad there are two arms, and each begins where the limits of the other one end.


def upwards(low: int, high: int, *limits: int, step: str = "1") -> Callable[[Random], Values]:
    """Return what draws a lower and a higher number, most often the two sides of a limit."""

    def draw(chance: Random) -> Values:
        if chance.random() < 0.6:
            second = chance.choice(limits or range(low + 1, high + 1))
            first = second - 1 if chance.random() < 0.8 else low
        else:
            first, second = sorted(chance.sample(range(low, high + 1), 2))
        if step == "1":
            return first, second
        return Decimal(first) * Decimal(step), Decimal(second) * Decimal(step)

    return draw


def downwards(low: int, high: int, *limits: int, step: str = "1") -> Callable[[Random], Values]:
    """Return what draws a higher and a lower number; a limit is the highest that is bad."""

    def draw(chance: Random) -> Values:
        turned = upwards(-high, -low, *(-limit for limit in limits), step=step)(chance)
        return -turned[0], -turned[1]

    return draw


def along(*values: object) -> Callable[[Random], Values]:
    """Return what draws two values of which the second stands further on."""

    def draw(chance: Random) -> Values:
        first, second = sorted(chance.sample(range(len(values)), 2))
        return values[first], values[second]

    return draw


YES_NO = (
    *("passed_out", "stiff_sudden", "floppy", "dizzy", "tingling", "flushing", "chest_pain"),
    *("stroke_signs", "severe_headache", "vision_change", "weak_numb", "muscle_pain"),
    *("cannot_keep_fluids", "worried", "extra_dose", "restart_after_gap", "recent_increase"),
    *("mri_unchecked", "refill_confirmed_missed"),
)
PULSES = (91, 92, 101, 102, 106, 111, 116, 120, 126, 130, 131, 140, 150, 160, 180)
PRESSURES = (112, 115, 120, 125, 126, 135, 140, 142, 145, 146, 150, 158, 178)
ARMS: tuple[tuple[str, str, Callable[[Random], Values]], ...] = (
    ("hr", "faster", upwards(62, 250, *PULSES)),
    ("hr", "slower", downwards(20, 90, 40, 45, 50, 60, 61, 78)),
    ("rr", "faster", upwards(18, 80, 21, 25, 27, 30, 35, 40, 50)),
    ("rr", "slower", downwards(2, 20, 8, 9, 10, 11, 12, 14, 15, 16, 17)),
    ("sbp", "higher", upwards(101, 280, *PRESSURES, 180, 220)),
    ("sbp", "lower", downwards(40, 109, 71, 73, 75, 79, 81, 85, 86, 89, 90, 94, 95, 96, 100)),
    ("dbp", "higher", upwards(40, 180, 120)),
    ("spo2", "lower", downwards(50, 100, 83, 85, 86, 87, 91, 92, 93, 94, 95, 96)),
    ("temp_c", "hotter", upwards(361, 430, 375, 378, 380, 391, 400, step="0.1")),
    ("temp_c", "colder", downwards(300, 377, 350, 360, step="0.1")),
    ("sleep_h", "less", downwards(0, 48, 8, step="0.5")),
    *((name, "more", upwards(0, 10)) for name in ("stiffness", "anxiety", "doses_missed_in_row")),
    *((name, "more", upwards(0, 4)) for name in ("psfs", "vomiting_count", "vomited_doses_24h")),
    ("agitation", "more", upwards(0, 3)),
    ("sweating", "more", along(*Sweating)),
    *((name, "more", along(*Grade)) for name in ("tremor", "itching", "nausea")),
    ("alertness", "sleepier", along(*Alertness)),
    ("orientation", "more mixed up", along(*Orientation)),
    ("hallucination", "surer", along(*Hallucination)),
    ("breathing", "trouble", along(Breathing.NORMAL, Breathing.TROUBLE)),
    ("breathing", "slow", along(Breathing.NORMAL, Breathing.SLOW_OR_SHALLOW)),
    ("urine", "darker", along(Urine.NORMAL, Urine.PAINFUL, Urine.DARK_YELLOW, Urine.TEA_COLA)),
    ("urine", "none", along(Urine.NORMAL, Urine.NONE_12H)),
    ("fall", "worse", along(*Fall)),
    ("self_harm", "worse", along(*SelfHarm)),
    ("pump_alarm", "unsure", along(PumpAlarm.NONE, PumpAlarm.UNSURE, PumpAlarm.TWO_TONE)),
    ("pump_alarm", "single", along(PumpAlarm.NONE, PumpAlarm.SINGLE, PumpAlarm.TWO_TONE)),
    ("seizures", "more", along((), (ONE,), (ONE, ONE), (ONE, ONE, ONE))),
    ("seizures", "longer", along((), (ONE,), (replace(ONE, duration_s=300),))),
    ("seizures", "no recovery", along((), (ONE,), (replace(ONE, recovered=False),))),
    ("seizures", "different", along((), (ONE,), (replace(ONE, different=True),))),
    ("seizures", "injury", along((), (ONE,), (replace(ONE, injury=True),))),
    ("refill_done", "no", along(True, False)),
    *((name, "yes", along(False, True)) for name in YES_NO),
    *((name, "yes, not asked before", along(None, True)) for name in YES_NO),
)
# Signs that make another one matter: half of the rules look at two things at once.
COMPANY: tuple[dict, ...] = (
    {"alertness": Alertness.DROWSY},
    {"sbp": 185},
    {"sbp": 140},
    {"urine": Urine.TEA_COLA},
    {"fall": Fall.HEAD},
    {"temp_c": Decimal("38.2")},
    {"pump_alarm": PumpAlarm.SINGLE},
)
DEVICE_SIDES = (
    *(("hr", Missing.DEVICE_LOW), ("hr", Missing.DEVICE_HIGH), ("rr", Missing.DEVICE_LOW)),
    *(("rr", Missing.DEVICE_HIGH), ("sbp", Missing.DEVICE_LOW), ("sbp", Missing.DEVICE_HIGH)),
    *(("dbp", Missing.DEVICE_HIGH), ("spo2", Missing.DEVICE_LOW)),
    *(("temp_c", Missing.DEVICE_LOW), ("temp_c", Missing.DEVICE_HIGH)),
)
LOW_WORDS = ("slower", "lower", "colder")


def some_answers(chance: Random, whose: Whose) -> Draft:
    """Return answers that are as usual, but for up to three that are bad in any way."""
    draft = as_usual(whose)
    if chance.random() < 0.3:
        return replace(draft, **chance.choice(COMPANY))
    for name, _how, draw in chance.sample(ARMS, chance.choice((0, 0, 0, 1, 1, 2, 3))):
        draft = replace(draft, **{name: chance.choice(draw(chance))})
    return draft


def without_pulse_before(record: Record) -> Record:
    """Return the record without any earlier pulse, so that no median of two (T2) is formed.

    The median falls together with the pulse of now. It is a fact of two check-ins, and what is
    held here is about the facts of one.
    """
    return replace(record, check_ins=tuple(replace(c, hr=None) for c in record.check_ins))


def verdict(record: Record, draft: Draft, whose: Whose, rules: RuleSet = RULES) -> Assessment:
    return evaluate(rules, record, draft, whose.now)


def getting_worse(name: str, how: str, draw: Callable[[Random], Values]) -> Direction:
    def judge(chance: Random, whose: Whose) -> Verdicts:
        base = some_answers(chance, whose)
        better, worse = (replace(base, **{name: value}) for value in draw(chance))
        record = without_pulse_before(whose.record) if (name, how) == ("hr", "slower") else None
        record = record or whose.record
        return verdict(record, better, whose).level, verdict(record, worse, whose).level

    return Direction(f"{name} {how}", judge)


HOURS = (24, 28, 32, 40, 48, 56, 96)  # in half hours: 12, 14, 16, 20, 24, 28, 48


def kept_longer_ago() -> Direction:
    def judge(chance: Random, whose: Whose) -> Verdicts:
        base = replace(some_answers(chance, whose), doses_missed_in_row=None)
        drafts = (replace(base, last_kept_dose_at=whose.ago(float(hours)))
                  for hours in upwards(1, 120, *HOURS, step="0.5")(chance))  # fmt: skip
        better, worse = (verdict(whose.record, draft, whose).level for draft in drafts)
        return better, worse

    return Direction("last_kept_dose_at longer ago", judge)


def device_past_its_range(name: str, side: Missing) -> Direction:
    """A device that shows LO or HI is at least as bad as any number on that side."""
    low = side is Missing.DEVICE_LOW
    (arm,) = (d for n, how, d in ARMS if n == name and (how in LOW_WORDS) is low)

    def judge(chance: Random, whose: Whose) -> Verdicts:
        base = some_answers(chance, whose)
        measured = replace(base, **{name: arm(chance)[1]})
        past = replace(base, **{name: None}, not_taken={name: side})
        # Without a number there is no median of two (T2), and under one year no band either.
        record = without_pulse_before(whose.record)
        return verdict(record, measured, whose).level, verdict(record, past, whose).level

    return Direction(f"{name} {side.value}", judge)


def left_out(name: str) -> Direction:
    """A normal answer that is left out makes nothing better.

    Sweating that is usual for them is no normal answer: with a high pressure after a spinal cord
    injury any sweat counts (E12 b).
    """

    def judge(chance: Random, whose: Whose) -> Verdicts:
        normal = replace(as_usual(whose), sweating=Sweating.NONE)
        base = replace(some_answers(chance, whose), **{name: getattr(normal, name)})
        record = without_pulse_before(whose.record) if name == "hr" else whose.record
        missing = replace(base, **{name: None})
        return verdict(record, base, whose).level, verdict(record, missing, whose).level

    return Direction(f"{name} left out", judge)


# The same: order, entries that stand twice, units, languages, free text


def all_verdicts(record: Record, rules: RuleSet = RULES) -> list[tuple[str, Assessment]]:
    return [(one.id, made) for one, made in assess_record(rules, record)]


def with_this_one(chance: Random, whose: Whose) -> Record:
    """Return the record with one more check-in, now; no list has two entries of one id."""
    draft = some_answers(chance, whose)
    values = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
    this = CheckIn(id="now", at=whose.now, **values)
    return replace(whose.record, check_ins=(*whose.record.check_ins, this))


LISTS = ("check_ins", "doses", "pump_events", "actions")


def in_another_order(chance: Random, whose: Whose) -> Verdicts:
    record = with_this_one(chance, whose)
    lists = {name: list(getattr(record, name)) for name in LISTS}
    for entries in lists.values():
        chance.shuffle(entries)
    mixed = replace(record, **{name: tuple(entries) for name, entries in lists.items()})
    return all_verdicts(record), all_verdicts(mixed)


def with_entries_twice(chance: Random, whose: Whose) -> Verdicts:
    record = with_this_one(chance, whose)
    name = chance.choice(LISTS)
    entries = list(getattr(record, name))
    again = chance.sample(entries, min(2, len(entries)))
    twice = replace(record, **{name: (*entries, *again)})
    return all_verdicts(record), all_verdicts(twice)


def typed_in_another_unit(chance: Random, whose: Whose) -> Verdicts:
    base = some_answers(chance, whose)
    typed = Decimal(chance.randint(860, 1094)) / 10
    stored = judge_temperature(typed, TemperatureUnit.FAHRENHEIT, LIMITS).value
    anew = parse_number(str(stored), decimals=1)
    same = judge_temperature(anew, TemperatureUnit.CELSIUS, LIMITS).value
    one = replace(base, temp_c=stored, raw={"temp_c": str(typed)}, entered_unit={"temp_c": "F"})
    other = replace(base, temp_c=same, raw={"temp_c": str(anew)}, entered_unit={"temp_c": "C"})
    # The reason is read back in the number that was typed; nothing else may differ.
    judged = (verdict(whose.record, draft, whose) for draft in (one, other))
    first, second = (
        replace(each, rules=tuple(replace(rule, because="") for rule in each.rules))
        for each in judged
    )
    return first, second


def hotter_in_fahrenheit(chance: Random, whose: Whose) -> Verdicts:
    base = some_answers(chance, whose)
    typed = upwards(970, 1094, 1004, 1024, 1040, step="0.1")(chance)
    stored = (judge_temperature(t, TemperatureUnit.FAHRENHEIT, LIMITS).value for t in typed)
    better, worse = (verdict(whose.record, replace(base, temp_c=t), whose).level for t in stored)
    return better, worse


def in_other_words(rules: RuleSet) -> RuleSet:
    """Return the rules in a language of which not one word is the same."""
    words = rules.wording
    tables = ("messages", "reasons", "sheet_reasons", "words", "level_words", "level_lines")
    other = {
        name: {key: f"¡{text}!" for key, text in getattr(words, name).items()}
        for name in (*tables, "action_lines")
    }
    return replace(rules, wording=replace(words, language="xx", **other))


OTHER_WORDS = in_other_words(RULES)


def in_another_language(chance: Random, whose: Whose) -> Verdicts:
    draft = some_answers(chance, whose)
    made = (verdict(whose.record, draft, whose, rules) for rules in (RULES, OTHER_WORDS))
    one, other = ((a.level, [f.id for f in a.rules], a.action, a.missing) for a in made)
    return one, other


def with_free_text(chance: Random, whose: Whose) -> Verdicts:
    draft = some_answers(chance, whose)
    text = "".join(chance.choices("seizure 911 <b>\n\u202e\0éß", k=12))
    written = replace(
        draft, note=text, recorder=text, observer=text, other_signs=(text,), more={text: text},
        raw={"hr": text}, prn_taken=(AsNeeded(name=text),), first_reading={"hr": Decimal(200)},
    )  # fmt: skip
    named = replace(whose.person, name=text, diagnosis=text, conditions=(text,), language=text)
    record = replace(whose.record, person=named)
    return verdict(whose.record, draft, whose), verdict(record, written, whose)


def directions() -> Iterator[Direction]:
    """Yield every direction once."""
    yield from (getting_worse(*arm) for arm in ARMS)
    yield kept_longer_ago()
    yield Direction("temp_c hotter, typed in °F", hotter_in_fahrenheit)
    yield from (device_past_its_range(*side) for side in DEVICE_SIDES)
    example = as_usual(anybody(Random(1)))  # noqa: S311 - chance, no secret
    fields = (name for name in Draft.__dataclass_fields__ if getattr(example, name) is not None)
    # A rash is never worse than none: it speaks against the itch of a pump that stopped.
    spared = ("mode", "rash", "prn_taken", "other_signs", "not_taken", "first_reading", "more")
    yield from (left_out(n) for n in fields if n not in (*spared, "raw", "entered_unit"))
    yield Direction("entries in another order", in_another_order, same=True)
    yield Direction("entries that stand twice", with_entries_twice, same=True)
    yield Direction("°F or °C of one stored value", typed_in_another_unit, same=True)
    yield Direction("another language", in_another_language, same=True)
    yield Direction("free text", with_free_text, same=True)


DIRECTIONS = tuple(directions())


@dataclass(slots=True)
class Tally:
    """How many pairs of each direction were judged, how many were raised, and which are wrong."""

    pairs: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add the figures of another part."""
        self.pairs += other.pairs
        self.raised += other.raised
        self.wrong += other.wrong


def judge_pairs(seed: int, numbers: Iterable[int]) -> Tally:
    """Judge the pairs of these numbers; ten in a row are about one person."""
    tally, whose, block = Tally(), None, None
    for number in numbers:
        if block != number // PAIRS_EACH:
            block = number // PAIRS_EACH
            whose = anybody(Random(f"{seed} {block}"))  # noqa: S311 - chance, no secret
        direction = DIRECTIONS[number % len(DIRECTIONS)]
        chance = Random(f"{seed} {number} {direction.name}")  # noqa: S311 - chance, no secret
        first, second = direction.judge(chance, whose)
        tally.pairs[direction.name] += 1
        tally.raised[direction.name] += first != second
        wrong = first != second if direction.same else second < first
        if wrong:
            tally.wrong.append(f"pair {number} of seed {seed}: {direction.name}")
    return tally
