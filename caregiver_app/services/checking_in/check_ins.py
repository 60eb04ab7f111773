# SPDX-License-Identifier: MIT
"""Doing a check-in: judged at every change, saved in one piece, undone for a while."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal
from itertools import takewhile
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import back_dated
from caregiver_app.domain.check_in import CheckIn, Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import (
    doses_of,
    drugs_by_mouth,
    filled_from_log,
    ml_of,
    with_mg,
)
from caregiver_app.domain.dosing.slots import entry_for, slots_between, zone_of
from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import Change
from caregiver_app.domain.form import Form, asked_of, with_overall_stiffness
from caregiver_app.domain.happened import (
    HAPPENED,
    Happening,
    as_begun,
    last_answering_doses,
    last_asked,
)
from caregiver_app.domain.history.corrected_record import with_other
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plain import FieldError, from_plain, to_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.rules.history import record_before, with_doses
from caregiver_app.domain.rules.remeasure import readings_to_repeat
from caregiver_app.domain.since_check import newly_before
from caregiver_app.services.alerting.time_alerts import TimeAlerts
from caregiver_app.services.checking_in.kept_drafts import KeptDrafts
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id

_DOSES_ASKED = timedelta(hours=24)
_BEGUN_LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A check-in that is on the disk, with the judgement stored beside it."""

    check_in: CheckIn
    assessment: Assessment


class NotSaved(Exception):  # noqa: N818 - the word the screen shows
    """A check-in that could not be written. The judgement stands; `cause` says why."""

    def __init__(self, assessment: Assessment, cause: str) -> None:
        super().__init__(cause)
        self.assessment = assessment
        self.cause = cause


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """Answers that were kept but not saved, and when they were kept.

    `about` is the earlier time that they are about, None for answers about now. Of the names in
    `not_meant` somebody said that another medicine is meant than the one they are nearly called.
    """

    draft: Draft
    doses: tuple[DoseEvent, ...]
    at: Moment
    about: Moment | None = None
    not_meant: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDose:
    """A planned dose nobody has written down yet; mg is None when the plan does not say.

    `ml` is the same of a liquid whose strength is on record, where it comes out even.
    """

    scheduled_for: Moment
    drug: Drug
    mg: Decimal | None
    ml: Decimal | None = None


