# SPDX-License-Identifier: MIT
"""The one press "As usual": what it states, what it leaves alone, and when it is refused.

It states observations only: never a vital sign, a dose or the worry. What it stated is marked in
the check-in itself, so that nobody takes it for looked at one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Any

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.doses import NOT_KEPT, DoseEvent
from caregiver_app.domain.dosing.dose_clock import doses_of, drugs_by_mouth
from caregiver_app.domain.dosing.slots import due_of, entry_for, slots_between, zone_of
from caregiver_app.domain.form import LIMBS
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.history import with_doses
from caregiver_app.domain.usual_mark import MARK

_MISSED = "doses_missed_in_row"
# By the wall of the place before a flight an entry stands for a dose that is due this much later.
_AWAY = timedelta(days=1)


class Refusal(StrEnum):
    """Why the one press is refused; the words stand in the content under the same names."""

    RED_FLAG = "red_flag"
    DOSE_NOT_KEPT = "dose_not_kept"
    DOSE_NOT_WRITTEN = "dose_not_written"
    OPEN_ALERT = "open_alert"
    CALL_NOW = "call_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsUsual:
    """What is stated about everybody, what comes from the usual values, and what it says.

    `stated` holds the same for everybody, `usual` names the fields that are read from the person.
    `sentences` are the fields that are read back together, `said` a phrase for each field.
    """

    stated: Draft
    usual: tuple[str, ...]
    after_dose_not_kept: timedelta
    sentences: tuple[tuple[str, ...], ...]
    said: Mapping[str, str]
    refused: Mapping[Refusal, str]
    source: str
    head: str
    refused_head: str
    rest: str
    not_known: str

    @property
    def fields(self) -> tuple[str, ...]:
        """Return every field that may be stated, in the order in which it is read back."""
        return tuple(name for sentence in self.sentences for name in sentence)


def values_for(as_usual: AsUsual, person: Person) -> dict[str, object]:
    """Return what the press states about a person; a usual value nobody wrote down is left out."""
    every = {name: getattr(as_usual.stated, name) for name in as_usual.fields}
    own = {name: getattr(person.usual, name) for name in as_usual.usual}
    values = every | {name: value for name, value in own.items() if value is not None}
    if not person.has_pump:
        values.pop("pump_alarm", None)
    return {name: value for name, value in values.items() if value is not None}


def stated(as_usual: AsUsual, person: Person, draft: Draft) -> Draft:
    """Return the draft with everything that has no answer and no reason taken as usual."""
    values = {
        name: value for name, value in values_for(as_usual, person).items() if is_open(draft, name)
    }
    return marked(replace(draft, **_typed(values)), (*fields_stated(draft), *values))


def is_open(draft: Draft, name: str) -> bool:
    """Say whether nobody has answered a field, or said why not; one stiff limb is an answer."""
    limbs = name == "stiffness" and any(draft.more.get(limb) is not None for limb in LIMBS)
    return getattr(draft, name) is None and name not in draft.not_taken and not limbs


def taken_back(draft: Draft) -> Draft:
    """Return the draft without what the press stated; answers given one by one stay."""
    nothing: dict[str, object] = dict.fromkeys(fields_stated(draft))
    return marked(replace(draft, **_typed(nothing)), ())


def fields_stated(draft: Draft) -> tuple[str, ...]:
    """Return the fields that hold what the one press stated, in the order of the draft."""
    mark = draft.more.get(MARK)
    named = mark.split() if isinstance(mark, str) else ()
    known = Draft.__dataclass_fields__
    return tuple(name for name in named if name in known and getattr(draft, name) is not None)


def without_mark(draft: Draft, field: str) -> Draft:
    """Return the draft in which a field is an answer of its own, or none."""
    fields = fields_stated(draft)
    if field not in fields:
        return draft
    return marked(draft, [name for name in fields if name != field])


def marked(draft: Draft, fields: Sequence[str]) -> Draft:
    """Return the draft with exactly these fields named as stated by the press."""
    more = {item: value for item, value in draft.more.items() if item != MARK}
    return replace(draft, more={**more, MARK: " ".join(fields)} if fields else more)


def dose_refusal(
    as_usual: AsUsual,
    record: Record,
    draft: Draft,
    doses: Sequence[DoseEvent],
    now: Moment,
    late: timedelta,
) -> Refusal | None:
    """Return why the doses of the last hours forbid the press, or None.

    A dose that was due and is `late` without an entry counts, unless this check-in or an earlier
    one told since how many were missed. `record` holds what came before `now`; `doses` are the
    ones that are being written with the draft.
    """
    since = now.utc - as_usual.after_dose_not_kept
    before = [*takewhile(lambda c: c.at.utc > since, reversed(record.check_ins))]
    known = with_doses(record, doses)
    found = [_planned(known, drug, since, now) for drug in drugs_by_mouth(record, now.day)]
    entries = [dose for _slots, log in found for dose in log]
    if any(map(_tells_of_one_not_kept, (*before, draft))) or any(
        dose.status in NOT_KEPT for dose in entries
    ):
        return Refusal.DOSE_NOT_KEPT
    told = [check_in.at.utc for check_in in before if check_in.doses_missed_in_row is not None]
    settled = max(told, default=since) if draft.doses_missed_in_row is None else now.utc
    waited = now.utc - late
    blank = any(settled < due.utc <= waited for slots, _log in found for due in slots)
    unsure = draft.not_taken.get(_MISSED) is Missing.NOT_SURE
    return Refusal.DOSE_NOT_WRITTEN if blank or unsure else None


def refusal(
    by_doses: Refusal | None, level: Level, *, flagged: bool, alert_open: bool
) -> Refusal | None:
    """Return the first reason to refuse: a red flag, a dose, an open alert, a level that calls."""
    if flagged:
        return Refusal.RED_FLAG
    if by_doses is not None:
        return by_doses
    if alert_open:
        return Refusal.OPEN_ALERT
    return Refusal.CALL_NOW if level >= Level.URGENT else None


def _planned(
    record: Record, drug: Drug, since: datetime, now: Moment
) -> tuple[list[Moment], list[DoseEvent]]:
    """Return when doses were due that nobody wrote down, and the newest entry of every dose."""
    log = [d for d in doses_of(record, drug) if (due := due_of(d)) and due.utc > since - _AWAY]
    slots = list(slots_between(record, drug, since, now.utc, zone_of(record.person, now)))
    entries = [(slot, entry_for(slot, log)) for slot in slots]
    loose = [dose for dose in log if not any(slot.is_of(dose) for slot in slots)]
    young = [dose for dose in loose if (due := due_of(dose)) and due.utc > since]
    begun = next((d.when.utc for d in doses_of(record, drug) if d.when is not None), now.utc)
    # Planned doses from before the first entry were never going to be in the log.
    blank = [slot.due for slot, entry in entries if entry is None and slot.due.utc >= begun]
    return blank, [*young, *(entry for _slot, entry in entries if entry is not None)]


def _tells_of_one_not_kept(answers: Draft) -> bool:
    """Say whether a check-in tells of a dose that was missed or did not stay down."""
    return bool(answers.doses_missed_in_row or answers.vomited_doses_24h)


def _typed(values: dict[str, object]) -> dict[str, Any]:
    return values
