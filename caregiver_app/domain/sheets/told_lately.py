# SPDX-License-Identifier: MIT
"""What check-ins of 72 hours told that the newest one did not ask about.

A quick check-in asks little. A page that knew it alone would say "not recorded" of what somebody
saw an hour before, and "none recorded" of a sedative that was given then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import timedelta

from caregiver_app.domain.check_in import EVENT, Breathing, CheckIn, Grade, Sweating, Urine
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.as_needed import GivenAsNeeded, given_as_needed
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, recent
from caregiver_app.domain.sheets.reached import reached

ASKED_SELDOM = (
    "urine", "vomiting_count", "cannot_keep_fluids", "muscle_pain", "passed_out", "chest_pain",
    "stroke_signs", "severe_headache", "vision_change", "weak_numb", "stiff_sudden", "floppy",
    "dizzy", "tingling", "flushing",
)  # fmt: skip
"""Answers that say how somebody is, and have no line with the worst of 72 hours."""
GRADED = ("breathing", "sweating", "nausea", "agitation", "anxiety", "sleep_h")
"""Such answers of which there is more than yes and no: told unless as usual for them."""
DOSES = ("extra_dose", "restart_after_gap", "recent_increase")
"""What a check-in may tell of the doses beside the log: a yes is told for 72 hours."""
MEDICINES = ("new_medicine", "sedating_medicine", "other_drugs")
"""Answers of the long form about what was taken: a quick check-in asks for none of them."""
_NOTHING: tuple[object, ...] = (
    *(None, False, 0),
    *(Urine.NORMAL, Breathing.NORMAL, Sweating.NONE, Grade.NONE),
)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """One answer of an earlier check-in, and when it was told."""

    value: object
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLately:
    """What was told before the newest check-in, or with it, and is not taken back since.

    `signs` are those that were there when they were last asked about, if the newest check-in did
    not ask. `as_needed` is what was given in 72 h, the newest first. `alcohol` and `note` are the
    newest of a day. `medicines` is what else was said to be taken by an earlier check-in of 72 h,
    and `other_signs` what it told in words: each once, the newest first. That a later check-in
    tells of another one, or of none, takes neither back. `answers` are the newest of 72 h to what
    else the long form asks, if the newest check-in did not. `doses` is when each of `DOSES` was
    last told; `refill_missed` when it was told that a pump was not refilled, if it still is not.
    `reached` is who answered an alert, the newest first.
    """

    signs: Mapping[str, Before]
    as_needed: tuple[GivenAsNeeded, ...]
    alcohol: Before | None
    note: Before | None
    medicines: tuple[tuple[str, Before], ...]
    other_signs: tuple[Before, ...]
    answers: tuple[tuple[str, Before], ...] = ()
    doses: Mapping[str, Moment] = field(default_factory=dict)
    refill_missed: Moment | None = None
    reached: tuple[ActionTaken, ...] = ()


def told_lately(record: Record, now: Moment) -> ToldLately:
    """Return what the check-ins of 72 hours until the newest one tell, see `ToldLately`."""
    last, has_pump = record.last_check_in, record.person.has_pump
    until = last.at if last is not None else now
    newest_first = recent(record, until, THREE_DAYS)[::-1]
    today = recent(record, until, _A_DAY)[::-1]
    return ToldLately(
        signs=_signs(newest_first, record.person),
        as_needed=given_as_needed(newest_first[::-1]),
        alcohol=_first((c.more.get("alcohol"), c) for c in today),
        note=_first(((c.note or "").strip() or None, c) for c in today),
        medicines=tuple(_medicines(newest_first)),
        other_signs=tuple(_other_signs(newest_first)),
        answers=tuple(_answers(newest_first)),
        doses=_doses(newest_first),
        refill_missed=pump_state(record, None, until).refill_missed if has_pump else None,
        reached=reached(record, now),
    )


def _signs(newest_first: Sequence[CheckIn], person: Person) -> Mapping[str, Before]:
    found = {}
    for name in (*ASKED_SELDOM, *GRADED):
        before = _first((getattr(check_in, name), check_in) for check_in in newest_first)
        if before is None or before.at == newest_first[0].at:
            continue
        is_usual = name in GRADED and before.value == getattr(person.usual, name, None)
        if name == "sleep_h" or not (is_usual or before.value in _NOTHING):
            found[name] = before
    return found


def _answers(newest_first: Sequence[CheckIn]) -> Iterator[tuple[str, Before]]:
    """Yield the newest earlier answer to each question of the long form, if it has no other."""
    asked = {*MEDICINES, "alcohol", *_answered(newest_first[0])} if newest_first else set()
    for check_in in newest_first[1:]:
        for name in sorted(_answered(check_in) - asked):
            yield name, Before(value=check_in.more[name], at=check_in.at)
            asked.add(name)


def _answered(check_in: CheckIn) -> set[str]:
    told = check_in.more.items()
    return {name for name, value in told if value is not None and not name.startswith(EVENT)}


def _doses(newest_first: Sequence[CheckIn]) -> Mapping[str, Moment]:
    told = {name: [c.at for c in newest_first if getattr(c, name)] for name in DOSES}
    return {name: at[0] for name, at in told.items() if at}


def _medicines(newest_first: Sequence[CheckIn]) -> Iterator[tuple[str, Before]]:
    for name in MEDICINES if newest_first else ():
        for before in _once(((c.more.get(name), c) for c in newest_first), newest_first[0]):
            yield name, before


def _other_signs(newest_first: Sequence[CheckIn]) -> Iterator[Before]:
    told = ((sign, check_in) for check_in in newest_first for sign in check_in.other_signs)
    return _once(told, newest_first[0]) if newest_first else iter(())


def _once(told: Iterable[tuple[object, CheckIn]], newest: CheckIn) -> Iterator[Before]:
    """Yield what was told before the newest check-in, and not told again since."""
    seen = {""}
    for value, check_in in told:
        words = "" if value in _NOTHING else str(value).strip().casefold()
        if words not in seen and check_in is not newest:
            yield Before(value=value, at=check_in.at)
        seen.add(words)


def _first(told: Iterable[tuple[object, CheckIn]]) -> Before | None:
    """Return the first that was answered at all."""
    answered = (Before(value=value, at=one.at) for value, one in told if value is not None)
    return next(answered, None)