class CheckInService:
    """Judge, save, undo and keep the check-ins of one data folder.

    `about` is the earlier time that answers are about; without it they are about now. They are
    judged as they would have been then, by what was written down before that time. `of_time` takes
    back the alerts that were guessed from what the answers now tell.
    """

    def __init__(
        self,
        book: RecordBook,
        log: EntryLog,
        rule_set: RuleSet,
        form: Form,
        clock: Clock,
        of_time: TimeAlerts | None = None,
    ) -> None:
        self._book = book
        self._drafts = KeptDrafts(log)
        self._of_time = of_time
        self._rule_set = rule_set
        self._form = form
        self._clock = clock

    @property
    def every_question(self) -> Form:
        """Return all questions, for a person who is not written down yet."""
        return self._form

    def form(self, person_id: str, mode: Mode = Mode.QUICK) -> Form:
        """Return the questions this person is asked: pump questions only with a pump.

        The full form holds the quick questions too, and the optional ones, which are asked where
        somebody wants them.
        """
        optional = frozenset(q.id for q in self._form.questions if q.optional)
        return asked_of(self._form, self._book.record(person_id), mode, optional)

    def assess(
        self,
        person_id: str,
        draft: Draft,
        doses: tuple[DoseEvent, ...] = (),
        about: Moment | None = None,
    ) -> Assessment:
        """Judge the answers so far; nothing is read from or written to the disk."""
        now = about or self._now()
        return self._judge(self._book.record(person_id), draft, doses, now)[1]

    def begun_call(self, person_id: str) -> Assessment | None:
        """Return the judgement of answers that are kept and not saved, where somebody is to call.

        Answers about an earlier time tell nothing of now.
        """
        kept = self.kept_draft(person_id)
        if kept is None or kept.about is not None:
            return None
        judged = self.assess(person_id, kept.draft, kept.doses)
        return judged if judged.level >= Level.URGENT else None

    def begun_alert(self, person_id: str, rule_set: RuleSet) -> CheckIn | None:
        """Return answers of the last day that are kept and not saved, where they call somebody.

        For the paper that goes with them: it must not say that all was quiet. None where somebody
        has checked in since, about an earlier time, and below URGENT. `rule_set` words it.
        """
        kept, now = self.kept_draft(person_id), self._now()
        if kept is None or kept.about is not None or now.utc - kept.at.utc > _BEGUN_LATELY:
            return None
        record = self._book.record(person_id)
        last = last_asked(record, now)
        if last is not None and last.at > kept.at:
            return None
        draft = with_overall_stiffness(kept.draft)
        judged = evaluate(rule_set, record, draft, now, kept.doses)
        return as_begun(draft, kept.at, judged) if judged.level >= Level.URGENT else None

    def readings_to_repeat(
        self, person_id: str, draft: Draft, doses: tuple[DoseEvent, ...] = ()
    ) -> tuple[str, ...]:
        """Return the vital signs to measure again now, `sbp` for both pressures."""
        record, now = self._book.record(person_id), self._now()
        return readings_to_repeat(lambda d: self._judge(record, d, doses, now)[1], draft)

    def save(
        self,
        person_id: str,
        draft: Draft,
        doses: tuple[DoseEvent, ...] = (),
        about: Moment | None = None,
    ) -> Saved:
        """Write the check-in, its judgement and its doses in one transaction.

        Of a dose in mL the mg are written beside them where the strength is known. One about an
        earlier time is marked with the time at which it was written down; what the newest one
        calls for with it is an event of its own, as it is of a correction. Raises NotSaved, with
        the judgement, when the disk did not take it, and ValueError for a time that is still to
        come.
        """
        now = self._now()
        if about is not None and about > now:
            raise ValueError("a check-in cannot be about a time that is still to come")
        written = now
        if about is not None:
            draft, now = back_dated(draft, now), about
        record = self._book.record(person_id)
        doses = tuple(with_mg(dose, record.person) for dose in doses)
        filled, assessment = self._judge(record, draft, doses, now)
        check_in = _check_in(filled, new_id(self._clock.now()), now, assessment)
        entries = [
            self._entry(person_id, EntryKind.CHECK_IN, check_in, now, draft),
            *(
                self._entry(person_id, EntryKind.DOSE, dose, dose.when or now, draft)
                for dose in doses
            ),
        ]
        event = self._called_now(record, check_in, doses, written)
        if event is not None:
            entries.append(self._entry(person_id, EntryKind.CHECK_IN, event, written, draft))
        try:
            self._book.append(entries, finishes_draft_of=person_id)
        except StorageError as error:
            raise NotSaved(assessment, str(error)) from error
        self._drafts.forget_aside(person_id)
        if self._of_time is not None:
            self._of_time.take_back(person_id)
        return Saved(check_in=check_in, assessment=assessment)

    def undo(self, person_id: str, check_in_id: str, by: str | None) -> None:
        """Take a check-in and what was written with it out of the record; the log keeps them."""
        now = self._now()
        targets = (check_in_id, *self._saved_with(person_id, check_in_id))
        entries = []
        for target in targets:
            change = Change(
                id=new_id(self._clock.now()),
                at=now,
                by=by,
                reason="undo",
                target=target,
                field="removed",
                before=False,
                after=True,
            )
            entries.append(
                self._entry(person_id, EntryKind.CHANGE, change, now, Draft(recorder=by))
            )
        self._book.append(entries)

    def due_doses(self, person_id: str, about: Moment | None = None) -> tuple[DueDose, ...]:
        """Return the planned doses that nobody has answered for yet and that are not logged.

        The newest first, of the last 24 hours at most.
        """
        record, now = self._book.record(person_id), about or self._now()
        last = last_answering_doses(record if about is None else record_before(record, about), now)
        start = now.utc - _DOSES_ASKED
        if last is not None:
            start = max(start, last.at.utc)
        zone = zone_of(record.person, now)
        due = [
            DueDose(
                scheduled_for=slot.due,
                drug=drug,
                mg=slot.mg,
                ml=ml_of(slot.mg, drug, record.person),
            )
            for drug in drugs_by_mouth(record, now.day)
            for slot in slots_between(record, drug, start, now.utc, zone)
            if entry_for(slot, doses_of(record, drug)) is None
        ]
        return tuple(sorted(due, key=lambda dose: dose.scheduled_for, reverse=True))

    def keep_draft(
        self,
        person_id: str,
        draft: Draft,
        doses: tuple[DoseEvent, ...] = (),
        about: Moment | None = None,
        not_meant: Collection[str] = (),
    ) -> None:
        """Keep unsaved answers, encrypted like everything else; raise StorageError.

        What a full disk has no room for is kept aside.
        """
        payload = {"draft": to_plain(draft), "doses": [to_plain(dose) for dose in doses]}
        if about is not None:
            payload["about"] = [about.text, about.zone]
        if not_meant:
            payload["not_meant"] = sorted(not_meant)
        self._drafts.keep(person_id, payload, self._now())

    def kept_draft(self, person_id: str) -> KeptDraft | None:
        """Return the kept answers, or None when there are none that can be read."""
        kept = self._drafts.kept(person_id)
        if kept is None:
            return None
        payload, at = kept
        try:
            return _kept(payload, at)
        except (FieldError, KeyError, TypeError, ValueError):
            return None

    def drop_draft(self, person_id: str) -> None:
        """Forget the kept answers of one person."""
        self._drafts.drop(person_id)

    def _saved_with(self, person_id: str, check_in_id: str) -> tuple[str, ...]:
        """Return the ids of the doses and the event that stand right after a check-in."""
        entries = iter(self._book.entries(person_id))
        saved = next((e for e in entries if e.payload.get("id") == check_in_id), None)
        same = takewhile(lambda e: saved and e.recorded_at == saved.recorded_at, entries)
        with_it = takewhile(lambda e: e.kind is EntryKind.DOSE or _is_event(e), same)
        return tuple(str(entry.payload["id"]) for entry in with_it)

    def _called_now(
        self, record: Record, earlier: CheckIn, doses: tuple[DoseEvent, ...], now: Moment
    ) -> CheckIn | None:
        """Return what the newest check-in calls for with an earlier one written down late."""
        if earlier.at == now:
            return None
        after = with_doses(with_other(record, earlier, earlier), doses)
        told = newly_before(self._rule_set, after, now)
        if told is None or told.level < Level.URGENT:
            return None
        return CheckIn(
            id=new_id(self._clock.now()),
            at=now,
            zone=now.zone,
            mode=Mode.QUICK,
            recorder=earlier.recorder,
            more={HAPPENED: Happening.CORRECTION.value},
            assessment=told,
        )

    def _judge(
        self, record: Record, draft: Draft, doses: tuple[DoseEvent, ...], now: Moment
    ) -> tuple[Draft, Assessment]:
        late = self._rule_set.hours("dose_clock.slot_late_hours")
        logged = with_doses(record, doses)
        filled = filled_from_log(logged, with_overall_stiffness(draft), now, late)
        return filled, evaluate(self._rule_set, record, filled, now, doses)

    def _entry(
        self,
        person_id: str,
        kind: EntryKind,
        fact: CheckIn | DoseEvent | Change,
        at: Moment,
        draft: Draft,
    ) -> NewEntry:
        payload: dict[str, Any] = to_plain(fact)
        return self._book.new_entry(
            person_id, kind, payload, at, author=draft.recorder, observer=draft.observer
        )

    def _now(self) -> Moment:
        return here_and_now(self._clock)


def _is_event(entry: Entry) -> bool:
    more = entry.payload.get("more")
    is_correction = isinstance(more, Mapping) and more.get(HAPPENED) == Happening.CORRECTION
    return entry.kind is EntryKind.CHECK_IN and is_correction


def _check_in(draft: Draft, new: str, now: Moment, assessment: Assessment) -> CheckIn:
    answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    return CheckIn(**answers, id=new, at=now, zone=now.zone, assessment=assessment)


def _kept(payload: Mapping[str, Any], at: Moment) -> KeptDraft:
    return KeptDraft(
        draft=from_plain(Draft, payload["draft"]),
        doses=tuple(from_plain(DoseEvent, dose) for dose in payload["doses"]),
        at=at,
        about=Moment.parse(*payload["about"]) if "about" in payload else None,
        not_meant=frozenset(payload.get("not_meant", ())),
    )
